"""The package schema."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
from pulumi.provider.experimental.provider import GetSchemaRequest

from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.resources import RESOURCES

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def schema():
    """The schema as the engine receives it."""
    response = asyncio.run(StandInProvider("7.0.0").get_schema(GetSchemaRequest(0)))
    return json.loads(response.schema)


def test_references_resolve(schema):
    """Every type that a property refers to is in the schema, and every resource type is served."""
    text = json.dumps(schema)
    assert set(schema["resources"]) == set(RESOURCES)
    assert all(f'"#/types/{token}"' in text for token in schema["types"])
    assert text.count('"#/types/') > len(schema["types"])


def test_version_and_secrets(schema):
    """The schema has the plugin's version, and marks secrets in the configuration."""
    assert schema["version"] == "7.0.0"
    assert schema["provider"]["inputProperties"]["secretKey"]["secret"] is True


def by_module(tokens):
    """Return type or function names by module, as programs write them."""
    found: dict[str, list[str]] = {}
    for token in sorted(tokens):
        module, _, name = token.removeprefix("aws:").partition("/")
        found.setdefault("aws" if module == "index" else f"aws.{module}", []).append(name.rpartition(":")[2])
    return found


def test_the_page_lists_all_types(schema):
    """The documentation of the local AWS lists exactly the existing types and functions."""
    page = (ROOT / "docs" / "local-aws.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(aws[.\w]*)` \|(.*)\|(.*)\|$", page, re.MULTILINE)
    for column, kind in ((1, "resources"), (2, "functions")):
        listed = {row[0]: sorted(re.findall(r"\w+", row[column])) for row in rows if row[column].strip()}
        assert listed == {module: sorted(names) for module, names in by_module(schema[kind]).items()}
