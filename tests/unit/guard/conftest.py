"""The recorded previews, and running the command on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main

PREVIEWS = Path(__file__).parent / "previews"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    """No width and no colour settings of the machine that runs the tests; pytest-xdist sets COLUMNS."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "NEPTUNE_GLOBAL_ALLOW"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def recording():
    """Gives a recorded preview as the JSON document that it is."""
    return lambda name: json.loads((PREVIEWS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def guard():
    """Runs the command on a preview: text, bytes, or a document."""

    def run(preview, *arguments):
        if isinstance(preview, dict):
            preview = json.dumps(preview)
        return CliRunner().invoke(main, ["guard", "-", *arguments], input=preview, catch_exceptions=False)

    return run
