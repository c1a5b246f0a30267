"""Builds the host of a language: ``python -m neptune_global_component.local.engine RUNTIME``, run by the launchers."""

from __future__ import annotations

import sys

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import languages


def main() -> None:
    """Build the host of the runtime in the first argument, and print progress."""
    try:
        languages.built(languages.HOSTS[sys.argv[1]], lambda line: print(line, flush=True))  # noqa: T201 - for the engine
    except EngineError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
