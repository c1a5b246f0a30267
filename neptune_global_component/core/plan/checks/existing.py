"""What is refused because AWS or the state has something already, or something no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding, InvalidArgsError
from neptune_global_component.core.facts.observed import DELETING
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import TYPE_TOKEN, EngineVersion
from neptune_global_component.core.plan.adoption import mismatches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def creation_findings(plan: Plan) -> list[Finding]:
    """Return what AWS has already of a global database that this stack did not create.

    Args:
        plan: what is wanted, of which the state has nothing yet.
    """
    findings = []
    if plan.moved_from and not plan.alias_of(plan.existing):
        findings.append(is_elsewhere(plan, "global_cluster_identifier", "the global cluster", plan.moved_from))
    elif plan.observed is not None and plan.observed.engine not in {None, ENGINE}:
        key = "global_cluster_identifier"
        problem = (
            f"{plan.spec.shown(key, plan.observed.identifier)} is a global cluster of {plan.observed.engine}, not of "
            "Neptune. Give another identifier."
        )
        findings.append(Finding(key, problem))
    elif plan.observed is not None and not plan.spec.adopt:
        key = "global_cluster_identifier"
        problem = (
            f"{plan.spec.shown(key, plan.observed.identifier)} exists already in AWS, and this stack did not create "
            f"it: {plan.spec.shown(key, plan.observed.arn)}. Give another identifier; or take it over with adopt: true."
        )
        findings.append(Finding(key, problem))
    elif plan.observed is not None:
        findings += [*mismatches(plan, plan.observed), *_members_elsewhere(plan, plan.observed)]
    elif (source := plan.spec.source_region) and plan.spec.wanted_primary_region != source:
        key = "primary_region"
        problem = f"{plan.spec.primary_region!r} is not the source cluster's region, which is the primary at first."
        # The region of a secret ARN is a part of the secret.
        given = plan.spec.shown("source_db_cluster_identifier", source)
        findings.append(Finding(key, f"{problem} Give {given}, and the other in a later update to switch over."))
    if not plan.spec.adopt:
        findings += [subnet_group_exists(plan, region) for region in plan.reading.subnet_groups]
    return findings


def _members_elsewhere(plan: Plan, found: ObservedGlobalCluster) -> Iterator[Finding]:
    for member in found.members:
        urn = plan.urn_elsewhere(member.arn)
        if urn and member.region in plan.spec.regions and not plan.alias_of(plan.existing_cluster(member.region)):
            yield is_elsewhere(plan, f'regions["{member.region}"]', "its cluster", urn)


def recreation_findings(plan: Plan) -> list[Finding]:
    """Return a finding where an update would create again, and empty, what an earlier one created.

    Args:
        plan: what is wanted, of which the engine is about to create the global cluster.
    """
    # Only where it had clusters of the component's, this Stash is there, and only when all of them were made.
    was_made = plan.declared is not None and plan.declared.primary_region is not None
    if not was_made or plan.observed or not plan.reading.is_complete:
        return []
    key = "global_cluster_identifier"
    problem = (
        f"{plan.spec.shown(key, plan.spec.global_cluster_identifier)} was made by an earlier update, and AWS has it no "
        "more: it was deleted elsewhere, or these are the credentials of another account. It is not made anew, as it "
        f"would be empty. See that the credentials are right. {alone(plan)}"
    )
    return [Finding(key, problem)]


def upgrade_findings(plan: Plan) -> list[Finding]:
    """Return why an upgrade fails: the global cluster is empty, or a region keeps a parameter group of the old family.

    Args:
        plan: what is wanted; it has another engine version than AWS.
    """
    if plan.observed and not plan.observed.members:
        has = plan.observed.engine_version
        remedy = f"Give {has!r}, or leave it out." if has else "Leave it out."
        problem = (
            f"{plan.spec.shown('engine_version', plan.spec.engine_version)} can't be: the global cluster is empty and "
            f"has {has or 'another version'}, and AWS upgrades members alone. {remedy}"
        )
        return [Finding("engine_version", problem)]
    return list(_kept_groups(plan))


def _kept_groups(plan: Plan) -> Iterator[Finding]:
    """A major upgrade gives every cluster the default group of the new family, and takes none of another family.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html
    """
    key, wanted, found = "neptune_cluster_parameter_group_name", known(plan.spec.engine_version), plan.observed
    old, new = EngineVersion.of_aws(found.engine_version if found else None), EngineVersion.of_aws(wanted)
    if old is None or new is None or old.family == new.family:
        return
    for region, spec in plan.spec.regions.items():
        cluster, name, path = plan.cluster(region), spec.values.get(key), f'regions["{region}"].{key}'
        if cluster and isinstance(name, str) and name.lower() == cluster.parameter_group:
            yield Finding(
                path,
                f"{plan.spec.shown(path, name)} is the group that the cluster has, of the family {old.family}, and a "
                f"major upgrade takes it away. Give a group of the family {new.family}, or leave it out.",
            )


def switchover_findings(plan: Plan) -> list[Finding]:
    """Return the regions that are new in an update that switches over: AWS changes one thing at a time.

    Args:
        plan: what is wanted.
    """
    if plan.switchover is None:
        return []
    members = {member.region for member in plan.observed.members} if plan.observed else set()
    members |= set(plan.declared.clusters if plan.declared else ())
    problem = (
        f"is new, and primary_region moves to {plan.switchover!r} in the same update; AWS does one at a time. Add the "
        "region in an update of its own, with the old primary_region, and switch over in the next one."
    )
    return [Finding(f'regions["{region}"]', problem) for region in plan.spec.regions if region not in members]


def alone(plan: Plan) -> str:
    """Say how to go on where the global database is gone: with a cluster that lives on alone, or with an empty one.

    Args:
        plan: what is wanted, and the clusters of the state that are no members any more.
    """
    if plan.reading.unread:
        return "Whether its clusters live on alone could not be read: see that AWS can be read, and try again."
    living = {one.arn for one in plan.reading.detached.values() if one.status != DELETING}
    source = plan.declared.source if plan.declared else None
    clusters = ", ".join(sorted(living | ({source} if source else set())))
    if not clusters:
        return (
            f"To begin with an empty database, destroy the component (`pulumi destroy --target {plan.urn} "
            "--target-dependents`) and update again."
        )
    return (
        f"These clusters may live on alone, and have the data: {clusters}. A destroy would delete them. Take the "
        f"component out of the state (`pulumi state delete --force --target-dependents {plan.urn}`), and give the one "
        "with the data as source_db_cluster_identifier of a new global cluster with another identifier."
    )


def raise_findings(plan: Plan, findings: list[Finding]) -> None:
    """Refuse with all findings in one error, if there are any.

    Raises:
        InvalidArgsError: there are some.
    """
    if findings:
        raise InvalidArgsError(plan.name, findings)


def is_elsewhere(plan: Plan, path: str, what: str, urn: str) -> Finding:
    """Say that the stack has something already, under another URN than the component would give it.

    Args:
        plan: what is wanted.
        path: the property that asks for it.
        what: it is, for the user.
        urn: under which the state has it.
    """
    if f"{TYPE_TOKEN}$" in urn:
        remedy = "A component that was renamed or moved needs an alias: opts=ResourceOptions(aliases=[…])"
    else:
        remedy = "Set adopt: true, and remove it from the program: it becomes a child of the component"
    problem = f"{what} is in this stack already, as {urn}: the update would delete that. {remedy}."
    return Finding(path, plan.spec.hidden(problem))


def subnet_group_exists(plan: Plan, region: str) -> Finding:
    """Say that AWS has a subnet group that the component would make.

    Args:
        plan: what is wanted.
        region: where it is.
    """
    path = f'regions["{region}"].subnet_ids'
    name = plan.spec.shown(f'regions["{region}"].cluster_identifier', plan.spec.regions[region].cluster)
    return Finding(
        path,
        f"the subnet group {name} exists already in AWS, and this stack did not create it. Give it as "
        "neptune_subnet_group_name instead, or give another cluster_identifier.",
    )
