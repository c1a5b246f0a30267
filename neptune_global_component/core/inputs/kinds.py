"""The arguments of the component and of a region, and the kind of each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Kind:
    """A kind of value.

    Args:
        noun: the valid values, for example ``true or false``.
        fits: returns whether a value is valid.
        plain: whether it must not be an output, because the number of children depends on it.
    """

    noun: str
    fits: Callable[[object], bool]
    plain: bool = False


def _is_integer(value: object) -> bool:
    # Other languages' integers arrive as floats.
    return value.is_integer() if isinstance(value, float) else isinstance(value, int) and not isinstance(value, bool)


def _are_strings(value: object) -> bool:
    return isinstance(value, list | tuple) and all(one is UNKNOWN or isinstance(one, str) for one in value)


_STRING = Kind("a string", lambda value: isinstance(value, str))
_REGION = Kind("the name of a region, for example 'eu-west-1'", _STRING.fits, plain=True)
_BOOLEAN = Kind("true or false", lambda value: isinstance(value, bool))
_PLAIN_BOOLEAN = Kind(_BOOLEAN.noun, _BOOLEAN.fits, plain=True)
_INTEGER = Kind("a whole number, for example 3", _is_integer)
_PLAIN_INTEGER = Kind(_INTEGER.noun, _INTEGER.fits, plain=True)
_STRINGS = Kind("a list of strings, for example ['a', 'b']", _are_strings)
_PLAIN_LIST = Kind("a list with one map per instance", lambda value: isinstance(value, list | tuple), plain=True)
_MAP = Kind("a map of keys to values", lambda value: isinstance(value, Mapping))
_PLAIN_MAP = Kind("a map of regions to their arguments", _MAP.fits, plain=True)

ARGUMENTS = {
    "global_cluster_identifier": _STRING,
    "source_db_cluster_identifier": _STRING,
    "engine": _STRING,
    "engine_version": _STRING,
    "deletion_protection": _BOOLEAN,
    "storage_encrypted": _BOOLEAN,
    "regions": _PLAIN_MAP,
    "primary_region": _REGION,
    "allow_major_version_upgrade": _PLAIN_BOOLEAN,
    "adopt": _PLAIN_BOOLEAN,
    "tags": _MAP,
    "observe": _PLAIN_BOOLEAN,
}
"""The arguments of the component."""

REGION_ARGUMENTS = {
    "instance_class": _STRING,
    "instances": _PLAIN_INTEGER,
    "instance_settings": _PLAIN_LIST,
    "cluster_identifier": _STRING,
    "subnet_ids": _STRINGS,
    "neptune_subnet_group_name": _STRING,
    "vpc_security_group_ids": _STRINGS,
    "kms_key_arn": _STRING,
    "neptune_cluster_parameter_group_name": _STRING,
    "neptune_parameter_group_name": _STRING,
    "port": _INTEGER,
    "backup_retention_period": _INTEGER,
    "preferred_backup_window": _STRING,
    "preferred_maintenance_window": _STRING,
    "iam_database_authentication_enabled": _BOOLEAN,
    "iam_roles": _STRINGS,
    "copy_tags_to_snapshot": _BOOLEAN,
    "availability_zones": _STRINGS,
    "auto_minor_version_upgrade": _BOOLEAN,
    "publicly_accessible": _BOOLEAN,
    "enable_cloudwatch_logs_exports": _STRINGS,
    "serverless_v2_scaling_configuration": _MAP,
    "storage_type": _STRING,
    "deletion_protection": _BOOLEAN,
    "skip_final_snapshot": _BOOLEAN,
    "final_snapshot_identifier": _STRING,
    "tags": _MAP,
}
"""The arguments of a region."""

INSTANCE_ARGUMENTS = {
    "instance_class": _STRING,
    "availability_zone": _STRING,
    "promotion_tier": _INTEGER,
    "neptune_parameter_group_name": _STRING,
    "preferred_maintenance_window": _STRING,
    "auto_minor_version_upgrade": _BOOLEAN,
    "publicly_accessible": _BOOLEAN,
    "tags": _MAP,
}
"""The settings of one instance."""

INHERITED = ("instance_class", "neptune_parameter_group_name", "auto_minor_version_upgrade", "publicly_accessible")
"""The settings of an instance that are the region's if the instance has none of its own."""
