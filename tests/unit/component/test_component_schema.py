"""The schema that every language's SDK is made from, as Pulumi's component host reads it from the types."""

from __future__ import annotations

import inspect
import json

import pytest
from pulumi.provider.experimental.component import ComponentProvider

from neptune_global_component import GlobalCluster, GlobalClusterArgs, RegionArgs
from neptune_global_component.component.component import OUTPUTS
from neptune_global_component.core.inputs.table import ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.names import TYPE_TOKEN, camel_case

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
    """Return the types of properties by name, in short form."""
    return {name: kind(one) for name, one in properties.items()}


def kind(one):
    """Return the type of a property: ``[type]`` for a list, ``{type}`` for a map."""
    if one.get("type") == "array":
        return f"[{kind(one['items'])}]"
    if one.get("type") == "object":
        return f"{{{kind(one['additionalProperties'])}}}"
    return one["type"] if "type" in one else one["$ref"].rpartition(":")[2]


def plain(properties):
    """Return the properties that accept no output."""
    return [name for name, one in properties.items() if one.get("plain")]


def test_there_is_one_component():
    """The token is part of all URNs."""
    assert list(SCHEMA["resources"]) == ["neptune-global:index:GlobalCluster"]
    assert COMPONENT["isComponent"] is True


def test_arguments_are_the_same_everywhere():
    """Types, rules and schema have the same arguments in the same order."""
    assert list(ARGUMENTS) == list(GlobalClusterArgs.__annotations__)
    assert list(REGION_ARGUMENTS) == list(RegionArgs.__annotations__)
    region = SCHEMA["types"]["neptune-global:index:RegionArgs"]["properties"]
    assert list(region) == [camel_case(key) for key in REGION_ARGUMENTS]
    assert list(COMPONENT["inputProperties"]) == [camel_case(key) for key in ARGUMENTS]


def test_inputs():
    """The names and types of the inputs are a promise; one is required, and what is plain takes no output."""
    assert kinds(COMPONENT["inputProperties"]) == {
        "globalClusterIdentifier": "string",
        "sourceDbClusterIdentifier": "string",
        "engine": "string",
        "engineVersion": "string",
        "deletionProtection": "boolean",
        "storageEncrypted": "boolean",
        "regions": "{RegionArgs}",
        "primaryRegion": "string",
        "allowMajorVersionUpgrade": "boolean",
        "adopt": "boolean",
        "tags": "{string}",
        "observe": "boolean",
    }
    assert COMPONENT["requiredInputs"] == ["globalClusterIdentifier"]
    assert plain(COMPONENT["inputProperties"]) == [
        "regions",
        "primaryRegion",
        "allowMajorVersionUpgrade",
        "adopt",
        "observe",
    ]
    assert plain(COMPONENT["inputProperties"]) == [camel_case(key) for key, one in ARGUMENTS.items() if one.plain]


def test_inputs_of_a_region():
    """Names and types are those of pulumi-aws; none is required, and the number of instances is plain."""
    region = SCHEMA["types"]["neptune-global:index:RegionArgs"]
    assert kinds(region["properties"]) == {
        "instanceClass": "string",
        "instances": "integer",
        "instanceSettings": "[InstanceArgs]",
        "clusterIdentifier": "string",
        "subnetIds": "[string]",
        "neptuneSubnetGroupName": "string",
        "vpcSecurityGroupIds": "[string]",
        "kmsKeyArn": "string",
        "neptuneClusterParameterGroupName": "string",
        "neptuneParameterGroupName": "string",
        "port": "integer",
        "backupRetentionPeriod": "integer",
        "preferredBackupWindow": "string",
        "preferredMaintenanceWindow": "string",
        "iamDatabaseAuthenticationEnabled": "boolean",
        "iamRoles": "[string]",
        "copyTagsToSnapshot": "boolean",
        "availabilityZones": "[string]",
        "autoMinorVersionUpgrade": "boolean",
        "publiclyAccessible": "boolean",
        "enableCloudwatchLogsExports": "[string]",
        "serverlessV2ScalingConfiguration": "ServerlessV2ScalingConfigurationArgs",
        "storageType": "string",
        "deletionProtection": "boolean",
        "skipFinalSnapshot": "boolean",
        "finalSnapshotIdentifier": "string",
        "tags": "{string}",
    }
    assert "required" not in region
    assert plain(region["properties"]) == ["instances", "instanceSettings"]
    assert plain(region["properties"]) == [camel_case(key) for key, one in REGION_ARGUMENTS.items() if one.plain]


def test_regions_are_a_plain_map_of_region_args():
    """The children are counted by it; the values inside may be outputs, but for the numbers of instances."""
    regions = COMPONENT["inputProperties"]["regions"]
    assert regions["additionalProperties"]["$ref"] == "#/types/neptune-global:index:RegionArgs"
    assert regions["additionalProperties"]["plain"] is True


# What each kind of value may be in the schema.
SCHEMA_KINDS = {
    "a string": {"string"},
    "the name of a region, for example 'eu-west-1'": {"string"},
    "true or false": {"boolean"},
    "a whole number, for example 3": {"integer"},
    "a list of strings, for example ['a', 'b']": {"[string]"},
    "a map of keys to values": {"{string}", "ServerlessV2ScalingConfigurationArgs"},
    "a map of regions to their arguments": {"{RegionArgs}"},
    "a list with one map per instance": {"[InstanceArgs]"},
}


@pytest.mark.parametrize(
    ("arguments", "properties"),
    [
        (ARGUMENTS, COMPONENT["inputProperties"]),
        (REGION_ARGUMENTS, SCHEMA["types"]["neptune-global:index:RegionArgs"]["properties"]),
    ],
    ids=["component", "region"],
)
def test_what_is_checked_is_what_the_types_say(arguments, properties):
    """A value that fits the schema passes the checks of its kind."""
    assert [
        key for key, one in arguments.items() if kind(properties[camel_case(key)]) not in SCHEMA_KINDS[one.kind.noun]
    ] == []


def test_outputs():
    """The names and types of the outputs are stable; those that AWS may not return are optional."""
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
    """The keys and types inside of outputs, and of what is below a region, are a promise."""
    of = {token.rpartition(":")[2]: one for token, one in SCHEMA["types"].items()}
    del of["RegionArgs"]
    assert {name: kinds(one["properties"]) for name, one in of.items()} == {
        "InstanceArgs": {
            "instanceClass": "string",
            "availabilityZone": "string",
            "promotionTier": "integer",
            "neptuneParameterGroupName": "string",
            "preferredMaintenanceWindow": "string",
            "autoMinorVersionUpgrade": "boolean",
            "publiclyAccessible": "boolean",
            "tags": "{string}",
        },
        "ServerlessV2ScalingConfigurationArgs": {"maxCapacity": "number", "minCapacity": "number"},
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
