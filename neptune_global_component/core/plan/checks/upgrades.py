"""Checks before an upgrade: the members, and the parameter groups that the program sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Argument, Finding, Message, Value, Version
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan import intended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedGlobalCluster
    from neptune_global_component.core.plan.plan import Plan


def upgrade_findings(plan: Plan) -> list[Finding]:
    """Return why an upgrade fails: the global cluster is empty, or the program sets a group of another family.

    Args:
        plan: the plan of the update; it has another engine version than AWS.
    """
    return list(_empty(plan, plan.observed)) or list(_old_groups(plan))


def _empty(plan: Plan, observed: ObservedGlobalCluster | None) -> Iterator[Finding]:
    """An empty global cluster can't be upgraded."""
    if observed and not observed.members:
        has = Version(observed.engine_version) if observed.engine_version else None
        yield Finding(
            "upgrade-of-empty",
            "engine_version",
            "can't change to {wanted}: the global cluster is empty and has {has}, and AWS upgrades only members. "
            "{remedy}",
            wanted=Value("engine_version", plan.spec.engine_version),
            has=has or "another version",
            remedy=Message("Set {has!r}, or remove {engine_version}.", has=has)
            if has
            else Message("Remove {engine_version}."),
        )


def _old_groups(plan: Plan) -> Iterator[Finding]:
    """A major upgrade sets the default parameter groups of the new family, and AWS rejects groups of other families.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html
    """
    wanted = EngineVersion.of_aws(known(plan.spec.engine_version))
    for path, group in intended.groups_at_upgrade(plan).items():
        family = plan.reading.group_families.get(group)
        if wanted is not None and family not in {None, wanted.family}:
            yield Finding(
                "group-of-old-family",
                path,
                "{name} is a group of the family {family}. A major upgrade replaces it with the default group, and AWS "
                "rejects it afterwards. Set a group of the family {new}, or remove {key}.",
                name=Value(path, group.name),
                family=family,
                new=wanted.family,
                key=Argument(path.rpartition(".")[2]),
            )
