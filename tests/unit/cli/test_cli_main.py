"""The command ``neptune-global`` itself: version, errors, interrupts."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
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


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (PermissionError(13, "Permission denied", "/a/b"), "/a/b: Permission denied"),
        (OSError("no folder"), "no folder"),
    ],
)
def test_an_error_of_the_system_is_one_line(monkeypatch, error, text):
    """A full disk or a folder that can't be written is the user's to change: there is no traceback."""
    monkeypatch.setattr(session, "down", raising(error))
    result = CliRunner().invoke(main, ["local", "down"])
    expected = f"error: {text}. Correct that and run it again; --debug shows the place.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", expected)


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
    """Every command shows its exit statuses, examples, --debug, and what the value of an option is."""
    lines = show_help(name, command, 80, monkeypatch)
    statuses = lines[lines.index("Exit status:") :]
    assert {"2", "130"} < {line.split()[0] for line in statuses if line.startswith("  ")}
    assert "  --debug" in " ".join(lines)
    assert "Examples:" in lines
    assert "TEXT" not in " ".join(lines)


@COLUMNS
@ALL
def test_examples_are_commands(name, command, columns, monkeypatch):
    """A broken example is the same command for a shell, and all its options exist."""
    lines = show_help(name, command, columns, monkeypatch)
    written = "\n".join(lines[lines.index("Examples:") + 1 :]).replace("\\\n", "")
    for one in re.findall(r"^.*neptune-global (.*)", written, re.MULTILINE):
        words = shlex.split(one.partition(" -- ")[0].partition(" | ")[0].partition(" > ")[0].partition(")")[0])
        result = CliRunner().invoke(main, [*words, "--help"])
        assert (result.exit_code, result.stderr) == (0, "")


@ALL
def test_there_is_one_way_to_ask_for_json(name, command):
    """A command with several formats has `--format text|markdown|json`; the error of `--json` names it."""
    formats = [one for one in command.params if one.name == "form"]
    for option in formats:
        assert option.opts == ["--format"]
        assert {"text", "markdown", "json"} <= set(option.type.choices)
    assert bool(formats) is (name.split()[-1] in {"failover", "guard", "list", "rename", "status", "switchover"})
    result = CliRunner().invoke(main, [*name.split()[1:], "--json"], prog_name="neptune-global")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: No such option '--json'.")
    assert ("'--json'. Use --format json.\n" in result.stderr) is bool(formats)


@ALL
@pytest.mark.parametrize("arguments", [["--wrong"], ["--debug=1"]])
def test_a_usage_error_is_like_any_other_error(name, command, arguments):
    """It is a sentence after `error:` on standard error, and names the help of its command."""
    del command
    result = CliRunner().invoke(main, [*name.split()[1:], *arguments], prog_name="neptune-global")
    assert (result.exit_code, result.stdout) == (2, "")
    first, last = result.stderr.splitlines()
    assert re.fullmatch(r"error: [A-Z].*[.?]", first)
    assert last == f"Run `{name} --help` for usage."


@pytest.mark.parametrize("arguments", [["wrong"], ["local", "run"], ["switchover", "orders", "--to"], ["sdk", "c"]])
def test_other_usage_errors_are_the_same(arguments):
    """A missing argument, a missing value and an unknown command also name the help."""
    result = CliRunner().invoke(main, arguments, prog_name="neptune-global")
    assert (result.exit_code, result.stdout) == (2, "")
    first, last = result.stderr.splitlines()
    assert re.fullmatch(r"error: [A-Z].*[.?]", first)
    assert re.fullmatch(r"Run `neptune-global.* --help` for usage\.", last)


def test_debug_shows_the_traceback_of_an_error(monkeypatch):
    """The error itself is still the last line."""
    monkeypatch.setattr(session, "down", raising(LocalAwsError("it stays")))
    result = CliRunner().invoke(main, ["local", "down", "--debug"])
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("error: it stays\n")


VARIABLE = "_NEPTUNE_GLOBAL_COMPLETE"


def complete(*arguments):
    """Return the completions of the last argument."""
    *before, last = arguments
    completion = get_completion_class("bash")(main, {}, "neptune-global", VARIABLE)
    return [one.value for one in completion.get_completions(before, last)]


@ALL
def test_every_command_and_option_is_completed(name, command):
    """The shell offers the commands of a group, and the options of a command."""
    words = name.split()[1:]
    assert set(getattr(command, "commands", {})) <= set(complete(*words, ""))
    options = {two for one in command.params for two in one.opts if two.startswith("--")}
    assert options <= set(complete(*words, "--"))


def test_values_are_completed():
    """The shell offers the formats and the languages."""
    assert complete("status", "orders", "--format", "") == ["text", "markdown", "json", "mermaid", "svg"]
    assert complete("sdk", "") == ["dotnet", "go", "java", "nodejs", "python"]


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_the_help_and_the_page_name_what_makes_a_completion_script(shell, monkeypatch):
    """The help and the page show how each shell makes its completion script."""
    assert f"{shell}_source" in " ".join(show_help("neptune-global", main, 80, monkeypatch))
    page = Path(__file__).parents[3] / "docs" / "installation-configuration.md"
    assert f"{VARIABLE}={shell}_source neptune-global" in page.read_text()
    assert VARIABLE in get_completion_class(shell)(main, {}, "neptune-global", VARIABLE).source()


def test_completion_in_bash():
    """After the line of the help, bash completes a command."""
    (line,) = re.findall(r"`(eval .*?)`", " ".join(main.help.split()))
    bin_folder = Path(sys.executable).parent
    ask = "COMP_WORDS=(neptune-global sta) COMP_CWORD=1; _neptune_global_completion neptune-global; echo $COMPREPLY"
    environment = {"PATH": f"{bin_folder}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", f"{line}\n{ask}"], env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("status\n", "")
