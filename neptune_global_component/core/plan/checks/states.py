"""What is refused in every update, whatever the program changes, for what AWS and the state have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import account_of
from neptune_global_component.core.plan.checks.existing import alone, raise_findings
from neptune_global_component.core.plan.checks.removals import removal
from neptune_global_component.core.plan.checks.renames import (
    is_renamed_cluster,
    renamed_cluster_findings,
    renamed_findings,
)
from neptune_global_component.core.plan.checks.sources import unfit_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.last_update import Declared
    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan

_IDENTIFIER = "global_cluster_identifier"
_NOT_OWN = (
    "Where an update of this stack that was cut off made it, give these values as they were then. Where it is somebody "
    "else's, take it over with adopt: true; or"
)


def foreign_findings(plan: Plan) -> list[Finding]:
    """Return why the global database in AWS is not the one that the state has: nothing else of it can be judged.

    Args:
        plan: what is wanted.
    """
    if plan.reading.renamed is not None:
        return list(renamed_findings(plan))
    if plan.observed is None or plan.has_another_identifier:
        # Another identifier is a change of the program, which is judged with the others.
        return []
    if plan.declared is None:
        return list(_unknown_state(plan))
    return [
        *_another_database(plan.observed, plan.declared, adopt=plan.spec.adopt),
        *renamed_cluster_findings(plan),
        *_another_cluster(plan, plan.observed, plan.declared),
    ]


def state_findings(plan: Plan) -> list[Finding]:
    """Return what an update would lose or leave unusable, given what AWS and the state have.

    Args:
        plan: what is wanted.
    """
    if plan.has_another_identifier:
        return []
    findings: list[Finding] = []
    if plan.observed is not None and plan.declared is not None:
        findings += [
            *_somebody_elses(plan, plan.observed, plan.declared),
            *_another_primary(plan, plan.observed, plan.declared),
            *_empty_primary(plan, plan.declared),
            *_instances_of_none(plan),
            *_without_writer(plan, plan.observed),
            *_unread_members(plan, plan.observed, plan.declared),
        ]
    findings += unfit_source(plan)
    if not findings:
        findings += [one for region in plan.leaving for one in removal(plan, region)]
    return findings


def _unknown_state(plan: Plan) -> Iterator[Finding]:
    yield Finding(
        _IDENTIFIER,
        f"{plan.spec.shown(_IDENTIFIER, plan.spec.global_cluster_identifier)} exists in AWS, and the state of this "
        "stack could not be read: what of it is this stack's can't be told. Try again.",
    )


def _another_database(found: ObservedGlobalCluster, state: Declared, *, adopt: bool) -> Iterator[Finding]:
    """The identifier, which is in the ARN too, may be a secret of the program's: neither is shown."""
    if state.arn is None:
        return
    account, own = account_of(found.arn), account_of(state.arn)
    if account != own:
        yield Finding(
            _IDENTIFIER,
            f"is in account {own} in the state, and AWS answers for account {account}, which has one of the same "
            "identifier. Use the credentials of the first account, for the aws provider and the environment.",
        )
        return
    known_id = state.refreshed_id if adopt else state.resource_id
    if found.resource_id is not None and known_id not in {None, found.resource_id}:
        yield Finding(
            _IDENTIFIER,
            f"is {known_id} in the state, and another one has that identifier in AWS ({found.resource_id}): "
            "it was deleted and made anew elsewhere. Where that one is to be this stack's from now on, give adopt: "
            "true, and run `pulumi refresh` first.",
        )


def _another_cluster(plan: Plan, found: ObservedGlobalCluster, state: Declared) -> Iterator[Finding]:
    for region, arn in state.clusters.items():
        member = found.member(region)
        if member is not None and member.arn != arn and not is_renamed_cluster(plan, region):
            yield Finding(
                f'regions["{region}"]',
                f"the member there is {member.arn}, and the state has {arn}: it was renamed or replaced outside "
                "Pulumi. Remove the component from the state (`pulumi state delete --force --target-dependents "
                f"{plan.urn}`), and set adopt: true to import what AWS has.",
            )


def _somebody_elses(plan: Plan, found: ObservedGlobalCluster, state: Declared) -> Iterator[Finding]:
    """What an update made that was cut off is as the program has it; what is not was made by somebody else.

    Nothing else tells the two apart: the state has only that an update was about to make it.
    """
    if plan.spec.adopt or not state.has_begun or state.moved_from:
        return
    if not state.has_global_cluster:
        differences = list(_differences(plan, found))
        if differences:
            yield Finding(
                _IDENTIFIER,
                f"{plan.spec.shown(_IDENTIFIER, found.identifier)} exists in AWS, and not as this program makes it: "
                f"{', '.join(differences)}. {_NOT_OWN} remove this component from the state (`pulumi state delete "
                f"--force --target-dependents {plan.urn}`), and use another identifier.",
            )
    for region in plan.spec.regions:
        cluster = plan.cluster(region)
        if cluster is not None and not state.has_cluster(region) and not plan.urn_elsewhere(cluster.arn):
            differences = list(_cluster_differences(plan, region, cluster))
            if differences:
                yield Finding(
                    f'regions["{region}"]',
                    f"the cluster {cluster.identifier} exists in AWS, and not as this program makes it: "
                    f"{', '.join(differences)}. {_NOT_OWN} take the region out.",
                )


def _differences(plan: Plan, found: ObservedGlobalCluster) -> Iterator[str]:
    spec = plan.spec
    wanted = {
        "deletion_protection": (_or_false(spec.deletion_protection), found.deletion_protection),
        "engine_version": (known(spec.engine_version), found.engine_version),
        "storage_encrypted": (known(spec.storage_encrypted), found.storage_encrypted),
    }
    known_both = {key: (value, has) for key, (value, has) in wanted.items() if None not in {value, has}}
    yield from (f"{key} is {has!r}" for key, (value, has) in known_both.items() if value != has)
    own = {one.cluster_identifier for one in spec.regions.values()}
    source = known(spec.source_db_cluster_identifier)
    others = [one for one in found.members if one.arn != source and one.identifier not in own]
    if others and UNKNOWN not in {spec.source_db_cluster_identifier, *own}:
        yield f"it has the members {', '.join(one.arn for one in others)}"


def _cluster_differences(plan: Plan, region: str, cluster: ObservedCluster) -> Iterator[str]:
    protection = _or_false(plan.spec.protection_of(region))
    if None not in {protection, cluster.deletion_protection} and protection != cluster.deletion_protection:
        yield f"deletion_protection is {cluster.deletion_protection!r}"
    others = sorted(set(cluster.instances).difference(plan.wanted_instances(region)))
    if others:
        yield f"it has the instances {', '.join(others)}"


def _or_false(given: object) -> object:
    """What is not given is false to AWS; None where it is not known yet."""
    return None if given is UNKNOWN else given or False


def _another_primary(plan: Plan, found: ObservedGlobalCluster, state: Declared) -> Iterator[Finding]:
    """Nothing was declared before that the primary could move from: the first update ended before it was done."""
    key = "primary_region"
    wanted = known(plan.wanted_primary_region)
    is_first = state.has_begun and state.primary_region is None
    writer = found.writer.region if found.writer else None
    if is_first and wanted is not None and writer in plan.spec.regions and writer != wanted:
        yield Finding(
            key,
            f"{plan.spec.shown(key, wanted)} is not where AWS has the primary, and no update has ended yet that "
            f"declared one. Give {writer!r}, and the other in a later update to switch over.",
        )


def _empty_primary(plan: Plan, state: Declared) -> Iterator[Finding]:
    new = [region for region in plan.spec.regions if not state.has_cluster(region)]
    if plan.has_lost_primary:
        yield from (Finding(f'regions["{region}"]', f"is new, and {lost_primary(plan)}") for region in new)


def _instances_of_none(plan: Plan) -> Iterator[Finding]:
    """AWS makes no instance of a cluster that is gone; of one that stands alone, it would not be the database's."""
    short = [
        region
        for region, spec in plan.spec.regions.items()
        if len(plan.kept_instances(region)) < spec.instances and not plan.has_lost_primary
    ]
    for region in short:
        path = f'regions["{region}"].instances'
        if plan.is_gone(region):
            yield Finding(
                path,
                "can't be created: the cluster was deleted. Run `pulumi refresh`, then `pulumi up`, which recreates it "
                "as a member.",
            )
        elif plan.is_detached(region):
            has = len(plan.kept_instances(region))
            yield Finding(
                path,
                "can't be created: the cluster was detached, so they would not be the global database's. Set "
                f"instances: {has}.",
            )


def _unread_members(plan: Plan, found: ObservedGlobalCluster, state: Declared) -> Iterator[Finding]:
    """AWS would reject another cluster of the same identifier, after the update has changed others."""
    for member in found.members:
        region = member.region
        is_imported = region in plan.spec.regions and (plan.spec.adopt or region in state.regions)
        is_new = not state.has_cluster(region) and not plan.urn_elsewhere(member.arn)
        is_unread = is_imported and plan.cluster(region) is None
        if is_new and is_unread and plan.spec.regions[region].cluster == member.identifier:
            yield Finding(
                f'regions["{region}"]',
                f"can't be imported: its cluster {member.arn} could not be read. Run the command again when AWS "
                f"answers in {region}.",
            )


def refuse_empty_primary(plan: Plan) -> None:
    """Refuse to create a cluster that would be an empty primary.

    Args:
        plan: what is wanted, of which the engine is about to create a cluster.

    Raises:
        InvalidArgsError: the global database had members, and has none.
    """
    if plan.has_lost_primary:
        raise_findings(plan, [Finding("regions", f"are to be made anew, and {lost_primary(plan)}")])


def lost_primary(plan: Plan) -> str:
    """Say that a global database has lost its members, and how to go on.

    Args:
        plan: what is wanted.
    """
    return (
        "the global cluster has no members any more, though it had: the first cluster that is made would be an empty "
        f"primary. {alone(plan)}"
    )


def _without_writer(plan: Plan, found: ObservedGlobalCluster) -> Iterator[Finding]:
    """AWS keeps the last instance of the primary while there are secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html
    """
    coming = {member.region for member in found.members if found.failover and member.arn == found.failover.to_arn}
    primaries = coming | ({found.writer.region} if found.writer and plan.switchover is None else set())
    if len(found.members) == 1:
        return
    for region in primaries.intersection(plan.spec.regions):
        cluster = plan.cluster(region)
        if cluster and cluster.instances and not plan.spec.regions[region].instances:
            yield Finding(
                f'regions["{region}"].instances',
                "0 is not allowed: this region has the primary, or is about to have it, and a primary needs an "
                "instance to take writes. Give 1 or more; or switch over first.",
            )
