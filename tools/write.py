"""Write the generated documents into the repository: `python -m tools.write`."""

from __future__ import annotations

import json
from pathlib import Path

from neptune_global_component.plugin.provider import NeptuneProvider
from tools.checks import checks
from tools.cli_reference import cli_reference
from tools.reference import reference

COMMAND = "python -m tools.write"
"""The command that writes the documents."""


def documents() -> dict[str, str]:
    """Return the texts of the documents, by their paths in the repository."""
    schema = NeptuneProvider().schema or ""
    return {
        "schema.json": schema,
        "docs/reference.md": reference(json.loads(schema)),
        "docs/cli.md": cli_reference(),
        "docs/checks.md": checks(),
    }


def main() -> None:
    """Write the documents into the repository."""
    root = Path(__file__).parents[1]
    for path, text in documents().items():
        (root / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
