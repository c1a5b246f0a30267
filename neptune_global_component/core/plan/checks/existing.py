"""Checks of what AWS has already, or no longer has: names in use, and a global cluster that was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import CREATING, DELETING
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Arn, Finding, Identifier, Message, Value
from neptune_global_component.core.plan.adoption import adoption_arguments, member_mismatches, mismatches
from neptune_global_component.core.plan.checks.moves import moved_finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster, ObservedMember
    from neptune_global_component.core.plan.plan import Plan

_IDENTIFIER = "global_cluster_identifier"


def first_update_findings(plan: Plan) -> list[Finding]:
    """Return the findings about the first update of a component.

    Args:
        plan: the plan of the update; the state has nothing of the component yet.
    """
    if plan.moved_from and not plan.alias_of(plan.existing):
        findings = [moved_finding(plan, _IDENTIFIER, "the global cluster", plan.moved_from, plan.name)]
    elif plan.observed is not None and plan.state.arn == plan.observed.arn:
        # The state has the global cluster, and lost the record of declared values.
        findings = list(_unmanaged_members(plan, plan.observed))
    elif plan.observed is not None:
        findings = _existing(plan, plan.observed)
    else:
        findings = list(_another_first_primary(plan))
    if not plan.spec.adopt:
        findings += [subnet_group_finding(plan, region) for region in plan.reading.subnet_groups]
    return findings


def _existing(plan: Plan, observed: ObservedGlobalCluster) -> list[Finding]:
    """An existing global cluster is imported only with ``adopt``, and only if its engine is Neptune."""
    identifier = Value(_IDENTIFIER, observed.identifier)
    if observed.engine not in {None, ENGINE}:
        template = "{identifier} is a global cluster of {engine}, not of Neptune. Choose another identifier."
        return [Finding("another-engine", _IDENTIFIER, template, identifier=identifier, engine=observed.engine)]
    if plan.spec.adopt:
        return [*mismatches(plan, observed), *_moved_members(plan, observed)]
    template = (
        "{identifier} already exists in AWS and is not in this stack ({arn}). Set {adopt}: true to import it, or "
        "choose another identifier."
    )
    return [Finding("already-exists", _IDENTIFIER, template, identifier=identifier, arn=Arn(observed.arn))]


def _another_first_primary(plan: Plan) -> Iterator[Finding]:
    """The source cluster is the first primary of a new global cluster."""
    source = plan.spec.source_region
    if source and plan.spec.wanted_primary_region != source:
        yield Finding(
            "primary-not-the-source",
            "primary_region",
            "{primary} is not the source cluster's region, which has the primary at first. Set {source} now, and "
            "{primary} in a later update to switch over.",
            primary=Value("primary_region", plan.spec.primary_region),
            # The region of a secret ARN is a part of the secret.
            source=Value("source_db_cluster_identifier", source),
        )


def _moved_members(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    for member in observed.members:
        urn = plan.other_urn(member.arn)
        if urn and member.region in plan.spec.regions and not plan.alias_of(plan.existing_cluster(member.region)):
            name = f"{plan.name}-{member.region}"
            yield moved_finding(plan, f'regions["{member.region}"]', "its cluster", urn, name)


def _unmanaged_members(plan: Plan, observed: ObservedGlobalCluster) -> Iterator[Finding]:
    for member in observed.members:
        is_new = member.region in plan.spec.regions and not plan.state.has_cluster(member.region)
        # The engine deletes a misnamed cluster, even if its region was removed.
        if is_new or plan.other_urn(member.arn) in plan.state.misnamed:
            yield from member_findings(plan, member)


def member_findings(plan: Plan, member: ObservedMember) -> Iterator[Finding]:
    """A new region must not have a member in AWS, except with ``adopt``.

    Args:
        plan: the plan of the update.
        member: the member in AWS; the state does not have it under the name of the component's cluster.
    """
    path, urn = f'regions["{member.region}"]', plan.other_urn(member.arn)
    if urn and (urn in plan.state.misnamed or not plan.alias_of(plan.existing_cluster(member.region))):
        yield moved_finding(plan, path, "its cluster", urn, f"{plan.name}-{member.region}")
    elif plan.spec.adopt:
        yield from member_mismatches(plan, member)
    else:
        yield Finding(
            "member-exists",
            path,
            "the global cluster already has a member there that is not in this stack: {arn}. Each region has one "
            "cluster. Remove the region, or set {arguments} to import the cluster.",
            arn=Arn(member.arn),
            arguments=adoption_arguments(member),
        )


def recreation_findings(plan: Plan) -> list[Finding]:
    """A global cluster that was deleted outside Pulumi is not recreated.

    Args:
        plan: the plan of the update, which would create the global cluster again.
    """
    # The Stash of the primary region is in the state only after all clusters were created.
    was_created = plan.state.primary_region is not None
    if not was_created or not plan.is_absent:
        return []
    return [
        Finding(
            "no-longer-exists",
            _IDENTIFIER,
            "{identifier} was created by this stack but no longer exists: it was deleted outside Pulumi, or these are "
            "another account's credentials. It is not recreated, because it would be empty. Check the credentials "
            "first. {standalone}",
            identifier=Value(_IDENTIFIER, plan.spec.global_cluster_identifier),
            standalone=standalone_clusters(plan),
        )
    ]


def standalone_clusters(plan: Plan) -> Message:
    """Return what to do after the global database is lost: with its standalone clusters, or without any.

    Args:
        plan: the plan of the update, with the clusters that are no longer members.
    """
    if plan.reading.unread:
        return Message(
            "Its clusters may still exist, but could not be read. Check that AWS can be read, and try again."
        )
    existing = {one.arn for one in plan.reading.detached.values() if one.status != DELETING}
    source = plan.state.source
    clusters = sorted(existing | ({source} if source else set()))
    if not clusters:
        return Message(
            "To start with an empty database, destroy the component (`pulumi destroy --target {urn} "
            "--target-dependents`), then run `pulumi up`.",
            urn=plan.urn,
        )
    return Message(
        "These clusters may still exist as standalone clusters with the data: {clusters}. A destroy would delete them. "
        "Remove the component from the state (`pulumi state delete --force --target-dependents {urn}`), and set the "
        "cluster with the data as {source_db_cluster_identifier} of a new global cluster with another identifier.",
        clusters=[Arn(one) for one in clusters],
        urn=plan.urn,
    )


def occupied_identifiers(plan: Plan) -> Iterator[Finding]:
    """The identifier of a new cluster is not in use.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html

    Args:
        plan: the plan of the update.
    """
    own = known(plan.spec.global_cluster_identifier)
    for region, cluster in plan.reading.occupied.items():
        # An interrupted update may have created it: AWS lists it as a member when it is available.
        if cluster.global_cluster == own or cluster.status in {CREATING, DELETING} or plan.has_another_identifier:
            continue
        path = f'regions["{region}"].cluster_identifier'
        yield Finding(
            "cluster-exists",
            path,
            "{identifier} is in use: {arn} is {membership}. AWS does not add an existing cluster to a global database. "
            "Set another identifier.",
            identifier=Value(path, cluster.identifier),
            arn=Arn(cluster.arn),
            membership=Message("a member of the global cluster {other!r}", other=Identifier(cluster.global_cluster))
            if cluster.global_cluster
            else "a standalone cluster",
        )


def subnet_group_finding(plan: Plan, region: str) -> Finding:
    """The name of a new subnet group is not in use.

    Args:
        plan: the plan of the update.
        region: the region of the subnet group.
    """
    return Finding(
        "subnet-group-exists",
        f'regions["{region}"].subnet_ids',
        "the subnet group {name!r} already exists in AWS and is not in this stack. Set it as "
        "{neptune_subnet_group_name} instead, or set another {cluster_identifier}.",
        name=Identifier(plan.spec.regions[region].cluster or ""),
    )
