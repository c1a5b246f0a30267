"""Finds the Pulumi engine, or installs it if there is none."""

from __future__ import annotations

from neptune_global_component.local.engine.choose import ensure
from neptune_global_component.local.engine.model import Engine

__all__ = ["Engine", "ensure"]
