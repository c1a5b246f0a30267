"""`aws:neptune/cluster:Cluster`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.membership import global_cluster_of, remove_from_global_cluster
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts, name_of, prefix_of
from neptune_global_component.local.provider.resources.cluster_properties import PROPERTIES

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

PENDING_CHANGES = "available-with-pending-modified-values"
CREATING = (
    "creating",
    "backing-up",
    "modifying",
    "preparing-data-migration",
    "migrating",
    "configuring-iam-database-auth",
    "upgrading",
)
DELETING = ("available", "deleting", "backing-up", "modifying")
# RestoreDBClusterFromSnapshot does not accept these. The AWS provider drops them, or sends some of them afterwards.
NOT_RESTORED = (
    "BackupRetentionPeriod",
    "DBClusterParameterGroupName",
    "GlobalClusterIdentifier",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "ReplicationSourceIdentifier",
    "StorageEncrypted",
)
AFTER_RESTORE = ("BackupRetentionPeriod", "DBClusterParameterGroupName", "VpcSecurityGroupIds")
# How long the AWS provider retries while a cluster's state does not allow changes.
STATE_RETRY_SECONDS = 300.0
# The provider sends no ModifyDBCluster for these.
NOT_MODIFIED = ("tags", "tagsAll", "globalClusterIdentifier", "iamRoles", "skipFinalSnapshot")


class Cluster(Resource):
    """A Neptune cluster."""

    token = "aws:neptune/cluster:Cluster"  # noqa: S105 - a type token
    title = "Neptune Cluster"
    timeouts = Timeouts(create=120, update=120, delete=120)
    properties = PROPERTIES

    def create(self, aws: Aws, values: Values) -> str:
        """Call CreateDBCluster or RestoreDBClusterFromSnapshot."""
        name = name_of(values, "clusterIdentifier", "clusterIdentifierPrefix")
        parameters = self.parameters(values) | {
            "CopyTagsToSnapshot": bool(values["copyTagsToSnapshot"]),
            "DBClusterIdentifier": name,
            "DeletionProtection": bool(values["deletionProtection"]),
        }
        operation = "CreateDBCluster"
        if values["snapshotIdentifier"]:
            operation = "RestoreDBClusterFromSnapshot"
            parameters["SnapshotIdentifier"] = values["snapshotIdentifier"]
            parameters = {key: value for key, value in parameters.items() if key not in NOT_RESTORED}
        with doing(f"creating Neptune Cluster ({name})"):
            aws.call(operation, **parameters)
        return name

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Wait until the cluster is available, attach the roles, and set inputs that a restore does not accept."""
        with doing(f"waiting for Neptune Cluster ({resource_id}) create"):
            aws.wait(lambda: self._status(aws, resource_id), CREATING, "available")
        _attach_roles(aws, resource_id, values["iamRoles"] or [])
        if values["snapshotIdentifier"]:
            parameters = self.parameters(values)
            late = {key: parameters[key] for key in AFTER_RESTORE if key in parameters}
            self._modify(aws, resource_id, late | {"ApplyImmediately": True})

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the cluster's description."""
        with doing(f"reading Neptune Cluster ({resource_id})"):
            matches = aws.find(
                "DescribeDBClusters", "DBClusters", ("DBClusterNotFoundFault",), DBClusterIdentifier=resource_id
            )
        return next((one for one in matches if one["DBClusterIdentifier"] == resource_id), None)

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add the global cluster, from AWS's list of all of them, and the prefix of a generated name."""
        del old
        with doing(f"reading Neptune Global Cluster information for Neptune Cluster ({resource_id})"):
            values["globalClusterIdentifier"] = global_cluster_of(aws, values["arn"]) or ""
        values["clusterIdentifierPrefix"] = prefix_of(resource_id)

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Call ModifyDBCluster and RemoveFromGlobalCluster, and change the roles."""
        if change.apart_from(*NOT_MODIFIED):
            self._modify(aws, resource_id, self._modification(change))
        if change.of("globalClusterIdentifier"):
            self._move(aws, change)
        if change.of("iamRoles"):
            before, after = set(change.old.get("iamRoles") or []), set(change.new["iamRoles"] or [])
            _attach_roles(aws, resource_id, sorted(after - before))
            for role in sorted(before - after):
                with doing(f"removing IAM Role ({role}) from Neptune Cluster ({resource_id})"):
                    aws.call("RemoveRoleFromDBCluster", DBClusterIdentifier=resource_id, RoleArn=role)

    def _modification(self, change: Change) -> dict[str, Any]:
        new = change.new
        parameters = self.modifications(change) | {
            "AllowMajorVersionUpgrade": bool(new["allowMajorVersionUpgrade"]),
            "ApplyImmediately": bool(new["applyImmediately"]),
        }
        if change.of("engineVersion") and new["neptuneClusterParameterGroupName"]:
            parameters["DBClusterParameterGroupName"] = new["neptuneClusterParameterGroupName"]
        if new["allowMajorVersionUpgrade"] and new["neptuneInstanceParameterGroupName"]:
            parameters["DBInstanceParameterGroupName"] = new["neptuneInstanceParameterGroupName"]
        if change.of("enableCloudwatchLogsExports"):
            before = set(change.old.get("enableCloudwatchLogsExports") or [])
            after = set(new["enableCloudwatchLogsExports"] or [])
            logs = {"DisableLogTypes": sorted(before - after), "EnableLogTypes": sorted(after - before)}
            parameters["CloudwatchLogsExportConfiguration"] = {key: value for key, value in logs.items() if value}
        return parameters

    def _modify(self, aws: Aws, resource_id: str, parameters: dict[str, Any]) -> None:
        with doing(f"modifying Neptune Cluster ({resource_id})"):
            aws.within(STATE_RETRY_SECONDS).retry(
                lambda error: error.code == "InvalidDBClusterStateFault",
                "ModifyDBCluster",
                DBClusterIdentifier=resource_id,
                **parameters,
            )
        with doing(f"waiting for Neptune Cluster ({resource_id}) update"):
            aws.wait(lambda: self._changing_status(aws, resource_id), (*CREATING, PENDING_CHANGES), "available")

    def _move(self, aws: Aws, change: Change) -> None:
        before, after = change.old.get("globalClusterIdentifier"), change.new["globalClusterIdentifier"]
        if not before:
            raise ProviderError("existing Neptune Clusters cannot be added to an existing Neptune Global Cluster")
        if after:
            raise ProviderError("existing Neptune Clusters cannot be migrated between existing Neptune Global Clusters")
        remove_from_global_cluster(aws, change.old["arn"], before)

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Call RemoveFromGlobalCluster if the state contains a membership, then DeleteDBCluster."""
        parameters: dict[str, Any] = {"SkipFinalSnapshot": bool(old.get("skipFinalSnapshot"))}
        if not parameters["SkipFinalSnapshot"]:
            if not old.get("finalSnapshotIdentifier"):
                raise ProviderError("final_snapshot_identifier is required when skip_final_snapshot is false")
            parameters["FinalDBSnapshotIdentifier"] = old["finalSnapshotIdentifier"]
        if old.get("globalClusterIdentifier"):
            remove_from_global_cluster(aws, old["arn"], old["globalClusterIdentifier"])
        try:
            aws.retry(
                lambda error: error.says("InvalidDBClusterStateFault", "is not currently in the available state"),
                "DeleteDBCluster",
                DBClusterIdentifier=resource_id,
                **parameters,
            )
        except AwsError as error:
            if error.code == "DBClusterNotFoundFault":
                return
            raise ProviderError(f"deleting Neptune Cluster ({resource_id}): {error}") from error
        with doing(f"waiting for Neptune Cluster ({resource_id}) delete"):
            aws.wait(lambda: self._status(aws, resource_id), DELETING, None)

    def _changing_status(self, aws: Aws, resource_id: str) -> str | None:
        description = self.find(aws, resource_id)
        if (
            description
            and description["Status"] == "available"
            and any((description.get("PendingModifiedValues") or {}).values())
        ):
            return PENDING_CHANGES
        return self._status(aws, resource_id)


def _attach_roles(aws: Aws, resource_id: str, roles: list[str]) -> None:
    for role in roles:
        with doing(f"adding IAM Role ({role}) to Neptune Cluster ({resource_id})"):
            aws.call("AddRoleToDBCluster", DBClusterIdentifier=resource_id, RoleArn=role)
