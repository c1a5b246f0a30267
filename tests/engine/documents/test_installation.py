"""The README's installation from a clone, in a new virtual environment; and `make demo`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import metadata
from pathlib import Path

import pytest
from code_blocks import ROOT, code_blocks

from tools.record import DEMO, normalize
from tools.terminal import recorded_letters

# The Python of the tests has no uv if it came with the machine.
UV = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
PIP = """\
#!/bin/sh
# pip's install with the packages of the lock file, from the cache if it has them.
shift
"{uv}" pip install --quiet --offline --python "{python}" --constraint "{locked}" "$@" ||
    exec "{uv}" pip install --quiet --python "{python}" --constraint "{locked}" "$@"
"""


@pytest.fixture
def python(tmp_path):
    """The Python of a new virtual environment."""
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True)
    return tmp_path / "venv" / "bin" / "python"


@pytest.fixture
def pip(tmp_path, python):
    """A folder with a `pip` that installs the locked versions into the new environment."""
    locked = tmp_path / "locked.txt"
    export = [UV, "export", "--quiet", "--frozen", "--no-hashes", "--no-emit-project", "--all-extras", "--no-dev"]
    subprocess.run([*export, "--output-file", locked], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    program = tmp_path / "bin" / "pip"
    program.parent.mkdir()
    program.write_text(PIP.format(uv=UV, python=python, locked=locked))
    program.chmod(0o755)
    return program.parent


def test_installation_from_a_clone(python, pip, tmp_path):
    """It brings the command, the component and the local AWS."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PATH"] = os.pathsep.join([str(pip), environment["PATH"]])
    block = code_blocks()["README.md#install"].text
    subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=ROOT, env=environment, check=True)
    program = "import moto, neptune_global_component as n; print(n.GlobalCluster.__name__, n.__file__)"
    printed = subprocess.run([python, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert printed.stdout.decode().startswith(f"GlobalCluster {tmp_path / 'venv'}")
    version = subprocess.run([python.with_name("neptune-global"), "--version"], check=True, capture_output=True)
    assert version.stdout.startswith(b"neptune-global, version ")


def test_names_on_pypi():
    """The pages install the distribution under its own name, with extras that it has."""
    project = metadata("neptune-global-component")
    pages = [ROOT / "README.md", ROOT / "docs" / "installation-configuration.md"]
    text = "".join(page.read_text() for page in pages)
    assert f"pip install '{project['Name']}[local]'" in text
    assert f"pip install {project['Name']}\n" in text
    assert "local" in project.get_all("Provides-Extra")


def test_make_demo():
    """`make demo` shows a cluster that becomes the primary of a global cluster, as the recording of it does."""
    # The tests run in the environment that `make setup` made: it is not made again beneath them.
    command = ["make", "--old-file=setup", "demo", f"BIN={Path(sys.executable).parent}"]
    # Below `make test`, make would print the folder that it enters.
    environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    assert "no changes" in printed
    assert printed.rstrip().endswith("standalone")
    recorded = recorded_letters(DEMO.path.read_text())
    assert recorded.endswith("".join(normalize(printed).split())), "run `make recordings`"
