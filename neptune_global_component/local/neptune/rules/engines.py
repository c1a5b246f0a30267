"""Rules for engine, engine version, parameter group family and instance class of something new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.exceptions import StorageTypeNotSupported

if TYPE_CHECKING:
    from collections.abc import Iterable

# By their shape, so that those that AWS releases next are accepted: the families r4 to r9 and x1 to x9 in all variants.
_CLASS = re.compile(r"db\.(serverless|(r[4-9][a-z]{0,3}|x[1-9][a-z]{0,4}|t3|t4g)\.(medium|\d*x?large))")
LOGS = ("audit", "slowquery")
"""The logs that can be exported to CloudWatch: https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html"""

_FIRST_OPTIMIZED = "1.3.0.0"
_NOT_GLOBAL = ("db.t3.medium", "db.t4g.medium")


def check_engine(engine: str | None) -> None:
    """Refuse every engine but Neptune: the local AWS has no other (words of our own).

    Raises:
        InvalidParameterValue: it is another one.
    """
    if engine != ENGINE:
        raise InvalidParameterValue(f"Engine {engine} is not in the local AWS: it has {ENGINE} only")


def checked_version(version: str | None) -> str:
    """Return the engine version of a new cluster, the newest where none is asked for.

    Words of AWS: https://github.com/hashicorp/terraform-provider-aws/issues/30131

    Raises:
        InvalidParameterCombination: there is no such version.
    """
    if version is None:
        return versions.DEFAULT
    if version not in versions.known():
        raise InvalidParameterCombination(f"Cannot find version {version} for {ENGINE}")
    return version


def check_global_version(version: str) -> None:
    """Refuse a version that cannot be in a global database: before 1.2.0.0, or unknown.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html, words of AWS:
    https://github.com/hashicorp/terraform-provider-aws/issues/28189

    Raises:
        InvalidParameterValue: it cannot.
    """
    if version not in versions.known() or not versions.is_global(version):
        raise InvalidParameterValue(
            "The requested engine version was not found or does not support global functionality"
        )


def check_family(group: str, family: str, version: str) -> None:
    """Refuse a parameter group of another family than the engine version's.

    https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html, words of AWS:
    https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-cpg-family-engine-version

    Args:
        group: the group's name.
        family: the group's family.
        version: the cluster's engine version.

    Raises:
        InvalidParameterCombination: they do not match.
    """
    wanted = versions.family(version)
    if family != wanted:
        raise InvalidParameterCombination(
            f"The Parameter Group {group} with DBParameterGroupFamily {family} cannot be used for this instance. "
            f"Please use a Parameter Group with DBParameterGroupFamily {wanted}"
        )


def check_instance_version(wanted: str | None, version: str) -> None:
    """Refuse an instance of another engine version than its cluster's.

    Code of AWS: https://github.com/hashicorp/terraform-provider-aws/pull/14037, words: forecast F0006 of
    https://github.com/aws-cloudformation/rain

    Args:
        wanted: the version asked for.
        version: the cluster's.

    Raises:
        InvalidParameterCombination: they differ.
    """
    if wanted not in {None, version}:
        raise InvalidParameterCombination(
            f"The engine version that you requested for your DB instance ({wanted}) does not match the engine version "
            f"of your DB cluster ({version})."
        )


def check_logs(logs: Iterable[str], version: str) -> None:
    """Refuse to export logs that Neptune does not have.

    Words of AWS: https://github.com/awsdocs/amazon-rds-user-guide/issues/80

    Args:
        logs: the types asked for.
        version: the cluster's engine version.

    Raises:
        InvalidParameterCombination: there is another one.
    """
    if unknown := [log for log in logs if log not in LOGS]:
        named = ", ".join(f"'{log}'" for log in unknown)
        raise InvalidParameterCombination(
            f"You cannot use the log types {named} with engine version {ENGINE} {version}. For supported log types, "
            "see the documentation."
        )


def check_storage_type(storage_type: str | None, version: str) -> None:
    """Refuse every storage type but ``standard`` and, from 1.3.0.0 on, ``iopt1``.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html

    Args:
        storage_type: the one asked for.
        version: the cluster's engine version.

    Raises:
        StorageTypeNotSupported: it is another one.
    """
    is_optimized = storage_type == "iopt1" and versions.order(version) >= versions.order(_FIRST_OPTIMIZED)
    if storage_type not in {None, "standard"} and not is_optimized:
        raise StorageTypeNotSupported(str(storage_type))


def is_class(instance_class: str) -> bool:
    """Return whether Neptune has an instance class, released or not.

    Args:
        instance_class: for example ``db.r6g.large``.
    """
    return _CLASS.fullmatch(instance_class) is not None


def check_class(instance_class: str, version: str, *, in_global_cluster: bool) -> None:
    """Refuse an instance class that Neptune does not have, or not in a global database.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html: not db.t3.medium, db.t4g.medium.

    Args:
        instance_class: for example ``db.r6g.large``.
        version: the cluster's engine version.
        in_global_cluster: whether its cluster is a member.

    Raises:
        InvalidParameterValue: there is no such class.
        InvalidParameterCombination: it cannot be in a global database.
    """
    if not is_class(instance_class):
        raise InvalidParameterValue(f"Invalid DB Instance class: {instance_class}")
    if in_global_cluster and instance_class in _NOT_GLOBAL:
        raise InvalidParameterCombination(
            "RDS does not support creating a DB instance with the following combination: "
            f"DBInstanceClass={instance_class}, Engine={ENGINE}, EngineVersion={version}, "
            "LicenseModel=amazon-license. For supported combinations of instance class and database engine version, "
            "see the documentation."
        )
