"""The command ``neptune-global engine install``."""

from __future__ import annotations

from click.testing import CliRunner

from neptune_global_component.cli import main


def test_the_path_alone_is_on_standard_output(machine):
    """A script can take the output as it is."""
    pulumi = machine.engine(machine.path, "3.259.0")
    result = CliRunner().invoke(main, ["engine", "install"])
    assert (result.exit_code, result.stdout) == (0, f"{pulumi}\n")
    assert result.stderr == ""


def test_an_error_is_one_text_and_exit_status_1(machine, monkeypatch):
    """No traceback, and nothing on standard output."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_PULUMI", str(machine.root / "nothing"))
    result = CliRunner().invoke(main, ["engine", "install"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: NEPTUNE_GLOBAL_PULUMI={machine.root}/nothing cannot be used: ")
