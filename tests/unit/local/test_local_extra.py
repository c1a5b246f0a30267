"""The extra ``local``: errors of the commands if it is not installed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main
from neptune_global_component.local import extra


@pytest.mark.parametrize("command", [["run", "--", "true"], ["up"], ["env"], ["down"]])
def test_commands_without_the_extra_explain_how_to_install_it(monkeypatch, command):
    """The commands print one line that lists the missing packages, and no traceback."""
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
    """Help works without the extra."""
    monkeypatch.setattr(extra, "requires", lambda _: ["a ; extra == 'local'"])
    assert CliRunner().invoke(main, ["local", "--help"]).exit_code == 0


def test_the_check_uses_the_declared_requirements():
    """The check uses the package's own requirements: moto, which is installed here, is one of them."""
    assert "moto" in [match[1] for match in map(extra.OF_THE_EXTRA.match, extra.requires(extra.DISTRIBUTION)) if match]
    extra.require()
