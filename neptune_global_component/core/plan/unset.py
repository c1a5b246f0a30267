"""Properties that pulumi-aws sets to its own default when the program does not set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.table import reset_properties
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.tokens import CLUSTER, INSTANCE

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.inputs.spec import Spec

PROTECTION = "deletionProtection"
AUTO_MINOR_VERSION_UPGRADE = "autoMinorVersionUpgrade"
_TAGS, _ALL_TAGS = "tags", "tagsAll"
# AWS can't unset the limits of a cluster: https://github.com/hashicorp/terraform-provider-aws/pull/40511
_LIMITS = "serverlessV2ScalingConfiguration"


def set_properties(spec: Spec, region: str = "", *, default_tags: bool = False) -> list[str]:
    """Return the properties that pulumi-aws resets and the program or its provider sets, for the record in the state.

    A property that is set for one instance has its number before its name: ``2.promotionTier``.

    Args:
        spec: the arguments.
        region: the region of a cluster, its instances and its subnet group; empty for the global cluster.
        default_tags: whether the provider has default tags, which are removed with its setting.
    """
    if not region:
        return [] if spec.deletion_protection is None else [PROTECTION]
    one = spec.regions[region]
    values = {
        **one.values,
        "deletion_protection": spec.value("deletion_protection", region),
        "tags": one.values.get("tags") or spec.tags,
    }
    names = {camel_case(key) for key, value in values.items() if value is not None}
    of_instances = reset_properties(INSTANCE)
    if default_tags:
        names.add(_TAGS)
    own = [
        f"{number}.{camel_case(key)}"
        for number, settings in enumerate(one.settings, 1)
        for key in settings
        if camel_case(key) in of_instances
    ]
    return sorted([*names & {*reset_properties(CLUSTER), *of_instances}, *own])


def of_instance(names: Collection[str], number: int) -> set[str]:
    """Return the recorded names of properties that apply to an instance: the region's and its own.

    Args:
        names: as ``set_properties`` returns them for a region.
        number: 1 for the first instance.
    """
    return {name.removeprefix(f"{number}.") for name in names}


def unmanaged_properties(
    kind: str, set_now: Collection[str], set_before: Collection[str], *, default_tags: bool
) -> list[str]:
    """Return the properties of a child whose changes are ignored, so that AWS's values stay.

    A property that the program set in the last update and no longer sets is not among them: pulumi-aws resets it.

    Args:
        kind: the child's type token.
        set_now: properties in the child's inputs.
        set_before: properties that the last update set.
        default_tags: whether the provider has default tags, which its settings can change.
    """
    unset = [name for name in reset_properties(kind) if name not in set_now]
    unmanaged = [name for name in unset if name == _LIMITS or name not in set_before]
    return [*unmanaged, _ALL_TAGS] if _TAGS in unmanaged and not default_tags else unmanaged
