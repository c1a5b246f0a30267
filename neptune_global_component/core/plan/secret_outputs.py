"""Computed properties of children that contain the value of a secret argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.tokens import INSTANCE

if TYPE_CHECKING:
    from neptune_global_component.core.inputs.spec import Spec

_COPIED_FROM_CLUSTER = {
    "kms_key_arn": "kmsKeyArn",
    "preferred_backup_window": "preferredBackupWindow",
    "preferred_maintenance_window": "preferredMaintenanceWindow",
    "storage_type": "storageType",
}


def secret_outputs(spec: Spec, kind: str, region: str) -> list[str]:
    """Return the properties that Pulumi can't recognize as secret: AWS computes them from secret arguments.

    Identifiers are not among them: they are part of the resource's id, which Pulumi never encrypts.

    Args:
        spec: the arguments.
        kind: the child's type token.
        region: of the child.
    """
    if kind != INSTANCE:
        return []
    return [output for key, output in _COPIED_FROM_CLUSTER.items() if f'regions["{region}"].{key}' in spec.secret]
