"""Files of a release never change, because programs and stacks depend on them."""

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
    """Return the files of the releases, except the one in preparation."""
    files = (path.relative_to(RELEASES) for path in RELEASES.rglob("*") if path.is_file())
    return {path.as_posix() for path in files if "__pycache__" not in path.parts and path.parts[0] != __version__}


def test_every_file_is_frozen():
    """Each file of a published release has a digest here, and none is missing."""
    assert recorded() == {path for path in FROZEN if path.partition("/")[0] != __version__}


@pytest.mark.parametrize("path", FROZEN)
def test_a_released_file_never_changes(path):
    """A file's content is unchanged since the release."""
    assert digest(RELEASES / path) == FROZEN[path]
