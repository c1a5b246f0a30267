"""Follow the rename of a global cluster in an exported Pulumi state; pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import ClusterArn, account_of, camel_case
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, STASH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_IDENTIFIER = camel_case("global_cluster_identifier")
_SIGNATURE, _SECRET = "4dabf18193072939515e22adb298388d", "1b47061264138c4ac30d75fd1eb44270"
"""The key and the value that mark a secret in a state."""


@dataclass(frozen=True)
class RenamedState:
    """A state after a rename.

    Args:
        deployment: the deployment for `pulumi stack import`.
        changed: the URNs of the resources that differ from the state before; empty if it had followed already.
    """

    deployment: dict[str, Any]
    changed: tuple[str, ...]


def renamed_state(deployment: dict[str, Any], found: ObservedGlobalCluster, old: str, new: str) -> RenamedState | None:
    """Return the state with the new identifier, or None if it does not have the global cluster.

    The resources are the global cluster, its clusters, the component and its records of declared values. The
    identifiers of clusters and instances stay.

    Args:
        deployment: the deployment of `pulumi stack export --show-secrets`.
        found: the global cluster in AWS, before or after its rename.
        old: its identifier before.
        new: its identifier after.
    """
    resources = deployment["deployment"].get("resources") or []
    own = [one for one in resources if one["type"] == GLOBAL_CLUSTER and _is(one, found, {old, new})]
    if not own:
        return None
    parents = {one.get("parent") for one in own}
    prefix = found.arn.rpartition(":")[0]
    replace = partial(_replaced, values={old: new}, arns={f"{prefix}:{old}": f"{prefix}:{new}"})
    renamed = [
        _renamed(one, replace, new if one in own else one.get("id"))
        if one in own or _belongs(one, parents, account_of(found.arn))
        else one
        for one in resources
    ]
    changed = [after["urn"] for before, after in zip(resources, renamed, strict=True) if before != after]
    return RenamedState(deployment | {"deployment": deployment["deployment"] | {"resources": renamed}}, tuple(changed))


def _is(resource: Mapping[str, Any], found: ObservedGlobalCluster, identifiers: set[str]) -> bool:
    """Return whether a resource is the global cluster: another account may have one of the same identifier."""
    outputs = resource.get("outputs") or {}
    recorded = outputs.get(camel_case("global_cluster_resource_id"))
    return resource.get("id") in identifiers and recorded in {None, found.resource_id}


def _belongs(resource: Mapping[str, Any], parents: set[str | None], account: str) -> bool:
    """Return whether a resource can name the global cluster: a cluster, the component, or one of its records."""
    if resource["type"] == CLUSTER:
        arn = (resource.get("outputs") or {}).get("arn")
        return isinstance(arn, str) and ClusterArn.parse(arn).account == account
    is_record = resource["type"] == STASH and resource.get("parent") in parents
    return is_record or resource["urn"] in parents - {None}


def _renamed(resource: dict[str, Any], replace: partial[Any], identifier: object) -> dict[str, Any]:
    parts = {key: replace(resource[key]) for key in ("inputs", "outputs") if resource.get(key)}
    return resource | parts | ({"id": identifier} if identifier else {})


def _replaced(value: Any, key: str = "", *, values: Mapping[str, str], arns: Mapping[str, str]) -> Any:  # noqa: ANN401 - any property
    """Return a property value with the new identifier and ARN of the global cluster."""
    replace = partial(_replaced, values=values, arns=arns)
    if isinstance(value, dict):
        if value.get(_SIGNATURE) == _SECRET and isinstance(value.get("plaintext"), str):
            secret = json.loads(value["plaintext"])
            renamed = replace(secret, key)
            return value if renamed == secret else value | {"plaintext": json.dumps(renamed)}
        return {name: replace(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [replace(one) for one in value]
    if isinstance(value, str):
        return values.get(value, value) if key == _IDENTIFIER else arns.get(value, value)
    return value
