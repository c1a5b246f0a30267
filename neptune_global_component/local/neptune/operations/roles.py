"""AddRoleToDBCluster and RemoveRoleFromDBCluster."""

from __future__ import annotations

from moto.core.responses import ActionResult, EmptyResult
from moto.rds.exceptions import DBClusterRoleAlreadyExists
from moto.rds.models import AssociatedRole

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.exceptions import DBClusterRoleNotFound
from neptune_global_component.local.neptune.operations.base import Operations


class RoleOperations(Operations):
    """IAM roles of a cluster: moto supports one role without a feature name, and can't remove it."""

    def add_role_to_db_cluster(self) -> ActionResult:
        """AddRoleToDBCluster."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        arn = self.params["RoleArn"]
        if arn in [role.role_arn for role in cluster.associated_roles]:
            raise DBClusterRoleAlreadyExists(f"Role {arn} is already associated with {cluster.db_cluster_identifier}")
        cluster.associated_roles.append(AssociatedRole(arn, self.params.get("FeatureName")))
        return EmptyResult()

    def remove_role_from_db_cluster(self) -> ActionResult:
        """RemoveRoleFromDBCluster."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        roles = [role for role in cluster.associated_roles if role.role_arn == self.params["RoleArn"]]
        if not roles:
            raise DBClusterRoleNotFound(self.params["RoleArn"])
        cluster.associated_roles.remove(roles[0])
        return EmptyResult()
