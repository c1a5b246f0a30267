"""What is refused of the source cluster of a global cluster that is about to be created."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.rules.global_cluster import FIRST_GLOBAL_VERSION
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.plan.plan import Plan


def absent_source(plan: Plan) -> list[Finding]:
    """Say that the source cluster is not there: before an update it may be missing, in an update it must be there.

    Args:
        plan: what is wanted.
    """
    key = "source_db_cluster_identifier"
    source = known(plan.spec.source_db_cluster_identifier)
    if source is None or plan.reading.source is not None or not _is_linked_now(plan):
        return []
    return [
        Finding(
            key,
            f"{plan.spec.shown(key, source)} is no cluster that AWS has: check identifier, region and account. One of "
            "the same program is named by its output `arn`.",
        )
    ]


def _is_linked_now(plan: Plan) -> bool:
    return plan.is_creation and not (plan.declared and plan.declared.has_global_cluster)


def unfit_source(plan: Plan) -> Iterator[Finding]:
    """AWS makes a global cluster of a cluster of a version for it, that is a member of no other one.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        plan: what is wanted, and the source cluster that AWS has.
    """
    key, found = "source_db_cluster_identifier", plan.reading.source
    if found is None or not _is_linked_now(plan):
        return
    shown = plan.spec.shown(key, found.arn)
    if found.global_cluster:
        yield Finding(
            key,
            f"{shown} is a member of the global cluster {found.global_cluster!r} already. Set "
            f"global_cluster_identifier: {found.global_cluster!r} and adopt: true to import that one, or detach the "
            "cluster from it first.",
        )
    elif (version := EngineVersion.of_aws(found.engine_version)) and version < FIRST_GLOBAL_VERSION:
        yield Finding(
            key,
            f"{shown} runs {version}, which is too old for a global database: upgrade the cluster to "
            f"{FIRST_GLOBAL_VERSION} or later first.",
        )
    else:
        yield from _another_version(plan, found.engine_version)


def _another_version(plan: Plan, runs: str | None) -> Iterator[Finding]:
    key = "engine_version"
    wanted = known(plan.spec.engine_version)
    if runs is not None and wanted not in {None, runs}:
        yield Finding(
            key,
            f"{plan.spec.shown(key, wanted)} is not the version of the source cluster: a global cluster is created "
            f"with its source's, {runs}. Set {runs!r} or remove engine_version now, and upgrade in a later update.",
        )
