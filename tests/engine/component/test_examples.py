"""Each example runs as it is: up, an empty second preview, destroy."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_sdks import prepare

EXAMPLES = Path(__file__).parents[3] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/Pulumi.yaml"))


@pytest.mark.parametrize("example", PROJECTS)
def test_example(project, aws, example):
    """It can be created, is settled then, and leaves nothing."""
    project.copy(EXAMPLES / example)
    prepare(project)
    outputs = project.up()
    assert outputs["globalClusterMembers"][0]["isWriter"] is True
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


@pytest.mark.parametrize("example", PROJECTS)
def test_example_tells_how_it_is_run(example):
    """Each is a project of its own with a README."""
    assert "pulumi up" in (EXAMPLES / example / "README.md").read_text()
