"""A stack that an earlier release made: this code plans no changes for it.

Each release has the state of an example in `releases/VERSION/states`, written by this very test where
NEPTUNE_GLOBAL_RECORD names the release.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
RELEASES = ROOT / "releases"
RECORD = os.environ.get("NEPTUNE_GLOBAL_RECORD")
# In a program's own process, and as a plugin: what other languages do with the plugin is the same.
EXAMPLES = ("three-regions", "yaml")
STATES = (
    [RELEASES / RECORD / "states" / f"{example}.json" for example in EXAMPLES]
    if RECORD
    else sorted(RELEASES.glob("*/states/*.json"))
)
# Where and when it was made.
UNWANTED = {"created", "modified", "sourcePosition", "stackTrace"}


@pytest.fixture
def example(project, state):
    """The project of the example that a state is of."""
    project.copy(ROOT / "examples" / state.stem)
    return project


def scrubbed(exported):
    """An exported stack without what tells of the machine that made it."""
    deployment = exported["deployment"]
    resources = [{key: one[key] for key in one if key not in UNWANTED} for one in deployment["resources"]]
    return {**exported, "deployment": {"manifest": {}, "resources": resources}}


def record(project, path):
    """Make the stack, and keep its state."""
    project.up()
    exported = scrubbed(json.loads(project.run("stack", "export")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(exported, indent=1) + "\n")


@pytest.mark.parametrize("state", STATES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_released_state(example, state):
    """It is taken over as it is: same type tokens, names, parents and inputs."""
    if RECORD:
        record(example, state)
    example.run("stack", "import", "--file", str(state))
    example.run("preview", "--expect-no-changes")


def test_the_released_states_are_there():
    """Each release has one of each example."""
    for release in RELEASES.iterdir():
        assert {path.stem for path in release.glob("states/*.json")} == {*EXAMPLES}
