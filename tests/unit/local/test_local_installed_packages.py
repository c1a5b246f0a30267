"""The list of installed packages is pip's."""

from __future__ import annotations

import json
import subprocess
import sys

from neptune_global_component.local import installed_packages


def answer(*arguments):
    """What Python prints: version and folder by normalised name."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return {one["name"].lower().replace("_", "-"): (one["version"], one["location"]) for one in json.loads(done.stdout)}


def test_it_says_what_pip_says():
    """Every package has the version and the folder that pip tells, but for how pip spells a folder."""
    ours, pips = answer(installed_packages.__file__), answer(*installed_packages.QUESTION.split())
    assert ours == pips
