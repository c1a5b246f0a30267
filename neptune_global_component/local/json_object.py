"""The check of a JSON object that a user sends: that it is one, and has no key that would be overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import LocalAwsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def json_object(given: object, path: str, known: Collection[str]) -> Mapping[str, Any]:
    """Return the object that was given.

    Args:
        given: any JSON value.
        path: where it is, for the error.
        known: the keys it may have.

    Raises:
        LocalAwsError: it is no object, or has other keys.
    """
    if not isinstance(given, dict):
        raise LocalAwsError(f"{path}: got {given!r}; give a JSON object.")
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise LocalAwsError(f"{path}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}.")
    return given
