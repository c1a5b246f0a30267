"""The recorded previews, and running the command on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from neptune_global_component.cli import main

PREVIEWS = Path(__file__).parent / "previews"


def steps_by_name(document):
    """The steps of a preview by resource name."""
    return {step["urn"].rsplit("::", 1)[1]: step for step in document["steps"]}


@pytest.fixture
def recording():
    """Gives a recorded preview as the JSON document that it is."""
    return lambda name: json.loads((PREVIEWS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def guard(monkeypatch):
    """Runs the command on a preview: text, bytes, or a document."""
    monkeypatch.delenv("NEPTUNE_GLOBAL_ALLOW", raising=False)

    def run(preview, *arguments):
        if isinstance(preview, dict):
            preview = json.dumps(preview)
        return CliRunner().invoke(main, ["guard", "-", *arguments], input=preview, catch_exceptions=False)

    return run
