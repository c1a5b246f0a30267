"""Generated documents in the repository, the schema and the reference, and changes that break programs."""

from __future__ import annotations

import difflib
import json
from copy import deepcopy
from pathlib import Path

import pytest

from neptune_global_component import __version__
from neptune_global_component.plugin.schema import semantic_version
from tools.compatibility import breaking_changes
from tools.write import COMMAND, documents

ROOT = Path(__file__).parents[3]
TOKEN = "neptune-global:index:GlobalCluster"  # noqa: S105 - a type token
REGION = "neptune-global:index:Region"
DOCUMENTS = documents()
SCHEMA = json.loads(DOCUMENTS["schema.json"])


@pytest.mark.parametrize("path", DOCUMENTS)
def test_what_is_checked_in_is_what_the_types_say(path):
    """The documents in the repository match the types."""
    lines = ((ROOT / path).read_text().splitlines(), DOCUMENTS[path].splitlines())
    difference = "\n".join(difflib.unified_diff(*lines, "checked in", "from the types", n=1, lineterm=""))
    assert not difference, f"{path} is old: {COMMAND}\n{difference}"


def test_the_version_is_the_package_s():
    """The distribution, the plugin and the schema have the same version."""
    assert SCHEMA["version"] == semantic_version(__version__)


def test_descriptions_are_for_every_language():
    """Descriptions use camelCase argument names, without the indentation of Python source."""
    text = SCHEMA["resources"][TOKEN]["inputProperties"]["sourceDbClusterIdentifier"]["description"]
    assert "`engineVersion`" in text
    assert "engine_version" not in DOCUMENTS["schema.json"]
    assert "\\n " not in DOCUMENTS["schema.json"]


def test_input_types_are_named_for_the_generators():
    """TypeScript and Go programs have RegionArgs, as in Python, because generators append Args."""
    assert list(SCHEMA["types"]) == [
        f"neptune-global:index:{name}"
        for name in (
            "Region",
            "Instance",
            "ServerlessV2ScalingConfiguration",
            "GlobalClusterMember",
            "FailoverState",
            "RegionalCluster",
        )
    ]
    assert "RegionArgs" not in DOCUMENTS["schema.json"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("releases/*/schema.json")), ids=lambda path: path.parent.name)
def test_nothing_breaks_a_program_of_a_release(path):
    """The current schema breaks no program written for a release."""
    assert breaking_changes(json.loads(path.read_text()), SCHEMA) == []


def test_a_released_schema_is_there():
    """At least one released schema exists for comparison."""
    assert sorted(ROOT.glob("releases/*/schema.json"))


BREAKS = "it breaks programs that set it."


def renamed_output(component, _region):
    """Rename an output."""
    component["properties"]["writeEndpoint"] = component["properties"].pop("endpoint")


def removed_input(component, _region):
    """Remove an input."""
    del component["inputProperties"]["observe"]


def required_input(component, _region):
    """Make an input required."""
    component["requiredInputs"].append("engine")


def retyped_input(_component, region):
    """Change the type of an input."""
    region["properties"]["instances"]["type"] = "string"


def plain_input(_component, region):
    """Make an input plain, so that it no longer accepts outputs."""
    region["properties"]["port"]["plain"] = True


def absent_output(component, _region):
    """Make an output optional."""
    component["required"].remove("engine")


def added(component, region):
    """Add optional inputs and outputs."""
    component["inputProperties"]["more"] = component["properties"]["more"] = region["properties"]["more"] = {
        "type": "string"
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            renamed_output,
            [f"{TOKEN} output endpoint was removed: it breaks programs and stacks that read it, in every language."],
        ),
        (removed_input, [f"{TOKEN} input observe was removed: it breaks programs that set it, in every language."]),
        (required_input, [f"{TOKEN} input engine is now required: it breaks programs that omit it."]),
        (
            retyped_input,
            [f"{REGION} property instances changed from plain integer to plain string: {BREAKS}"],
        ),
        (
            plain_input,
            [f"{REGION} property port changed from integer to plain integer: it breaks programs that set it."],
        ),
        (
            absent_output,
            [f"{TOKEN} output engine may now be absent: it breaks programs that read it without a check."],
        ),
        (added, []),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_breaks_users(change, said):
    """A breaking change is reported with the affected programs; an addition is not."""
    current = deepcopy(SCHEMA)
    change(current["resources"][TOKEN], current["types"][REGION])
    assert breaking_changes(SCHEMA, current) == said


def test_a_removed_type():
    """Each property of a removed type is reported."""
    current = deepcopy(SCHEMA)
    del current["types"]["neptune-global:index:FailoverState"]
    assert len(breaking_changes(SCHEMA, current)) == 4
