"""The command ``neptune-global`` itself: version, errors, interrupts."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from neptune_global_component import _version
from neptune_global_component.cli import main
from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local import session


def raising(error):
    """A function that raises."""

    def raise_it(*_arguments):
        raise error

    return raise_it


def test_version():
    """`--version` prints the version of the package."""
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"neptune-global, version {_version.__version__}\n")


def test_no_command_is_a_usage_error():
    """Exit status 2, which no verdict and no failure has."""
    assert CliRunner().invoke(main, []).exit_code == 2


def test_an_error_for_the_user_is_text_and_exit_status_1(monkeypatch):
    """No traceback, nothing on standard output."""
    monkeypatch.setattr(session, "down", raising(LocalAwsError("it stays")))
    result = CliRunner().invoke(main, ["local", "down"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "error: it stays\n")


def test_an_interrupt_is_exit_status_130(monkeypatch):
    """Ctrl-C where no command of the user's runs ends as in a shell."""
    monkeypatch.setattr(session, "down", raising(KeyboardInterrupt))
    result = CliRunner().invoke(main, ["local", "down"])
    assert (result.exit_code, result.stdout) == (130, "")


def test_a_mistake_of_the_program_keeps_its_traceback(monkeypatch):
    """Only errors that are written for the user lose it."""
    monkeypatch.setattr(session, "down", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(main, ["local", "down"], catch_exceptions=False)


def commands(group, name="neptune-global"):
    """Every command and group, with its name."""
    yield name, group
    for one in getattr(group, "commands", {}).values():
        yield from commands(one, f"{name} {one.name}")


@pytest.mark.parametrize(("name", "command"), list(commands(main)))
def test_no_line_of_a_help_is_cut_off(name, command):
    """Each command is described by a whole sentence in the list of its group."""
    shown = command.get_help(click.Context(command, info_name=name, terminal_width=80))
    assert "..." not in shown.replace("[ARGS]...", "").replace("CMD...", "")


@pytest.mark.parametrize("name", ["guard", "switchover", "failover"])
def test_a_help_has_the_exit_statuses(name):
    """What a pipeline goes by."""
    shown = CliRunner().invoke(main, [name, "--help"]).stdout
    assert "Exit status:" in shown
    assert "  2 " in shown
