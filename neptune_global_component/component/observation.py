"""Read AWS after the children, and return the outputs of the component."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pulumi

from neptune_global_component.component.resources.cluster import observed_clusters
from neptune_global_component.core.facts.observed import Observation, ObservedGlobalCluster, ObservedMember
from neptune_global_component.core.facts.state_observation import state_observation
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.outputs import outputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.component.construction import Children

_IDENTIFIER = "global_cluster_identifier"
_NAMED = (
    "clusters",
    "endpoint",
    "failover_state",
    "global_cluster_arn",
    "global_cluster_members",
    "primary_cluster_arn",
)
"""The outputs that contain an identifier of the global cluster or of a cluster."""


def component_outputs(children: Children, names: Iterable[str]) -> dict[str, pulumi.Output[Any]]:
    """Return the outputs of a component.

    Args:
        children: its children.
        names: the names of the outputs.
    """
    gate = children.gate
    observed = _observation(children).apply(outputs)
    values = {name: observed.apply(partial(_output, name)) for name in names}
    identifier = gate.input(lambda plan: plan.spec.global_cluster_identifier, _IDENTIFIER)
    # Resources that use the identifier output are created after the global cluster and deleted before it.
    both = pulumi.Output.all(identifier, children.global_cluster.global_cluster_identifier)
    # Outputs that contain a name are secret if the name is a secret in the program.
    named = {name: gate.as_secret_as_names(values[name]) for name in _NAMED}
    return {**values, **named, _IDENTIFIER: both.apply(itemgetter(0))}


def _output(name: str, values: dict[str, Any]) -> Any:  # noqa: ANN401 - any output
    return pulumi.UNKNOWN if values[name] is UNKNOWN else values[name]


def _observation(children: Children) -> pulumi.Output[Observation]:
    """Read AWS after the children; return the children's own outputs if AWS is not, or can't be, read."""
    gate, members, child = children.gate, children.regional.all, children.global_cluster

    async def read(values: dict[str, Any]) -> Observation:
        plan = await gate.plan()
        in_state = _global_cluster_in_state(values["global_cluster"])

        async def from_state() -> Observation:
            # With observe=False, a switchover changes the primary too.
            primary = plan.primary_region if plan.observed else known(plan.wanted_primary_region)
            return state_observation(in_state, await observed_clusters(members), primary)

        if plan.spec.observe:
            created = await observed_clusters(members) if plan.is_absent else []
            is_preview = pulumi.runtime.is_dry_run()
            observation = await children.observer.after(in_state, from_state, created, preview=is_preview)
        else:
            observation = await from_state()
        observation = observation.without(await gate.removed_cluster_arns(children.declared))
        return plan.expected(observation) if pulumi.runtime.is_dry_run() else observation

    global_cluster = {
        "identifier": pulumi.Output.unsecret(child.global_cluster_identifier),
        "arn": child.arn,
        "resource_id": child.global_cluster_resource_id,
        "engine": child.engine,
        "engine_version": child.engine_version,
        "storage_encrypted": child.storage_encrypted,
        "deletion_protection": child.deletion_protection,
        "members": child.global_cluster_members,
    }
    ids = [pulumi.Output.unsecret(member.id) for member in members]
    return pulumi.Output.all(
        global_cluster=global_cluster,
        # In a preview, a child that does not exist yet has a URN but no ID. Without the members there is nothing to
        # read.
        after=[*ids, *(intent.urn for intent in children.intents)],
    ).apply(read)


def _global_cluster_in_state(values: dict[str, Any]) -> ObservedGlobalCluster:
    members = tuple(ObservedMember(one["db_cluster_arn"], one["is_writer"]) for one in values["members"] or ())
    return ObservedGlobalCluster(**{**values, "members": members, "status": None})
