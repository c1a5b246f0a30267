"""The list of installed packages equals pip's."""

from __future__ import annotations

import json
import subprocess
import sys

from neptune_global_component.local import installed_packages


def answer(*arguments):
    """Run Python and return version and folder by normalised package name."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return {one["name"].lower().replace("_", "-"): (one["version"], one["location"]) for one in json.loads(done.stdout)}


def test_the_list_equals_that_of_pip():
    """Every package has the version and folder that pip reports, except for pip's spelling of folders."""
    own, pip = answer(installed_packages.__file__), answer(*installed_packages.PIP_ARGUMENTS.split())
    assert own == pip
