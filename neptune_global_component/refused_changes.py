"""What is refused of a change of the program: what AWS can't change, and what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.adoption import member_mismatches
from neptune_global_component.errors import Finding
from neptune_global_component.refusals import is_elsewhere, subnet_group_exists
from neptune_global_component.refused_removals import removal
from neptune_global_component.rules.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.plan import Plan
    from neptune_global_component.spec import RegionSpec

UNCHANGEABLE = ("kms_key_arn", "neptune_subnet_group_name", "port")
"""What AWS can't change of a region's cluster, beside its identifier: pulumi-aws would replace the cluster."""

OWN_SUBNET_GROUP = "own_subnet_group"
"""Under this key is declared whether the component made a region's subnet group: from subnets, that is."""

_ELSEWHERE = "Give the old value; for another database, use another component."


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
    allowed: dict[str, list[object]] = {
        "global_cluster_identifier": [declared.get("global_cluster_identifier")],
        "source_db_cluster_identifier": [None, declared.get("source_db_cluster_identifier"), *members],
        "storage_encrypted": [None, encrypted],
    }
    for key, values in allowed.items():
        value = getattr(spec, key)
        if value is not UNKNOWN and value not in values:
            yield Finding(
                key,
                f"{spec.shown(key, value)} can't be: it was {spec.shown(key, declared.get(key))} when the global "
                "cluster was created, and AWS never changes it. A change would delete the global cluster and "
                f"create another. {_ELSEWHERE}",
            )


def _region_changes(plan: Plan, spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    now = {"cluster_identifier": spec.cluster_identifier, **{key: spec.values.get(key) for key in UNCHANGEABLE}}
    found = plan.cluster(spec.name)
    for key, value in now.items():
        path = f'regions["{spec.name}"].{key}'
        # What AWS has may be written down, where it was AWS's own choice or the program left it out for a while.
        runs = found.unchangeable.get(key) if found else None
        if value is not UNKNOWN and value not in (None, before.get(key), runs):
            old = before.get(key) or runs
            yield Finding(
                path,
                f"{plan.spec.shown(path, value)} can't be: it was {plan.spec.shown(path, old)} when the cluster was "
                "created, and AWS never changes it. A change would delete the cluster and create another. Give the old "
                "value; or take the region out, and add it again in a later update.",
            )
    yield from _subnet_group_changes(spec, before)


def _subnet_group_changes(spec: RegionSpec, before: Mapping[str, Any]) -> Iterator[Finding]:
    own = "subnet_ids" in spec.values
    if before.get(OWN_SUBNET_GROUP) in (None, own):
        return
    change, remedy = ("added", "Take them out") if own else ("taken out", "Put them back")
    yield Finding(
        f'regions["{spec.name}"].subnet_ids',
        f"can't be {change}: AWS never changes the subnet group of a cluster, nor deletes one that is in use. "
        f"{remedy}; or take the region out, and add it again in a later update.",
    )


def _addition(plan: Plan, region: str) -> Iterator[Finding]:
    found = plan.observed.member(region) if plan.observed else None
    if found and plan.declared and plan.declared.clusters.get(region) == found.arn:
        # A removal that failed is taken back.
        return
    urn = plan.urn_elsewhere(found.arn) if found else None
    if urn:
        yield is_elsewhere(plan, f'regions["{region}"]', "its cluster", urn)
    elif found and plan.spec.adopt:
        yield from member_mismatches(plan, found)
    elif found:
        yield Finding(
            f'regions["{region}"]',
            f"the global cluster has a member there already, which this stack did not create: {found.arn}. There is "
            "one cluster a region: take the region out, or take the cluster over with adopt: true.",
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
                "was taken out, but its cluster was made by an update that was cut off, and the state has it not: "
                f"{found.arn}. Put it back, so that the next update takes it over, and take it out in a later one.",
            )
        return
    yield from removal(plan, region)
