"""Each example runs unchanged: up, a preview without changes, destroy."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_sdks import prepare

EXAMPLES = Path(__file__).parents[3] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/Pulumi.yaml"))


@pytest.mark.parametrize("example", PROJECTS)
def test_example(project, aws, example):
    """An example is created, has no further changes, and leaves nothing after a destroy."""
    project.copy(EXAMPLES / example)
    prepare(project)
    outputs = project.up()
    assert outputs["globalClusterMembers"][0]["isWriter"] is True
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


@pytest.mark.parametrize("example", PROJECTS)
def test_example_tells_how_it_is_run(example):
    """Each example is a project with a README."""
    assert "pulumi up" in (EXAMPLES / example / "README.md").read_text()
