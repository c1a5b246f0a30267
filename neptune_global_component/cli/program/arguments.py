"""Turn what AWS has into a program: a component that adopts it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.cli.program.region import region_record
from neptune_global_component.cli.program.tags import Tags, settable, tags_of
from neptune_global_component.cli.program.values import Field, Program, Record
from neptune_global_component.core.inputs.rules.global_cluster import LONGEST_IDENTIFIER
from neptune_global_component.core.inputs.rules.region import BURSTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.cli.program.stack import PlainResources
    from neptune_global_component.core.facts.details import ClusterDetails, DatabaseDetails
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_KEPT = (
    "Settings that are not here keep AWS's values: maintenance and backup windows, promotion tiers, availability "
    "zones, automatic minor version upgrades, and tags set outside of this program."
)
_LOCAL_SETTINGS = (
    "The first update also sets applyImmediately and what a deletion does (finalSnapshotIdentifier or "
    "skipFinalSnapshot). AWS does not store these settings, so they are updates that change nothing there."
)
_SUFFIX = "-global"


def program_of(details: DatabaseDetails, plain: PlainResources | None) -> Program:
    """Return the program for a database.

    Args:
        details: the database.
        plain: the plain resources of the stack that become children; None without a stack.
    """
    if details.global_cluster is None:
        return _from_source(details.clusters[0])
    return _adoption(details, details.global_cluster, plain)


def _from_source(cluster: ClusterDetails) -> Program:
    name = f"{cluster.identifier[: LONGEST_IDENTIFIER - len(_SUFFIX)].rstrip('-')}{_SUFFIX}"
    fields = (Field("global_cluster_identifier", name), Field("source_db_cluster_identifier", cluster.arn))
    comment = (
        f"The DB cluster {cluster.identifier} in {cluster.region} is in no global database. The first update creates "
        "the global cluster with it as the primary, and nothing else in AWS. The DB cluster itself does not change, "
        "and stays outside of this component. If Pulumi or Terraform manages it, make them ignore changes to its "
        "global cluster identifier, replication source identifier and engine version: otherwise they detach it."
    )
    return Program(name, Record("GlobalCluster", fields), (comment, *_rejected_classes(cluster)))


def _rejected_classes(cluster: ClusterDetails) -> Iterator[str]:
    """Announce that AWS does not create a global cluster from burstable instances.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html
    """
    classes = {str(one["DBInstanceIdentifier"]): str(one["DBInstanceClass"]) for one in cluster.instances}
    if burstable := [f"{name} ({one})" for name, one in classes.items() if one.startswith(BURSTABLE)]:
        yield (
            f"AWS rejects the instance classes of {', '.join(burstable)} in a global database. Change them before the "
            "first update."
        )


def _adoption(details: DatabaseDetails, found: ObservedGlobalCluster, plain: PlainResources | None) -> Program:
    tags = tags_of(details, plain) if details.clusters else Tags(common=settable(details.tags))
    regions = {
        one.region: region_record(found, one, tags, plain.deletion(one.arn) if plain else None)
        for one in sorted(details.clusters, key=lambda one: one.region)
    }
    is_set = not regions or (plain is not None and plain.has_local_settings(details))
    comments = [_KEPT, *([] if is_set else [_LOCAL_SETTINGS]), *_default_tags(details, plain), *_pending(details)]
    return Program(found.identifier, Record("GlobalCluster", tuple(_fields(found, tags, regions))), tuple(comments))


def _fields(found: ObservedGlobalCluster, tags: Tags, regions: dict[str, Record]) -> Iterator[Field]:
    yield Field("global_cluster_identifier", found.identifier)
    yield Field("adopt", value=True, comment="You can remove this after the first update.")
    if found.engine_version:
        yield Field("engine_version", found.engine_version)
    if found.storage_encrypted:
        yield Field("storage_encrypted", value=True)
    if found.deletion_protection:
        yield Field("deletion_protection", value=True)
    if len(regions) > 1 and found.writer:
        yield Field("primary_region", found.writer.region)
    if regions:
        yield Field("regions", regions)
    if tags.common:
        yield Field("tags", tags.common)


def _default_tags(details: DatabaseDetails, plain: PlainResources | None) -> Iterator[str]:
    """Announce the only tags that an adoption adds: pulumi-aws can't tag a global cluster, the component can."""
    defaults = set().union(*(plain.default_tags(arn) for arn in details.arns)) if plain else set()
    if new := sorted(defaults - details.tags.keys()):
        yield (
            f"The provider has default tags: {', '.join(new)}. The first update adds them to the global cluster, which "
            "pulumi-aws can't tag."
        )


def _pending(details: DatabaseDetails) -> Iterator[str]:
    """Announce changes that AWS has pending: pulumi-aws applies them when it sets applyImmediately."""
    for cluster in details.clusters:
        entries = {str(one["DBInstanceIdentifier"]): one for one in cluster.instances}
        for name, entry in {cluster.identifier: cluster.entry, **entries}.items():
            if pending := sorted(entry.get("PendingModifiedValues") or {}):
                yield (
                    f"AWS has changes of {name} pending for the next maintenance window: {', '.join(pending)}. The "
                    "first update applies them immediately, which may restart instances. The arguments here have the "
                    "new values."
                )
