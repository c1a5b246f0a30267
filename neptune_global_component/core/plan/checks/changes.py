"""What is refused of a change of the program: what AWS can't change, and what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.adoption import adopted, changes_nothing, member_mismatches
from neptune_global_component.core.plan.checks.existing import is_elsewhere, subnet_group_exists
from neptune_global_component.core.plan.checks.removals import removal
from neptune_global_component.core.plan.checks.renames import follows_cluster_rename, follows_rename

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.core.inputs.spec import RegionSpec
    from neptune_global_component.core.plan.plan import Plan

UNCHANGEABLE = ("availability_zones", "kms_key_arn", "neptune_subnet_group_name", "port")
"""What replaces a region's cluster in pulumi-aws, beside its identifier; of these, AWS can change the port."""

OWN_SUBNET_GROUP = "own_subnet_group"
"""Under this key is declared whether the component made a region's subnet group: from subnets, that is."""


def change_findings(plan: Plan, declared: Mapping[str, Any]) -> list[Finding]:
    """Return the changes of the program that would replace or delete what has the data.

    Args:
        plan: what is wanted.
        declared: what was declared the last time, by argument; ``regions`` has the clusters' identifiers and what can't
            be changed of them.
    """
    before: Mapping[str, Any] = declared.get("regions") or {}
    findings = list(_changes(plan, declared)) if _is_made(plan) else []
    for region, spec in plan.spec.regions.items():
        if region not in before:
            # Of another identifier AWS has another one.
            findings += [] if plan.has_another_identifier else _addition(plan, region)
        elif plan.may_have_cluster(region):
            findings += _region_changes(plan, spec, before[region])
    for region in before:
        if region not in plan.spec.regions and not plan.has_another_identifier:
            findings += _removal(plan, region, before[region].get("cluster_identifier"))
    return findings


def _is_made(plan: Plan) -> bool:
    """Return whether the state or AWS has the global cluster that was declared; true where that is not known."""
    state = plan.declared
    if state is None or state.has_global_cluster or plan.observed or not plan.reading.is_complete:
        return True
    return plan.reading.has_former


def _changes(plan: Plan, declared: Mapping[str, Any]) -> Iterator[Finding]:
    spec, observed = plan.spec, plan.observed
    members = [member.arn for member in observed.members] if observed else []
    encrypted = observed.storage_encrypted if observed else None
    if encrypted is None:
        encrypted = bool(declared.get("storage_encrypted"))
    identifier, source = declared.get("global_cluster_identifier"), declared.get("source_db_cluster_identifier")
    renamed = [observed.identifier] if observed and follows_rename(plan) else []
    allowed: dict[str, tuple[object, list[object], str]] = {
        "global_cluster_identifier": (identifier, [identifier, *renamed], ""),
        "source_db_cluster_identifier": (source, [None, source, *members], ", or remove it"),
        "storage_encrypted": (encrypted, [None, encrypted], ", or remove it"),
    }
    for key, (old, values, removed) in allowed.items():
        value = getattr(spec, key)
        if value is UNKNOWN or value in values:
            continue
        restored = f"Restore {spec.shown(key, old)}{removed}" if old is not None else f"Remove {key}"
        yield Finding(
            key,
            f"{_change(plan, key, old, value)} pulumi-aws would delete the global cluster and create another one. "
            f"{restored}. For another database, use another component.",
        )


def _change(plan: Plan, path: str, old: object, new: object) -> str:
    before = "" if old is None else f"from {plan.spec.shown(path, old)} "
    return f"can't change {before}to {plan.spec.shown(path, new)}:"


def _region_changes(plan: Plan, spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    now = {"cluster_identifier": spec.cluster_identifier, **{key: spec.values.get(key) for key in UNCHANGEABLE}}
    found = plan.cluster(spec.name)
    if follows_cluster_rename(plan, spec.name):
        del now["cluster_identifier"]
    for key, value in now.items():
        path = f'regions["{spec.name}"].{key}'
        # What AWS has may be written down, where it was AWS's own choice or the program left it out for a while.
        runs = found.unchangeable.get(key) if found else None
        if value is not UNKNOWN and not any(changes_nothing(value, one) for one in (before.get(key), runs)):
            old = before.get(key) if before.get(key) is not None else runs
            restored = f"Restore {plan.spec.shown(path, old)}" if old is not None else f"Remove {key}"
            yield Finding(
                path,
                f"{_change(plan, path, old, value)} pulumi-aws would replace the cluster and delete its data. "
                f"{restored}{_other_way(plan, spec, path, key)}",
            )
    yield from _subnet_group_changes(plan, spec, before)


def _other_way(plan: Plan, spec: RegionSpec, path: str, key: str) -> str:
    """Return the other ways to make a change of a region's cluster, after the advice to restore the value."""
    if key == "port" and spec.cluster:
        port = plan.spec.shown(path, spec.values[key])
        return (
            f"; or change it in AWS first (`aws neptune modify-db-cluster --apply-immediately --region {spec.name} "
            f"--db-cluster-identifier {spec.cluster} --port {port}`), and set it here afterwards."
        )
    return f"{_replaced(plan, spec.name)}."


def _replaced(plan: Plan, region: str) -> str:
    """Return the advice to replace a secondary in two updates; nothing where its cluster can't be removed."""
    is_member = plan.observed is not None and plan.observed.member(region) is not None
    if not is_member or any(removal(plan, region)):
        return ""
    return "; or remove the region, and add it again in a later update, which copies the data from the primary"


def _subnet_group_changes(plan: Plan, spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    own = "subnet_ids" in spec.values
    if before.get(OWN_SUBNET_GROUP) in (None, own):
        return
    change, remedy = ("added", "Remove them") if own else ("removed", "Restore them")
    yield Finding(
        f'regions["{spec.name}"].subnet_ids',
        f"can't be {change}: AWS never changes the subnet group of a cluster, nor deletes one that is in use. "
        f"{remedy}{_replaced(plan, spec.name)}.",
    )


def _addition(plan: Plan, region: str) -> Iterator[Finding]:
    found = plan.observed.member(region) if plan.observed else None
    if found and plan.declared and plan.declared.clusters.get(region) == found.arn:
        # A removal that failed is taken back.
        return
    urn = plan.urn_elsewhere(found.arn) if found else None
    if urn and not plan.alias_of(plan.existing_cluster(region)):
        yield is_elsewhere(plan, f'regions["{region}"]', "its cluster", urn)
    elif found and plan.spec.adopt:
        yield from member_mismatches(plan, found)
    elif found:
        yield Finding(
            f'regions["{region}"]',
            f"the global cluster has a member there already, which this stack did not create: {found.arn}. There is "
            f"one cluster per region: remove the region, or set {adopted(plan, found)} to import the cluster.",
        )
    if region in plan.reading.subnet_groups and not plan.spec.adopt:
        yield subnet_group_exists(plan, region)


def _removal(plan: Plan, region: str, identifier: object) -> Iterator[Finding]:
    path = f'regions["{region}"]'
    if plan.declared and not plan.declared.has_cluster(region):
        # The state has no cluster there, which could be deleted.
        found = plan.observed.member(region) if plan.observed else None
        if found and found.identifier == identifier and not plan.urn_elsewhere(found.arn):
            yield Finding(
                path,
                "can't be removed: its cluster was created by an interrupted update and is not in the state: "
                f"{found.arn}. Restore the region, run `pulumi up`, which imports the cluster, then remove it.",
            )
        return
    yield from removal(plan, region)
