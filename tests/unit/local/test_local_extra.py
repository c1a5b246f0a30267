"""The extra ``local``: what the commands say without it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main
from neptune_global_component.local import extra


@pytest.mark.parametrize("command", [["run", "--", "true"], ["up"], ["env"], ["down"]])
def test_without_the_extra_the_commands_say_how_to_install_it(monkeypatch, command):
    """One line that names what is missing, no traceback."""
    monkeypatch.setattr(
        extra,
        "requires",
        lambda _: ["click>=8.1", "no-such-thing>=1", "a.b[c]==5 ; extra == 'local'", 'd; extra == "dev"'],
    )
    result = CliRunner().invoke(main, ["local", *command])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: The local AWS needs packages that are not installed (a.b). "
        "Install them: pip install 'neptune-global-component[local]'\n"
    )


def test_help_needs_no_extra(monkeypatch):
    """The list of commands is there without it."""
    monkeypatch.setattr(extra, "requires", lambda _: ["a ; extra == 'local'"])
    assert CliRunner().invoke(main, ["local", "--help"]).exit_code == 0


def test_the_extra_is_what_the_package_declares():
    """Moto, which is in it, is installed here."""
    assert "moto" in [match[1] for match in map(extra.OF_THE_EXTRA.match, extra.requires(extra.DISTRIBUTION)) if match]
    extra.require()
