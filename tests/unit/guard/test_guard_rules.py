"""The guard's table, on previews that were recorded on the engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from guard_expected import EXPECTED, NOT_RECORDED

from neptune_global_component.guard.rules import RULES

STATUSES = {"SAFE": 0, "REVIEW": 3, "DANGER": 4}
PREVIEWS = Path(__file__).parent / "previews"


@pytest.mark.parametrize("name", EXPECTED)
def test_a_recorded_preview(guard, recording, name):
    """It has these findings, the worst first, and the exit status of the worst."""
    done = guard(recording(name), "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert [(one["verdict"], one["rule"], one["name"]) for one in found] == EXPECTED[name]
    assert done.exit_code == STATUSES[EXPECTED[name][0][0]]


def test_every_rule_is_recorded():
    """No rule of the table is without a preview that was recorded, but for those of other providers."""
    covered = {rule for findings in EXPECTED.values() for _, rule, _ in findings}
    assert covered == {one.name for one in RULES} - NOT_RECORDED


def test_every_recording_has_its_command():
    """Beside each recording is the command that made it, and each is judged."""
    recordings = {path.stem for path in PREVIEWS.glob("*.json")}
    assert recordings == {path.stem for path in PREVIEWS.glob("*.command")}
    assert recordings >= EXPECTED.keys()
    assert all("pulumi preview --json" in path.read_text() for path in PREVIEWS.glob("*.command"))


def test_every_rule_has_the_next_step():
    """Each rule has a reason and a remedy that end as sentences do, and a source on AWS's or Terraform's pages."""
    for one in RULES:
        assert one.reason.endswith(".")
        assert one.remedy.endswith(".")
        assert one.unrefreshed.endswith(".") or not one.unrefreshed
        assert (
            one.source.startswith(("https://docs.aws.amazon.com/", "https://registry.terraform.io/")) or not one.source
        )
