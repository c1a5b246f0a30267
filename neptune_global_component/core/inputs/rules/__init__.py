"""Rules for the arguments: pure functions that check known values, and run again when all values are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules import (
    capacity,
    global_cluster,
    groups,
    instance_settings,
    keys,
    region,
    tags,
    topology,
    windows,
)

if TYPE_CHECKING:
    from neptune_global_component.core.inputs.arguments import Arguments
    from neptune_global_component.core.messages import Finding

_EVERYWHERE = (keys.keys, keys.kinds, tags.tags)
DATABASE = (*_EVERYWHERE, *global_cluster.DATABASE_RULES, *topology.DATABASE_RULES)
"""The rules for the arguments of the global database."""

REGION = (
    *region.REGION_RULES,
    *groups.REGION_RULES,
    *capacity.REGION_RULES,
    *windows.REGION_RULES,
    *instance_settings.REGION_RULES,
)
"""The rules for the arguments of a region, which also take the arguments of the global database."""

INSTANCE = (*region.INSTANCE_RULES, *windows.INSTANCE_RULES, *instance_settings.INSTANCE_RULES)
"""The rules for one entry of instance_settings, which also take the arguments of its region."""


def findings(args: Arguments) -> list[Finding]:
    """Return all findings about the arguments, in the order of the rules, region by region."""
    problems = [finding for rule in DATABASE for finding in rule(args)]
    for one in args.regions().values():
        problems += [finding for rule in _EVERYWHERE for finding in rule(one)]
        problems += [finding for rule in REGION for finding in rule(one, args)]
        for entry in one.instance_settings():
            problems += [finding for rule in _EVERYWHERE for finding in rule(entry)]
            problems += [finding for rule in INSTANCE for finding in rule(entry, one)]
    return problems


def new_database_findings(args: Arguments) -> list[Finding]:
    """Return the findings about arguments that are invalid only for a new global database."""
    return list(topology.first_primary_region(args))


def doubts(args: Arguments) -> list[Finding]:
    """Return warnings about values that AWS rejects today and may allow later, and about values without effect."""
    return [finding for one in args.regions().values() for rule in region.DOUBTS for finding in rule(one)]
