"""Conversion between property values of the Pulumi protocol and plain Python values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi.provider.experimental.property_value import Computed, PropertyValue
from pulumi.runtime.rpc import UNKNOWN

__all__ = ["UNKNOWN", "Value", "Values", "plain", "plain_map", "wire", "wire_map"]

Value = Any
"""A property's value: None, text, truth value, number, or a list or map of them."""
Values = dict[str, Value]
"""Properties by Pulumi name; a value that is not known yet is UNKNOWN."""

# The engine sends a different marker for each unknown type; the SDK passes all of them on as strings.
_MARKERS = frozenset(
    {
        UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)


def plain(value: PropertyValue) -> Value:
    """Return the value without secret marks and dependencies, which the engine tracks for this provider."""
    inner = value.value
    if isinstance(inner, Computed) or (isinstance(inner, str) and inner in _MARKERS):
        return UNKNOWN
    if isinstance(inner, Mapping):
        return plain_map(inner)
    if isinstance(inner, Sequence) and not isinstance(inner, str):
        return [plain(item) for item in inner]
    return inner


def plain_map(values: Mapping[str, PropertyValue]) -> Values:
    """Return a protocol map as plain values."""
    return {name: plain(value) for name, value in values.items()}


def wire(value: Value) -> PropertyValue:
    """Return a plain value in protocol form: every number is a float."""
    if isinstance(value, Mapping):
        return PropertyValue(wire_map(value))
    if isinstance(value, list | tuple):
        return PropertyValue([wire(item) for item in value])
    if isinstance(value, int) and not isinstance(value, bool):
        return PropertyValue(float(value))
    return PropertyValue(value)


def wire_map(values: Mapping[str, Value]) -> dict[str, PropertyValue]:
    """Return plain values as a protocol map."""
    return {name: wire(value) for name, value in values.items()}
