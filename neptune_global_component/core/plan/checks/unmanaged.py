"""Checks of resources that are in AWS but not in the state: an interrupted update may have created them.

The state shows only that an update was about to create them. So they must be as the program would create them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Argument, Arn, Finding, Identifier, Message, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.plan.plan import Plan

_IDENTIFIER = "global_cluster_identifier"
_INTERRUPTED = (
    "If an interrupted update of this stack created it, restore the arguments of that update. If it is not managed by "
    "this stack, set {adopt}: true to import it, or"
)


def unmanaged_findings(plan: Plan, observed: ObservedGlobalCluster, state: RecordedState) -> Iterator[Finding]:
    """Yield the resources in AWS that are not in the state and not as the program would create them.

    Args:
        plan: the plan of the update.
        observed: the global cluster in AWS.
        state: the state of the component.
    """
    if plan.spec.adopt or not state.has_begun or state.moved_from:
        return
    if not state.has_global_cluster:
        yield from _global_cluster(plan, observed)
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster is not None and not state.has_cluster(region) and not plan.other_urn(cluster.arn):
            yield from _cluster(plan, region, cluster)


def _global_cluster(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """A global cluster that an interrupted update created has the values of the program."""
    differences = list(_differences(plan, observed))
    if differences:
        yield Finding(
            "unmanaged-global-cluster",
            _IDENTIFIER,
            "{identifier} exists in AWS, but differs from this program: {differences}. {interrupted} remove this "
            "component from the state (`pulumi state delete --force --target-dependents {urn}`), and use another "
            "identifier.",
            identifier=Value(_IDENTIFIER, observed.identifier),
            differences=differences,
            interrupted=Message(_INTERRUPTED),
            urn=plan.urn,
        )


def _cluster(plan: Plan, region: str, cluster: ObservedCluster) -> Iterator[Finding]:
    """A cluster that an interrupted update created has the values of the program."""
    differences = list(_cluster_differences(plan, region, cluster))
    if differences:
        yield Finding(
            "unmanaged-cluster",
            f'regions["{region}"]',
            "the cluster {identifier} exists in AWS, but differs from this program: {differences}. {interrupted} "
            "remove the region.",
            identifier=Identifier(cluster.identifier),
            differences=differences,
            interrupted=Message(_INTERRUPTED),
        )


def _differences(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Message]:
    spec = plan.spec
    wanted = {
        "deletion_protection": (_or_false(spec.deletion_protection), observed.deletion_protection),
        "engine_version": (known(spec.engine_version), observed.engine_version),
        "storage_encrypted": (known(spec.storage_encrypted), observed.storage_encrypted),
    }
    known_both = {key: (value, has) for key, (value, has) in wanted.items() if None not in {value, has}}
    for key, (value, has) in known_both.items():
        if value != has:
            yield Message("{key} is {has}", key=Argument(key), has=Value(key, has))
    own = {one.cluster_identifier for one in spec.regions.values()}
    source = known(spec.source_db_cluster_identifier)
    others = [one for one in observed.members if one.arn != source and one.identifier not in own]
    if others and UNKNOWN not in {spec.source_db_cluster_identifier, *own}:
        yield Message("it has the members {members}", members=[Arn(one.arn) for one in others])


def _cluster_differences(plan: Plan, region: str, cluster: ObservedCluster) -> Iterator[Message]:
    protection, has = _or_false(plan.spec.value("deletion_protection", region)), cluster.deletion_protection
    if None not in {protection, has} and protection != has:
        yield Message("{deletion_protection} is {has!r}", has=has)
    others = sorted(set(cluster.instances).difference(plan.wanted_instances(region)))
    if others:
        yield Message("it has the instances {others}", others=[Identifier(one) for one in others])


def _or_false(protection: object) -> object:
    """Return the value for AWS: False if it is not set, None if it is not known yet."""
    return None if protection is UNKNOWN else protection or False
