"""Where AWS and the program disagree and nothing is done about it: plan -> warnings, with how to settle each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan.adoption import adopted
from neptune_global_component.core.plan.checks.removals import standalone_copy
from neptune_global_component.core.plan.checks.states import lost_primary
from neptune_global_component.core.tokens import INSTANCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def warnings(plan: Plan) -> tuple[str, ...]:
    """Say where AWS is not as the program has it: an upgrade, a switchover, a member that came or went elsewhere.

    Args:
        plan: what is wanted, and what AWS has.
    """
    found = plan.observed
    if plan.has_another_identifier:
        # It is refused, and what AWS has is about another one.
        return ()
    if found is None:
        return tuple(_unseen(plan))
    if not (plan.spec.adopt or plan.declared is None or plan.declared.has_begun):
        # Nothing of what is there is the program's.
        return ()
    if plan.has_lost_primary:
        return (f"regions: {lost_primary(plan)}",)
    version = (*_version(plan, found), *_versions(plan, found))
    return (*version, *_primary(plan, found), *_members(plan, found), *_instances(plan), *_placements(plan))


def _unseen(plan: Plan) -> Iterator[str]:
    clusters = plan.declared.clusters if plan.declared else {}
    new = [region for region in plan.spec.regions if region not in clusters]
    if clusters and new and not plan.reading.is_complete:
        yield (
            f"regions: {', '.join(new)} is new, and whether the global database still has its primary can't be told "
            "without reading AWS: where it was detached elsewhere, the new cluster is an empty primary."
        )


def _version(plan: Plan, found: ObservedGlobalCluster) -> Iterator[str]:
    wanted = known(plan.spec.engine_version)
    if wanted in {None, found.engine_version, plan.engine_version} or not found.members:
        return
    shown = plan.spec.shown("engine_version", wanted)
    runs = EngineVersion.of_aws(found.engine_version)
    if runs is None:
        # It can't be compared, which is no fault of the program.
        return
    if runs > EngineVersion.parse(wanted):
        yield (
            f"engine_version: AWS runs {found.engine_version}, which is newer than {shown}; nothing is done, as AWS "
            f"has no downgrade. Give {found.engine_version!r}, or leave it out."
        )
    else:
        yield (
            f"engine_version: AWS runs {found.engine_version}, though {shown} was reached before; nothing is done. "
            f"Give {found.engine_version!r}, and {shown} in a later update to upgrade again."
        )


def _versions(plan: Plan, found: ObservedGlobalCluster) -> Iterator[str]:
    """AWS makes no switchover between members of several versions."""
    clusters = plan.reading.observation.clusters.values() if plan.reading.observation else ()
    versions = {one.region: one.engine_version for one in clusters if one.engine_version}
    if plan.engine_version == found.engine_version and len(set(versions.values())) > 1:
        listed = ", ".join(f"{region} {version}" for region, version in sorted(versions.items()))
        newest = max(versions.values(), key=lambda text: [int(part) for part in re.findall(r"\d+", text)])
        yield (
            f"engine_version: the members run several versions: {listed}; nothing is done. Give {newest!r}, to which "
            "the others are upgraded."
        )


def _primary(plan: Plan, found: ObservedGlobalCluster) -> Iterator[str]:
    wanted = known(plan.wanted_primary_region)
    if not plan.spec.regions or wanted is None or found.writer is None or plan.switchover:
        return
    if found.writer.region != wanted and found.writer.region in {*plan.spec.regions, plan.spec.source_region}:
        yield (
            f"primary_region: AWS has the primary in {found.writer.region!r}, since a switchover or failover "
            f"elsewhere, and the program in {wanted!r}; nothing is done. Give {found.writer.region!r} to settle it, "
            f"which changes nothing in AWS; {wanted!r} in a later update then switches back."
        )


def _members(plan: Plan, found: ObservedGlobalCluster) -> Iterator[str]:
    if not plan.spec.regions:
        # The members of a container are clusters of the program's own.
        return
    source = plan.spec.source_db_cluster_identifier
    before = plan.declared.clusters if plan.declared else {}
    for member in found.members:
        if plan.urn_elsewhere(member.arn):
            # The program has it itself.
            continue
        known_here = member.region in plan.spec.regions or member.region in before or source in {member.arn, UNKNOWN}
        if not known_here and member.is_writer:
            yield (
                f"regions: the primary {member.arn} is not the program's, and is left as it is. To manage it here, add "
                f'regions["{member.region}"] with {adopted(plan, member)}; or set it as source_db_cluster_identifier.'
            )
        elif not known_here:
            yield (
                f"regions: the global database has a member that is not the program's: {member.arn}; nothing is done. "
                f'To manage it here, add regions["{member.region}"] with {adopted(plan, member)}.'
            )
    for region in plan.spec.regions:
        if plan.is_detached(region):
            yield (
                f'regions["{region}"]: {standalone_copy(plan, plan.reading.detached[region])} An update removes its '
                "link from the state and protects it from a destroy; it changes nothing else."
            )
        elif plan.is_gone(region):
            yield (
                f'regions["{region}"]: its cluster was deleted elsewhere; nothing is done until the state knows it: '
                "`pulumi up --refresh` makes it anew, as a member. Or take the region out."
            )


def _placements(plan: Plan) -> Iterator[str]:
    """Warn of settings that apply when an instance is created, and that an existing instance does not have."""
    placements = plan.declared.instance_placements if plan.declared else {}
    for region, spec in plan.spec.regions.items():
        for number in range(1, spec.instances + 1):
            for key, value in placements.get(f"{plan.name}-{region}-{number}", {}).items():
                wanted = known(spec.setting(number, key))
                if None in (wanted, value) or wanted == value:
                    continue
                is_own = number <= len(spec.settings) and key in spec.settings[number - 1]
                entry = f"instance_settings[{number - 1}]." if is_own else ""
                path = f'regions["{region}"].{entry}{key}'
                yield (
                    f"{path}: is {plan.spec.shown(path, wanted)}, but instance {plan.instance(region, number)} was "
                    f"created with {value!r} and keeps it. To recreate it, run `pulumi up --replace "
                    f"{_instance_urn(plan, region, number)}`."
                )


def _instance_urn(plan: Plan, region: str, number: int) -> str:
    """Return the URN of an instance, quoted for a shell."""
    prefix, _, name = (plan.declared.urn if plan.declared else "").rpartition("::")
    return f"'{prefix}${INSTANCE}::{name}-{region}-{number}'"


def _instances(plan: Plan) -> Iterator[str]:
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster is None:
            continue
        path = f'regions["{region}"].instances'
        # Those that this update takes out are the program's own too.
        kept = plan.kept_instances(region).values()
        unknown = set(cluster.instances).difference(plan.wanted_instances(region), kept)
        if unknown:
            yield (
                f"{path}: the cluster has instances that are not the program's: {', '.join(sorted(unknown))}; nothing "
                "is done. AWS deletes no cluster that has them: delete them where they were added before the region is "
                "taken out."
            )
        gone = set(kept).difference(cluster.instances)
        if gone:
            yield (
                f"{path}: were deleted elsewhere: {', '.join(sorted(gone))}; nothing is done until the state knows it: "
                "`pulumi up --refresh` makes them anew."
            )
