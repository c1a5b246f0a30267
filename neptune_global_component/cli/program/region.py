"""The arguments of one region: what differs from the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.cli.program.values import Field, Record
from neptune_global_component.core.facts import answers
from neptune_global_component.core.inputs.spec import RegionSpec
from neptune_global_component.core.plan.instance_names import instance_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from neptune_global_component.cli.program.tags import Tags
    from neptune_global_component.cli.program.values import Value
    from neptune_global_component.core.facts.details import ClusterDetails
    from neptune_global_component.core.facts.observed import ObservedGlobalCluster

_PORT, _RETENTION_DAYS, _DEFAULT = 8182, 1, "default"
_INHERITED = ("instance_class", "neptune_parameter_group_name")


def region_record(
    found: ObservedGlobalCluster, cluster: ClusterDetails, tags: Tags, deletion: Mapping[str, Value] | None
) -> Record:
    """Return the arguments of a region.

    Args:
        found: the global cluster.
        cluster: the region's cluster.
        tags: the tags of the program.
        deletion: what the stack sets for a deletion of the cluster; None if it is in no stack.
    """
    fields = [
        *_identity(found, cluster),
        *_instances(cluster, tags),
        *_network(cluster),
        *_settings(cluster),
        *_protection(found, cluster),
        *_deletion(cluster, deletion),
    ]
    comment = ""
    if cluster.region in tags.unwritten:
        comment = "Tags are not set here: an instance lacks a tag of its cluster. AWS keeps the tags of both."
        fields[0] = Field(fields[0].name, fields[0].value, comment)
    elif own := tags.regions[cluster.region]:
        fields.append(Field("tags", own))
    return Record("Region", tuple(fields))


def _identity(found: ObservedGlobalCluster, cluster: ClusterDetails) -> Iterator[Field]:
    if cluster.identifier != f"{found.identifier}-{cluster.region}":
        yield Field("cluster_identifier", cluster.identifier)


def _instances(cluster: ClusterDetails, tags: Tags) -> Iterator[Field]:
    ordered = _in_order(cluster)
    if not ordered:
        yield Field("instances", 0)
        return
    each = [_instance(one, tags) for one in ordered]
    shared = {key: _most_common([one[key] for one in each if key in one]) for key in _INHERITED}
    # A region's parameter group is that of every instance: one instance can't have the default group.
    if not all("neptune_parameter_group_name" in one for one in each):
        shared["neptune_parameter_group_name"] = None
    yield Field("instance_class", str(shared["instance_class"]))
    own = [{key: value for key, value in one.items() if shared.get(key) != value} for one in each]
    if any(own):
        records = [Record("Instance", tuple(Field(key, value) for key, value in one.items())) for one in own]
        yield Field("instance_settings", records)
    elif len(each) > 1:
        yield Field("instances", len(each))
    if shared["neptune_parameter_group_name"]:
        yield Field("neptune_parameter_group_name", str(shared["neptune_parameter_group_name"]))


def _in_order(cluster: ClusterDetails) -> list[Mapping[str, Any]]:
    """Return the instances in the order of their numbers after the adoption."""
    observed = answers.cluster(cluster.entry)
    names = instance_names(RegionSpec(cluster.region, cluster.identifier, len(cluster.instances)), {}, observed)
    entries = {one["DBInstanceIdentifier"]: one for one in cluster.instances}
    return [entries[str(names[number])] for number in range(1, len(entries) + 1)]


def _instance(entry: Mapping[str, Any], tags: Tags) -> dict[str, Any]:
    values: dict[str, Any] = {"instance_class": _applied(entry)["DBInstanceClass"]}
    for group in entry.get("DBParameterGroups") or ():
        if not _is_default(group["DBParameterGroupName"]):
            values["neptune_parameter_group_name"] = group["DBParameterGroupName"]
    if own := tags.instances.get(entry["DBInstanceArn"]):
        values["tags"] = own
    return values


def _most_common(values: Sequence[str]) -> str | None:
    return max(values, key=values.count) if values else None


def _network(cluster: ClusterDetails) -> Iterator[Field]:
    entry = cluster.entry
    if entry.get("DBSubnetGroup") not in {None, _DEFAULT}:
        yield Field("neptune_subnet_group_name", entry["DBSubnetGroup"])
    groups = sorted(one["VpcSecurityGroupId"] for one in entry.get("VpcSecurityGroups") or ())
    if groups and not cluster.has_default_security_group:
        yield Field("vpc_security_group_ids", groups)
    if entry.get("Port") not in {None, _PORT}:
        yield Field("port", entry["Port"])
    if cluster.instances and all(one.get("PubliclyAccessible") for one in cluster.instances):
        yield Field("publicly_accessible", value=True)


def _settings(cluster: ClusterDetails) -> Iterator[Field]:
    entry = _applied(cluster.entry)
    if entry.get("KmsKeyId") and entry.get("StorageEncrypted") and not cluster.has_default_key:
        yield Field("kms_key_arn", entry["KmsKeyId"])
    if not _is_default(entry.get("DBClusterParameterGroup")):
        yield Field("neptune_cluster_parameter_group_name", entry["DBClusterParameterGroup"])
    if entry.get("BackupRetentionPeriod") not in {None, _RETENTION_DAYS}:
        yield Field("backup_retention_period", entry["BackupRetentionPeriod"])
    for name, key in (
        ("iam_database_authentication_enabled", "IAMDatabaseAuthenticationEnabled"),
        ("copy_tags_to_snapshot", "CopyTagsToSnapshot"),
    ):
        if entry.get(key):
            yield Field(name, value=True)
    if roles := sorted(one["RoleArn"] for one in entry.get("AssociatedRoles") or ()):
        yield Field("iam_roles", roles)
    if logs := sorted(entry.get("EnabledCloudwatchLogsExports") or ()):
        yield Field("enable_cloudwatch_logs_exports", logs)
    if scaling := entry.get("ServerlessV2ScalingConfiguration"):
        limits = {"min_capacity": scaling.get("MinCapacity"), "max_capacity": scaling.get("MaxCapacity")}
        fields = tuple(Field(name, float(value)) for name, value in limits.items() if value is not None)
        yield Field("serverless_v2_scaling_configuration", Record("ServerlessV2ScalingConfiguration", fields))
    if entry.get("StorageType") == "iopt1":
        yield Field("storage_type", "iopt1")


def _protection(found: ObservedGlobalCluster, cluster: ClusterDetails) -> Iterator[Field]:
    protection = bool(cluster.entry.get("DeletionProtection"))
    if protection != bool(found.deletion_protection):
        yield Field("deletion_protection", protection)


def _deletion(cluster: ClusterDetails, deletion: Mapping[str, Value] | None) -> Iterator[Field]:
    if deletion:
        yield from (Field(name, value) for name, value in deletion.items())
    else:
        yield Field("final_snapshot_identifier", _final_snapshot(cluster))


def _final_snapshot(cluster: ClusterDetails) -> str:
    """Return a free name: with another one, a destroy would fail after it has deleted the instances."""
    endings = ("-final", *(f"-final-{number}" for number in range(2, len(cluster.snapshots) + 2)))
    names = (f"{cluster.identifier}{one}" for one in endings)
    return next(one for one in names if one not in cluster.snapshots)


def _applied(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entry after the changes that AWS has pending: the second update would undo them otherwise."""
    return {**entry, **(entry.get("PendingModifiedValues") or {})}


def _is_default(group: str | None) -> bool:
    return group is None or group.startswith(f"{_DEFAULT}.")
