"""`aws:neptune/clusterInstance:ClusterInstance`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts, name_of, prefix_of
from neptune_global_component.local.provider.resources.cluster_properties import (
    BACKUP_WINDOW,
    ENGINE_NAME,
    MAINTENANCE_WINDOW,
)

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

CREATING = (
    "backing-up",
    "configuring-enhanced-monitoring",
    "configuring-iam-database-auth",
    "configuring-log-exports",
    "creating",
    "maintenance",
    "modifying",
    "rebooting",
    "renaming",
    "resetting-master-credentials",
    "starting",
    "storage-optimization",
    "upgrading",
)
DELETING = ("modifying", "deleting", "available")
GONE = ("DBInstanceNotFound", "DBInstanceNotFoundFault")


class ClusterInstance(Resource):
    """An instance of a Neptune cluster."""

    token = "aws:neptune/clusterInstance:ClusterInstance"  # noqa: S105 - a type token
    title = "Neptune Cluster Instance"
    timeouts = Timeouts(create=90, update=90, delete=90)
    properties = (
        REGION,
        TAGS,
        TAGS_ALL,
        output("address", "Endpoint.Address"),
        output("arn", "DBInstanceArn"),
        output("dbiResourceId", "DbiResourceId"),
        output("endpoint"),
        output("kmsKeyArn", "KmsKeyId"),
        output("storageEncrypted", "StorageEncrypted", Type.BOOLEAN),
        output("storageType", "StorageType"),
        output("writer", kind=Type.BOOLEAN),
        Property("applyImmediately", Type.BOOLEAN, Role.COMPUTED),
        argument("autoMinorVersionUpgrade", "AutoMinorVersionUpgrade", Type.BOOLEAN, default=True, modifies=True),
        argument("availabilityZone", "AvailabilityZone", role=Role.COMPUTED, replaces=True),
        argument("clusterIdentifier", "DBClusterIdentifier", role=Role.REQUIRED, replaces=True),
        ENGINE_NAME,
        argument("engineVersion", "EngineVersion", role=Role.COMPUTED),
        argument(
            "identifier",
            "DBInstanceIdentifier",
            role=Role.COMPUTED,
            replaces=True,
            validate=validation.identifier,
            conflicts="identifierPrefix",
        ),
        Property(
            "identifierPrefix",
            role=Role.COMPUTED,
            replaces=True,
            validate=validation.identifier_prefix,
            conflicts="identifier",
        ),
        argument("instanceClass", "DBInstanceClass", role=Role.REQUIRED, modifies=True),
        Property(
            "neptuneParameterGroupName",
            role=Role.COMPUTED,
            parameter="DBParameterGroupName",
            answer="DBParameterGroups[0].DBParameterGroupName",
            modifies=True,
        ),
        Property(
            "neptuneSubnetGroupName",
            role=Role.COMPUTED,
            parameter="DBSubnetGroupName",
            answer="DBSubnetGroup.DBSubnetGroupName",
            replaces=True,
        ),
        Property("port", Type.INTEGER, answer="Endpoint.Port", default=8182, replaces=True),
        BACKUP_WINDOW,
        MAINTENANCE_WINDOW,
        argument("promotionTier", "PromotionTier", Type.INTEGER, default=0, modifies=True),
        argument("publiclyAccessible", "PubliclyAccessible", Type.BOOLEAN, default=False, replaces=True),
        Property("skipFinalSnapshot", Type.BOOLEAN),
    )

    def create(self, aws: Aws, values: Values) -> str:
        """Call CreateDBInstance."""
        name = name_of(values, "identifier", "identifierPrefix")
        parameters = self.parameters(values) | {"DBInstanceIdentifier": name}
        with doing(f"creating Neptune Cluster Instance ({name})"):
            answer = aws.call("CreateDBInstance", **parameters)
        return str(answer["DBInstance"]["DBInstanceIdentifier"])

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Wait until the instance is available."""
        del values
        with doing(f"waiting for Neptune Cluster Instance ({resource_id}) create"):
            aws.wait(lambda: self._status(aws, resource_id), CREATING, "available")

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the instance's description."""
        with doing(f"reading Neptune Cluster Instance ({resource_id})"):
            matches = aws.find("DescribeDBInstances", "DBInstances", GONE, DBInstanceIdentifier=resource_id)
        return next((one for one in matches if one["DBInstanceIdentifier"] == resource_id), None)

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add address and port, the prefix of a generated name, and whether the instance is the writer."""
        del old
        values["endpoint"] = f"{values['address']}:{values['port']}"
        values["identifierPrefix"] = prefix_of(resource_id)
        clusters = aws.find(
            "DescribeDBClusters",
            "DBClusters",
            ("DBClusterNotFoundFault",),
            DBClusterIdentifier=values["clusterIdentifier"],
        )
        members = [member for cluster in clusters for member in cluster.get("DBClusterMembers", [])]
        values["writer"] = any(
            member["IsClusterWriter"] for member in members if member["DBInstanceIdentifier"] == resource_id
        )

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Call ModifyDBInstance."""
        if not change.apart_from("tags", "tagsAll"):
            return
        with doing(f"modifying Neptune Cluster Instance ({resource_id})"):
            aws.call(
                "ModifyDBInstance",
                DBInstanceIdentifier=resource_id,
                ApplyImmediately=bool(change.new["applyImmediately"]),
                **self.modifications(change),
            )
        with doing(f"waiting for Neptune Cluster Instance ({resource_id}) update"):
            aws.wait(lambda: self._status(aws, resource_id), CREATING, "available")

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Call DeleteDBInstance."""
        parameters = {"SkipFinalSnapshot": True} if old.get("skipFinalSnapshot") else {}
        try:
            aws.call("DeleteDBInstance", DBInstanceIdentifier=resource_id, **parameters)
        except AwsError as error:
            if error.code in GONE:
                return
            raise ProviderError(f"deleting Neptune Cluster Instance ({resource_id}): {error}") from error
        with doing(f"waiting for Neptune Cluster Instance ({resource_id}) delete"):
            aws.wait(lambda: self._status(aws, resource_id), DELETING, None)
