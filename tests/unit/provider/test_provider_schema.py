"""The schema as a whole."""

from __future__ import annotations

import asyncio
import json

import pytest
from pulumi.provider.experimental.provider import GetSchemaRequest

from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.resources import RESOURCES


@pytest.fixture(scope="module")
def schema():
    """The schema as the engine gets it."""
    response = asyncio.run(StandInProvider("7.0.0").get_schema(GetSchemaRequest(0)))
    return json.loads(response.schema)


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
