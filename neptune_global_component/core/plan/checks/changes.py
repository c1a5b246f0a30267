"""Checks of a changed program: a property that can't change, and a region that is in AWS already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.table import REGION_ARGUMENTS, recorded_arguments
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Argument, Arn, Finding, Identifier, Message, Value
from neptune_global_component.core.plan.adoption import changes_nothing
from neptune_global_component.core.plan.checks.existing import member_findings, subnet_group_finding
from neptune_global_component.core.plan.checks.moves import moved_finding
from neptune_global_component.core.plan.checks.removals import removal_findings
from neptune_global_component.core.plan.checks.renames import (
    follows_cluster_rename,
    follows_rename,
    was_managed,
    was_renamed,
)
from neptune_global_component.core.stashes import OWN_SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.inputs.spec import RegionSpec
    from neptune_global_component.core.plan.plan import Plan


def change_findings(plan: Plan, declared: Mapping[str, Any]) -> list[Finding]:
    """Return the changes of the program that would replace or delete a resource with data.

    Args:
        plan: the plan of the update.
        declared: the recorded arguments of the last update; ``regions`` has the values of each region.
    """
    before: Mapping[str, Any] = declared.get("regions") or {}
    findings = list(_changes(plan, declared)) if _is_created(plan) else []
    for region, spec in plan.spec.regions.items():
        if region not in before:
            # The clusters in AWS belong to the other identifier.
            findings += [] if plan.has_another_identifier else _addition(plan, region)
        elif plan.may_have_cluster(region):
            findings += _region_changes(plan, spec, before[region])
    for region in before:
        if region not in plan.spec.regions and not plan.has_another_identifier:
            findings += _removal(plan, region, before[region].get("cluster_identifier"))
    return findings


def _is_created(plan: Plan) -> bool:
    """Return whether the state or AWS has the recorded global cluster; true if that is not known."""
    state = plan.state
    # Without has_begun, the engine has found the record under an inherited alias: the state was not searched there.
    if not state.has_begun or state.has_global_cluster or not plan.is_absent:
        return True
    return plan.reading.has_former


def _changes(plan: Plan, declared: Mapping[str, Any]) -> Iterator[Finding]:
    """The identifier, the source and the encryption of a global cluster can't change."""
    spec, observed = plan.spec, plan.observed
    members = [member.arn for member in plan.members]
    encrypted = observed.storage_encrypted if observed else None
    if encrypted is None:
        encrypted = bool(declared.get("storage_encrypted"))
    identifier, source = declared.get("global_cluster_identifier"), declared.get("source_db_cluster_identifier")
    renamed = [observed.identifier] if observed and follows_rename(plan) else []
    allowed: dict[str, tuple[object, list[object]]] = {
        "global_cluster_identifier": (identifier, [identifier, *renamed]),
        "source_db_cluster_identifier": (source, [None, source, *members]),
        "storage_encrypted": (encrypted, [None, encrypted]),
    }
    for key, (old, values) in allowed.items():
        value = getattr(spec, key)
        if value is UNKNOWN or value in values:
            continue
        yield Finding(
            "global-cluster-replaced",
            key,
            "{change} pulumi-aws would delete the global cluster and create another one. {remedy}. For another "
            "database, use another component.",
            change=_change(key, old, value),
            remedy=_remedy(plan, key, old, value),
        )


def _remedy(plan: Plan, key: str, old: object, value: object) -> Message:
    restore = _restore(key, key, old)
    if old is None:
        return restore
    if key != "global_cluster_identifier":
        return Message("{restore}, or remove it", restore=restore)
    if was_renamed(plan):
        return Message("It was renamed in AWS: set {adopt}: true for this update")
    return Message(
        "{restore}, or rename it with `neptune-global rename {old} {new} --stack`",
        restore=restore,
        old=Value(key, old),
        new=Value(key, value),
    )


def _change(path: str, old: object, new: object) -> Message:
    if old is None:
        return Message("can't change to {new}:", new=Value(path, new))
    return Message("can't change from {old} to {new}:", old=Value(path, old), new=Value(path, new))


def _restore(path: str, key: str, old: object) -> Message:
    return Message("Remove {key}", key=Argument(key)) if old is None else Message("Restore {old}", old=Value(path, old))


def _region_changes(plan: Plan, spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    """The identifier, the KMS key, the subnet group and the port of a cluster can't change."""
    now = {key: plan.spec.value(key, spec.name) for key in recorded_arguments(REGION_ARGUMENTS)}
    cluster = plan.cluster(spec.name)
    if follows_cluster_rename(plan, spec.name):
        del now["cluster_identifier"]
    for key, value in now.items():
        path = f'regions["{spec.name}"].{key}'
        # The program may set the value that AWS chose, or that it did not set for a while.
        runs = cluster.unchangeable.get(key) if cluster else None
        if value is not UNKNOWN and not any(changes_nothing(value, one) for one in (before.get(key), runs)):
            old = before.get(key) if before.get(key) is not None else runs
            yield Finding(
                "cluster-replaced",
                path,
                "{change} pulumi-aws would replace the cluster and delete its data. {restore}{other_way}.",
                change=_change(path, old, value),
                restore=_restore(path, key, old),
                other_way=_other_way(plan, spec, before, path, key),
            )
    yield from _subnet_group_changes(plan, spec, before)


def _other_way(plan: Plan, spec: RegionSpec, before: Mapping[str, Any], path: str, key: str) -> Message:
    """Return the other ways to make a change of a region's cluster, after the advice to restore the value."""
    # If the program changes the identifier too, AWS has no cluster of that name: that is a finding of its own.
    has_cluster = plan.cluster(spec.name) or before.get("cluster_identifier") in {None, spec.cluster}
    if key == "port" and spec.cluster and has_cluster:
        return Message(
            "; or change it in AWS first (`aws neptune modify-db-cluster --apply-immediately --region {region} "
            "--db-cluster-identifier {cluster} --port {port}`), and set it here afterwards",
            region=spec.name,
            cluster=Identifier(spec.cluster),
            port=Value(path, spec.values[key]),
        )
    return _replaced(plan, spec.name)


def _replaced(plan: Plan, region: str) -> Message:
    """Return the advice to replace a secondary in two updates; empty if its cluster can't be removed."""
    if plan.member(region) is None or any(removal_findings(plan, region)):
        return Message("")
    return Message("; or remove the region, and add it again in a later update, which copies the data from the primary")


def _subnet_group_changes(plan: Plan, spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    """``subnet_ids`` can't be added to an existing cluster or removed from it."""
    own = "subnet_ids" in spec.values
    if before.get(OWN_SUBNET_GROUP) in (None, own):
        return
    yield Finding(
        "subnet-group-changed",
        f'regions["{spec.name}"].subnet_ids',
        "can't be {change}: AWS never changes the subnet group of a cluster, and deletes none that is in use. "
        "{remedy}{other_way}.",
        change="added" if own else "removed",
        remedy="Remove them" if own else "Restore them",
        other_way=_replaced(plan, spec.name),
    )


def _addition(plan: Plan, region: str) -> Iterator[Finding]:
    """A new region must not have a member or a subnet group in AWS, except with ``adopt``."""
    member = plan.member(region)
    if member and plan.state.clusters.get(region) == member.arn:
        # The program restores a region whose removal failed.
        return
    if member:
        yield from member_findings(plan, member)
    if region in plan.reading.subnet_groups and not plan.spec.adopt:
        yield subnet_group_finding(plan, region)


def _removal(plan: Plan, region: str, identifier: object) -> Iterator[Finding]:
    """A cluster that an interrupted update created must be in the state before its region is removed."""
    if plan.state.is_read and not plan.state.has_cluster(region):
        member = plan.member(region)
        urn = plan.other_urn(member.arn) if member else None
        is_orphan = member and member.identifier == identifier and not urn
        if urn and urn in plan.state.misnamed:
            yield moved_finding(plan, f'regions["{region}"]', "its cluster", urn, f"{plan.name}-{region}")
        elif member and is_orphan and not was_managed(plan, member):
            yield Finding(
                "removed-before-import",
                f'regions["{region}"]',
                "can't be removed: its cluster was created by an interrupted update and is not in the state: {arn}. "
                "Restore the region, run `pulumi up`, which imports the cluster, then remove it.",
                arn=Arn(member.arn),
            )
        return
    yield from removal_findings(plan, region)
