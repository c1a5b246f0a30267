"""Checks that AWS offers a new engine version and new instance classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.global_cluster import FIRST_GLOBAL_VERSION
from neptune_global_component.core.inputs.rules.region import BURSTABLE
from neptune_global_component.core.messages import Finding, Value
from neptune_global_component.core.names import EngineVersion
from neptune_global_component.core.plan import intended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.plan.plan import Plan


def unknown_version(plan: Plan) -> Iterator[Finding]:
    """AWS offers the engine version of a new global cluster.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeDBEngineVersions.html

    Args:
        plan: the plan of the update.
    """
    wanted = intended.first_version(plan)
    versions = [one for text in plan.reading.other_versions if (one := EngineVersion.of_aws(text))]
    offered = sorted(one for one in versions if one >= FIRST_GLOBAL_VERSION)
    if wanted is not None and offered:
        yield Finding(
            "unknown-version",
            "engine_version",
            "{wanted} is not an engine version that AWS has. Set one of the newest ({newest}) or another one that AWS "
            "has, or remove {engine_version}.",
            wanted=Value("engine_version", wanted),
            newest=[str(one) for one in offered[-5:]],
        )


def classes_not_offered(plan: Plan) -> Iterator[Finding]:
    """AWS offers a new instance class for the engine version in its region.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/API_DescribeOrderableDBInstanceOptions.html

    Args:
        plan: the plan of the update.
    """
    for (region, wanted), others in plan.reading.other_classes.items():
        path = f'regions["{region}"].instance_class'
        family, _, size = wanted.rpartition(".")
        usable = sorted(one for one in others if not one.startswith(BURSTABLE))
        same_family = [one for one in usable if one.startswith(f"{family}.")]
        near = same_family or [one for one in usable if one.endswith(f".{size}")]
        yield Finding(
            "class-not-offered",
            path,
            "{wanted} is not an instance class that AWS offers for the engine version in {region}. Set one that it "
            "offers, for example {near}.",
            wanted=Value(path, wanted),
            region=region,
            near=near or usable,
        )
