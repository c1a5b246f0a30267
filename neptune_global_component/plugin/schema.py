"""The package schema for SDK generation: Pulumi's, with metadata and camelCase texts."""

from __future__ import annotations

import json
import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

from neptune_global_component.plugin.spelling import to_wire_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "neptuneglobal"
"""The publisher in package names: the owner on GitHub, the scope on npm, the group on Maven Central."""
REPOSITORY = f"https://github.com/{NAMESPACE}/neptune-global"
"""Where the package is published. A release fails if it runs in another repository."""
_PACKAGE = {
    "displayName": "Amazon Neptune global database",
    "description": "Amazon Neptune global databases that are never detached, replaced or deleted by surprise.",
    "keywords": ["pulumi", "aws", "neptune", "kind/component", "category/database"],
    "license": "Apache-2.0",
    "publisher": "Neptune Global",
    "repository": REPOSITORY,
    "homepage": REPOSITORY,
    "logoUrl": f"https://raw.githubusercontent.com/{NAMESPACE}/neptune-global/main/docs/logo.svg",
    "pluginDownloadURL": f"github://api.github.com/{NAMESPACE}/neptune-global",
}
_LANGUAGES: dict[str, dict[str, Any]] = {
    "nodejs": {"packageName": f"@{NAMESPACE}/neptune-global"},
    "python": {"packageName": "pulumi_neptune_global", "pyproject": {"enabled": True}},
    "csharp": {"rootNamespace": "NeptuneGlobal"},
    "java": {
        "basePackage": f"io.github.{NAMESPACE}",
        "buildFiles": "gradle",
        "gradleNexusPublishPluginVersion": "2.0.0",
    },
    "go": {
        "importBasePath": f"github.com/{NAMESPACE}/neptune-global/sdk/go/neptuneglobal",
        # Go has no type for the values of a plain map without this option, although the arguments name it.
        "generateExtraInputTypes": True,
    },
}
_ARGS = re.compile(r'(neptune-global:index:\w+)Args"')
_REFERENCE = re.compile(r'"#/types/([^"]+)"')


def complete_schema(schema: Mapping[str, Any]) -> str:
    """Return the schema as JSON in a stable order.

    Args:
        schema: the schema that Pulumi's component host generates from the types.
    """
    language = {name: {**schema["language"].get(name, {}), **options} for name, options in _LANGUAGES.items()}
    text = json.dumps({**_texts(schema), "language": language, **_PACKAGE}, indent=2) + "\n"
    # Every language appends Args to the name of an input type; the Python type already has that suffix.
    return _ARGS.sub(r'\1"', text)


def semantic_version(version: str) -> str:
    """Return a Python version as a semantic version, which Pulumi requires: ``0.2.0.dev0`` is ``0.2.0-dev.0``.

    Args:
        version: the distribution's version: a release or a development version.
    """
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(\d+)$", r"-\1.\2", version)


def input_types(schema: Mapping[str, Any]) -> set[str]:
    """Return the types that programs write; the other types are outputs.

    Args:
        schema: the package's schema.
    """
    types = schema["types"]
    unvisited = [one["inputProperties"] for one in schema["resources"].values()]
    tokens: set[str] = set()
    while unvisited:
        named = set(_REFERENCE.findall(json.dumps(unvisited.pop()))) - tokens
        unvisited += [types[token] for token in named]
        tokens |= named
    return tokens


def _texts(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: to_wire_spelling(cleandoc(one)) if key == "description" and isinstance(one, str) else _texts(one)
        for key, one in value.items()
    }
