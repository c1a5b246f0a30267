"""Warn about differences between AWS and the program that an update leaves: plan -> warnings, with the next step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Arn, Finding, Identifier, Message, Value, Version
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan.adoption import adoption_arguments
from neptune_global_component.core.plan.checks.removals import standalone_copy
from neptune_global_component.core.plan.checks.states import lost_primary
from neptune_global_component.core.tokens import INSTANCE
from neptune_global_component.core.urns import child_urn, split_urn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster, ObservedMember
    from neptune_global_component.core.plan.plan import Plan


def warnings(plan: Plan) -> tuple[Finding, ...]:
    """Return a warning for each difference: a version, the primary, a member or an instance.

    Args:
        plan: the plan of the update.
    """
    observed = plan.observed
    if plan.has_another_identifier:
        # That is a finding, and AWS's values are those of another global cluster.
        return ()
    if observed is None:
        return tuple(_unread(plan))
    if plan.state.is_read and not (plan.spec.adopt or plan.state.has_begun):
        # The program manages nothing of it.
        return ()
    if plan.has_lost_primary:
        return tuple(_lost_members(plan))
    version = (*_version(plan, observed), *_versions(plan, observed))
    return (
        *version,
        *_primary(plan, observed),
        *_members(plan, observed),
        *_clusters(plan),
        *_instances(plan),
        *_placements(plan),
    )


def _lost_members(plan: Plan) -> Iterator[Finding]:
    """The global cluster has members."""
    yield Finding("lost-members", "regions", "{lost_primary}", lost_primary=lost_primary(plan))


def _unread(plan: Plan) -> Iterator[Finding]:
    """A region is added only if AWS could be read."""
    clusters = plan.state.clusters
    new = [region for region in plan.spec.regions if region not in clusters]
    if clusters and new and not plan.reading.is_complete:
        yield Finding(
            "added-unread",
            "regions",
            "{regions} is new, and AWS could not be read, so it is not known whether the global database still has its "
            "primary: if that was detached outside Pulumi, the new cluster becomes an empty primary.",
            regions=new,
        )


def _version(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """AWS runs the engine version that the program sets."""
    wanted = known(plan.spec.engine_version)
    # A version that can't be compared is not an error of the program.
    runs = EngineVersion.of_aws(observed.engine_version)
    if wanted in {None, observed.engine_version, plan.engine_version} or not observed.members or runs is None:
        return
    shown, has = Value("engine_version", wanted), Version(str(runs))
    if runs > EngineVersion.parse(wanted):
        yield Finding(
            "runs-newer-version",
            "engine_version",
            "AWS runs {has}, which is newer than {wanted}; nothing is changed, because AWS has no downgrade. Set "
            "{has!r}, or remove {engine_version}.",
            has=has,
            wanted=shown,
        )
    else:
        yield Finding(
            "runs-older-version",
            "engine_version",
            "AWS runs {has}, although it ran {wanted} before; nothing is changed. Set {has!r} now, and {wanted} in a "
            "later update to upgrade again.",
            has=has,
            wanted=shown,
        )


def _versions(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """All members run the same engine version: AWS does not switch over between versions."""
    versions = {one.region: one.engine_version for one in plan.clusters.values() if one.engine_version}
    if plan.engine_version == observed.engine_version and len(set(versions.values())) > 1:
        newest = max(versions.values(), key=lambda text: [int(part) for part in re.findall(r"\d+", text)])
        yield Finding(
            "several-versions",
            "engine_version",
            "the members run several versions: {versions}; nothing is changed. Set {newest!r} to upgrade the others.",
            versions=[
                Message("{region} {version}", region=region, version=Version(version))
                for region, version in sorted(versions.items())
            ],
            newest=Version(newest),
        )


def _primary(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """The primary is in the region that the program sets."""
    wanted = known(plan.wanted_primary_region)
    if not plan.spec.regions or wanted is None or observed.writer is None or plan.promoted_region:
        return
    if observed.writer.region != wanted and observed.writer.region in {*plan.spec.regions, plan.spec.source_region}:
        yield Finding(
            "primary-elsewhere",
            "primary_region",
            "AWS has the primary in {has!r}, and the program has it in {wanted!r}: a switchover or failover outside "
            "Pulumi moved it. Nothing is changed. Set {has!r}, which changes nothing in AWS; {wanted!r} in a later "
            "update then switches back.",
            has=observed.writer.region,
            wanted=wanted,
        )


def _members(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """The members are the clusters of the program."""
    if not plan.spec.regions:
        # The program manages the clusters outside the component.
        return
    source = plan.spec.source_db_cluster_identifier
    before = plan.state.clusters
    for member in observed.members:
        is_known = member.region in plan.spec.regions or member.region in before or source in {member.arn, UNKNOWN}
        if not is_known and not plan.other_urn(member.arn):
            yield _unmanaged_primary(member) if member.is_writer else _unmanaged_member(member)


def _unmanaged_primary(member: ObservedMember) -> Finding:
    """The primary is a cluster of the program."""
    return Finding(
        "unmanaged-primary",
        "regions",
        "the primary {arn} is not managed by this stack, and does not change. To manage it here, add "
        'regions["{region}"] with {arguments}; or set it as {source_db_cluster_identifier}.',
        arn=Arn(member.arn),
        region=member.region,
        arguments=adoption_arguments(member),
    )


def _unmanaged_member(member: ObservedMember) -> Finding:
    """Every secondary is a cluster of the program."""
    return Finding(
        "unmanaged-member",
        "regions",
        "the global database has a member that is not managed by this stack: {arn}; nothing is changed. To manage "
        'it here, add regions["{region}"] with {arguments}.',
        arn=Arn(member.arn),
        region=member.region,
        arguments=adoption_arguments(member),
    )


def _clusters(plan: Plan) -> Iterator[Finding]:
    """The clusters of the program exist in AWS and are members."""
    for region in plan.spec.regions:
        if plan.is_detached(region):
            yield Finding(
                "detached-cluster",
                f'regions["{region}"]',
                "{standalone} While it is detached, an update keeps its link out of the state and protects it from a "
                "destroy. In AWS, it changes only the settings that the program changes.",
                standalone=standalone_copy(plan, plan.reading.detached[region]),
            )
        elif plan.is_deleted(region):
            yield Finding(
                "deleted-cluster",
                f'regions["{region}"]',
                "its cluster was deleted outside Pulumi. `pulumi up --refresh` recreates it as a member; an update "
                "without a refresh does not. Or remove the region.",
            )


def _instances(plan: Plan) -> Iterator[Finding]:
    """AWS and the state have the same instances."""
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster is None:
            continue
        path, own = f'regions["{region}"].instances', plan.instances_in_state(region).values()
        others = set(cluster.instances).difference(plan.wanted_instances(region), own)
        if others:
            yield Finding(
                "unmanaged-instances",
                path,
                "the cluster has instances that are not managed by this stack: {others}; nothing is changed. To manage "
                "them here, set {adopt}: true and add them to {instances}. Or delete them before you remove the "
                "region: AWS does not delete a cluster that has instances.",
                others=[Identifier(one) for one in sorted(others)],
            )
        deleted = set(own).difference(cluster.instances)
        if deleted:
            yield Finding(
                "deleted-instances",
                path,
                "were deleted outside Pulumi: {deleted}; nothing is changed. `pulumi up --refresh` recreates them.",
                deleted=[Identifier(one) for one in sorted(deleted)],
            )


def _placements(plan: Plan) -> Iterator[Finding]:
    """Instances have the availability zone and the public access of the program, which apply only at creation."""
    placements = plan.state.instance_placements
    for region, spec in plan.spec.regions.items():
        for number in range(1, spec.instances + 1):
            for key, value in placements.get(f"{plan.name}-{region}-{number}", {}).items():
                wanted = known(spec.setting(number, key))
                if None in (wanted, value) or wanted == value:
                    continue
                is_own = number <= len(spec.settings) and key in spec.settings[number - 1]
                entry = f"instance_settings[{number - 1}]." if is_own else ""
                path = f'regions["{region}"].{entry}{key}'
                yield Finding(
                    "placement-not-changed",
                    path,
                    "is {wanted}, but instance {instance} was created with {value} and keeps it. To recreate it, run "
                    "`pulumi up --replace {urn}`.",
                    wanted=Value(path, wanted),
                    instance=Identifier(plan.instance(region, number) or ""),
                    value=Value(path, value),
                    urn=_instance_urn(plan, region, number),
                )


def _instance_urn(plan: Plan, region: str, number: int) -> str:
    """Return the URN of an instance, quoted for a shell."""
    _, name = split_urn(plan.state.urn)
    return f"'{child_urn(plan.state.urn, INSTANCE, f'{name}-{region}-{number}')}'"
