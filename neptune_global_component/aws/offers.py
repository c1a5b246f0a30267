"""Read the engine versions and instance classes that AWS offers for Neptune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.aws.describe import describe_entries, read_each
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import answers
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.aws.clients import Connect

_OPTIONS = "OrderableDBInstanceOptions"


def read_other_versions(connect: Connect, version: str) -> tuple[str, ...]:
    """DescribeDBEngineVersions of one version, and of all where AWS does not have that one.

    Args:
        connect: gives the boto3 client of a service and a region.
        version: an engine version.

    Returns:
        The versions that AWS has, where it does not have this one; none where it has it.

    Raises:
        ReadError: AWS did not answer, or refused.
    """
    if describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE, EngineVersion=version):
        return ()
    entries = describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE)
    return tuple(answers.required(one, "EngineVersion") for one in entries)


def read_upgrade_targets(connect: Connect, version: str) -> frozenset[str]:
    """DescribeDBEngineVersions of one version: what a cluster that runs it can be upgraded to.

    Args:
        connect: gives the boto3 client of a service and a region.
        version: an engine version.

    Raises:
        ReadError: AWS does not know the version or its upgrades, did not answer, or refused.
    """
    entries = describe_entries(connect, None, "DBEngineVersions", Engine=ENGINE, EngineVersion=version)
    if not entries:
        raise ReadError(f"DescribeDBEngineVersions does not know {version}.")
    targets = [target for one in entries for target in answers.required(one, "ValidUpgradeTarget")]
    return frozenset(answers.required(target, "EngineVersion") for target in targets)


def read_other_classes(
    connect: Connect, classes: Mapping[str, str], version: str | None
) -> tuple[dict[str, frozenset[str]], tuple[ReadError, ...]]:
    """DescribeOrderableDBInstanceOptions of a class in each region, and of all classes where AWS does not offer it.

    Args:
        connect: gives the boto3 client of a service and a region.
        classes: the instance classes by region.
        version: the engine version that the instances run; None where it is not known.

    Returns:
        By region the classes that AWS offers, where it does not offer the one asked for; and what went wrong.
    """
    asked = {"Engine": ENGINE, **({"EngineVersion": version} if version else {})}

    def read(region: str) -> frozenset[str] | ReadError:
        try:
            if describe_entries(connect, region, _OPTIONS, **asked, DBInstanceClass=classes[region]):
                return frozenset()
            options = describe_entries(connect, region, _OPTIONS, **asked)
            return frozenset(answers.required(one, "DBInstanceClass") for one in options)
        except ReadError as error:
            return error

    found = dict(zip(classes, read_each(read, classes), strict=True))
    others = {region: one for region, one in found.items() if one and not isinstance(one, ReadError)}
    return others, tuple(one for one in found.values() if isinstance(one, ReadError))
