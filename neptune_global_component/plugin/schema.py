"""The schema that every language's SDK is made from: Pulumi's, with texts for other languages and who publishes it."""

from __future__ import annotations

import json
import re
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

from neptune_global_component.plugin.spelling import as_on_the_wire

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


def described(schema: Mapping[str, Any]) -> str:
    """Give the schema as JSON text, in an order that is always the same.

    Args:
        schema: as Pulumi's component host reads it from the types.
    """
    language = {name: {**schema["language"].get(name, {}), **options} for name, options in _LANGUAGES.items()}
    text = json.dumps({**_texts(schema), "language": language, **_PACKAGE}, indent=2) + "\n"
    # Every language puts Args behind the name of an input's type, as Python's own has it already.
    return _ARGS.sub(r'\1"', text)


def semantic_version(version: str) -> str:
    """Return a Python version as a semantic version, which Pulumi requires: ``0.2.0.dev0`` is ``0.2.0-dev.0``.

    Args:
        version: of the distribution: a release, or one that is before it.
    """
    return re.sub(r"(?<=\d)\.?(a|b|rc|dev)(\d+)$", r"-\1.\2", version)


def input_types(schema: Mapping[str, Any]) -> set[str]:
    """Name the types that a program gives; the others it reads.

    Args:
        schema: of the package.
    """
    types = schema["types"]
    waiting = [one["inputProperties"] for one in schema["resources"].values()]
    found: set[str] = set()
    while waiting:
        named = set(_REFERENCE.findall(json.dumps(waiting.pop()))) - found
        waiting += [types[token] for token in named]
        found |= named
    return found


def _texts(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return [_texts(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: as_on_the_wire(cleandoc(one)) if key == "description" and isinstance(one, str) else _texts(one)
        for key, one in value.items()
    }
