"""Whether what exists is as the program has it, so that it can be taken over without a change of what it is.

What AWS can change later may differ: the preview shows it as an update of the resource that is taken over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster, ObservedMember
    from neptune_global_component.core.plan.plan import Plan


def mismatches(plan: Plan, found: ObservedGlobalCluster) -> Iterator[Finding]:
    """Say, property by property, what of a global database is not as the program has it.

    Args:
        plan: what is wanted, and the clusters that AWS has.
        found: the global cluster that is to be taken over.
    """
    spec = plan.spec
    for key in ("engine_version", "storage_encrypted"):
        wanted, has = known(getattr(spec, key)), getattr(found, key)
        if None not in {wanted, has} and wanted != has:
            yield _differs(plan, key, wanted, has)
    source = known(spec.source_db_cluster_identifier)
    if source is not None and source not in [member.arn for member in found.members]:
        members = ", ".join(member.arn for member in found.members) or "none"
        key = "source_db_cluster_identifier"
        yield Finding(key, f"{spec.shown(key, source)} is no member of the global cluster. Its members: {members}.")
    primary = known(plan.wanted_primary_region)
    if primary is not None and found.writer and found.writer.region != primary:
        yield _differs(plan, "primary_region", primary, found.writer.region)
    for member in found.members:
        if member.region in spec.regions:
            yield from member_mismatches(plan, member)


def member_mismatches(plan: Plan, member: ObservedMember) -> Iterator[Finding]:
    """Say, property by property, what of a region's cluster is not as the program has it.

    Args:
        plan: what is wanted, and the clusters that AWS has.
        member: the member in the region.
    """
    region = plan.spec.regions[member.region]
    path = f'regions["{region.name}"]'
    if region.cluster_identifier is not UNKNOWN and region.cluster != member.identifier:
        yield _differs(plan, f"{path}.cluster_identifier", region.cluster, member.identifier)
    cluster = plan.cluster(region.name)
    if cluster is None:
        return
    for key, value in cluster.unchangeable.items():
        wanted = region.values.get(key)
        if value is not None and wanted is not UNKNOWN and not changes_nothing(wanted, value):
            yield _differs(plan, f"{path}.{key}", wanted, value)
    if "subnet_ids" in region.values and cluster.subnet_group not in {None, region.cluster}:
        yield Finding(
            f"{path}.subnet_ids",
            f"was given, but the cluster has the subnet group {cluster.subnet_group!r}, and AWS never changes it. Give "
            f"neptune_subnet_group_name: {cluster.subnet_group!r} instead.",
        )


def changes_nothing(wanted: object, value: object) -> bool:
    """Return whether AWS has what the program sets. AWS adds availability zones to those that were set.

    Args:
        wanted: by the program; None if it sets nothing.
        value: that AWS has, or that was recorded.
    """
    if isinstance(wanted, list | tuple) and isinstance(value, list | tuple):
        return UNKNOWN in wanted or set(wanted) <= set(value)
    return wanted in (None, value)


def adopted(plan: Plan, member: ObservedMember) -> str:
    """Return the arguments of a region that import its member, which this stack did not create.

    Args:
        plan: what is wanted.
        member: of the global database.
    """
    name = plan.spec.shown("global_cluster_identifier", member.identifier)
    return f"cluster_identifier: {name} and adopt: true"


def _differs(plan: Plan, path: str, wanted: object, has: object) -> Finding:
    return Finding(path, f"{plan.spec.shown(path, wanted)} is not what the one to be taken over has: give {has!r}.")
