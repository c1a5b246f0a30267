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
"""How the names of AWS's own groups begin, one of each family."""


def check_family_exists(family: str) -> None:
    """Refuse a parameter group of a family that there is not.

    Words of AWS: https://github.com/terraform-aws-modules/terraform-aws-rds/issues/173

    Raises:
        InvalidParameterValue: Neptune does not have it.
    """
    if family not in versions.families():
        raise InvalidParameterValue(f"ParameterGroupFamily {family} is not a valid parameter group family")


def check_modifiable(name: str) -> None:
    """Refuse to change a default parameter group.

    Words of AWS: https://github.com/ankane/pghero/issues/66

    Raises:
        InvalidParameterValue: it is one.
    """
    if name.startswith(DEFAULT):
        raise InvalidParameterValue("Cannot modify a default parameter group.")


def check_deletable(kind: str, name: str) -> None:
    """Refuse to delete a default parameter group.

    Words of AWS: https://github.com/awsdocs/amazon-rds-user-guide/issues/14, https://github.com/ekristen/aws-nuke/issues/660

    Args:
        kind: what AWS calls it, for example ``DBParameterGroup``.
        name: the group's.

    Raises:
        InvalidDBParameterGroupState: it is one.
    """
    if name.startswith(DEFAULT):
        raise InvalidDBParameterGroupState(f"Default {kind} cannot be deleted: {name}")


def check_unused(name: str, used: Iterable[str | None]) -> None:
    """Refuse to delete a parameter group that something has.

    Words of AWS: https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/issues/466

    Args:
        name: the group's.
        used: the groups in use.

    Raises:
        InvalidDBParameterGroupState: it is one of them.
    """
    if name in used:
        raise InvalidDBParameterGroupState(
            f"One or more database instances are still members of this parameter group {name}, so the group cannot be "
            "deleted"
        )


def check_parameters(known: Iterable[Parameter], wanted: Iterable[Mapping[str, Any]]) -> None:
    """Reject an unknown parameter, and a value that is not allowed.

    Words of AWS for a parameter: https://github.com/hashicorp/terraform-provider-aws/issues/522, for a value as RDS has
    them.

    Args:
        known: the parameters of the group.
        wanted: the parameters to set.

    Raises:
        InvalidParameterValue: there is no such parameter, or the value is not allowed.
    """
    by_name = {one.name: one for one in known}
    for one in wanted:
        name, value = one["ParameterName"], str(one.get("ParameterValue", ""))
        if name not in by_name:
            raise InvalidParameterValue(f"Could not find parameter with name: {name}")
        if not by_name[name].allows(value):
            raise InvalidParameterValue(
                f"Invalid parameter value: {value} for: {name} allowed values are: {by_name[name].allowed}"
            )
