"""Rules for parameter groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.rds.exceptions import InvalidParameterValue

from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.exceptions import InvalidDBParameterGroupState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from neptune_global_component.local.neptune.parameters import Parameter

DEFAULT = "default."
"""The prefix of AWS's own groups, one per family."""


def check_family_exists(family: str) -> None:
    """Reject a parameter group of an unknown family.

    AWS's message: https://github.com/terraform-aws-modules/terraform-aws-rds/issues/173

    Raises:
        InvalidParameterValue: Neptune does not have the family.
    """
    if family not in versions.families():
        raise InvalidParameterValue(f"ParameterGroupFamily {family} is not a valid parameter group family")


def check_modifiable(name: str) -> None:
    """Reject changing a default parameter group.

    AWS's message: https://github.com/ankane/pghero/issues/66

    Raises:
        InvalidParameterValue: it is a default group.
    """
    if name.startswith(DEFAULT):
        raise InvalidParameterValue("Cannot modify a default parameter group.")


def check_deletable(kind: str, name: str) -> None:
    """Reject deleting a default parameter group.

    AWS's message: https://github.com/awsdocs/amazon-rds-user-guide/issues/14,
    https://github.com/ekristen/aws-nuke/issues/660

    Args:
        kind: AWS's name for the kind of group, for example ``DBParameterGroup``.
        name: the group's name.

    Raises:
        InvalidDBParameterGroupState: it is a default group.
    """
    if name.startswith(DEFAULT):
        raise InvalidDBParameterGroupState(f"Default {kind} cannot be deleted: {name}")


def check_unused(name: str, used: Iterable[str | None]) -> None:
    """Reject deleting a parameter group that is in use.

    AWS's message: https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/issues/466

    Args:
        name: the group's name.
        used: the names of the groups in use.

    Raises:
        InvalidDBParameterGroupState: the group is in use.
    """
    if name in used:
        raise InvalidDBParameterGroupState(
            f"One or more database instances are still members of this parameter group {name}, so the group cannot be "
            "deleted"
        )


def check_parameters(known: Iterable[Parameter], changes: Iterable[Mapping[str, Any]]) -> None:
    """Reject unknown parameters and values that are not allowed.

    AWS's message for a parameter: https://github.com/hashicorp/terraform-provider-aws/issues/522, for a value: RDS's.

    Args:
        known: the parameters of the group.
        changes: the parameters to set.

    Raises:
        InvalidParameterValue: a parameter is unknown, or its value is not allowed.
    """
    by_name = {one.name: one for one in known}
    for one in changes:
        name, value = one["ParameterName"], str(one.get("ParameterValue", ""))
        if name not in by_name:
            raise InvalidParameterValue(f"Could not find parameter with name: {name}")
        if not by_name[name].allows(value):
            raise InvalidParameterValue(
                f"Invalid parameter value: {value} for: {name} allowed values are: {by_name[name].allowed}"
            )
