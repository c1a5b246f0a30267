"""The schema, held to the installed pulumi_aws."""

from __future__ import annotations

import asyncio
import inspect
import json

import pulumi
import pulumi_aws
import pytest
from pulumi.provider.experimental.provider import GetSchemaRequest
from pulumi_aws.neptune import (
    cluster,
    cluster_instance,
    cluster_parameter_group,
    global_cluster,
    parameter_group,
    subnet_group,
)

from neptune_global_component.local.provider.configuration import PROPERTIES
from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.resources import RESOURCES

OF_PULUMI_AWS = {
    "Cluster": cluster,
    "ClusterInstance": cluster_instance,
    "ClusterParameterGroup": cluster_parameter_group,
    "GlobalCluster": global_cluster,
    "ParameterGroup": parameter_group,
    "SubnetGroup": subnet_group,
}


@pytest.fixture(scope="module")
def schema():
    """The schema as the engine gets it."""
    response = asyncio.run(StandInProvider("7.0.0").get_schema(GetSchemaRequest(0)))
    return json.loads(response.schema)


def names(of):
    """The Pulumi names of a class's properties."""
    getters = inspect.getmembers(of, lambda member: isinstance(member, property))
    return {getattr(member.fget, "_pulumi_name", name) for name, member in getters}


def resource_names(of):
    """The Pulumi names of a resource's outputs, without what every resource has."""
    return names(of) - names(pulumi.CustomResource)


@pytest.mark.parametrize("kind", sorted(OF_PULUMI_AWS))
def test_property_names(schema, kind):
    """Inputs, required inputs and outputs are those of pulumi_aws."""
    module = OF_PULUMI_AWS[kind]
    args = getattr(module, f"{kind}Args")
    spec = next(spec for token, spec in schema["resources"].items() if token.endswith(f":{kind}"))
    required = [
        name
        for name, parameter in inspect.signature(args.__init__).parameters.items()
        if parameter.default is inspect.Parameter.empty and name not in {"__self__", "self"}
    ]
    assert set(spec["properties"]) == resource_names(getattr(module, kind))
    assert set(spec["inputProperties"]) == names(args)
    assert len(spec["requiredInputs"]) == len(required)


def test_configuration_names():
    """The provider's configuration is that of pulumi_aws."""
    assert set(PROPERTIES) == names(pulumi_aws.ProviderArgs)


def test_references_resolve(schema):
    """Every type that a property names is in the schema, and every resource type is served."""
    text = json.dumps(schema)
    assert set(schema["resources"]) == set(RESOURCES)
    assert all(f'"#/types/{token}"' in text for token in schema["types"])
    assert text.count('"#/types/') > len(schema["types"])


def test_version_and_secrets(schema):
    """The schema has the version that the plugin answers, and marks what is secret of the configuration."""
    assert schema["version"] == "7.0.0"
    assert schema["provider"]["inputProperties"]["secretKey"]["secret"] is True
