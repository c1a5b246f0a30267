"""Computed properties of children that contain the value of a secret argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.table import REGION_ARGUMENTS
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from neptune_global_component.core.inputs.spec import Spec

ALL_TAGS = "tagsAll"


def _has_secret_tags(spec: Spec, kind: str, region: str) -> bool:
    """Return whether the tags of a child are secret. Its ``tagsAll`` has them too."""
    if kind == GLOBAL_CLUSTER:
        return False
    paths = {"tags", f'regions["{region}"].tags', f'regions["{region}"].instance_settings'}
    return not paths.isdisjoint(spec.secret)


def secret_outputs(spec: Spec, kind: str, region: str) -> list[str]:
    """Return the properties that Pulumi can't recognize as secret: AWS computes them from secret arguments.

    Identifiers are not among them: they are part of the resource's id, which Pulumi never encrypts.

    Args:
        spec: the arguments.
        kind: the child's type token.
        region: the region of the child.
    """
    secret = [ALL_TAGS] if _has_secret_tags(spec, kind, region) else []
    path = f'regions["{region}"]'
    return secret + [
        camel_case(key)
        for key, row in REGION_ARGUMENTS.items()
        if kind in row.computed_in and f"{path}.{key}" in spec.secret
    ]
