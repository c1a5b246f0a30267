"""A stack that an earlier release created: the same program plans no changes with this code.

`releases/VERSION` has the programs and the states of two examples. This test writes them if NEPTUNE_GLOBAL_RECORD names
the release.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RELEASES = ROOT / "releases"
RECORD = os.environ.get("NEPTUNE_GLOBAL_RECORD")
# In the program's process, and as a plugin, which works the same for every other language.
EXAMPLES = ("three-regions", "yaml")
STATES = (
    [RELEASES / RECORD / "states" / f"{example}.json" for example in EXAMPLES]
    if RECORD
    else sorted(RELEASES.glob("*/states/*.json"))
)
# The place and the time of the export.
UNWANTED = {"created", "modified", "sourcePosition", "stackTrace"}


def program_of(state):
    """Return the folder of the program of a state."""
    return state.parents[1] / "programs" / state.stem


@pytest.fixture
def released(project, state):
    """The project of a released program."""
    if RECORD:
        without = shutil.ignore_patterns("README.md", "__pycache__")
        shutil.copytree(ROOT / "examples" / state.stem, program_of(state), dirs_exist_ok=True, ignore=without)
    project.copy(program_of(state))
    return project


def scrubbed(exported):
    """Return an exported stack without machine-specific values."""
    deployment = exported["deployment"]
    resources = [{key: one[key] for key in one if key not in UNWANTED} for one in deployment["resources"]]
    return {**exported, "deployment": {"manifest": {}, "resources": resources}}


def record(project, path):
    """Create the stack, and save its state."""
    project.up()
    exported = scrubbed(json.loads(project.run("stack", "export")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(exported, indent=1) + "\n")


@pytest.mark.parametrize("state", STATES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_released_state(released, state):
    """Its preview has no changes: type tokens, names, parents and inputs are the same."""
    if RECORD:
        record(released, state)
    released.run("stack", "import", "--file", str(state))
    released.run("preview", "--expect-no-changes")


def test_every_release_has_its_states():
    """Each release has the program and the state of each example."""
    for release in RELEASES.iterdir():
        assert {path.stem for path in release.glob("states/*.json")} == {*EXAMPLES}
        assert {path.name for path in release.glob("programs/*")} == {*EXAMPLES}
