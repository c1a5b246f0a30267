"""Route tables, their routes and their associations with subnets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.local.provider.calls import Call, ForEach, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.plan import normal
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource, arn
from neptune_global_component.local.provider.tagging import EC2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Values

_GONE_TABLE = ("InvalidRouteTableID.NotFound",)
_GONE_ROUTE = (*_GONE_TABLE, "InvalidRoute.NotFound")
_GONE_ASSOCIATION = ("InvalidAssociationID.NotFound",)
_DESTINATIONS = {
    "cidrBlock": "DestinationCidrBlock",
    "destinationPrefixListId": "DestinationPrefixListId",
    "ipv6CidrBlock": "DestinationIpv6CidrBlock",
}
_TARGETS = {
    "carrierGatewayId": "CarrierGatewayId",
    "coreNetworkArn": "CoreNetworkArn",
    "egressOnlyGatewayId": "EgressOnlyInternetGatewayId",
    "gatewayId": "GatewayId",
    "localGatewayId": "LocalGatewayId",
    "natGatewayId": "NatGatewayId",
    "networkInterfaceId": "NetworkInterfaceId",
    "odbNetworkArn": "OdbNetworkArn",
    "transitGatewayId": "TransitGatewayId",
    "vpcEndpointId": "VpcEndpointId",
    "vpcPeeringConnectionId": "VpcPeeringConnectionId",
}
_MEMBERS = _DESTINATIONS | _TARGETS
_ROUTE_KIND = Object(
    "RouteTableRoute", tuple(Property(name, default="") for name in sorted(_MEMBERS)), many=True, module="ec2"
)
# AWS adds the local route and those of VPC endpoints: the AWS provider leaves them out.
_ROUTES = "Routes[?Origin != 'CreateRouteTable' && !starts_with(GatewayId || '', 'vpce-')]"
_FIELDS = ", ".join(f"{name}: {member} || ''" for name, member in _MEMBERS.items())


def _by_destination(routes: Iterable[Values] | None) -> dict[tuple[str, str], Values]:
    """Return the parameters of routes by destination."""
    found = {}
    for route in routes or []:
        sent = {member: route[name] for name, member in _MEMBERS.items() if route.get(name)}
        destination = next((member, sent[member]) for member in _DESTINATIONS.values() if member in sent)
        found[destination] = sent
    return found


@dataclass(frozen=True)
class Routes:
    """The routes of a route table."""

    properties: tuple[str, ...] = ("routes",)

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Delete, replace and create routes by destination."""
        before, after = (_by_destination(values["routes"]) for values in (change.old, change.new))
        for member, destination in before.keys() - after.keys():
            aws.call("DeleteRoute", RouteTableId=resource_id, **{member: destination})
        for key, sent in after.items():
            if before.get(key) != sent:
                aws.call("ReplaceRoute" if key in before else "CreateRoute", RouteTableId=resource_id, **sent)


def _finish(values: Values, old: Values) -> None:
    del old
    values["routes"] = normal(_ROUTE_KIND, values["routes"])


ROUTE_TABLE = ServiceResource(
    token="aws:ec2/routeTable:RouteTable",  # noqa: S106 - a type token
    title="EC2 Route Table",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        arn("ec2", "route-table"),
        output("ownerId", "OwnerId"),
        output("propagatingVgws", "PropagatingVgws[].GatewayId", Type.SET),
        Property("routes", _ROUTE_KIND, Role.COMPUTED, answer=f"{_ROUTES}.{{{_FIELDS}}}"),
        argument("vpcId", "VpcId", role=Role.REQUIRED, replaces=True),
    ),
    creation=Call("CreateRouteTable"),
    identity="RouteTable.RouteTableId",
    reads=(Read(Call("DescribeRouteTables", {"RouteTableIds": ["$id"]}, _GONE_TABLE), "RouteTables[0]"),),
    settings=(Routes(),),
    deletions=(Call("DeleteRouteTable", {"RouteTableId": "$id"}, _GONE_TABLE),),
    tagging=EC2,
    finish=_finish,
)

_ROUTE_TARGETS = {
    name: _TARGETS[name] for name in ("gatewayId", "natGatewayId", "transitGatewayId", "vpcPeeringConnectionId")
}
_THIS_ROUTE = {"RouteTableId": "$routeTableId", "DestinationCidrBlock": "$destinationCidrBlock"}

ROUTE = ServiceResource(
    token="aws:ec2/route:Route",  # noqa: S106 - a type token
    title="EC2 Route",
    service="ec2",
    properties=(
        REGION,
        argument("destinationCidrBlock", "DestinationCidrBlock", replaces=True),
        output("instanceId", "InstanceId"),
        output("instanceOwnerId", "InstanceOwnerId"),
        output("networkInterfaceId", "NetworkInterfaceId"),
        output("origin", "Origin"),
        Property("routeTableId", role=Role.REQUIRED, parameter="RouteTableId", replaces=True),
        output("state", "State"),
        *(argument(name, member) for name, member in _ROUTE_TARGETS.items()),
    ),
    creation=Call("CreateRoute"),
    identity="{routeTableId}_{destinationCidrBlock}",
    reads=(
        Read(
            Call("DescribeRouteTables", {"RouteTableIds": ["$routeTableId"]}, _GONE_TABLE),
            "RouteTables[0].Routes[?DestinationCidrBlock == '$destinationCidrBlock'] | [0]",
        ),
    ),
    settings=(
        CallSetting(
            tuple(_ROUTE_TARGETS),
            Call("ReplaceRoute", _THIS_ROUTE | {member: f"${name}?" for name, member in _ROUTE_TARGETS.items()}),
        ),
    ),
    deletions=(Call("DeleteRoute", _THIS_ROUTE, _GONE_ROUTE),),
)

_OF_SUBNET = Call("DescribeRouteTables", {"Filters": [{"Name": "association.subnet-id", "Values": ["$subnetId"]}]})
_FOUND = "RouteTables[].Associations[] | [?SubnetId == '$subnetId']"
_IDS = Read(_OF_SUBNET, f"{_FOUND}.RouteTableAssociationId")

ASSOCIATION = ServiceResource(
    token="aws:ec2/routeTableAssociation:RouteTableAssociation",  # noqa: S106 - a type token
    title="EC2 Route Table Association",
    service="ec2",
    properties=(
        REGION,
        argument("routeTableId", "RouteTableId", role=Role.REQUIRED),
        argument("subnetId", "SubnetId", replaces=True),
    ),
    creation=Call("AssociateRouteTable"),
    # AWS's own id changes with the route table.
    identity="{subnetId}/{routeTableId}",
    reads=(Read(_OF_SUBNET, f"{_FOUND} | [0]"),),
    settings=(
        CallSetting(
            ("routeTableId",),
            ForEach(
                _IDS,
                Call("ReplaceRouteTableAssociation", {"AssociationId": "$item", "RouteTableId": "$routeTableId"}),
            ),
        ),
    ),
    deletions=(ForEach(_IDS, Call("DisassociateRouteTable", {"AssociationId": "$item"}, _GONE_ASSOCIATION)),),
)

TYPES = (ROUTE_TABLE, ROUTE, ASSOCIATION)
