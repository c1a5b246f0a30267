"""Read the engine versions and instance classes that AWS offers for Neptune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.describe import describe_entries, read_each
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import answers
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.messages import Message, Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ParameterGroup

_GROUPS = {True: "DBClusterParameterGroups", False: "DBParameterGroups"}
_OPTIONS = "OrderableDBInstanceOptions"


def read_other_versions(connect: Connect, version: str) -> tuple[str, ...]:
    """Return the engine versions that AWS offers, if it does not offer the given one (DescribeDBEngineVersions).

    Args:
        connect: returns the boto3 client of a service and a region.
        version: an engine version.

    Returns:
        All versions that AWS offers; empty if AWS offers this one.

    Raises:
        ReadError: AWS did not answer, or returned an error.
    """
    if describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE, EngineVersion=version):
        return ()
    entries = describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE)
    return tuple(answers.required(one, "EngineVersion") for one in entries)


def read_upgrade_targets(connect: Connect, version: str) -> frozenset[str]:
    """Return the versions that a cluster can be upgraded to (DescribeDBEngineVersions).

    Args:
        connect: returns the boto3 client of a service and a region.
        version: the engine version that the cluster runs.

    Raises:
        ReadError: AWS does not know the version or its upgrades, did not answer, or returned an error.
    """
    entries = describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE, EngineVersion=version)
    if not entries:
        raise ReadError(Message("DescribeDBEngineVersions does not know {version}.", version=Version(version)))
    targets = [target for one in entries for target in answers.required(one, "ValidUpgradeTarget")]
    return frozenset(answers.required(target, "EngineVersion") for target in targets)


def read_group_families(
    connect: Connect, groups: Iterable[ParameterGroup]
) -> tuple[dict[ParameterGroup, str], tuple[ReadError, ...]]:
    """Return the families of the parameter groups that exist (DescribeDB[Cluster]ParameterGroups).

    Args:
        connect: returns the boto3 client of a service and a region.
        groups: parameter groups.

    Returns:
        The families, and the errors.
    """

    def read(group: ParameterGroup) -> str | ReadError | None:
        noun = _GROUPS[group.is_of_cluster]
        try:
            entries = describe_entries(connect, group.region, noun, **{f"{noun[:-1]}Name": group.name})
            return next((answers.required(one, "DBParameterGroupFamily") for one in entries), None)
        except ReadError as error:
            return error

    wanted = list(dict.fromkeys(groups))
    results = dict(zip(wanted, read_each(read, wanted), strict=True))
    families = {group: one for group, one in results.items() if isinstance(one, str)}
    return families, tuple(one for one in results.values() if isinstance(one, ReadError))


def read_other_classes(
    connect: Connect, classes: Iterable[tuple[str, str]], version: str | None
) -> tuple[dict[tuple[str, str], frozenset[str]], tuple[ReadError, ...]]:
    """Return the instance classes that AWS offers in each region that does not offer the given one.

    Args:
        connect: returns the boto3 client of a service and a region.
        classes: regions, each with an instance class.
        version: the engine version that the instances run; None if it is not known.

    Returns:
        The classes that AWS offers in a region instead of a class that it does not offer there; and the errors.
    """
    query = {"Engine": ENGINE, **({"EngineVersion": version} if version else {})}

    def read(wanted: tuple[str, str]) -> frozenset[str] | ReadError:
        region, instance_class = wanted
        try:
            if describe_entries(connect, region, _OPTIONS, **query, DBInstanceClass=instance_class):
                return frozenset()
            options = describe_entries(connect, region, _OPTIONS, **query)
            return frozenset(answers.required(one, "DBInstanceClass") for one in options)
        except ReadError as error:
            return error

    pairs = list(classes)
    results = dict(zip(pairs, read_each(read, pairs), strict=True))
    others = {pair: one for pair, one in results.items() if one and not isinstance(one, ReadError)}
    return others, tuple(one for one in results.values() if isinstance(one, ReadError))
