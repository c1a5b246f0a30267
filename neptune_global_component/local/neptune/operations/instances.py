"""CreateDBInstance, ModifyDBInstance, DeleteDBInstance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.rds.exceptions import DBInstanceAlreadyExists, DBParameterGroupNotFoundError, InvalidParameterValue

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.instance import NeptuneInstance
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.operations.parameter_groups import instance_groups
from neptune_global_component.local.neptune.rules import deletion, engines, limits, states, windows
from neptune_global_component.local.neptune.rules.identifiers import parse_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.neptune.cluster import NeptuneCluster

# ModifyDBInstance's inputs that apply immediately and have the same name in moto's model.
_MODIFIABLE = (
    "auto_minor_version_upgrade",
    "copy_tags_to_snapshot",
    "db_parameter_group_name",
    "preferred_maintenance_window",
    "promotion_tier",
    "publicly_accessible",
)


class InstanceOperations(Operations):
    """Instances of the region that the call is signed for."""

    def create_db_instance(self) -> ActionResult:
        """CreateDBInstance: the first instance of a cluster is the writer, except in a secondary."""
        engines.check_engine(self.params.get("Engine"))
        identifier = parse_identifier("DBInstanceIdentifier", self.params["DBInstanceIdentifier"])
        if identifier in self.backend.databases:
            raise DBInstanceAlreadyExists
        if not self.params.get("DBClusterIdentifier"):
            # A Neptune instance requires a cluster:
            # https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html
            raise InvalidParameterValue("The parameter DBClusterIdentifier must be provided and must not be blank.")
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        _check_settings(self.params)
        _check(self, cluster)
        params = {
            **self.params,
            "db_instance_identifier": identifier,
            "db_cluster_identifier": cluster.db_cluster_identifier,
            "db_subnet_group_name": self.params.get("DBSubnetGroupName") or cluster.db_subnet_group_name,
        }
        created = NeptuneInstance(self.backend, params)  # type: ignore[abstract]  # CloudFormation, which moto never calls
        self.backend.databases[identifier] = created
        return ActionResult({"DBInstance": created.begin("creating", self.seconds)})

    def describe_db_instances(self) -> ActionResult:
        """DescribeDBInstances, with paging."""
        instances = self.backend.describe_db_instances(self.params.get("DBInstanceIdentifier"), filters=self.filters)
        return self.page("DBInstances", instances)

    def modify_db_instance(self) -> ActionResult:
        """ModifyDBInstance: changes that cause an outage stay pending unless applied immediately."""
        instance = store.find_instance(self.backend, self.params["DBInstanceIdentifier"])
        states.check_instance_available(instance.db_instance_identifier, instance.status)
        _check_settings(self.params)
        if "DBInstanceClass" in self.params:
            _check_class(instance.cluster, self.params["DBInstanceClass"])
        _check_group(self, self.params.get("DBParameterGroupName"), instance.engine_version)
        changes = instance.with_pending(
            {
                "CACertificateIdentifier": self.params.get("CACertificateIdentifier"),
                "DBInstanceClass": self.params.get("DBInstanceClass"),
                "DBInstanceIdentifier": _new_identifier(self, instance),
            }
        )
        for name in _MODIFIABLE:
            if name in self.params:
                setattr(instance, name, self.params[name])
        # AWS returns the days in lower case.
        instance.preferred_maintenance_window = instance.preferred_maintenance_window.lower()
        apply = self.params.get("ApplyImmediately")
        instance.pending_modified_values = {} if apply else changes
        return ActionResult({"DBInstance": _apply_changes(self, instance, changes if apply else {})})

    def describe_valid_db_instance_modifications(self) -> ActionResult:
        """DescribeValidDBInstanceModifications: no storage, because the cluster stores the data."""
        store.find_instance(self.backend, self.params["DBInstanceIdentifier"])
        return ActionResult({"ValidDBInstanceModificationsMessage": {"Storage": []}})

    def delete_db_instance(self) -> ActionResult:
        """DeleteDBInstance: if it deletes the writer, another instance becomes the writer."""
        instance = store.find_instance(self.backend, self.params["DBInstanceIdentifier"])
        cluster = instance.cluster
        states.check_instance_not_deleting(instance.db_instance_identifier, deleting=instance.is_deleting)
        deletion.check_not_last_instance(
            is_primary=not cluster.is_secondary,
            secondaries=len(cluster.secondaries),
            others=len([one for one in cluster.instances if one is not instance]),
        )
        answer = instance.begin("deleting", self.seconds)
        if cluster.instances:
            instance.is_cluster_writer = False
            cluster.designate_writer()
        return ActionResult({"DBInstance": answer})


def _check_settings(params: Mapping[str, Any]) -> None:
    windows.check_windows(params.get("PreferredMaintenanceWindow"), params.get("PreferredBackupWindow"))
    limits.check_tier(params.get("PromotionTier"))


def _check(call: Operations, cluster: NeptuneCluster) -> None:
    instance_class, group = call.params["DBInstanceClass"], call.params.get("DBParameterGroupName")
    states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
    _check_class(cluster, instance_class)
    engines.check_instance_version(call.params.get("EngineVersion"), cluster.engine_version)
    _check_group(call, group, cluster.engine_version)
    limits.check_zone(call.params.get("AvailabilityZone"), cluster.availability_zones or [])
    limits.check_readers(
        cluster.db_cluster_identifier,
        len(cluster.instances) + 1,
        is_secondary=cluster.is_secondary,
        secondaries=len(cluster.secondaries),
    )


def _check_class(cluster: NeptuneCluster, instance_class: str) -> None:
    in_global_cluster = cluster.global_cluster is not None
    engines.check_class(instance_class, cluster.engine_version, in_global_cluster=in_global_cluster)
    limits.check_serverless(instance_class, cluster.serverless_v2_scaling_configuration)


def _check_group(call: Operations, name: str | None, version: str) -> None:
    if name is None:
        return
    group = instance_groups(call).get(name)
    if group is None:
        raise DBParameterGroupNotFoundError(name)
    engines.check_family(name, str(group.family), version)


def _apply_changes(call: Operations, instance: NeptuneInstance, changes: Mapping[str, str]) -> NeptuneInstance:
    del call.backend.databases[instance.db_instance_identifier]
    for name, value in changes.items():
        setattr(instance, xform_name(name), value)
    call.backend.databases[instance.db_instance_identifier] = instance
    return instance.begin("modifying", call.seconds)


def _new_identifier(call: Operations, instance: NeptuneInstance) -> str | None:
    pending = instance.pending_modified_values.get("DBInstanceIdentifier")
    requested = call.params.get("NewDBInstanceIdentifier") or pending
    if requested is None:
        return None
    identifier = parse_identifier("NewDBInstanceIdentifier", requested)
    if call.backend.databases.get(identifier, instance) is not instance:
        raise DBInstanceAlreadyExists
    return identifier
