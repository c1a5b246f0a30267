"""Files of a release never change, because programs and stacks depend on them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from neptune_global_component import __version__

RELEASES = Path(__file__).parents[3] / "releases"
FROZEN = {
    "0.1.0/programs/three-regions/Pulumi.yaml": "0417fe4b13bc032eec9c9a2826a017cdbb5461a760039f68139a55551169a786",
    "0.1.0/programs/three-regions/__main__.py": "bafa2e02f39f65713c991e4a4a47d0944738cd20db233d8910e11430dca8f6d0",
    "0.1.0/programs/yaml/Pulumi.yaml": "19675bdfe572cb7831cb931cab374f68a7c6af0bb5af6b43cabc9c98c8d29916",
    "0.1.0/schema.json": "c9c02d3e988a9767889e4f82987da5d4e48a236f1ecd0578a7810602d670f466",
    "0.1.0/states/three-regions.json": "b585f9f45bb9b653c8b3a712803779c88cbb480ba2cc75d7b9ff30614d66394a",
    "0.1.0/states/yaml.json": "5a9af85ea54b12dcc79c8d34d9bad8938543bae3254b5ee460bca78b28c2ac2f",
}
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
