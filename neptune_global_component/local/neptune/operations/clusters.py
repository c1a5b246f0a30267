"""CreateDBCluster, ModifyDBCluster, DeleteDBCluster, and the restore operations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBSubnetGroupNotFoundError, InvalidDBClusterStateFault

from neptune_global_component.local.neptune import store, versions
from neptune_global_component.local.neptune.cluster import NeptuneCluster
from neptune_global_component.local.neptune.exceptions import (
    DBClusterAlreadyExistsFault,
    DBClusterParameterGroupNotFound,
)
from neptune_global_component.local.neptune.operations import snapshots, subnet_groups
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.operations.parameter_groups import cluster_groups
from neptune_global_component.local.neptune.rules import (
    deletion,
    encryption,
    engines,
    limits,
    membership,
    restoring,
    states,
    upgrades,
    windows,
)
from neptune_global_component.local.neptune.rules.identifiers import parse_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.neptune.global_cluster import GlobalCluster

# RestoreDBClusterToPointInTime's inputs that CreateDBCluster has too.
_RESTORED = (
    "db_cluster_identifier",
    "db_cluster_parameter_group_name",
    "db_subnet_group_name",
    "deletion_protection",
    "enable_cloudwatch_logs_exports",
    "enable_iam_database_authentication",
    "kms_key_id",
    "port",
    "serverless_v2_scaling_configuration",
    "storage_type",
    "tags",
    "vpc_security_group_ids",
)


class ClusterOperations(Operations):
    """Clusters of the region that the call is signed for."""

    def create_db_cluster(self) -> ActionResult:
        """CreateDBCluster: creates a standalone cluster, or the next member of a global cluster."""
        return ActionResult({"DBCluster": _create(self, self.params)})

    def restore_db_cluster_from_snapshot(self) -> ActionResult:
        """RestoreDBClusterFromSnapshot: creates a standalone cluster with the snapshot's properties."""
        snapshot = self.backend.get_db_cluster_snapshot(self.params["SnapshotIdentifier"])
        inherited = {
            "engine_version": snapshot.engine_version,
            "storage_encrypted": snapshot.storage_encrypted,
            "kms_key_id": snapshot.kms_key_id,
            "port": snapshot.port,
        }
        overrides = {name: value for name, value in self.params.items() if name != "snapshot_identifier"}
        return ActionResult({"DBCluster": _create(self, inherited | overrides)})

    def restore_db_cluster_to_point_in_time(self) -> ActionResult:
        """RestoreDBClusterToPointInTime: creates a standalone cluster with the source cluster's properties."""
        source = store.find_cluster(self.backend, self.params["SourceDBClusterIdentifier"])
        latest = self.params.get("UseLatestRestorableTime") or False
        restoring.check_time(has_time="RestoreToTime" in self.params, latest=latest)
        inherited = {
            "engine": source.engine,
            "engine_version": source.engine_version,
            "storage_encrypted": source.storage_encrypted,
            "kms_key_id": source.kms_key_id,
            "port": source.port,
        }
        overrides = {name: value for name, value in self.params.items() if name in _RESTORED}
        return ActionResult({"DBCluster": _create(self, inherited | overrides)})

    def describe_db_clusters(self) -> ActionResult:
        """DescribeDBClusters, with paging."""
        clusters = self.backend.describe_db_clusters(self.params.get("DBClusterIdentifier"), filters=self.filters)
        return self.page("DBClusters", clusters)

    def modify_db_cluster(self) -> ActionResult:
        """ModifyDBCluster: a new version or identifier stays pending unless applied immediately."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        _check_settings(self.params, cluster.engine_version)
        requested_version, instance_group = (
            self.params.get("EngineVersion"),
            self.params.get("DBInstanceParameterGroupName"),
        )
        version = requested_version or cluster.engine_version
        if version != cluster.engine_version:
            _check_upgrade(self, cluster, version)
        _check_group(self, self.params.get("DBClusterParameterGroupName"), version)
        changes = cluster.with_pending(
            {"EngineVersion": requested_version, "DBClusterIdentifier": _new_identifier(self, cluster)}
        )
        if versions.is_major(cluster.engine_version, version):
            # They belong to the new version's family.
            cluster.upgrade_groups = (self.params.pop("DBClusterParameterGroupName", None), instance_group)
        cluster.modify(self.params)
        apply = self.params.get("ApplyImmediately")
        cluster.pending_modified_values = {} if apply else changes
        return ActionResult({"DBCluster": _apply_changes(self, cluster, changes if apply else {})})

    def promote_read_replica_db_cluster(self) -> ActionResult:
        """PromoteReadReplicaDBCluster: always fails, because Neptune has no such replicas."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        # Message inferred: the API reference says "Not supported".
        raise InvalidDBClusterStateFault(f"Cluster {cluster.db_cluster_identifier} is not a read replica.")

    def delete_db_cluster(self) -> ActionResult:
        """DeleteDBCluster: requires a standalone, unprotected cluster without instances."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        identifier, snapshot = cluster.db_cluster_identifier, self.params.get("FinalDBSnapshotIdentifier")
        states.check_cluster_not_deleting(identifier, deleting=cluster.is_deleting)
        deletion.check_cluster_unprotected(protected=bool(cluster.deletion_protection))
        deletion.check_detached(
            is_member=cluster.global_cluster is not None,
            is_writer=cluster.global_cluster is not None and not cluster.is_secondary,
            secondaries=len(cluster.secondaries),
        )
        deletion.check_no_instances(len(cluster.instances))
        skip = self.params.get("SkipFinalSnapshot") or False
        deletion.check_final_snapshot(identifier, snapshot, cluster.status, skip=skip)
        if snapshot:
            snapshots.create(self, cluster, snapshot)
        return ActionResult({"DBCluster": cluster.begin("deleting", self.seconds)})


def _create(call: Operations, params: Mapping[str, Any]) -> NeptuneCluster:
    engines.check_engine(params.get("engine"))
    identifier = parse_identifier("DBClusterIdentifier", params["db_cluster_identifier"])
    if identifier in call.backend.clusters:
        raise DBClusterAlreadyExistsFault
    encrypted = bool(params.get("storage_encrypted"))
    encryption.check_key(params.get("kms_key_id"), call.region, encrypted=encrypted)
    name = params.get("global_cluster_identifier")
    global_cluster = store.find_global_cluster(call.current_account, call.region, name) if name else None
    version = _version(params, global_cluster)
    _check_settings(params, version)
    limits.check_zones_of_region(params.get("availability_zones") or [], call.region)
    _check_group(call, params.get("db_cluster_parameter_group_name"), version)
    _check_subnet_group(call, params.get("db_subnet_group_name"))
    if global_cluster:
        _check_joining(call, global_cluster, params, version, encrypted=encrypted)
    created = NeptuneCluster(call.backend, {**params, "db_cluster_identifier": identifier}, engine_version=version)
    call.backend.clusters[identifier] = created
    if global_cluster:
        global_cluster.join(created)
    return created.begin("creating", call.seconds)


def _check_settings(params: Mapping[str, Any], version: str) -> None:
    limits.check_port(params.get("port"))
    limits.check_retention(params.get("backup_retention_period"))
    limits.check_capacity(params.get("serverless_v2_scaling_configuration"))
    windows.check_windows(params.get("preferred_maintenance_window"), params.get("preferred_backup_window"))
    engines.check_storage_type(params.get("storage_type"), version)
    changed = params.get("cloudwatch_logs_export_configuration") or {}
    engines.check_logs(params.get("enable_cloudwatch_logs_exports") or changed.get("EnableLogTypes") or [], version)


def _version(params: Mapping[str, Any], global_cluster: GlobalCluster | None) -> str:
    requested = params.get("engine_version")
    return global_cluster.engine_version if global_cluster and requested is None else engines.parse_version(requested)


def _check_joining(
    call: Operations, global_cluster: GlobalCluster, params: Mapping[str, Any], version: str, *, encrypted: bool
) -> None:
    name = global_cluster.global_cluster_identifier
    states.check_global_cluster_available(name, global_cluster.status)
    membership.check_place(name, call.region, [member.region for member in global_cluster.members])
    membership.check_same_version(name, global_cluster.engine_version, version)
    encryption.check_same_encryption(name, global_encrypted=global_cluster.storage_encrypted, encrypted=encrypted)
    primary = global_cluster.writer
    if primary is None:
        return
    membership.check_replica_inputs(params)
    membership.check_can_replicate(
        primary.arn, available=primary.status == "available", instance_available=primary.has_available_instance
    )
    limits.check_readers(
        primary.db_cluster_identifier,
        len(primary.instances),
        is_secondary=False,
        secondaries=len(global_cluster.secondaries) + 1,
    )


def _check_group(call: Operations, name: str | None, version: str) -> None:
    if name is None:
        return
    group = cluster_groups(call).get(name)
    if group is None:
        raise DBClusterParameterGroupNotFound(name)
    engines.check_family(name, group.db_parameter_group_family, version)


def _check_subnet_group(call: Operations, name: str | None) -> None:
    if name in {None, subnet_groups.DEFAULT}:
        subnet_groups.ensure_default(call)
    elif name not in call.backend.subnet_groups:
        raise DBSubnetGroupNotFoundError(str(name))


def _check_upgrade(call: Operations, cluster: NeptuneCluster, version: str) -> None:
    current, secondaries = cluster.engine_version, cluster.secondaries
    upgrades.check_path(current, version)
    upgrades.check_no_major_of_member(current, version, is_member=cluster.global_cluster is not None)
    allowed = call.params.get("AllowMajorVersionUpgrade") or False
    upgrades.check_major_allowed(current, version, allowed=allowed)
    upgrades.check_minor_in_global_cluster(current, version, secondaries=len(secondaries))
    upgrades.check_has_instance(len(cluster.instances))
    if not cluster.is_secondary:
        upgrades.check_order(cluster.db_cluster_identifier, version, [one.engine_version for one in secondaries])
    upgrades.check_instance_group(current, version, call.params.get("DBInstanceParameterGroupName"))


def _apply_changes(call: Operations, cluster: NeptuneCluster, changes: Mapping[str, str]) -> NeptuneCluster:
    _rename(call, cluster, changes.get("DBClusterIdentifier", cluster.db_cluster_identifier))
    if "EngineVersion" not in changes:
        return cluster.begin("modifying", call.seconds)
    upgrade = partial(cluster.upgrade, changes["EngineVersion"], *cluster.upgrade_groups)
    return cluster.begin("upgrading", call.seconds, upgrade)


def apply_upgrade(call: Operations, cluster: NeptuneCluster) -> None:
    """Start the upgrade that is pending for the maintenance window.

    Args:
        call: the call that applies it.
        cluster: a cluster with a pending engine version.
    """
    states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
    _apply_changes(call, cluster, {"EngineVersion": cluster.pending_modified_values["EngineVersion"]})


def _new_identifier(call: Operations, cluster: NeptuneCluster) -> str | None:
    pending = cluster.pending_modified_values.get("DBClusterIdentifier")
    requested = call.params.get("NewDBClusterIdentifier") or pending
    if requested is None:
        return None
    identifier = parse_identifier("NewDBClusterIdentifier", requested)
    if call.backend.clusters.get(identifier, cluster) is not cluster:
        raise DBClusterAlreadyExistsFault
    return identifier


def _rename(call: Operations, cluster: NeptuneCluster, identifier: str) -> None:
    instances = cluster.instances
    del call.backend.clusters[cluster.db_cluster_identifier]
    call.backend.clusters[identifier] = cluster
    cluster.db_cluster_identifier = identifier
    for instance in instances:
        instance.db_cluster_identifier = identifier
