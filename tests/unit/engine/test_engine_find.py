"""Existing engines: which ones are accepted, and why others are rejected."""

from __future__ import annotations

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import Engine, find


def test_the_named_engine_is_taken(machine, monkeypatch):
    """NEPTUNE_GLOBAL_PULUMI names the executable, whose folder precedes PATH."""
    pulumi = machine.engine(machine.root / "mine", "3.300.1")
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(pulumi))
    assert find.from_environment(machine.report) == Engine(pulumi, pulumi.parent, "3.300.1", "NEPTUNE_GLOBAL_PULUMI")


@pytest.mark.parametrize("value", [None, ""])
def test_an_unset_or_empty_variable_names_nothing(machine, monkeypatch, value):
    """An empty variable counts as unset."""
    if value is not None:
        monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", value)
    assert find.from_environment(machine.report) is None


def missing(machine):
    """Return a path that does not exist."""
    return machine.root / "nowhere" / "pulumi"


def not_executable(machine):
    """Return a file that is not executable."""
    pulumi = machine.engine(machine.root / "mine")
    pulumi.chmod(0o644)
    return pulumi


def a_folder(machine):
    """Return a folder."""
    return machine.engine(machine.root / "mine").parent


def too_old(machine):
    """Return an engine that is older than the minimum."""
    return machine.engine(machine.root / "mine", "3.150.0")


def without_host(machine):
    """Return an engine that cannot run Python programs."""
    return machine.engine(machine.root / "mine", hosts=())


def failing(machine):
    """Return an engine that does not run."""
    return machine.program(machine.root / "mine" / "pulumi", "echo wrong architecture >&2; exit 126")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (missing, "is not an executable file"),
        (not_executable, "is not an executable file"),
        (a_folder, "is not an executable file"),
        (too_old, "is older than 3.258.0"),
        (without_host, "has no pulumi-language-python"),
        (failing, "wrong architecture"),
    ],
)
def test_a_named_engine_that_cannot_be_used_is_an_error(machine, monkeypatch, make, reason):
    """The error contains the variable, its value, the reason and what to do."""
    named = make(machine)
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(named))
    with pytest.raises(EngineError) as raised:
        find.from_environment(machine.report)
    text = str(raised.value)
    assert text.startswith(f"NEPTUNE_GLOBAL_PULUMI={named} cannot be used: ")
    assert reason in text
    assert text.endswith("Correct or unset it.")


def test_the_engine_on_path_is_taken(machine):
    """An engine on PATH that is new enough and has its Python host is used."""
    pulumi = machine.engine(machine.path, "3.258.0")
    assert find.from_path(machine.report) == Engine(pulumi, machine.path, "3.258.0", "PATH")


def test_nothing_on_path_is_refused(machine):
    """An empty PATH is reported as the reason."""
    with pytest.raises(EngineError, match="pulumi is not on PATH"):
        find.from_path(machine.report)


def test_an_old_engine_on_path_is_refused(machine):
    """The reason contains both versions and the path."""
    pulumi = machine.engine(machine.path, "3.150.0")
    with pytest.raises(EngineError, match=f"Pulumi 3.150.0 at {pulumi} is older than 3.258.0"):
        find.from_path(machine.report)


def test_an_engine_on_path_without_its_python_host_is_refused(machine):
    """The reason names the missing program and its purpose."""
    machine.engine(machine.path, hosts=())
    with pytest.raises(EngineError, match="no pulumi-language-python beside it or on PATH"):
        find.from_path(machine.report)


def test_the_python_host_may_be_in_another_folder_of_path(machine, monkeypatch):
    """The Python host may be in another folder of PATH, where Pulumi finds it too."""
    pulumi = machine.engine(machine.root / "alone", hosts=())
    machine.program(machine.path / "pulumi-language-python")
    monkeypatch.setenv("PATH", f"{pulumi.parent}:{machine.path}")
    assert find.from_path(machine.report).bin == pulumi.parent


def test_a_link_on_path_leads_to_the_hosts(machine):
    """If PATH has only a link to pulumi, the link's target folder precedes PATH."""
    real = machine.engine(machine.root / "cellar")
    (machine.path / "pulumi").symlink_to(real)
    assert find.from_path(machine.report).bin == real.parent
