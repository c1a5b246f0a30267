"""Read everything about a database that a program describes; a failed read is an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.describe import describe_entries, read_caller, read_each, read_global_cluster
from neptune_global_component.aws.operations.tags import read_tags
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.answers import required
from neptune_global_component.core.facts.details import ClusterDetails, DatabaseDetails
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster


def read_details(connect: Connect, identifier: str) -> DatabaseDetails:
    """Read a global database, or a DB cluster that is in none.

    Args:
        connect: returns the boto3 client of a service and a region.
        identifier: the identifier of the global cluster or the DB cluster, in lower case.

    Raises:
        NeptuneGlobalError: there is none, it is not of Neptune, or AWS did not answer or returned an error.
    """
    found = read_global_cluster(connect, identifier)
    if found is None:
        return DatabaseDetails(None, (_read_single_cluster(connect, identifier),))
    _check_engine("global cluster", identifier, found.engine)
    return _read_global_database(connect, found)


def _read_global_database(connect: Connect, found: ObservedGlobalCluster) -> DatabaseDetails:
    members = found.in_order
    with ThreadPoolExecutor(1) as threads:
        tags = threads.submit(read_tags, connect, found.arn)
        clusters = read_each(lambda one: _read_cluster(connect, one.region, one.identifier), members)
    return DatabaseDetails(
        found, tuple(_existing(one, arn.arn) for one, arn in zip(clusters, members, strict=True)), tags.result()
    )


def _existing(found: ClusterDetails | None, arn: str) -> ClusterDetails:
    if found is None:
        raise ReadError(f"The member {arn} was not found in its region: it was deleted or renamed. Try again.")
    return found


def _read_single_cluster(connect: Connect, identifier: str) -> ClusterDetails:
    region = connect("neptune").meta.region_name
    found = _read_cluster(connect, region, identifier)
    if found is None:
        raise ReadError(
            f"There is no global cluster and no DB cluster {identifier!r} in {read_caller(connect)}. Check the "
            "identifier, name one of its regions with --region, or another account with --profile."
        )
    _check_engine("DB cluster", identifier, found.entry.get("Engine"))
    if member_of := found.entry.get("GlobalClusterIdentifier"):
        raise ReadError(
            f"{identifier!r} is a member of the global cluster {member_of!r}. Run `neptune-global import {member_of}`."
        )
    return found


def _check_engine(what: str, identifier: str, engine: str | None) -> None:
    if engine not in {None, ENGINE}:
        raise ReadError(f"{identifier!r} is a {what} of {engine}, not of Neptune. Check the identifier.")


def _read_cluster(connect: Connect, region: str, identifier: str) -> ClusterDetails | None:
    entry = next(iter(describe_entries(connect, region, "DBClusters", DBClusterIdentifier=identifier)), None)
    if entry is None:
        return None
    if entry.get("Engine") not in {None, ENGINE}:
        return ClusterDetails(entry)
    arn = required(entry, "DBClusterArn")
    of_the_cluster = [{"Name": "db-cluster-id", "Values": [ClusterArn.parse(arn).identifier]}]
    instances = describe_entries(connect, region, "DBInstances", Filters=of_the_cluster)
    snapshots = describe_entries(connect, region, "DBClusterSnapshots", DBClusterIdentifier=identifier)
    arns = [arn, *(required(one, "DBInstanceArn") for one in instances)]
    tags = read_each(partial(_read_tags, connect, region), arns)
    return ClusterDetails(
        entry,
        tuple(instances),
        dict(zip(arns, tags, strict=True)),
        frozenset(str(one.get("DBClusterSnapshotIdentifier")) for one in snapshots),
        has_default_security_group=_has_default_security_group(connect, region, entry),
        has_default_key=_has_default_key(connect, region, entry),
    )


def _read_tags(connect: Connect, region: str, arn: str) -> dict[str, str]:
    answer = call(connect, region, "ListTagsForResource", ResourceName=arn)
    return {one["Key"]: one.get("Value", "") for one in answer.get("TagList") or ()}


def _has_default_security_group(connect: Connect, region: str, entry: Mapping[str, Any]) -> bool:
    groups = [one["VpcSecurityGroupId"] for one in entry.get("VpcSecurityGroups") or ()]
    if len(groups) > 1:
        return False
    found = _optional(connect, region, "ec2", "describe_security_groups", GroupIds=groups) if groups else None
    return not groups or bool(found and found["SecurityGroups"][0].get("GroupName") == "default")


def _has_default_key(connect: Connect, region: str, entry: Mapping[str, Any]) -> bool:
    key = entry.get("KmsKeyId")
    found = _optional(connect, region, "kms", "describe_key", KeyId=key) if key else None
    return key is None or bool(found and found["KeyMetadata"].get("KeyManager") == "AWS")


def _optional(connect: Connect, region: str, service: str, operation: str, **parameters: object) -> Any:  # noqa: ANN401
    """Call an operation of another service; without the permission for it the program names one value more."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - a quarter of a second, for reads only

    try:
        return getattr(connect(service, region), operation)(**parameters)
    except (BotoCoreError, ClientError):
        return None
