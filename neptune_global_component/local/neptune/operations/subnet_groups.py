"""CreateDBSubnetGroup, ModifyDBSubnetGroup, DeleteDBSubnetGroup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.ec2.exceptions import InvalidSubnetIdError
from moto.ec2.models import ec2_backends
from moto.rds.exceptions import DBSubnetGroupNotFoundError, InvalidParameterValue

from neptune_global_component.local.neptune.exceptions import DBSubnetGroupAlreadyExists
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import deletion, limits

if TYPE_CHECKING:
    from moto.core.responses import ActionResult


DEFAULT = "default"
"""The name of the subnet group of a region's default VPC."""


class SubnetGroupOperations(Operations):
    """Subnet groups: moto's, with Neptune's checks."""

    def create_db_subnet_group(self) -> ActionResult:
        """CreateDBSubnetGroup: requires at least two availability zones."""
        name = self.params["DBSubnetGroupName"]
        if name in self.backend.subnet_groups:
            raise DBSubnetGroupAlreadyExists(name)
        _check_zones(self)
        return super().create_db_subnet_group()

    def modify_db_subnet_group(self) -> ActionResult:
        """ModifyDBSubnetGroup: moto does not store the modified group."""
        name = self.params["DBSubnetGroupName"]
        group = self.backend.subnet_groups.get(name)
        if group is None:
            raise DBSubnetGroupNotFoundError(name)
        _check_zones(self)
        answer = super().modify_db_subnet_group()
        self.backend.subnet_groups[name] = group
        return answer

    def describe_db_subnet_groups(self) -> ActionResult:
        """DescribeDBSubnetGroups, with paging."""
        return self.page("DBSubnetGroups", self.backend.describe_db_subnet_groups(self.params.get("DBSubnetGroupName")))

    def delete_db_subnet_group(self) -> ActionResult:
        """DeleteDBSubnetGroup: rejects a group that a cluster uses."""
        name = self.params["DBSubnetGroupName"]
        groups = {one.db_cluster_identifier: one.db_subnet_group_name for one in self.backend.clusters.values()}
        deletion.check_subnet_group_unused(name, groups)
        return super().delete_db_subnet_group()


def ensure_default(call: Operations) -> None:
    """Create the default VPC's group if needed, as AWS does for a region's first cluster without a group.

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html, DBSubnetGroupName

    Args:
        call: the call that creates the cluster.
    """
    if DEFAULT not in call.backend.subnet_groups:
        subnets = ec2_backends[call.current_account][call.region].get_default_subnets()
        call.backend.create_subnet_group(DEFAULT, DEFAULT, list(subnets.values()), [])


def _check_zones(call: Operations) -> None:
    network, subnets = ec2_backends[call.current_account][call.region], call.params.get("SubnetIds", [])
    try:
        zones = {network.get_subnet(name).availability_zone for name in subnets}
    except InvalidSubnetIdError as error:
        # RDS's message, not EC2's.
        raise InvalidParameterValue(f"Some input subnets in :[{', '.join(subnets)}] are invalid.") from error
    limits.check_zones(zones)
