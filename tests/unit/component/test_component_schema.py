"""The schema that every language's SDK is made from, as Pulumi's component host reads it from the types."""

from __future__ import annotations

import inspect
import json

import pytest
from pulumi.provider.experimental.component import ComponentProvider

from neptune_global_component import GlobalCluster, GlobalClusterArgs
from neptune_global_component.component import OUTPUTS
from neptune_global_component.names import TYPE_TOKEN, camel_case
from neptune_global_component.spec import KEYS

SCHEMA = json.loads(ComponentProvider([GlobalCluster], "neptune-global").schema)
COMPONENT = SCHEMA["resources"][TYPE_TOKEN]
DESCRIBED = {
    **{f"{TYPE_TOKEN} input {name}": one for name, one in COMPONENT["inputProperties"].items()},
    **{f"{TYPE_TOKEN} output {name}": one for name, one in COMPONENT["properties"].items()},
    **{f"{token} {name}": one for token, of in SCHEMA["types"].items() for name, one in of["properties"].items()},
    TYPE_TOKEN: COMPONENT,
    **SCHEMA["types"],
}


def kinds(properties):
    """The types of properties by name, written short."""
    return {name: kind(one) for name, one in properties.items()}


def kind(one):
    """The type of a property: a list of a type is ``[type]``, a map of one ``{type}``."""
    if one.get("type") == "array":
        return f"[{kind(one['items'])}]"
    if one.get("type") == "object":
        return f"{{{kind(one['additionalProperties'])}}}"
    return one["type"] if "type" in one else one["$ref"].rpartition(":")[2]


def test_there_is_one_component():
    """The token is in every URN of every user's state."""
    assert list(SCHEMA["resources"]) == ["neptune-global:index:GlobalCluster"]
    assert COMPONENT["isComponent"] is True


def test_arguments_are_the_same_everywhere():
    """What the types document, what is checked, and what the schema has, are the same arguments in the same order."""
    assert list(KEYS) == list(GlobalClusterArgs.__annotations__)
    assert list(COMPONENT["inputProperties"]) == [camel_case(key) for key in KEYS]


def test_inputs():
    """The names and types of the inputs are a promise; one is required, and observe takes no output."""
    assert kinds(COMPONENT["inputProperties"]) == {
        "globalClusterIdentifier": "string",
        "sourceDbClusterIdentifier": "string",
        "engine": "string",
        "engineVersion": "string",
        "deletionProtection": "boolean",
        "storageEncrypted": "boolean",
        "observe": "boolean",
    }
    assert COMPONENT["requiredInputs"] == ["globalClusterIdentifier"]
    assert [name for name, one in COMPONENT["inputProperties"].items() if one.get("plain")] == ["observe"]


def test_outputs():
    """The names and types of the outputs are a promise; those that AWS may not tell are optional."""
    assert list(COMPONENT["properties"]) == [camel_case(output) for output in OUTPUTS]
    assert kinds(COMPONENT["properties"]) == {
        "globalClusterIdentifier": "string",
        "globalClusterArn": "string",
        "globalClusterResourceId": "string",
        "status": "string",
        "engine": "string",
        "engineVersion": "string",
        "storageEncrypted": "boolean",
        "deletionProtection": "boolean",
        "globalClusterMembers": "[GlobalClusterMember]",
        "failoverState": "FailoverState",
        "primaryRegion": "string",
        "primaryClusterArn": "string",
        "endpoint": "string",
        "clusters": "{RegionalCluster}",
    }
    optional = set(COMPONENT["properties"]) - set(COMPONENT["required"])
    assert optional == {"status", "failoverState", "primaryRegion", "primaryClusterArn", "endpoint"}


def test_structures():
    """The keys and types inside of outputs are a promise."""
    of = {token.rpartition(":")[2]: one for token, one in SCHEMA["types"].items()}
    assert {name: kinds(one["properties"]) for name, one in of.items()} == {
        "GlobalClusterMember": {
            "dbClusterArn": "string",
            "isWriter": "boolean",
            "readers": "[string]",
            "region": "string",
        },
        "FailoverState": {
            "status": "string",
            "fromDbClusterArn": "string",
            "toDbClusterArn": "string",
            "isDataLossAllowed": "boolean",
        },
        "RegionalCluster": {
            "arn": "string",
            "identifier": "string",
            "resourceId": "string",
            "endpoint": "string",
            "readerEndpoint": "string",
            "port": "integer",
            "isWriter": "boolean",
        },
    }
    assert of["FailoverState"]["required"] == ["status"]


@pytest.mark.parametrize("name", DESCRIBED)
def test_everything_is_described(name):
    """The component, each type and each property has a text in every language."""
    assert DESCRIBED[name]["description"].strip().endswith(".")


def test_outputs_are_attributes():
    """Every output of the schema is an attribute that the class documents."""
    assert tuple(inspect.get_annotations(GlobalCluster)) == OUTPUTS
