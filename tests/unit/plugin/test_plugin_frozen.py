"""The record of a release never changes: programs and stacks in the world depend on it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from neptune_global_component import __version__

RELEASES = Path(__file__).parents[3] / "releases"
FROZEN = {}
"""SHA-256 of every file of every release."""


def digest(path):
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def recorded():
    """Return the files of the releases; the one that is being prepared may still change."""
    files = (path.relative_to(RELEASES) for path in RELEASES.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts and path.parts[0] != __version__}


def test_every_file_is_frozen():
    """A release that is published has its digests here, and no file of it disappears."""
    assert recorded() == {path for path in FROZEN if path.partition("/")[0] != __version__}


@pytest.mark.parametrize("path", FROZEN)
def test_a_released_file_never_changes(path):
    """Its content is that of the day of the release."""
    assert digest(RELEASES / path) == FROZEN[path]
