"""Rules for the engine, engine version, parameter group family and instance class of a new resource."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from moto.rds.exceptions import InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.exceptions import StorageTypeNotSupported

if TYPE_CHECKING:
    from collections.abc import Iterable

# Matches the form of a class, so that future classes are accepted: families r4 to r9 and x1 to x9 in all variants.
_CLASS = re.compile(r"db\.(serverless|(r[4-9][a-z]{0,3}|x[1-9][a-z]{0,4}|t3|t4g)\.(medium|\d*x?large))")
LOGS = ("audit", "slowquery")
"""The logs that can be exported to CloudWatch: https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html"""

_FIRST_OPTIMIZED = "1.3.0.0"
_NOT_GLOBAL = ("db.t3.medium", "db.t4g.medium")


def check_engine(engine: str | None) -> None:
    """Reject every engine but Neptune (with our own message): the local AWS supports no other.

    Raises:
        InvalidParameterValue: it is another engine.
    """
    if engine != ENGINE:
        raise InvalidParameterValue(f"Engine {engine} is not in the local AWS: it has {ENGINE} only")


def parse_version(version: str | None) -> str:
    """Return the engine version of a new cluster after checking it. The default is the newest.

    AWS's message: https://github.com/hashicorp/terraform-provider-aws/issues/30131

    Raises:
        InvalidParameterCombination: the version is unknown.
    """
    if version is None:
        return versions.DEFAULT
    if version not in versions.known():
        raise InvalidParameterCombination(f"Cannot find version {version} for {ENGINE}")
    return version


def check_global_version(version: str) -> None:
    """Reject a version that does not support global databases: earlier than 1.2.0.0, or unknown.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html, AWS's message:
    https://github.com/hashicorp/terraform-provider-aws/issues/28189

    Raises:
        InvalidParameterValue: the version does not support global databases.
    """
    if version not in versions.known() or not versions.is_global(version):
        raise InvalidParameterValue(
            "The requested engine version was not found or does not support global functionality"
        )


def check_family(group: str, family: str, version: str) -> None:
    """Reject a parameter group whose family is not the engine version's.

    https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html, AWS's message:
    https://github.com/badmintoncryer/cdk-preflight rules/neptune/pf-neptune-cpg-family-engine-version

    Args:
        group: the group's name.
        family: the group's family.
        version: the cluster's engine version.

    Raises:
        InvalidParameterCombination: they do not match.
    """
    required = versions.family(version)
    if family != required:
        raise InvalidParameterCombination(
            f"The Parameter Group {group} with DBParameterGroupFamily {family} cannot be used for this instance. "
            f"Please use a Parameter Group with DBParameterGroupFamily {required}"
        )


def check_instance_version(requested: str | None, version: str) -> None:
    """Reject an instance whose engine version differs from its cluster's.

    Code of AWS: https://github.com/hashicorp/terraform-provider-aws/pull/14037, message: forecast F0006 of
    https://github.com/aws-cloudformation/rain

    Args:
        requested: the instance's version.
        version: the cluster's version.

    Raises:
        InvalidParameterCombination: they differ.
    """
    if requested not in {None, version}:
        raise InvalidParameterCombination(
            f"The engine version that you requested for your DB instance ({requested}) does not match the engine "
            f"version of your DB cluster ({version})."
        )


def check_logs(logs: Iterable[str], version: str) -> None:
    """Reject exporting logs that Neptune does not have.

    AWS's message: https://github.com/awsdocs/amazon-rds-user-guide/issues/80

    Args:
        logs: the log types.
        version: the cluster's engine version.

    Raises:
        InvalidParameterCombination: a log type is unknown.
    """
    if unknown := [log for log in logs if log not in LOGS]:
        names = ", ".join(f"'{log}'" for log in unknown)
        raise InvalidParameterCombination(
            f"You cannot use the log types {names} with engine version {ENGINE} {version}. For supported log types, "
            "see the documentation."
        )


def check_storage_type(storage_type: str | None, version: str) -> None:
    """Reject storage types other than ``standard`` and, since 1.3.0.0, ``iopt1``.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html

    Args:
        storage_type: the storage type.
        version: the cluster's engine version.

    Raises:
        StorageTypeNotSupported: it is not supported.
    """
    is_optimized = storage_type == "iopt1" and versions.order(version) >= versions.order(_FIRST_OPTIMIZED)
    if storage_type not in {None, "standard"} and not is_optimized:
        raise StorageTypeNotSupported(str(storage_type))


def is_class(instance_class: str) -> bool:
    """Return whether Neptune has an instance class or may release it.

    Args:
        instance_class: an instance class, for example ``db.r6g.large``.
    """
    return _CLASS.fullmatch(instance_class) is not None


def check_class(instance_class: str, version: str, *, in_global_cluster: bool) -> None:
    """Reject an instance class that Neptune does not have, or that global databases do not support.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html: not db.t3.medium, db.t4g.medium.

    Args:
        instance_class: an instance class, for example ``db.r6g.large``.
        version: the cluster's engine version.
        in_global_cluster: whether its cluster is a member.

    Raises:
        InvalidParameterValue: the class is unknown.
        InvalidParameterCombination: global databases do not support the class.
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
