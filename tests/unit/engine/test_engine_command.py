"""The command ``neptune-global engine install``."""

from __future__ import annotations

import sys

from click.testing import CliRunner
from go_program import GO

from neptune_global_component.cli import main
from neptune_global_component.cli.engine import RUNTIMES
from neptune_global_component.local.engine import languages

command = sys.modules["neptune_global_component.cli.engine"]


def test_the_path_alone_is_on_standard_output(machine):
    """Standard output contains only the path, for scripts."""
    pulumi = machine.engine(machine.path, "3.274.1")
    result = CliRunner().invoke(main, ["engine", "install"])
    assert (result.exit_code, result.stdout) == (0, f"{pulumi}\n")
    assert result.stderr == ""


def test_an_engine_that_is_not_on_path(machine, monkeypatch):
    """In a terminal, a line on standard error adds its folder to PATH."""
    monkeypatch.setattr(command, "is_terminal", lambda: True)
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(machine.engine(machine.root / "mine", "3.274.1")))
    result = CliRunner().invoke(main, ["engine", "install"])
    assert result.stdout == f"{machine.root}/mine/pulumi\n"
    assert f'export PATH="{machine.root}/mine:$PATH"' in result.stderr


def test_an_error_is_one_text_and_exit_status_1(machine, monkeypatch):
    """An error is printed to standard error without a traceback, and the exit status is 1."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(machine.root / "nothing"))
    result = CliRunner().invoke(main, ["engine", "install"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: NEPTUNE_GLOBAL_PULUMI={machine.root}/nothing cannot be used: ")


def test_language_hosts_are_installed_beside_the_engine_or_built(machine, monkeypatch):
    """The engine's own host is used, others are built. The folder to add to PATH is reported."""
    pulumi = machine.engine(machine.path, "3.274.1", hosts=("pulumi-language-python", "pulumi-language-nodejs"))
    machine.program(machine.path / "go", GO)
    monkeypatch.setenv("CALLS", str(machine.root / "calls"))
    result = CliRunner().invoke(main, ["engine", "install", "--language", "nodejs,java"])
    assert (result.exit_code, result.stdout) == (0, f"{pulumi}\n")
    assert result.stderr.splitlines()[-1] == f"language hosts: {languages.folder()} (add it to PATH)"
    assert [path.name for path in languages.folder().iterdir()] == ["pulumi-language-java"]


def test_an_unknown_language_is_a_usage_error():
    """The message quotes it and lists the known ones."""
    result = CliRunner().invoke(main, ["engine", "install", "--language", "nodejs,cobol"])
    assert result.exit_code == 2
    assert "must be one or more of go, java, nodejs, yaml, got 'cobol'." in result.stderr


def test_an_empty_language_is_a_usage_error():
    """A variable of a script that is not set does not install less than the script asks for."""
    result = CliRunner().invoke(main, ["engine", "install", "--language", ""])
    assert result.exit_code == 2
    assert "must be one or more of go, java, nodejs, yaml, got ''." in result.stderr


def test_the_hosts_that_can_be_installed():
    """The command accepts exactly the languages that have hosts."""
    assert set(RUNTIMES) == languages.HOSTS.keys()
