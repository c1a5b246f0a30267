"""Measure the first `make demo` on a machine without caches: packages, the engine's build, and the demo itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from ground import announce
from measure import measure_command
from results import Row

if TYPE_CHECKING:
    from ground import Ground

_ROOT = Path(__file__).parents[1]
# Where pip, uv, Go and the engine keep their caches, if not in the home folder.
_CACHES = ("XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR", "GOCACHE", "GOMODCACHE", "GOPATH", "NEPTUNE_GLOBAL_CACHE")


def first_demo(ground: Ground) -> list[Row]:
    """Run `make demo` once, in a clone of the last commit and with an empty home folder."""
    clone, home = ground.new_folder() / "clone", ground.new_folder()
    subprocess.run(["git", "clone", "--quiet", _ROOT, clone], check=True)
    # Otherwise Go's module cache is read-only, and can't be removed.
    environment = {**os.environ, "HOME": str(home), "GOFLAGS": "-modcacherw"}
    for name in _CACHES:
        environment.pop(name, None)
    seconds = round(measure_command(["make", "demo"], environment, folder=clone).seconds)
    announce(f"first demo: {seconds} s")
    return [Row("first demo", "make demo, without caches", "seconds", seconds, note="with the engine's build")]
