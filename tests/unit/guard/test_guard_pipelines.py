"""The pipelines are valid, update their comment in every case, and fail on DANGER and FAILED."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / "examples/ci/github-actions.yml"]
GITLAB = ROOT / "examples/ci/gitlab-ci.yml"
GUARDED = [path for path in WORKFLOWS if "guard" in path.read_text()]
PREVIEWS = Path(__file__).parent / "previews"


def lint(schema, path):
    """Check a file against the schema that its pipeline's makers publish."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_the_form_of_one(path):
    """It is of the schema, and its scripts are shell."""
    lint("vendor.github-workflows", path)
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        for step in job["steps"]:
            subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True)


def test_the_gitlab_pipeline_has_the_form_of_one():
    """Likewise."""
    lint("vendor.gitlab-ci", GITLAB)
    for script in yaml.safe_load(GITLAB.read_text())["neptune"]["script"]:
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.fixture
def machine(tmp_path):
    """Runs a script as a pipeline does, with a pulumi that prints a recorded preview, and a GitHub that takes notes."""

    def program(name, text):
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run(script, preview, status=None, **variables):
        status = int(preview in FAILING) if status is None else status
        shown = FAILING.get(preview) or f"cat {PREVIEWS / preview}.json"
        program("pulumi", f"{shown}; exit {status}")
        start = "from neptune_global_component.cli import main; main()"
        # Of a local run only what it runs is of interest.
        local = '[ "$1" = local ] && { shift 3; exec "$@"; }'
        program("neptune-global", f"{local}\nexec {sys.executable} -c '{start}' \"$@\"")
        program("gh", f'echo "$@" >> {tmp_path}/calls; case "$*" in *--jq*) echo "$FOUND";; esac')
        program("curl", f'echo "$@" >> {tmp_path}/calls; case "$*" in *per_page*) echo "$FOUND";; esac')
        environment = {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            **variables,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        calls = tmp_path / "calls"
        return done.returncode, calls.read_text() if calls.exists() else "", done.stdout

    return run


RESULTS = {"component-created": 0, "component-region-added": 0, "updates": 4}
FAILING = {
    "failed": f"cat {PREVIEWS / 'failed'}.json",
    "nothing": "echo 'error: no stack selected' >&2",
    "part": f"head -c 999 {PREVIEWS / 'failed'}.json",
    "text": "echo Previewing update",
}
MARK = "<!-- neptune-global guard -->\n## Neptune: "


def steps(path):
    """The scripts of a workflow's steps by name or id."""
    (job,) = yaml.safe_load(path.read_text())["jobs"].values()
    return {step.get("id") or step.get("name"): step["run"] for step in job["steps"] if "run" in step}


@pytest.mark.parametrize("preview", RESULTS)
@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.parent.name)
def test_a_workflow_fails_on_danger(machine, tmp_path, path, preview):
    """SAFE and REVIEW pass, DANGER does not, and each has its comment: a new one, or the one that is there."""
    scripts = steps(path)
    assert machine(scripts["guard"], preview)[0] == 0
    status = (tmp_path / "output").read_text().strip().partition("=")[2]
    assert machine(scripts["verdict"], preview, STATUS=status)[0] == RESULTS[preview]
    assert (tmp_path / "summary").read_text() == (tmp_path / "comment.md").read_text()
    assert "POST c -F body=@comment.md" in machine(scripts["comment"], preview, COMMENTS="c", FOUND="")[1]
    calls = machine(scripts["comment"], preview, COMMENTS="c", FOUND="7", GITHUB_REPOSITORY="a/b")[1]
    assert "PATCH repos/a/b/issues/comments/7 -F body=@comment.md" in calls


@pytest.mark.parametrize("preview", FAILING)
@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.parent.name)
def test_a_workflow_reports_a_failed_preview(machine, tmp_path, path, preview):
    """The comment has the verdict FAILED, with pulumi's errors if there are any, and the check fails."""
    scripts = steps(path)
    assert machine(scripts["guard"], preview)[0] == 0
    written = (tmp_path / "comment.md").read_text()
    assert written.startswith(f"{MARK}FAILED\n")
    assert ("burstable" in written) is (preview == "failed")
    calls = machine(scripts["comment"], preview, COMMENTS="c", FOUND="7", GITHUB_REPOSITORY="a/b")[1]
    assert "PATCH repos/a/b/issues/comments/7 -F body=@comment.md" in calls
    status = (tmp_path / "output").read_text().strip().partition("=")[2]
    assert machine(scripts["verdict"], preview, STATUS=status)[0] == 1


@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.parent.name)
def test_a_workflow_without_a_verdict_replaces_the_comment(machine, tmp_path, path):
    """If a step before the guard fails, or pulumi fails because of a policy, the comment links to the log."""
    scripts = steps(path)
    given = {"COMMENTS": "c", "FOUND": "7", "GITHUB_REPOSITORY": "a/b", "RUN": "https://run"}
    assert machine(scripts["verdict"], "updates", STATUS="")[0] != 0
    assert "PATCH" in machine(scripts["comment"], "updates", **given)[1]
    said = f"{MARK}FAILED\n\nThe preview failed or did not run: see the [log of this job](https://run).\n"
    assert (tmp_path / "comment.md").read_text() == said
    machine(scripts["guard"], "component-created", status=255)
    assert (tmp_path / "output").read_text() == "status=1\n"
    machine(scripts["comment"], "component-created", **given)
    assert (tmp_path / "comment.md").read_text() == said
    machine(scripts["guard"], "updates", status=255)
    assert (tmp_path / "comment.md").read_text().startswith(f"{MARK}DANGER\n")


@pytest.mark.parametrize("path", GUARDED, ids=lambda path: path.parent.name)
def test_a_workflow_comments_whatever_failed(path):
    """The comment does not depend on the steps before it; the verdict step runs after the comment."""
    (job,) = yaml.safe_load(path.read_text())["jobs"].values()
    names = [step.get("name") for step in job["steps"]]
    comment = job["steps"][names.index("comment")]
    assert "!cancelled()" in comment["if"]
    assert names.index("comment") < names.index("verdict")


@pytest.mark.parametrize("preview", [*RESULTS, *FAILING])
def test_the_gitlab_pipeline_always_updates_its_note(machine, tmp_path, preview):
    """A note is created, or the existing one is replaced; DANGER and FAILED fail the job."""
    job = yaml.safe_load(GITLAB.read_text())["neptune"]
    script, after = ("\n".join(job[name]) for name in ("script", "after_script"))
    given = {"NOTES": "notes", "NOTES_TOKEN": "t", "PULUMI_STACK": "s", "CI_JOB_URL": "https://job"}
    mine = json.dumps([{"id": 7, "body": "<!-- neptune-global guard -->"}, {"id": 8, "body": "x"}])
    for found, call in (("[]", "--request POST"), (mine, "--request PUT")):
        status, calls, _ = machine(script, preview, FOUND=found, **given)
        assert status == RESULTS.get(preview, 1)
        assert call in calls
        written = (tmp_path / "comment.md").read_text()
        assert written.startswith(MARK)
        assert (f"{MARK}FAILED" in written) is (preview in FAILING)
    (tmp_path / "note.json").touch()
    assert machine(after, preview, FOUND="[]", **given)[1] == calls


def test_the_gitlab_pipeline_without_a_verdict_replaces_the_note(machine, tmp_path):
    """If pulumi fails because of a policy, or before_script fails, the note links to the log."""
    job = yaml.safe_load(GITLAB.read_text())["neptune"]
    script, after = ("\n".join(job[name]) for name in ("script", "after_script"))
    given = {"NOTES": "notes", "NOTES_TOKEN": "t", "PULUMI_STACK": "s", "CI_JOB_URL": "https://job", "FOUND": "[]"}
    said = f"{MARK}FAILED\n\nThe preview failed or did not run: see the [log of this job](https://job).\n"
    assert "--request POST" in machine(after, "updates", **given)[1]
    assert (tmp_path / "comment.md").read_text() == said
    assert machine(script, "component-created", status=255, **given)[0] == 1
    assert (tmp_path / "comment.md").read_text() == said


@pytest.mark.parametrize("path", [*GUARDED, GITLAB], ids=lambda path: path.name)
def test_pipelines_only_read(path):
    """Nothing is deployed, and the role's policy is the one that only reads."""
    text = path.read_text()
    assert "pulumi up" not in text
    assert "pulumi destroy" not in text
    if path.parent.name == "ci":
        assert "neptune-global iam-policy --read-only" in text
