"""Validation of JSON objects that a user sends: rejects other types and unknown keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import LocalAwsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def json_object(value: object, path: str, known: Collection[str]) -> Mapping[str, Any]:
    """Return a JSON value after checking that it is an object with known keys only.

    Args:
        value: any JSON value.
        path: its path, for error messages.
        known: the keys it may have.

    Raises:
        LocalAwsError: the value is not an object, or has unknown keys.
    """
    if not isinstance(value, dict):
        raise LocalAwsError(f"{path}: must be a JSON object, got {value!r}.")
    unknown = sorted(set(value) - set(known))
    if unknown:
        raise LocalAwsError(f"{path}: unknown {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")
    return value
