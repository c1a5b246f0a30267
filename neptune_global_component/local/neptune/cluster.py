"""A Neptune cluster: moto's model with Neptune's defaults, endpoints, membership and statuses."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from moto.ec2.models import ec2_backends
from moto.rds.models import DBCluster, RDSBackend

from neptune_global_component.core.names import dns_suffix
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.lifecycle import Lifecycle
from neptune_global_component.local.neptune.pending import Pending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.neptune.global_cluster import GlobalCluster
    from neptune_global_component.local.neptune.instance import NeptuneInstance

# ModifyDBCluster's inputs that apply without conversion: the input (in moto's spelling) and the attribute of moto's
# model.
_MODIFIABLE = {
    "backup_retention_period": "backup_retention_period",
    "copy_tags_to_snapshot": "copy_tags_to_snapshot",
    "db_cluster_parameter_group_name": "parameter_group",
    "deletion_protection": "deletion_protection",
    "enable_iam_database_authentication": "iam_auth",
    "network_type": "network_type",
    "port": "port",
    "preferred_backup_window": "preferred_backup_window",
    "serverless_v2_scaling_configuration": "serverless_v2_scaling_configuration",
    "vpc_security_group_ids": "vpc_security_group_ids",
}


class NeptuneCluster(Lifecycle, Pending, DBCluster):
    """A cluster: standalone, or a member of a global cluster.

    Args:
        backend: moto's state of the cluster's region.
        params: CreateDBCluster's input.
        engine_version: the version to run.
    """

    def __init__(self, backend: RDSBackend, params: Mapping[str, Any], *, engine_version: str) -> None:
        self.global_cluster: GlobalCluster | None = None
        inputs = dict(params)
        # moto accepts IAM authentication for Aurora engines only, and looks up the storage type in Aurora's list.
        iam_auth = inputs.pop("enable_iam_database_authentication", False)
        storage_type = inputs.pop("storage_type", None)
        inputs["engine_version"] = engine_version
        super().__init__(backend, **inputs)
        self.iam_auth = iam_auth
        self.storage_type = _api_storage_type(storage_type)
        self.preferred_maintenance_window = self.preferred_maintenance_window.lower()
        self.allocated_storage = 1
        self.license_model = "amazon-license"
        encrypted = bool(inputs.get("storage_encrypted"))
        self.kms_key_id = _kms_key_arn(backend, inputs.get("kms_key_id")) if encrypted else None  # type: ignore[assignment]  # moto's has one always
        self.parameter_group = inputs.get("db_cluster_parameter_group_name") or self.default_parameter_group
        self.vpc_id: str = backend.subnet_groups[self.db_subnet_group_name].vpc_id
        self.vpc_security_group_ids = self.vpc_security_group_ids or _default_security_groups(backend, self.vpc_id)
        self.upgrade_groups: tuple[str | None, str | None] = (None, None)

    @property
    def default_parameter_group(self) -> str:
        """The default parameter group of the cluster's engine version."""
        return f"default.{versions.family(self.engine_version)}"

    @property
    def is_secondary(self) -> bool:
        """Return whether the cluster is a secondary, which is read-only."""
        return self.replication_source_identifier is not None

    @property
    def secondaries(self) -> list[NeptuneCluster]:
        """The secondaries of the global cluster, including the cluster itself. Empty for a standalone cluster."""
        return self.global_cluster.secondaries if self.global_cluster else []

    @property
    def global_cluster_identifier(self) -> str | None:
        """The identifier of the cluster's global cluster."""
        return self.global_cluster.global_cluster_identifier if self.global_cluster else None

    @global_cluster_identifier.setter
    def global_cluster_identifier(self, value: str | None) -> None:
        """Do nothing: moto sets the requested value, but the global cluster determines its members."""

    @property
    def replication_source_identifier(self) -> str | None:
        """The ARN of the primary that the cluster replicates from."""
        primary = self.global_cluster.writer if self.global_cluster else None
        # A copy of this cluster, as in API responses, counts as this cluster.
        is_another = primary is not None and primary.db_cluster_resource_id != self.db_cluster_resource_id
        return primary.arn if primary is not None and is_another else None

    @replication_source_identifier.setter
    def replication_source_identifier(self, value: str | None) -> None:
        """Do nothing: the global cluster determines the source."""

    @property
    def multi_az(self) -> bool:
        """Return whether the instances are in more than one availability zone."""
        return len({instance.availability_zone for instance in self._members}) > 1

    @property
    def endpoint(self) -> str:
        """The cluster endpoint. A secondary's contains ``-ro``.

        https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-disaster-recovery.html
        """
        return self.reader_endpoint if self.is_secondary else self._endpoint("cluster")

    @property
    def reader_endpoint(self) -> str:
        """The reader endpoint."""
        return self._endpoint("cluster-ro")

    def _endpoint(self, kind: str) -> str:
        host = f"{self.db_cluster_identifier}.{kind}-{self.url_identifier}"
        return f"{host}.{self.region}.neptune.{dns_suffix(self.region)}"

    @property
    def instances(self) -> list[NeptuneInstance]:
        """The instances that are not being deleted."""
        members = cast("list[NeptuneInstance]", self._members)
        return [instance for instance in members if not instance.is_deleting]

    @property
    def has_available_instance(self) -> bool:
        """Return whether an instance is available."""
        return any(instance.status == "available" for instance in self.instances)

    def designate_writer(self) -> None:
        """Make the instance with the lowest promotion tier the writer, unless there is one.

        https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-add-replicas.html
        """
        instances = self.instances
        if instances and not any(instance.is_cluster_writer for instance in instances):
            min(instances, key=lambda instance: instance.promotion_tier).is_cluster_writer = True

    @property
    def db_cluster_members(self) -> list[dict[str, object]]:
        """The instances in the API's format. All instances of a secondary are readers.

        https://github.com/gravitational/teleport/pull/16187
        """
        members: list[dict[str, object]] = super().db_cluster_members
        return [one | {"IsClusterWriter": one["IsClusterWriter"] and not self.is_secondary} for one in members]

    def modify(self, params: Mapping[str, Any]) -> None:
        """Apply ModifyDBCluster's input, except the identifier and the engine version.

        Args:
            params: ModifyDBCluster's input, in moto's spelling.
        """
        for name, value in params.items():
            if name in _MODIFIABLE:
                setattr(self, _MODIFIABLE[name], value)
        if "preferred_maintenance_window" in params:
            # AWS returns the days in lower case.
            self.preferred_maintenance_window = params["preferred_maintenance_window"].lower()
        if "storage_type" in params:
            self.storage_type = _api_storage_type(params["storage_type"])
        logs = params.get("cloudwatch_logs_export_configuration") or {}
        remaining = [log for log in self.enabled_cloudwatch_logs_exports if log not in logs.get("DisableLogTypes", [])]
        self.enabled_cloudwatch_logs_exports = list(dict.fromkeys([*remaining, *logs.get("EnableLogTypes", [])]))

    def upgrade(self, engine_version: str, group: str | None = None, instance_group: str | None = None) -> None:
        """Change the engine version. A major upgrade resets the parameter groups to the defaults by default.

        https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyGlobalCluster.html

        Args:
            engine_version: the new version.
            group: the cluster's new parameter group.
            instance_group: the instances' new parameter group.
        """
        major = versions.is_major(self.engine_version, engine_version)
        self.engine_version = engine_version
        self.pending_modified_values = self.with_pending({"EngineVersion": engine_version})
        if major:
            self.parameter_group = group or self.default_parameter_group
            for instance in self._members:
                instance.db_parameter_group_name = instance_group


def _default_security_groups(backend: RDSBackend, vpc_id: str) -> list[str]:
    """Return the default security group of a VPC, which AWS assigns to a cluster created without security groups.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html, VpcSecurityGroupIds
    """
    group = ec2_backends[backend.account_id][backend.region_name].get_default_security_group(vpc_id)
    return [group.id] if group else []


def _api_storage_type(storage_type: str | None) -> str | None:
    """Return the storage type in the API's format: AWS returns ``iopt1`` and omits ``standard``.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html
    """
    return storage_type if storage_type != "standard" else None


def _kms_key_arn(backend: RDSBackend, key: str | None) -> str:
    """Return the ARN of a KMS key. AWS always returns the ARN, of the region's aws/rds key by default.

    https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html
    """
    if key and key.startswith("arn:"):
        return key
    name = key or str(uuid.uuid5(uuid.NAMESPACE_URL, f"{backend.region_name}/aws/rds"))
    resource = name if name.startswith("alias/") else f"key/{name}"
    return f"arn:{backend.partition}:kms:{backend.region_name}:{backend.account_id}:{resource}"
