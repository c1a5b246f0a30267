"""Reading previews: their formats, their size, and what of them matters."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MEGABYTE = 1024 * 1024


def findings_of(done):
    """The findings of a report in JSON, without their digests."""
    return [(one["verdict"], one["rule"], one["name"]) for one in json.loads(done.stdout)["findings"]]


def events(document):
    """The preview as PULUMI_ENABLE_STREAMING_JSON_PREVIEW has it: an event a line."""
    lines = [{"preludeEvent": {"config": {}}}]
    for step in document["steps"]:
        diff = {path: {"diffKind": one["kind"]} for path, one in (step["detailedDiff"] or {}).items()}
        metadata = {
            "op": step["op"],
            "urn": step["urn"],
            "old": step.get("oldState"),
            "new": step.get("newState"),
            "diffs": step.get("diffReasons"),
            "keys": step.get("replaceReasons"),
            "detailedDiff": diff or None,
        }
        lines += [{"resourcePreEvent": {"metadata": metadata}}, {"resOutputsEvent": {"metadata": metadata}}]
    lines.append({"summaryEvent": {"resourceChanges": document["changeSummary"], "result": "succeeded"}})
    lines.append({"cancelEvent": {}})
    return [json.dumps({"sequence": number, **line}, separators=(",", ":")) for number, line in enumerate(lines)]


@pytest.mark.parametrize("name", ["updates", "lost"])
def test_an_event_stream(guard, recording, name):
    """It is judged as the document is."""
    document = recording(name)
    streamed = guard("\n".join(events(document)), "--format", "json")
    assert findings_of(streamed) == findings_of(guard(document, "--format", "json"))
    assert streamed.exit_code == 4


@pytest.mark.parametrize("missing", ["summaryEvent", "cancelEvent"])
def test_an_event_stream_that_ends_too_early(guard, recording, missing):
    """Without its summary, or without its end, it is not whole."""
    lines = [line for line in events(recording("updates")) if missing not in line]
    assert guard("\n".join(lines)).exit_code == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"result":"succeeded"', '"result":"failed"'),
        ('"preludeEvent":{', '"diagnosticEvent":{"severity":"error"},"p":{'),
    ],
)
def test_an_event_stream_of_a_failure(guard, recording, old, new):
    """It failed at its end, or said an error on its way."""
    assert guard("\n".join(events(recording("updates"))).replace(old, new)).exit_code == 1


def test_replacement_steps_change_nothing(guard, recording):
    """`--show-replacement-steps` shows the parts of a replacement, which is one finding all the same."""
    document = recording("replacements")
    first = guard(document, "--format", "json").stdout
    for step in list(document["steps"]):
        if step["op"] == "replace":
            document["steps"].insert(0, step | {"op": "create-replacement"})
            rest = {"replaceReasons": None, "diffReasons": None, "detailedDiff": None, "newState": None}
            document["steps"].append(step | rest | {"op": "delete-replaced"})
    assert guard(document, "--format", "json").stdout == first


def test_without_a_detailed_diff(guard, recording):
    """A provider that has none says which properties differ and which replace; their kinds are told by their values."""
    document = recording("updates")
    expected = findings_of(guard(document, "--format", "json"))
    for step in document["steps"]:
        step["detailedDiff"] = None
    assert findings_of(guard(document, "--format", "json")) == expected


def test_an_update_without_a_message(guard, recording):
    """After a failed update the engine plans one that does not say what changes: for a person to look at."""
    document = recording("component-created")
    step = next(
        step for step in document["steps"] if step["urn"].endswith("aws:neptune/cluster:Cluster::orders-us-east-1")
    )
    step |= {"op": "update", "oldState": step["newState"], "detailedDiff": {}}
    document["changeSummary"]["create"] -= 1
    assert ("REVIEW", "unknown-change", "orders-us-east-1") in findings_of(guard(document, "--format", "json"))


def test_other_resources_are_counted(guard, recording):
    """Resources of other services are not reported, whatever their names."""
    document = recording("component-created")
    for name in ("bucket", "neptune"):
        urn = f"urn:pulumi:dev::test::aws:s3/bucket:Bucket::{name}"
        document["steps"].append({"op": "delete", "urn": urn, "detailedDiff": None})
    done = guard(document)
    assert done.exit_code == 0
    assert "2 other resources change" in done.stdout


def large(document, count, kind):
    """Add this many resources of 6 kB each to a preview."""
    urn = f"urn:pulumi:dev::test::{kind}::b"
    inputs = {f"property{number}": "x" * 40 for number in range(45)}
    state = {"urn": urn, "custom": True, "type": kind, "inputs": inputs, "outputs": inputs}
    steps = [
        {"op": "create", "urn": f"{urn}{number}", "newState": state, "detailedDiff": None} for number in range(count)
    ]
    document["changeSummary"]["create"] = document["changeSummary"].get("create", 0) + count
    return document | {"steps": [*document["steps"], *steps]}


PEAK = """
import sys
from click.testing import CliRunner
from neptune_global_component.cli import main
done = CliRunner().invoke(main, ["guard", sys.argv[1]])
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(done.exit_code, peak)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux reports the peak memory of a process")
@pytest.mark.parametrize(
    "kind", [pytest.param("aws:s3/bucket:Bucket", marks=pytest.mark.long), "aws:neptune/cluster:Cluster"]
)
def test_ten_thousand_resources(recording, tmp_path, kind):
    """The DANGER in a preview of 60 MB is found, in less than 300 MB of memory with the imports."""
    path = tmp_path / "large.json"
    path.write_text(json.dumps(large(recording("component-deleted"), 10_000, kind), indent=4))
    assert path.stat().st_size > 55 * MEGABYTE
    done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
    status, kilobytes = done.stdout.split()
    assert status == "4"
    assert int(kilobytes) / 1024 < 300


def test_the_guard_starts_without_pulumi_and_aws(recording, tmp_path):
    """Neither is imported: it runs in pipelines, on every pull request."""
    path = tmp_path / "preview.json"
    path.write_text(json.dumps(recording("updates")))
    program = (
        "import sys\nfrom click.testing import CliRunner\nfrom neptune_global_component.cli import main\n"
        "done = CliRunner().invoke(main, ['guard', sys.argv[1]])\n"
        "print(done.exit_code, {'pulumi', 'pulumi_aws', 'boto3', 'rich'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "4 set()\n"
