"""The guard's reports, compared with golden files. WRITE_GOLDEN=1 writes the files again."""

from __future__ import annotations

import json
import os
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from guard_expected import EXPECTED

from neptune_global_component.guard import markdown as markdown_module

GOLDEN = Path(__file__).parent / "expected"
SUFFIXES = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize(
    "name", ["updates", "lost", "component-region-removed", "component-deleted", "component-switchover"]
)
def test_a_report(guard, recording, name, form):
    """It is the golden file, to the letter."""
    path = GOLDEN / f"{name}.{SUFFIXES[form]}"
    written = guard(recording(name), "--format", form).stdout
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPECTED)
def test_json_has_a_schema(guard, recording, name):
    """Every report is of the schema that the package ships."""
    schema = json.loads(files("neptune_global_component.guard").joinpath("report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(guard(recording(name), "--format", "json").stdout)
    jsonschema.validate(report, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report | {"verdict": "FINE"}, schema)


@pytest.mark.parametrize("form", SUFFIXES)
def test_the_order_is_stable(guard, recording, form):
    """The engine's steps come in any order; the report does not change with it."""
    document = recording("updates")
    first = guard(document, "--format", form).stdout
    document["steps"] = document["steps"][::-1]
    for step in document["steps"]:
        step["detailedDiff"] = dict(reversed((step["detailedDiff"] or {}).items())) or None
    assert guard(document, "--format", form).stdout == first


@pytest.mark.parametrize("form", SUFFIXES)
def test_secrets_stay_secret(guard, recording, form):
    """Neither a marked value nor an output that repeats one in plain is printed, of whatever property."""
    document = recording("updates")
    for step in document["steps"]:
        for change in step.get("detailedDiff") or {}:
            for state in ("oldState", "newState"):
                step[state]["inputs"][change] = "[secret]"
                step[state]["outputs"] = {**step[state].get("outputs", {}), change: "s3cret"}
    done = guard(document, "--format", form)
    assert done.exit_code == 4
    assert "s3cret" not in done.stdout
    assert "(secret)" in done.stdout


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_recorded_secret(guard, recording, form):
    """A secret tag of the component is hidden, although the provider's outputs show it in plain text."""
    document = recording("component-deleted")
    assert "s3cret" in json.dumps(document)
    assert "s3cret" not in guard(document, "--format", form).stdout


def test_markdown_fits_into_a_comment(guard, recording):
    """However much there is to say; what is left out is counted, and the verdict stays on top."""
    document = recording("refusals")
    found = [step for step in document["steps"] if step["urn"].endswith("::old")]
    for number in range(400):
        document["steps"].append(found[0] | {"urn": f"{found[0]['urn']}{number}"})
    done = guard(document, "--format", "markdown")
    assert done.exit_code == 4
    assert markdown_module.LIMIT - 2000 < len(done.stdout) <= markdown_module.LIMIT + 1 < 65_536
    assert done.stdout.splitlines()[:2] == ["<!-- neptune-global guard -->", "## Neptune: DANGER"]
    assert "more parts do not fit into a comment" in done.stdout


def test_names_do_nothing_to_markdown(guard, recording):
    """A name with markup in it is only a name."""
    document = recording("refusals")
    for step in document["steps"]:
        step["urn"] = step["urn"].replace("::old", "::</code></summary><img src=x> `b` **x** @team\n# y")
    written = guard(document, "--format", "markdown").stdout
    assert "<img" not in written.replace("`` --allow", "").partition("Allow")[0]
    assert "&#60;&#47;code&#62;" in written or "&#60;/code&#62;" in written
    assert "\n# y" not in written


def test_names_do_nothing_to_a_terminal(guard, recording):
    """Control characters are written out."""
    document = recording("refusals")
    for step in document["steps"]:
        step["urn"] = step["urn"].replace("::old", "::\x1b[2Jold")
    written = guard(document).stdout
    assert "\x1b" not in written
    assert "\\x1b[2Jold" in written


def test_the_topology(guard, recording):
    """Markdown shows the members before and after a change."""
    written = guard(recording("component-region-removed"), "--format", "markdown").stdout
    before, _, after = written.partition("```mermaid")[2].partition("```")[0].partition("subgraph after")
    assert ("us-east-1" in before, "eu-west-1" in before) == (True, True)
    assert ("us-east-1" in after, "eu-west-1" in after) == (True, False)


def test_a_switchover_is_drawn(guard, recording):
    """The primary is in one region before, and in another after."""
    (found,) = json.loads(guard(recording("component-switchover"), "--format", "json").stdout)["topologies"]
    assert found["before"] == [
        {"region": "eu-west-1", "role": "secondary"},
        {"region": "us-east-1", "role": "primary"},
    ]
    assert found["after"] == [
        {"region": "eu-west-1", "role": "primary"},
        {"region": "us-east-1", "role": "secondary"},
    ]


def test_no_topology_where_none_changes(guard, recording):
    """A picture is for a change of members."""
    assert "mermaid" not in guard(recording("intents"), "--format", "markdown").stdout
