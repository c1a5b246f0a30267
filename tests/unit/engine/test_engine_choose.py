"""Selection of the engine, and the message if there is none."""

from __future__ import annotations

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import ensure, version
from neptune_global_component.local.engine.choose import INSTALLERS, Installer


@pytest.fixture
def works(machine):
    """Return an installer that installs an engine."""

    def install(into, _report):
        machine.engine(into / "bin")

    return Installer("one that works", install)


def refusing(name):
    """Return an installer that fails."""

    def install(_into, _report):
        raise EngineError(f"{name} has its reason")

    return Installer(name, install)


def test_the_official_installer_comes_before_a_build():
    """The official installer, which is faster, is tried before a build."""
    assert [installer.origin for installer in INSTALLERS] == ["official installer", "built from Go modules"]


def test_candidates_are_taken_in_order(machine, monkeypatch, works):
    """The order is the variable, PATH, the cache, an installation."""
    origins = [ensure(machine.report, installers=[works]).origin]
    origins.append(ensure(machine.report, installers=[refusing("never called")]).origin)
    machine.engine(machine.path, "3.258.0")
    origins.append(ensure(machine.report, installers=[]).origin)
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(machine.engine(machine.root / "mine", "3.260.0")))
    origins.append(ensure(machine.report, installers=[]).origin)
    assert origins == ["one that works", "one that works", "PATH", "NEPTUNE_GLOBAL_PULUMI"]


def test_a_broken_variable_never_falls_through(machine, monkeypatch, works):
    """If the variable's engine is not usable, an error is raised and nothing else is tried."""
    machine.engine(machine.path)
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", "/no/such/pulumi")
    with pytest.raises(EngineError, match="NEPTUNE_GLOBAL_PULUMI=/no/such/pulumi cannot be used"):
        ensure(machine.report, installers=[works])
    assert machine.lines == []


def test_an_engine_that_is_there_is_taken_without_a_word(machine, works):
    """If no engine must be installed, no progress is reported."""
    machine.engine(machine.path, "3.150.0")
    works.install(machine.cache / "engine" / version.PULUMI, machine.report)
    (machine.cache / "engine" / version.PULUMI / "origin").write_text("an earlier run")
    assert ensure(machine.report, installers=[refusing("never called")]).origin == "an earlier run"
    assert machine.lines == []


def test_the_lines_of_an_install_read_as_progress(machine, works):
    """The first line names the version and the reason. After a failed installer the next one is reported."""
    machine.engine(machine.path, "3.150.0")
    found = ensure(machine.report, installers=[refusing("one that fails"), works])
    assert machine.lines == [
        f"installing pulumi {version.PULUMI}, once: Pulumi 3.150.0 at {machine.path}/pulumi is older than 3.258.0.",
        "one that fails: one that fails has its reason Continuing with the next installer: one that works.",
        f"installed pulumi {version.PULUMI} in 0 s: {found.pulumi}",
    ]


def test_an_engine_that_another_process_installed_meanwhile_is_taken(machine, works):
    """The cache is checked again under the lock, so that two processes install once."""

    def report(line):
        if line.startswith("installing "):
            works.install(machine.cache / "engine" / version.PULUMI, report)
            (machine.cache / "engine" / version.PULUMI / "origin").write_text("another process")

    assert ensure(report, installers=[refusing("never called")]).origin == "another process"


def test_the_last_error_lists_all_that_was_tried(machine):
    """The error lists the reason for every way, and three possible fixes."""
    with pytest.raises(EngineError) as raised:
        ensure(machine.report, installers=[refusing("first"), refusing("second")])
    assert str(raised.value).splitlines() == [
        "Found no Pulumi engine of version 3.258.0 or newer. Tried:",
        "  - NEPTUNE_GLOBAL_PULUMI: not set.",
        "  - PATH: pulumi is not on PATH.",
        f"  - cache: pulumi {version.PULUMI} is not in {machine.cache}/engine/{version.PULUMI}.",
        "  - first: first has its reason",
        "  - second: second has its reason",
        "Do one of these, then run it again:",
        "  - install Pulumi (https://www.pulumi.com/docs/install/) and put its folder on PATH;",
        "  - set NEPTUNE_GLOBAL_PULUMI to the path of a pulumi executable;",
        "  - let this machine reach https://get.pulumi.com, or else PyPI and the Go module proxy (GOPROXY).",
    ]


def test_a_cache_that_cannot_be_written_is_among_the_reasons(machine, works):
    """The list contains the path and the variable that moves it."""
    machine.cache.write_text("a file")
    with pytest.raises(EngineError, match=r"  - install: .*Set NEPTUNE_GLOBAL_CACHE"):
        ensure(machine.report, installers=[works])
