"""Checks before an import: a property that can't be updated must be the same in the program and in AWS.

Other differences are not findings: the preview shows them as an update of the imported resource.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Arn, Finding, Identifier, Message, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster, ObservedMember
    from neptune_global_component.core.inputs.spec import RegionSpec
    from neptune_global_component.core.plan.plan import Plan


def mismatches(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """Yield a finding for each property of a global database that differs from the program.

    Args:
        plan: the plan of the update, with the clusters in AWS.
        observed: the global cluster to import.
    """
    spec = plan.spec
    for key in ("engine_version", "storage_encrypted"):
        wanted, has = known(getattr(spec, key)), getattr(observed, key)
        if None not in {wanted, has} and wanted != has:
            yield _differs(key, wanted, has)
    yield from _source_mismatch(plan, observed)
    primary = known(plan.wanted_primary_region)
    if primary is not None and observed.writer and observed.writer.region != primary:
        yield _differs("primary_region", primary, observed.writer.region)
    for member in observed.members:
        if member.region in spec.regions:
            yield from member_mismatches(plan, member)


def member_mismatches(plan: Plan, member: ObservedMember) -> Iterator[Finding]:
    """Yield a finding for each property of a region's cluster that differs from the program.

    Args:
        plan: the plan of the update, with the clusters in AWS.
        member: the member in the region.
    """
    region = plan.spec.regions[member.region]
    path = f'regions["{region.name}"]'
    if region.cluster_identifier is not UNKNOWN and region.cluster != member.identifier:
        yield _differs(f"{path}.cluster_identifier", region.cluster, Identifier(member.identifier))
    cluster = plan.cluster(region.name)
    if cluster is None:
        return
    for key, value in cluster.unchangeable.items():
        wanted = region.values.get(key)
        if value is not None and wanted is not UNKNOWN and not changes_nothing(wanted, value):
            yield _differs(f"{path}.{key}", wanted, value)
    yield from _subnet_group_mismatch(region, cluster)


def _source_mismatch(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """The source cluster is a member of the global cluster to import."""
    source = known(plan.spec.source_db_cluster_identifier)
    if source is not None and source not in [member.arn for member in observed.members]:
        yield Finding(
            "source-not-a-member",
            "source_db_cluster_identifier",
            "{source} is not a member of the global cluster. Its members: {members}.",
            source=Value("source_db_cluster_identifier", source),
            members=[Arn(member.arn) for member in observed.members] or "none",
        )


def _subnet_group_mismatch(region: RegionSpec, cluster: ObservedCluster) -> Iterator[Finding]:
    """A cluster is imported with the subnet group that it has."""
    if "subnet_ids" in region.values and cluster.subnet_group not in {None, region.cluster}:
        yield Finding(
            "imported-subnet-group",
            f'regions["{region.name}"].subnet_ids',
            "is set, but the cluster has the subnet group {group!r}, which AWS never changes. Set "
            "{neptune_subnet_group_name}: {group!r} instead.",
            group=Identifier(cluster.subnet_group),
        )


def adoption_arguments(member: ObservedMember) -> Message:
    """Return the arguments of a region that import its member.

    Args:
        member: the member of the global database.
    """
    return Message("{cluster_identifier}: {name!r} and {adopt}: true", name=Identifier(member.identifier))


def changes_nothing(wanted: object, value: object) -> bool:
    """Return whether AWS has the value of the program. AWS adds availability zones to those that were set.

    Args:
        wanted: the value in the program; None if it is not set.
        value: the value in AWS or in the state.
    """
    if isinstance(wanted, list | tuple) and isinstance(value, list | tuple):
        return UNKNOWN in wanted or set(wanted) <= set(value)
    return wanted in (None, value)


def _differs(path: str, wanted: object, has: object) -> Finding:
    """A property that can't be updated has the same value in the program and in AWS."""
    template = "{wanted} is not the value of the resource to import. Set {has!r}."
    return Finding("imported-value", path, template, wanted=Value(path, wanted), has=has)
