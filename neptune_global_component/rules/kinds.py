"""The keys that the arguments have, and what kind of value each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.rules.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Kind:
    """A kind of value.

    Args:
        noun: what a value is, for example ``a truth value``.
        example: what to give.
        fits: whether a value is of the kind.
        plain: whether it must be there when the program runs, as children are counted by it: no output of a resource.
    """

    noun: str
    example: str
    fits: Callable[[object], bool]
    plain: bool = False


def _is_integer(value: object) -> bool:
    # Other languages' integers arrive as floats.
    return value.is_integer() if isinstance(value, float) else isinstance(value, int) and not isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(one is UNKNOWN or isinstance(one, str) for one in value)


_TEXT = Kind("a text", "a text in quotes", lambda value: isinstance(value, str))
_REGION = Kind("a region", "for example 'eu-west-1'", _TEXT.fits, plain=True)
_TRUTH = Kind("a truth value", "true or false", lambda value: isinstance(value, bool))
_PLAIN_TRUTH = Kind("a truth value", "true or false", _TRUTH.fits, plain=True)
_INTEGER = Kind("a whole number", "for example 3", _is_integer)
_PLAIN_INTEGER = Kind("a whole number", "for example 3", _is_integer, plain=True)
_TEXTS = Kind("a list of texts", "for example ['a', 'b']", _are_texts)
_MAP = Kind("a map", "keys with values", lambda value: isinstance(value, Mapping))
_PLAIN_MAP = Kind("a map", "regions with their arguments", _MAP.fits, plain=True)

ARGUMENTS = {
    "global_cluster_identifier": _TEXT,
    "source_db_cluster_identifier": _TEXT,
    "engine": _TEXT,
    "engine_version": _TEXT,
    "deletion_protection": _TRUTH,
    "storage_encrypted": _TRUTH,
    "regions": _PLAIN_MAP,
    "primary_region": _REGION,
    "allow_major_version_upgrade": _PLAIN_TRUTH,
    "adopt": _PLAIN_TRUTH,
    "tags": _MAP,
    "observe": _PLAIN_TRUTH,
}
"""The arguments of the component."""

REGION_ARGUMENTS = {
    "instance_class": _TEXT,
    "instances": _PLAIN_INTEGER,
    "cluster_identifier": _TEXT,
    "subnet_ids": _TEXTS,
    "neptune_subnet_group_name": _TEXT,
    "vpc_security_group_ids": _TEXTS,
    "kms_key_arn": _TEXT,
    "neptune_cluster_parameter_group_name": _TEXT,
    "neptune_parameter_group_name": _TEXT,
    "port": _INTEGER,
    "backup_retention_period": _INTEGER,
    "preferred_backup_window": _TEXT,
    "preferred_maintenance_window": _TEXT,
    "iam_database_authentication_enabled": _TRUTH,
    "enable_cloudwatch_logs_exports": _TEXTS,
    "serverless_v2_scaling_configuration": _MAP,
    "storage_type": _TEXT,
    "deletion_protection": _TRUTH,
    "skip_final_snapshot": _TRUTH,
    "final_snapshot_identifier": _TEXT,
    "tags": _MAP,
}
"""The arguments of a region."""
