"""AWS's rules for a region's subnet and parameter groups: pure functions from its arguments to findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neptune_global_component.core.messages import Argument
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.inputs.arguments import Arguments
    from neptune_global_component.core.messages import Finding

_GROUPS = ("neptune_subnet_group_name", "neptune_cluster_parameter_group_name", "neptune_parameter_group_name")
_DEFAULT_GROUP = re.compile(r"default\.(?P<family>neptune[\d.]+)")


def subnets(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """A region has either an existing subnet group or subnets in two availability zones.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBSubnetGroup.html
    """
    key = "subnet_ids"
    if args.is_set(key) and args.is_set("neptune_subnet_group_name"):
        yield args.finding(
            "subnets-and-group", key, "can't be set beside {neptune_subnet_group_name}. Remove one of the two."
        )
    elif args.known(key) in ([], ()):
        yield args.finding(
            "no-subnets", key, "is empty. Set subnets in at least two availability zones, or remove {subnet_ids}."
        )


def group_names(args: Arguments, _database: Arguments) -> Iterator[Finding]:
    """The name of a group is not empty: pulumi-aws would ignore it."""
    for key in _GROUPS:
        if args.known(key) == "":
            yield args.finding(
                "empty-group-name", key, "is empty. Set the name of a group, or remove {key}.", key=Argument(key)
            )


def parameter_groups(args: Arguments, database: Arguments) -> Iterator[Finding]:
    """A default parameter group belongs to the family of the engine version.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html
    """
    version = database.known("engine_version")
    if version is None:
        return
    try:
        family = EngineVersion.parse(version).family
    except ValueError:
        return
    for key in ("neptune_cluster_parameter_group_name", "neptune_parameter_group_name"):
        match = _DEFAULT_GROUP.fullmatch(args.known(key) or "")
        if match and match["family"] != family:
            yield args.finding(
                "wrong-group-family",
                key,
                "is of another family than engine version {version}. Set a group of {family}.",
                version=database.value("engine_version"),
                family=database.value("engine_version", family),
            )


REGION_RULES = (subnets, group_names, parameter_groups)
