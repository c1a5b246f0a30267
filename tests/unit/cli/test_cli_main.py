"""The command ``neptune-global`` itself: version, errors, interrupts."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest
from click.testing import CliRunner

from neptune_global_component import _version
from neptune_global_component.cli import main
from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local import session


def raising(error):
    """Return a function that raises an error."""

    def raise_it(*_arguments):
        raise error

    return raise_it


def test_version():
    """`--version` prints the version of the package."""
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"neptune-global, version {_version.__version__}\n")


def test_no_command_is_a_usage_error():
    """The exit status is 2, which no verdict and no failure has."""
    assert CliRunner().invoke(main, []).exit_code == 2


def test_an_error_is_one_line_with_exit_status_1(monkeypatch):
    """There is no traceback, and standard output is empty."""
    monkeypatch.setattr(session, "down", raising(LocalAwsError("it stays")))
    result = CliRunner().invoke(main, ["local", "down"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "error: it stays\n")


def test_an_interrupt_is_exit_status_130(monkeypatch):
    """Ctrl-C ends the command with the exit status of a shell."""
    monkeypatch.setattr(session, "down", raising(KeyboardInterrupt))
    result = CliRunner().invoke(main, ["local", "down"])
    assert (result.exit_code, result.stdout) == (130, "")


def test_a_bug_shows_its_traceback(monkeypatch):
    """An exception that is not one of the package's errors is not caught."""
    monkeypatch.setattr(session, "down", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(main, ["local", "down"], catch_exceptions=False)


def commands(group, name="neptune-global"):
    """Yield every command and group with its full name."""
    yield name, group
    for one in getattr(group, "commands", {}).values():
        yield from commands(one, f"{name} {one.name}")


ALL = pytest.mark.parametrize(("name", "command"), list(commands(main)))
COLUMNS = pytest.mark.parametrize("columns", [60, 80, 100, 200])


def show_help(name, command, columns, monkeypatch):
    """Return the lines of a command's help in a terminal of this width."""
    # CliRunner has 80 columns, whatever COLUMNS is.
    monkeypatch.setenv("COLUMNS", str(columns))
    return command.get_help(command.context_class(command, info_name=name)).splitlines()


@ALL
@COLUMNS
def test_help_fits(name, command, columns, monkeypatch):
    """No line is truncated or longer than the terminal, and no word is broken."""
    lines = show_help(name, command, columns, monkeypatch)
    assert max(map(len, lines)) <= columns
    assert "..." not in "".join(lines[1:])
    shown = " ".join(" ".join(lines).split())
    descriptions = [command.help, *(one.help for one in command.params if getattr(one, "help", None))]
    for one in descriptions:
        assert " ".join(one.split()) in shown


@ALL
def test_help_has_exit_statuses_and_examples(name, command, monkeypatch):
    """Every command shows its exit statuses, and every command that does something shows examples."""
    lines = show_help(name, command, 80, monkeypatch)
    statuses = lines[lines.index("Exit status:") :]
    assert [line for line in statuses if line.startswith("  2 ")]
    assert "  --debug" in " ".join(lines)
    assert ("Examples:" in lines) is (name == "neptune-global" or not hasattr(command, "commands"))


@COLUMNS
@ALL
def test_examples_are_commands(name, command, columns, monkeypatch):
    """A broken example is the same command for a shell, and all its options exist."""
    lines = show_help(name, command, columns, monkeypatch)
    if "Examples:" not in lines:
        return
    written = "\n".join(lines[lines.index("Examples:") + 1 :]).replace("\\\n", "")
    for one in re.findall(r"^.*neptune-global (.*)", written, re.MULTILINE):
        words = shlex.split(one.partition(" -- ")[0].partition(" | ")[0].partition(" > ")[0].partition(")")[0])
        result = CliRunner().invoke(main, [*words, "--help"])
        assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("name", ["guard", "list", "rename", "status", "switchover", "failover"])
def test_there_is_one_way_to_choose_a_format(name):
    """Each command with several formats has `--format text|markdown|json`, and no `--json`."""
    (command,) = (command for whole, command in commands(main) if whole.endswith(f" {name}"))
    (option,) = (one for one in command.params if one.name == "form")
    assert option.opts == ["--format"]
    assert {"text", "markdown", "json"} <= set(option.type.choices)
    assert CliRunner().invoke(main, [name, "--json"]).exit_code == 2


@pytest.mark.parametrize("arguments", [["--wrong"], ["guard", "--wrong"], ["wrong"], ["local", "run"]])
def test_a_usage_error_is_like_any_other_error(arguments):
    """It begins with `error:` and names the help, on standard error."""
    result = CliRunner().invoke(main, arguments, prog_name="neptune-global")
    assert (result.exit_code, result.stdout) == (2, "")
    first, last = result.stderr.splitlines()
    assert first.startswith("error: ")
    assert last.startswith("Run `neptune-global")
    assert last.endswith(" --help` for usage.")


def test_debug_shows_the_traceback_of_an_error(monkeypatch):
    """The error itself is still the last line."""
    monkeypatch.setattr(session, "down", raising(LocalAwsError("it stays")))
    result = CliRunner().invoke(main, ["local", "down", "--debug"])
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("error: it stays\n")


def test_shell_completion():
    """The variable that the help names makes a completion script."""
    program = "from neptune_global_component.cli import main; main(prog_name='neptune-global')"
    environment = os.environ | {"_NEPTUNE_GLOBAL_COMPLETE": "zsh_source"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("#compdef neptune-global")
