"""Check: inputs with defaults, and the inputs that the AWS provider rejects."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.local.provider import tags
from neptune_global_component.local.provider.errors import unsupported
from neptune_global_component.local.provider.properties import Object, Role, Type, terraform_name
from neptune_global_component.local.provider.validation import same_json
from neptune_global_component.local.provider.values import UNKNOWN, Value, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.local.provider.properties import Property
    from neptune_global_component.local.provider.resource import Resource

SUFFIX = 7


@dataclass(frozen=True)
class Surroundings:
    """Values besides the program that a resource's inputs depend on.

    Args:
        region: the provider's region; empty if it has none.
        default_tags: the provider's default tags.
        seed: the engine's random seed for new names.
    """

    region: str
    default_tags: Mapping[str, str]
    seed: bytes


def complete(resource: Resource, name: str, program_inputs: Values, old: Values, around: Surroundings) -> Values:
    """Return the inputs as the state stores them: with region, all tags, defaults, and an automatic name.

    Args:
        resource: the resource type.
        name: the resource's Pulumi name.
        program_inputs: the program's inputs.
        old: the inputs of the last update.
        around: region, default tags and seed.
    """
    rows = {row.name: row for row in resource.properties if row.is_input}
    inputs = {key: value for key, value in program_inputs.items() if key in rows and value is not None}
    inputs |= {key: _text(value) for key, value in inputs.items() if rows[key].suppress is same_json}
    if around.region and "region" in rows:
        inputs.setdefault("region", around.region)
    if "tagsAll" in rows:
        inputs["tagsAll"] = tags.merge(around.default_tags, inputs.get("tags"))
    missing = {
        row.name: _default(row, name, old, around.seed)
        for row in rows.values()
        if row.name not in inputs and row.conflicts not in inputs
    }
    defaults = {key: value for key, value in missing.items() if value}
    return {"__defaults": sorted(defaults)} | inputs | defaults


def _text(value: Value) -> Value:
    """Return JSON for a document that the program passes as an object, as the Pulumi bridge does."""
    if isinstance(value, str):
        return value
    document = json.dumps(value, separators=(",", ":"), sort_keys=True)
    return UNKNOWN if UNKNOWN in document else document


def _default(row: Property, name: str, old: Values, seed: bytes) -> Value:
    if not row.autoname:
        return row.default
    stem = name.lower() if row.lower_case else name
    return old.get(row.name) or f"{stem}-{hashlib.sha256(seed).hexdigest()[:SUFFIX]}"


def unknown(resource: Resource, program_inputs: Values) -> list[str]:
    """Return a message for each unknown input, which the stand-in would ignore."""
    rows = {row.name for row in resource.properties if row.is_input}
    names = sorted(name for name in program_inputs if name not in rows and not name.startswith("__"))
    return [
        unsupported(f"the property {name} of {resource.token}") for name in names if program_inputs[name] is not None
    ]


def failures(resource: Resource, name: str, inputs: Values) -> list[str]:
    """Return the messages of the AWS provider and the Pulumi bridge about invalid inputs."""
    problems = [*resource.check(inputs), *_missing(resource, inputs), *_conflicts(resource, inputs)]
    # A property that is not allowed is not checked further.
    settled = {path for path, _ in problems}
    for row in resource.properties:
        if row.name not in settled:
            problems += _invalid(row, row.name, row.terraform_name, inputs.get(row.name))
    return [f"{words}. Examine values at '{name}.{path}'." for path, words in problems]


def _missing(resource: Resource, inputs: Values) -> Iterator[tuple[str, str]]:
    for row in resource.properties:
        if row.role is Role.REQUIRED and row.name not in inputs:
            argument = f'The argument "{row.terraform_name}" is required'
            yield row.name, f"Missing required argument. {argument}, but no definition was found."


def _conflicts(resource: Resource, inputs: Values) -> Iterator[tuple[str, str]]:
    for row in resource.properties:
        if row.name in inputs and row.conflicts in inputs:
            both = f'"{row.terraform_name}": conflicts with {terraform_name(row.conflicts)}'
            yield row.name, f"Conflicting configuration arguments. {both}"


def _invalid(row: Property, path: str, words: str, value: Value) -> Iterator[tuple[str, str]]:
    """Return the messages about one value: its Pulumi path, and a text with its Terraform path."""
    if value is None or value == UNKNOWN:
        return
    if isinstance(row.type, Object):
        yield from _invalid_objects(row.type, path, words, value)
    elif row.type is Type.SET:
        if row.role is Role.REQUIRED and not value:
            too_few = f"Attribute {words} requires 1 item minimum, but config has only 0 declared."
            yield path, f"Not enough list items. {too_few}"
        if row.most and len(value) > row.most:
            too_many = f"Attribute {words} supports {row.most} item maximum, but config has {len(value)} declared."
            yield path, f"Too many list items. {too_many}"
        for index, item in enumerate(value):
            if row.validate is not None and item != UNKNOWN:
                yield from ((path, text) for text in row.validate(f"{words}.{index}", item))
    elif row.validate is not None:
        yield from ((path, text) for text in row.validate(words, value))


def _invalid_objects(kind: Object, path: str, words: str, value: Value) -> Iterator[tuple[str, str]]:
    for item in value if kind.many else [value]:
        for field in kind.fields if item != UNKNOWN else ():
            # Terraform has no path into a set, and uses an index in a list.
            place = (
                (path, field.terraform_name)
                if kind.many
                else (f"{path}.{field.name}", f"{words}.0.{field.terraform_name}")
            )
            yield from _invalid(field, *place, item.get(field.name))
