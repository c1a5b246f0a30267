"""Checks that run on every preview and update, even if the program did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Arn, Finding, Message, Value
from neptune_global_component.core.names import account_of
from neptune_global_component.core.plan.checks.existing import standalone_clusters
from neptune_global_component.core.plan.checks.removals import removal_continues, removal_findings, standalone_copy
from neptune_global_component.core.plan.checks.renames import (
    is_renamed_cluster,
    renamed_cluster_findings,
    renamed_findings,
)
from neptune_global_component.core.plan.checks.sources import unfit_source
from neptune_global_component.core.plan.checks.unmanaged import unmanaged_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.facts.recorded_state import RecordedState
    from neptune_global_component.core.plan.plan import Plan

_IDENTIFIER = "global_cluster_identifier"


def foreign_findings(plan: Plan) -> list[Finding]:
    """Return why the global database in AWS is not the one in the state; then the other checks make no sense.

    Args:
        plan: the plan of the update.
    """
    if plan.reading.renamed is not None:
        return list(renamed_findings(plan))
    if plan.observed is None or plan.has_another_identifier:
        # The program's identifier changed: a check of its own reports that.
        return []
    if not plan.state.is_read:
        return list(_unknown_state(plan))
    return list(_another_account(plan.observed, plan.state)) or [
        *_another_database(plan.observed, plan.state, adopt=plan.spec.adopt),
        *renamed_cluster_findings(plan),
        *_another_cluster(plan, plan.observed, plan.state),
    ]


def state_findings(plan: Plan) -> list[Finding]:
    """Return what an update would lose or leave unusable.

    Args:
        plan: the plan of the update.
    """
    if plan.has_another_identifier:
        return []
    findings: list[Finding] = []
    if plan.observed is not None:
        findings += [
            *unmanaged_findings(plan, plan.observed, plan.state),
            *_another_primary(plan, plan.observed, plan.state),
            *_empty_primary(plan, plan.state),
            *_instances_without_cluster(plan),
            *_without_writer(plan, plan.observed),
            *_unread_members(plan, plan.observed, plan.state),
        ]
    findings += unfit_source(plan)
    if not findings:
        findings += [one for region in plan.removed_regions for one in removal_findings(plan, region)]
    return findings


def _unknown_state(plan: Plan) -> Iterator[Finding]:
    """The state can be read."""
    yield Finding(
        "state-unread",
        _IDENTIFIER,
        "{identifier} exists in AWS, but the state of this stack could not be read, so it is not known whether the "
        "stack manages it. Try again.",
        identifier=Value(_IDENTIFIER, plan.spec.global_cluster_identifier),
    )


def _another_account(observed: ObservedGlobalCluster, state: RecordedState) -> Iterator[Finding]:
    """The credentials belong to the account in the state."""
    if state.arn is None:
        return
    own, account = account_of(state.arn), account_of(observed.arn)
    if account != own:
        yield Finding(
            "another-account",
            _IDENTIFIER,
            "is in account {own} in the state, but AWS answers for account {account}, which has one with the same "
            "identifier. Use the credentials of the first account, for the aws provider and the environment.",
            own=own,
            account=account,
        )
        return
    for other in sorted({account_of(arn) for arn in state.clusters.values()} - {own}):
        yield Finding(
            "refreshed-in-another-account",
            _IDENTIFIER,
            "is in account {own}, but the state has clusters of account {other}, whose credentials were used for a "
            "refresh. Run `pulumi refresh`, which reads account {own} again.",
            own=own,
            other=other,
        )


def _another_database(observed: ObservedGlobalCluster, state: RecordedState, *, adopt: bool) -> Iterator[Finding]:
    """The global cluster has the same resource ID in AWS and in the state."""
    known_id = state.refreshed_id if adopt else state.resource_id
    if observed.resource_id is not None and known_id not in {None, observed.resource_id}:
        yield Finding(
            "recreated-outside-pulumi",
            _IDENTIFIER,
            "is {own} in the state, but AWS has another one with that identifier ({other}): it was deleted and "
            "recreated outside Pulumi. To manage the new one, run `pulumi refresh` first, then set {adopt}: true.",
            own=known_id,
            other=observed.resource_id,
        )


def _another_cluster(plan: Plan, observed: ObservedGlobalCluster, state: RecordedState) -> Iterator[Finding]:
    """The member of a region is the same cluster in AWS and in the state."""
    for region, arn in state.clusters.items():
        member = observed.member(region)
        if member is not None and member.arn != arn and not is_renamed_cluster(plan, region):
            yield Finding(
                "another-cluster",
                f'regions["{region}"]',
                "the member there is {member}, and the state has {own}: it was renamed or replaced outside Pulumi. "
                "Remove the component from the state (`pulumi state delete --force --target-dependents {urn}`), and "
                "set {adopt}: true to import what AWS has.",
                member=Arn(member.arn),
                own=Arn(arn),
                urn=plan.urn,
            )


def _another_primary(plan: Plan, observed: ObservedGlobalCluster, state: RecordedState) -> Iterator[Finding]:
    """After an interrupted first update, the next update does not move the primary."""
    wanted = known(plan.wanted_primary_region)
    is_first = state.has_begun and state.primary_region is None
    writer = observed.writer.region if observed.writer else None
    if is_first and wanted is not None and writer in plan.spec.regions and writer != wanted:
        yield Finding(
            "another-first-primary",
            "primary_region",
            "{wanted} does not have the primary in AWS, and no update has finished yet that declared one. Set "
            "{writer!r} now, and {wanted} in a later update to switch over.",
            wanted=Value("primary_region", wanted),
            writer=writer,
        )


def _empty_primary(plan: Plan, state: RecordedState) -> Iterator[Finding]:
    """A region is not added to a global cluster that lost its members."""
    if plan.has_lost_primary:
        for region in plan.spec.regions:
            if not state.has_cluster(region):
                yield Finding(
                    "empty-primary",
                    f'regions["{region}"]',
                    "can't be added: {lost_primary}",
                    lost_primary=lost_primary(plan),
                )


def _instances_without_cluster(plan: Plan) -> Iterator[Finding]:
    """Instances are added only to a cluster that is a member."""
    for region, spec in plan.spec.regions.items():
        path, count = f'regions["{region}"].instances', len(plan.instances_in_state(region))
        if count >= spec.instances or plan.has_lost_primary:
            continue
        if plan.is_deleted(region):
            yield Finding(
                "instances-of-deleted-cluster",
                path,
                "can't be created: the cluster was deleted. Run `pulumi refresh`, then `pulumi up`, which recreates it "
                "as a member.",
            )
        elif (detached := plan.reading.detached.get(region)) and removal_continues(plan, detached):
            yield Finding(
                "instances-of-half-removed-cluster",
                path,
                "can't be created: the removal of this region has begun, and its cluster was detached. Remove the "
                "region, run `pulumi up`, which completes the removal, and add the region in a later update.",
            )
        elif plan.is_detached(region):
            yield Finding(
                "instances-of-detached-cluster",
                path,
                "can't be created: {standalone} Until then, set {instances}: {count}.",
                count=count,
                standalone=standalone_copy(plan, plan.reading.detached[region]),
            )


def _unread_members(plan: Plan, observed: ObservedGlobalCluster, state: RecordedState) -> Iterator[Finding]:
    """A cluster is imported only if it could be read."""
    for member in observed.members:
        region = member.region
        is_imported = region in plan.spec.regions and (plan.spec.adopt or region in state.regions)
        is_new = not state.has_cluster(region) and not plan.other_urn(member.arn)
        is_unread = is_imported and plan.cluster(region) is None
        if is_new and is_unread and plan.spec.regions[region].cluster == member.identifier:
            yield Finding(
                "imported-cluster-unread",
                f'regions["{region}"]',
                "can't be imported: its cluster {arn} could not be read. Run the command again when AWS answers in "
                "{region}.",
                arn=Arn(member.arn),
                region=region,
            )


def lost_primary(plan: Plan) -> Message:
    """Return that the global cluster has lost its members, and what to do.

    Args:
        plan: the plan of the update.
    """
    return Message(
        "the global cluster lost all its members, so the next cluster would become an empty primary. {standalone}",
        standalone=standalone_clusters(plan),
    )


def _without_writer(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    """The primary has an instance while there are secondaries.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DeleteDBInstance.html
    """
    coming = {
        member.region for member in observed.members if observed.failover and member.arn == observed.failover.to_arn
    }
    primaries = coming | ({observed.writer.region} if observed.writer and plan.promoted_region is None else set())
    if len(observed.members) == 1:
        return
    for region in primaries.intersection(plan.spec.regions):
        cluster = plan.cluster(region)
        if cluster and cluster.instances and not plan.spec.regions[region].instances:
            yield Finding(
                "primary-without-instance",
                f'regions["{region}"].instances',
                "0 is not allowed: this region has the primary, or is about to have it, and a primary needs an "
                "instance to take writes. Set 1 or more, or switch over first.",
            )
