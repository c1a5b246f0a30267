"""Each example runs unchanged, is changed as its README shows, and is destroyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_sdks import prepare
from example_views import VIEWS, clusters

EXAMPLES = Path(__file__).parents[3] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/Pulumi.yaml"))
SLOW = {"java", "typescript"}
"""Projects that run with `--languages all` only: their compilers start for each command of Pulumi."""
ONE = {
    "alarms": "python",
    "dns": "yaml",
    "endpoints": "python",
    "network": "python",
    "parameters": "yaml",
    "restore": "yaml",
}
"""The language of each example that is run without `--languages all`."""

CHANGED = sorted(path.parent.relative_to(EXAMPLES).parts for path in EXAMPLES.glob("*/*/Pulumi.yaml"))
_DIFF = re.compile(r"^```diff\n--- (\S+)\n\+\+\+ \1\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_example(project, aws, example):
    """An example is created, has no further changes, and leaves nothing after a destroy."""
    project.copy(EXAMPLES / example)
    prepare(project)
    outputs = project.up()
    assert outputs["globalClusterMembers"][0]["isWriter"] is True
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


def pytest_generate_tests(metafunc):
    """Run one language of each example, or all with `--languages all`."""
    every = metafunc.config.option.languages == "all"
    if "language" in metafunc.fixturenames:
        metafunc.parametrize(("example", "language"), CHANGED if every else ONE.items())
    elif metafunc.function is test_example:
        some = [one for one in PROJECTS if every or one not in SLOW]
        long = {"go": pytest.mark.long}
        metafunc.parametrize("example", [pytest.param(one, marks=long.get(one, ())) for one in some])


@pytest.mark.long
def test_example_and_its_change(project, aws, example, language):
    """An example is created, has no further changes, is changed as its README shows, and leaves nothing."""
    view, before, after = VIEWS[example, language]
    project.copy(EXAMPLES / example / language)
    project.up()
    assert view(aws) == before
    project.run("preview", "--expect-no-changes")
    change(project, example, language)
    project.up()
    assert view(aws) == after
    project.run("destroy", "--yes", "--skip-preview")
    assert (aws.global_clusters(), clusters(aws)) == ([], {})


def change(project, example, language):
    """Apply the diffs in the README of an example."""
    diffs = [(file, text) for file, text in diffs_of(example) if file.startswith(f"{language}/")]
    for file, text in diffs:
        path = project.folder / file.removeprefix(f"{language}/")
        program = path.read_text()
        for hunk in text.split("@@\n"):
            lines = hunk.splitlines(keepends=True)
            before = "".join(line[1:] for line in lines if not line.startswith("+"))
            after = "".join(line[1:] for line in lines if not line.startswith("-"))
            assert program.count(before) == 1, before
            program = program.replace(before, after)
        path.write_text(program)


def diffs_of(example):
    """Return the changed file and the lines of each diff in the README of an example."""
    return _DIFF.findall((EXAMPLES / example / "README.md").read_text())


def test_readme_has_every_change():
    """The README of an example shows a change of its program in each language, and no other changes."""
    shown = {example: sorted(Path(file).parent.name for file, _ in diffs_of(example)) for example, _ in CHANGED}
    assert shown == {example: [each for name, each in CHANGED if name == example] for example in ONE}


@pytest.mark.parametrize("example", [*PROJECTS, *ONE])
def test_example_tells_how_it_is_run(example):
    """The README of each example has the command that runs it, or a link to it."""
    text = (EXAMPLES / example / "README.md").read_text()
    assert "pulumi up" in text or "(../README.md#run-one)" in text
