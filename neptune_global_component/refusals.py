"""What is refused because of what was declared before: creating what exists, changing what can't be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.adoption import member_mismatches, mismatches
from neptune_global_component.errors import Finding, InvalidArgsError
from neptune_global_component.rules.arguments import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.plan import Plan
    from neptune_global_component.spec import RegionSpec

UNCHANGEABLE = ("kms_key_arn", "neptune_subnet_group_name", "port")
"""What AWS can't change of a region's cluster, beside its identifier: pulumi-aws would replace the cluster."""

OWN_SUBNET_GROUP = "own_subnet_group"
"""Under this key is declared whether the component made a region's subnet group: from subnets, that is."""

_ELSEWHERE = "Give the old value; for another database, use another component."


def refuse_creation(plan: Plan) -> None:
    """Refuse to create what exists.

    Args:
        plan: what is wanted, of which the state has nothing yet.

    Raises:
        InvalidArgsError: AWS has it, and this stack did not create it.
    """
    findings = []
    if plan.observed is not None and not plan.spec.adopt:
        key = "global_cluster_identifier"
        problem = (
            f"{plan.spec.shown(key, plan.observed.identifier)} exists already in AWS, and this stack did not create "
            f"it: {plan.spec.shown(key, plan.observed.arn)}. Give another identifier; or take it over with adopt: true."
        )
        findings.append(Finding(key, problem))
    elif plan.observed is not None:
        findings += mismatches(plan, plan.observed)
    elif (source := plan.spec.source_region) and plan.wanted_primary_region != source:
        key = "primary_region"
        problem = f"{plan.spec.primary_region!r} is not the source cluster's region, which is the primary at first."
        # The region of a secret ARN is a part of the secret.
        given = plan.spec.shown("source_db_cluster_identifier", source)
        findings.append(Finding(key, f"{problem} Give {given}, and the other in a later update to switch over."))
    if not plan.spec.adopt:
        findings += [_subnet_group_exists(plan, region) for region in plan.reading.subnet_groups]
    _raise(plan, findings)


def refuse_upgrade(plan: Plan) -> None:
    """Refuse to upgrade a global cluster that has no members: these are what AWS upgrades.

    Args:
        plan: what is wanted; it has another engine version than AWS.

    Raises:
        InvalidArgsError: the global cluster is empty.
    """
    if plan.observed and not plan.observed.members:
        has = plan.observed.engine_version
        problem = (
            f"{plan.spec.shown('engine_version', plan.spec.engine_version)} can't be: the global cluster is empty and "
            f"has {has}, and AWS upgrades members alone. Give {has!r}, or leave it out."
        )
        _raise(plan, [Finding("engine_version", problem)])


def refuse_switchover(plan: Plan) -> None:
    """Refuse to add a member in the update that switches over: AWS makes one change of a global database at a time.

    Args:
        plan: what is wanted.

    Raises:
        InvalidArgsError: it switches over, and a region is new.
    """
    if plan.switchover is None:
        return
    members = {member.region for member in plan.observed.members} if plan.observed else set()
    problem = (
        f"is new, and primary_region moves to {plan.switchover!r} in the same update; AWS does one at a time. Add the "
        "region in an update of its own, with the old primary_region, and switch over in the next one."
    )
    _raise(plan, [Finding(f'regions["{region}"]', problem) for region in plan.spec.regions if region not in members])


def refuse_change(plan: Plan, declared: Mapping[str, Any]) -> None:
    """Refuse to change what AWS can't change, and to delete the primary.

    Args:
        plan: what is wanted.
        declared: what was declared the last time, by argument; ``regions`` has the clusters' identifiers and what can't
            be changed of them.

    Raises:
        InvalidArgsError: with everything that is refused.
    """
    before: Mapping[str, Any] = declared.get("regions") or {}
    findings = list(_changes(plan, declared))
    for region, spec in plan.spec.regions.items():
        findings += _region_changes(plan, spec, before[region]) if region in before else _addition(plan, region)
    for region in before:
        if region not in plan.spec.regions:
            findings += _removal(plan, region)
    _raise(plan, findings)


def _raise(plan: Plan, findings: list[Finding]) -> None:
    if findings:
        raise InvalidArgsError(plan.name, findings)


def _changes(plan: Plan, declared: Mapping[str, Any]) -> Iterator[Finding]:
    spec, observed = plan.spec, plan.observed
    members = [member.arn for member in observed.members] if observed else []
    encrypted = observed.storage_encrypted if observed else bool(declared.get("storage_encrypted"))
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
        # A default may be written down.
        runs = found.port if found and key == "port" else None
        if value is not UNKNOWN and value not in (None, before.get(key), runs):
            yield Finding(
                path,
                f"{plan.spec.shown(path, value)} can't be: it was {plan.spec.shown(path, before.get(key))} when the "
                "cluster was created, and AWS never changes it. A change would delete the cluster and create another. "
                "Give the old value; or take the region out, and add it again in a later update.",
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
    if found and plan.spec.adopt:
        yield from member_mismatches(plan, found)
    elif found:
        yield Finding(
            f'regions["{region}"]',
            f"the global cluster has a member there already, which this stack did not create: {found.arn}. There is "
            "one cluster a region: take the region out, or take the cluster over with adopt: true.",
        )
    if region in plan.reading.subnet_groups and not plan.spec.adopt:
        yield _subnet_group_exists(plan, region)


def _removal(plan: Plan, region: str) -> Iterator[Finding]:
    path = f'regions["{region}"]'
    if plan.observed is None:
        yield Finding(
            path,
            "was taken out, but whether it has the primary can't be told without reading AWS, and deleting the primary "
            "would lose the database. Put it back, or see that AWS can be read (observe: true).",
        )
    elif plan.observed.writer and plan.observed.writer.region == region:
        others = " or ".join(repr(one) for one in plan.spec.regions) or "another region"
        yield Finding(
            path,
            f"was taken out, but it has the primary now: {plan.observed.writer.arn}. Put it back and switch over "
            f"first: primary_region: {others}.",
        )


def _subnet_group_exists(plan: Plan, region: str) -> Finding:
    path = f'regions["{region}"].subnet_ids'
    name = plan.spec.shown(f'regions["{region}"].cluster_identifier', plan.spec.regions[region].cluster)
    return Finding(
        path,
        f"the subnet group {name} exists already in AWS, and this stack did not create it. Give it as "
        "neptune_subnet_group_name instead, or give another cluster_identifier.",
    )
