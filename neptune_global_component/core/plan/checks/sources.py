"""Checks of the source cluster before a global cluster is created from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.global_cluster import FIRST_GLOBAL_VERSION
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.messages import Finding, Identifier, Value, Version
from neptune_global_component.core.names import EngineVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.observed import ObservedCluster
    from neptune_global_component.core.plan.plan import Plan

_SOURCE = "source_db_cluster_identifier"


def absent_source(plan: Plan) -> Iterator[Finding]:
    """The source cluster exists when the global cluster is created; a preview only warns.

    Args:
        plan: the plan of the update.
    """
    source = known(plan.spec.source_db_cluster_identifier)
    if source is not None and plan.reading.source is None and _creates_from_source(plan):
        yield Finding(
            "no-such-source",
            _SOURCE,
            "{source} does not exist in AWS. Check identifier, region and account. For a cluster of the same program, "
            "set its output `arn`.",
            source=Value(_SOURCE, source),
        )


def _creates_from_source(plan: Plan) -> bool:
    return plan.is_absent and not plan.state.has_global_cluster


def unfit_source(plan: Plan) -> Iterator[Finding]:
    """Yield why AWS would not create a global cluster from the source cluster.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html

    Args:
        plan: the plan of the update, with the source cluster in AWS.
    """
    source = plan.reading.source
    if source is None or not _creates_from_source(plan):
        return
    if source.global_cluster:
        yield _member_already(source, source.global_cluster)
    elif (version := EngineVersion.of_aws(source.engine_version)) and version < FIRST_GLOBAL_VERSION:
        yield _too_old(source, version)
    else:
        yield from _another_version(plan, source.engine_version)


def _member_already(source: ObservedCluster, other: str) -> Finding:
    """The source cluster is not a member of another global cluster."""
    return Finding(
        "source-is-member",
        _SOURCE,
        "{source} is already a member of the global cluster {other!r}. Set {global_cluster_identifier}: {other!r} and "
        "{adopt}: true to import that one, or detach the cluster from it first.",
        source=Value(_SOURCE, source.arn),
        other=Identifier(other),
    )


def _too_old(source: ObservedCluster, version: EngineVersion) -> Finding:
    """A source cluster runs engine version 1.2.0.0 or later."""
    return Finding(
        "source-too-old",
        _SOURCE,
        "{source} runs {version}, which is too old for a global database. Upgrade the cluster to {first} or later "
        "first.",
        source=Value(_SOURCE, source.arn),
        version=Version(str(version)),
        first=FIRST_GLOBAL_VERSION,
    )


def _another_version(plan: Plan, runs: str | None) -> Iterator[Finding]:
    """A global cluster is created with the engine version of its source."""
    wanted = known(plan.spec.engine_version)
    if runs is not None and wanted not in {None, runs}:
        yield Finding(
            "not-the-version-of-the-source",
            "engine_version",
            "{wanted} is not the version of the source cluster: a global cluster is created with the version of its "
            "source, {runs}. Set {runs!r} or remove {engine_version} now, and upgrade in a later update.",
            wanted=Value("engine_version", wanted),
            runs=Version(runs),
        )
