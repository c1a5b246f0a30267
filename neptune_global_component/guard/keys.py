"""Find the KMS keys that resources in a preview use; pure.

Without its key, an encrypted graph and its snapshots can't be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.guard.kinds import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neptune_global_component.guard.preview import Step

_PROPERTIES = ("kmsKeyArn", "kmsKeyId", "kmsKeyIdentifier")


def keys(steps: Sequence[Step]) -> frozenset[str]:
    """Return the IDs of the keys in use; none if no key is deleted or replaced.

    Args:
        steps: the steps of a preview.
    """
    if not any(one.kind == KEY for one in steps):
        return frozenset()
    return frozenset(_id(key) for one in steps if one.kind != KEY for key in _named(one))


def has_key(step: Step, used: frozenset[str]) -> bool:
    """Return whether a key is in use.

    Args:
        step: the step of the key.
        used: the IDs of the keys in use.
    """
    named = [value for one in step.states for value in (one.id, one.outputs.get("arn"), one.outputs.get("keyId"))]
    return any(_id(value) in used for value in named if isinstance(value, str) and value)


def _named(step: Step) -> Iterator[str]:
    """Yield the keys that a resource refers to, at any depth: the component's Stash has the keys of its regions."""
    waiting: list[object] = [values for state in step.states for values in (state.inputs, state.outputs)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from (one[name] for name in _PROPERTIES if isinstance(one.get(name), str))
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _id(key: str) -> str:
    """Return the ID in a key's ARN, ``arn:aws:kms:REGION:ACCOUNT:key/ID``, or the ID itself."""
    return key.rpartition("/")[2]
