"""The table of inputs: one row per argument of the component, of a region, and of an instance.

Validation, the children's inputs and ``ignore_changes``, the values in the state, and secret outputs derive from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection


@dataclass(frozen=True)
class Kind:
    """A kind of value.

    Args:
        noun: the valid values, for example ``true or false``.
        fits: returns whether a value is valid.
    """

    noun: str
    fits: Callable[[object], bool]


@dataclass(frozen=True)
class Input:
    """A row of the table. Type tokens stand for the children.

    Args:
        kind: the kind of its values.
        child: takes the value unchanged, under the same name; None if the component passes it in another way.
        plain: whether it must not be an output, because the program needs it when it runs.
        default: the argument of the next level up that applies if this one is not set. Tags are merged with it.
        identifies: whether identifiers and ARNs of children contain it, so that they are as secret as it is.
        recorded: whether the state records it, because it can't change: a change fails in preview.
        fixed_in: the children that pulumi-aws would replace after a change, so that they ignore it.
        reset_in: the children in which pulumi-aws sets its own default if the program does not set it.
        computed_in: the children in which AWS computes a property of this name from it.
    """

    kind: Kind
    child: str | None = None
    plain: bool = False
    default: str | None = None
    identifies: bool = False
    recorded: bool = False
    fixed_in: Collection[str] = ()
    reset_in: Collection[str] = ()
    computed_in: Collection[str] = ()


def _is_integer(value: object) -> bool:
    # Other languages' integers arrive as floats.
    return value.is_integer() if isinstance(value, float) else isinstance(value, int) and not isinstance(value, bool)


def _are_strings(value: object) -> bool:
    return isinstance(value, list | tuple) and all(one is UNKNOWN or isinstance(one, str) for one in value)


_STRING = Kind("a string", lambda value: isinstance(value, str))
_REGION = Kind("the name of a region, for example 'eu-west-1'", _STRING.fits)
_BOOLEAN = Kind("true or false", lambda value: isinstance(value, bool))
_INTEGER = Kind("a whole number, for example 3", _is_integer)
_STRINGS = Kind("a list of strings, for example ['a', 'b']", _are_strings)
_SETTINGS = Kind("a list with one map per instance", lambda value: isinstance(value, list | tuple))
_MAP = Kind("a map of keys to values", lambda value: isinstance(value, Mapping))
_REGIONS = Kind("a map of regions to their arguments", _MAP.fits)

ARGUMENTS = {
    "global_cluster_identifier": Input(
        _STRING, GLOBAL_CLUSTER, identifies=True, recorded=True, fixed_in=(GLOBAL_CLUSTER,)
    ),
    # It is only set at creation, so that a change can't replace the global cluster.
    "source_db_cluster_identifier": Input(_STRING, identifies=True, recorded=True),
    "engine": Input(_STRING),
    "engine_version": Input(_STRING),
    "deletion_protection": Input(_BOOLEAN, GLOBAL_CLUSTER, reset_in=(GLOBAL_CLUSTER,)),
    "storage_encrypted": Input(_BOOLEAN, GLOBAL_CLUSTER, recorded=True, fixed_in=(GLOBAL_CLUSTER, CLUSTER)),
    "regions": Input(_REGIONS, plain=True),
    "primary_region": Input(_REGION, plain=True),
    "allow_major_version_upgrade": Input(_BOOLEAN, plain=True),
    "adopt": Input(_BOOLEAN, plain=True),
    "tags": Input(_MAP),
    "observe": Input(_BOOLEAN, plain=True),
}
"""The arguments of the component."""

REGION_ARGUMENTS = {
    "instance_class": Input(_STRING),
    "instances": Input(_INTEGER, plain=True),
    "instance_settings": Input(_SETTINGS, plain=True),
    "cluster_identifier": Input(
        _STRING,
        CLUSTER,
        default="global_cluster_identifier",
        identifies=True,
        recorded=True,
        fixed_in=(CLUSTER, INSTANCE),
    ),
    "subnet_ids": Input(_STRINGS, SUBNET_GROUP),
    "neptune_subnet_group_name": Input(_STRING, recorded=True, fixed_in=(CLUSTER, INSTANCE)),
    "vpc_security_group_ids": Input(_STRINGS, CLUSTER),
    "kms_key_arn": Input(_STRING, CLUSTER, recorded=True, fixed_in=(CLUSTER,), computed_in=(INSTANCE,)),
    "neptune_cluster_parameter_group_name": Input(_STRING, CLUSTER),
    "neptune_parameter_group_name": Input(_STRING),
    # AWS can change the port of a cluster.
    "port": Input(_INTEGER, CLUSTER, recorded=True, fixed_in=(CLUSTER, INSTANCE)),
    "backup_retention_period": Input(_INTEGER, CLUSTER, reset_in=(CLUSTER,)),
    "preferred_backup_window": Input(_STRING, CLUSTER, computed_in=(INSTANCE,)),
    "preferred_maintenance_window": Input(_STRING, CLUSTER, computed_in=(INSTANCE,)),
    "iam_database_authentication_enabled": Input(_BOOLEAN, CLUSTER, reset_in=(CLUSTER,)),
    "iam_roles": Input(_STRINGS, CLUSTER, reset_in=(CLUSTER,)),
    "copy_tags_to_snapshot": Input(_BOOLEAN, CLUSTER, reset_in=(CLUSTER,)),
    "availability_zones": Input(_STRINGS, CLUSTER, recorded=True, fixed_in=(CLUSTER,)),
    "auto_minor_version_upgrade": Input(_BOOLEAN),
    "publicly_accessible": Input(_BOOLEAN),
    "enable_cloudwatch_logs_exports": Input(_STRINGS, CLUSTER, reset_in=(CLUSTER,)),
    "serverless_v2_scaling_configuration": Input(_MAP, CLUSTER, reset_in=(CLUSTER,)),
    "storage_type": Input(_STRING, CLUSTER, computed_in=(INSTANCE,)),
    "deletion_protection": Input(_BOOLEAN, CLUSTER, default="deletion_protection", reset_in=(CLUSTER,)),
    "skip_final_snapshot": Input(_BOOLEAN, CLUSTER),
    "final_snapshot_identifier": Input(_STRING, CLUSTER),
    "tags": Input(_MAP, CLUSTER, default="tags", reset_in=(CLUSTER, SUBNET_GROUP)),
}
"""The arguments of a region."""

INSTANCE_ARGUMENTS = {
    "instance_class": Input(_STRING, INSTANCE, default="instance_class"),
    # AWS never moves an instance, and pulumi-aws replaces it for a public address: a warning says how to recreate it.
    "availability_zone": Input(_STRING, INSTANCE, fixed_in=(INSTANCE,)),
    "promotion_tier": Input(_INTEGER, INSTANCE, reset_in=(INSTANCE,)),
    "neptune_parameter_group_name": Input(_STRING, INSTANCE, default="neptune_parameter_group_name"),
    "preferred_maintenance_window": Input(_STRING, INSTANCE),
    "auto_minor_version_upgrade": Input(_BOOLEAN, default="auto_minor_version_upgrade", reset_in=(INSTANCE,)),
    "publicly_accessible": Input(_BOOLEAN, INSTANCE, default="publicly_accessible", fixed_in=(INSTANCE,)),
    "tags": Input(_MAP, INSTANCE, default="tags", reset_in=(INSTANCE,)),
}
"""The settings of one instance."""

_ALL = [row for table in (ARGUMENTS, REGION_ARGUMENTS, INSTANCE_ARGUMENTS) for row in table.items()]


def arguments(region: str | None, number: int | None) -> Mapping[str, Input]:
    """Return the arguments of the component, of a region or of an instance.

    Args:
        region: None for the component.
        number: the number of the instance; None for the component and for a region.
    """
    if region is None:
        return ARGUMENTS
    return REGION_ARGUMENTS if number is None else INSTANCE_ARGUMENTS


def identifying_arguments() -> list[str]:
    """Return the arguments that identifiers and ARNs of children contain."""
    return [key for key, row in _ALL if row.identifies]


def passed_to(child: str) -> list[str]:
    """Return the arguments that a child takes unchanged.

    Args:
        child: its type token.
    """
    return [key for key, row in _ALL if row.child == child]


def fixed_properties(child: str) -> list[str]:
    """Return the properties of a child that pulumi-aws can change only by a replacement.

    Args:
        child: its type token.
    """
    return [camel_case(key) for key, row in _ALL if child in row.fixed_in]


def reset_properties(child: str) -> list[str]:
    """Return the properties of a child that pulumi-aws sets to its own default if the program does not set them.

    Args:
        child: its type token.
    """
    return [camel_case(key) for key, row in _ALL if child in row.reset_in]


def recorded_arguments(table: Mapping[str, Input]) -> list[str]:
    """Return the arguments that the state records.

    Args:
        table: the arguments of the component or of a region.
    """
    return [key for key, row in table.items() if row.recorded]
