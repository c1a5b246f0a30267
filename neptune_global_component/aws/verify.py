"""Check that AWS's answer describes the global cluster of the stack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.names import account_of

if TYPE_CHECKING:
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_ALWAYS = ("resource_id", "engine", "engine_version", "storage_encrypted", "deletion_protection")


def verify(state: ObservedGlobalCluster, found: ObservedGlobalCluster | None) -> ObservedGlobalCluster:
    """Return AWS's answer after checking that it describes this stack's global cluster.

    Args:
        state: the global cluster in the Pulumi state.
        found: the global cluster in AWS.

    Raises:
        ReadError: the global cluster does not exist, or another one has the same identifier.
    """
    # The identifier may be a secret in the program, and the ARN contains it: neither is shown.
    if found is None:
        raise ReadError(
            "The global cluster is in the Pulumi state but not in AWS: it was deleted outside Pulumi, or the read used "
            "another account or region than the provider. Run `pulumi refresh --preview-only` to see the difference."
        )
    account, own = account_of(found.arn), account_of(state.arn)
    if account != own:
        raise ReadError(
            f"AWS answered for account {account}, but the stack's global cluster is in account "
            f"{own}: the read used other credentials than the provider. Use the same credentials for both."
        )
    if found.resource_id not in {None, state.resource_id}:
        raise ReadError(
            f"The global cluster in AWS ({found.resource_id}) is not the one in the state ({state.resource_id}), "
            "which was deleted outside Pulumi. Run `pulumi refresh --preview-only` to see the difference."
        )
    # The global cluster's outputs are never absent: what AWS does not return is taken from the state.
    absent = [key for key in _ALWAYS if getattr(found, key) is None]
    return replace(found, **{key: getattr(state, key) for key in absent}) if absent else found
