"""Tags of a program: those of the database, of its regions and of single instances, so that no preview changes one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neptune_global_component.cli.program.stack import PlainResources
    from neptune_global_component.core.facts.details import ClusterDetails, DatabaseDetails


@dataclass(frozen=True)
class Tags:
    """Tags as arguments.

    Args:
        common: the tags of every resource.
        regions: the tags of each region's resources, by region, without the common ones.
        instances: the tags of each instance, by ARN, without those of its region.
        unwritten: the regions whose tags can't be arguments: an instance lacks a tag of its cluster.
    """

    common: dict[str, str] = field(default_factory=dict)
    regions: Mapping[str, dict[str, str]] = field(default_factory=dict)
    instances: Mapping[str, dict[str, str]] = field(default_factory=dict)
    unwritten: tuple[str, ...] = ()


def tags_of(details: DatabaseDetails, plain: PlainResources | None = None) -> Tags:
    """Return the tags that the program sets; AWS keeps all others.

    Args:
        details: the global database.
        plain: the plain resources that become children, with the tags that their provider adds; None without a stack.
    """
    own = {arn: settable(details.tags_of(arn)) for arn in details.arns}
    if plain:
        own = {arn: {key: tags[key] for key in tags if key not in plain.default_tags(arn)} for arn, tags in own.items()}
    unwritten = tuple(one.region for one in details.clusters if not _is_writable(one, own))
    common = {} if unwritten else _shared(own.values())
    written = [one for one in details.clusters if one.region not in unwritten]
    regions = {one.region: _without(own[one.arn], common) for one in written}
    instances = {
        str(entry["DBInstanceArn"]): _without(own[entry["DBInstanceArn"]], own[one.arn])
        for one in written
        for entry in one.instances
        # Where the program sets no tags of a region, AWS keeps those of its instances.
        if own[one.arn]
    }
    return Tags(common, regions, instances, unwritten)


def settable(tags: Mapping[str, str]) -> dict[str, str]:
    """Return the tags without those that AWS reserves and sets itself.

    Args:
        tags: the tags of a resource.
    """
    return {key: tags[key] for key in sorted(tags) if not key.startswith("aws:")}


def _is_writable(cluster: ClusterDetails, own: Mapping[str, Mapping[str, str]]) -> bool:
    """Return whether every instance has the tags of its cluster, as it would get them from the program."""
    return all(own[cluster.arn].keys() <= own[one["DBInstanceArn"]].keys() for one in cluster.instances)


def _shared(tags: Iterable[Mapping[str, str]]) -> dict[str, str]:
    first, *others = tags
    return {key: value for key, value in first.items() if all(one.get(key) == value for one in others)}


def _without(tags: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in tags.items() if inherited.get(key) != value}
