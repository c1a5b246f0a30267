"""`aws:neptune/subnetGroup:SubnetGroup`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts, name_of, prefix_of

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

GONE = ("DBSubnetGroupNotFoundFault",)


class SubnetGroup(Resource):
    """A Neptune subnet group."""

    token = "aws:neptune/subnetGroup:SubnetGroup"  # noqa: S105 - a type token
    title = "Neptune Subnet Group"
    timeouts = Timeouts(create=20, update=20, delete=20)
    properties = (
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "DBSubnetGroupArn"),
        argument("description", "DBSubnetGroupDescription", role=Role.COMPUTED, default="Managed by Pulumi"),
        argument(
            "name",
            "DBSubnetGroupName",
            role=Role.COMPUTED,
            autoname=True,
            conflicts="namePrefix",
            replaces=True,
            validate=validation.subnet_group_name,
        ),
        Property("namePrefix", role=Role.COMPUTED, replaces=True, conflicts="name"),
        Property(
            "subnetIds",
            Type.SET,
            Role.REQUIRED,
            parameter="SubnetIds",
            answer="Subnets[].SubnetIdentifier",
        ),
    )

    def create(self, aws: Aws, values: Values) -> str:
        """Call CreateDBSubnetGroup."""
        name = name_of(values, "name", "namePrefix")
        with doing(f"creating Neptune Subnet Group ({name})"):
            aws.call("CreateDBSubnetGroup", **self.parameters(values) | {"DBSubnetGroupName": name})
        return name

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the subnet group's description."""
        with doing(f"reading Neptune Subnet Group ({resource_id})"):
            matches = aws.find("DescribeDBSubnetGroups", "DBSubnetGroups", GONE, DBSubnetGroupName=resource_id)
        return next((one for one in matches if one["DBSubnetGroupName"] == resource_id), None)

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add the prefix of a generated name."""
        del aws, old
        values["namePrefix"] = prefix_of(resource_id)

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Call ModifyDBSubnetGroup, always with the description and all subnets."""
        if not change.apart_from("tags", "tagsAll"):
            return
        with doing(f"updating Neptune Subnet Group ({resource_id})"):
            aws.call(
                "ModifyDBSubnetGroup",
                DBSubnetGroupDescription=change.new["description"],
                DBSubnetGroupName=resource_id,
                SubnetIds=change.new["subnetIds"],
            )

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Call DeleteDBSubnetGroup."""
        del old
        try:
            aws.call("DeleteDBSubnetGroup", DBSubnetGroupName=resource_id)
        except AwsError as error:
            if error.code not in GONE:
                raise ProviderError(f"deleting Neptune Subnet Group ({resource_id}): {error}") from error
