"""The command line ``neptune-global``."""

from __future__ import annotations

from neptune_global_component.cli.main import main

__all__ = ["main"]
