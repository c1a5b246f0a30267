"""The findings of a preview match the requests that the update sends to AWS.

With RECORD_PREVIEWS set, the previews become the recordings that the unit tests judge:

    RECORD_PREVIEWS=1 python -m pytest tests/engine/guard/test_guard_truth.py
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from guard_scenario import whole, yaml
from guard_scenarios import SCENARIOS
from guard_scenarios_component import component

from neptune_global_component.core.errors import PreviewError
from neptune_global_component.core.tokens import STASH
from neptune_global_component.guard.findings import findings
from neptune_global_component.guard.read import read
from neptune_global_component.guard.rule import Verdict

pytestmark = pytest.mark.long

RECORDINGS = Path(__file__).parents[2] / "unit" / "guard" / "previews"
# Where a program stood on the machine that recorded it.
PLACES = ("sourcePosition", "stackTrace")


@pytest.fixture
def prepared(aws):
    """Create the resources that the programs refer to."""
    subnets = aws.subnets()
    aws.neptune().create_db_subnet_group(DBSubnetGroupName="other", DBSubnetGroupDescription="-", SubnetIds=subnets)
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="alone", Engine="neptune")
    return aws


def preview(project, folder, name, *more, fails=False, recorded=True, **variables):
    """Preview a change as a pipeline does: what pulumi printed, in a file."""
    environment = {**project.environment, **variables}
    arguments = ["pulumi", "preview", "--json", "--non-interactive", *more]
    path = folder / f"{name}.json"
    with path.open("w") as stream:
        done = subprocess.run(arguments, cwd=project.folder, env=environment, stdout=stream, check=False)
    assert (done.returncode != 0) is fails
    if os.environ.get("RECORD_PREVIEWS") and recorded and not variables:
        record(path, " ".join(arguments))
    return path


def record(path, command):
    """Keep a preview, without places, and beside it how it came about."""
    RECORDINGS.mkdir(exist_ok=True)
    text = json.dumps(json.loads(path.read_text(), object_hook=placeless), indent=1)
    (RECORDINGS / path.name).write_text(f"{text}\n")
    again = "RECORD_PREVIEWS=1 python -m pytest tests/engine/guard/test_guard_truth.py"
    (RECORDINGS / f"{path.stem}.command").write_text(f"{command}\n# in the scenario of this name: {again}\n")


def placeless(made):
    """A JSON object without places."""
    return {key: value for key, value in made.items() if key not in PLACES}


def touched(call):
    """The names that an AWS call has in it: of what it is about."""
    groups = ("DBSubnetGroupName", "DBClusterParameterGroupName", "DBParameterGroupName")
    about = ("DBClusterIdentifier", "DBInstanceIdentifier", "GlobalClusterIdentifier", "DbClusterIdentifier", *groups)
    keys = ("DBInstanceIdentifier",) if "DBInstanceIdentifier" in call["parameters"] else (*about, "ResourceName")
    if call["operation"] == "CreateDBCluster":
        keys = ("DBClusterIdentifier",)
    found = [call["parameters"][key] for key in keys if key in call["parameters"]]
    names = [one.rpartition(":")[2] for one in found]
    if call["operation"] == "SwitchoverGlobalCluster":
        return {f"{name}-primary-region" for name in names}
    if ":global-cluster:" in call["parameters"].get("ResourceName", ""):
        return {f"{name}-tags" for name in names}
    # A name that is replaced by another has its resource's name in front.
    return {*names, *(name.removesuffix("-b") for name in names)}


def writes(aws, since):
    """The calls that were to change something, each as an operation and what it touched."""
    calls = aws.calls()[since:]
    return [
        (call["operation"], touched(call))
        for call in calls
        if not call["operation"].startswith(("Describe", "List", "Get"))
    ]


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_update_does_what_the_guard_reports(project, prepared, tmp_path, name):
    """The update sends the requests of each finding, and deletes or detaches nothing else."""
    scenario = SCENARIOS[name]
    project.write(scenario.first)
    project.run("up", "--yes", "--skip-preview")
    if scenario.refresh:
        project.run("refresh", "--yes")
    for change in scenario.changes:
        project.write(change.program)
        if change.out_of_band:
            change.out_of_band(prepared)
        if change.refreshed:
            project.run("refresh", "--yes")
        with preview(project, tmp_path, change.name, *change.arguments).open("rb") as stream:
            found = findings(read(stream))
        # What the component only remembers is not AWS's.
        found = [one for one in found if (one.type, one.verdict) != (STASH, Verdict.SAFE)]
        assert {(one.rule.name, one.name) for one in found} == change.expected.keys()
        since = len(prepared.calls())
        arguments = ("--yes", "--skip-preview", "--continue-on-error", *change.arguments)
        project.run("up", *arguments, fails=change.refused)
        happened = writes(prepared, since)
        for (rule, resource), wanted in change.expected.items():
            done = {operation for operation, names in happened if resource in names}
            assert wanted <= done, (rule, resource, happened)
        warned = {one.name for one in found if one.verdict is not Verdict.SAFE}
        for operation, names in happened:
            if operation.startswith(("Delete", "Remove")):
                assert names & warned, (operation, names)


def test_a_failed_preview_has_no_verdict(project, tmp_path):
    """The guard reports the component's error, in the JSON document of the failed preview."""
    project.write(component('"us-east-1": {"instance_class": "db.t3.medium"}'))
    with preview(project, tmp_path, "failed", fails=True).open("rb") as stream, pytest.raises(PreviewError) as caught:
        read(stream)
    assert "burstable" in caught.value.errors[0]


def test_a_preview_of_an_invalid_yaml_program_has_no_verdict(project, tmp_path):
    """Its document has no error: the YAML host writes to standard error only."""
    project.write(yaml(whole=whole("${nothing.id}")))
    path = preview(project, tmp_path, "invalid", fails=True, recorded=False)
    with path.open("rb") as stream, pytest.raises(PreviewError) as caught:
        read(stream)
    assert "nothing" in caught.value.errors[0]


def test_an_event_stream_has_the_same_verdict(project, tmp_path):
    """An event stream has the same findings, and a failed one has no verdict."""
    streamed = {"PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"}
    project.write(yaml(whole=whole("orders")))
    with preview(project, tmp_path, "events", **streamed).open("rb") as stream:
        assert [(one.rule.name, one.name) for one in findings(read(stream))] == [("created", "whole")]
    project.write(yaml(whole=whole("1-orders")))
    with preview(project, tmp_path, "events", fails=True, **streamed).open("rb") as stream, pytest.raises(PreviewError):
        read(stream)


def test_an_option_that_is_taken_away(project, tmp_path):
    """Of retainOnDelete alone the engine shows no step, but with `--show-sames`; with that the guard finds it."""
    project.write(yaml(whole=whole("orders", {"retainOnDelete": True})))
    project.up()
    project.write(yaml(whole=whole("orders")))
    with preview(project, tmp_path, "hidden", recorded=False).open("rb") as stream:
        assert findings(read(stream)) == []
    with preview(project, tmp_path, "shown", "--show-sames", recorded=False).open("rb") as stream:
        assert [(one.rule.name, one.name) for one in findings(read(stream))] == [("protection-removed", "whole")]
