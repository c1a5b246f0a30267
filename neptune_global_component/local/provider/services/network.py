"""VPCs and subnets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource, arn
from neptune_global_component.local.provider.tagging import EC2

if TYPE_CHECKING:
    from neptune_global_component.local.provider.values import Value

_GONE_VPC = ("InvalidVpcID.NotFound",)
_GONE_SUBNET = ("InvalidSubnetID.NotFound",)
_MAIN = {"Name": "association.main", "Values": ["true"]}
_OF_VPC = {"Name": "vpc-id", "Values": ["$id"]}


def attribute(
    operation: str, subject: str, name: str, parameter: str, *, role: Role = Role.OPTIONAL, **others: Value
) -> tuple[Property, CallSetting]:
    """Return a boolean attribute and the call that sets it.

    Args:
        operation: the call, which sets one attribute at a time.
        subject: the parameter for the id.
        name: the property.
        parameter: the parameter for the attribute.
        role: the source of the value.
        others: options of the property.
    """
    call = Call(operation, {subject: "$id", parameter: {"Value": f"${name}"}})
    options: dict[str, Value] = {"answer": parameter} | others
    return Property(name, Type.BOOLEAN, role, **options), CallSetting((name,), call)


_VPC_ATTRIBUTES = [
    attribute("ModifyVpcAttribute", "VpcId", *names, **others)
    for names, others in (
        (("enableDnsHostnames", "EnableDnsHostnames"), {"role": Role.COMPUTED}),
        (("enableDnsSupport", "EnableDnsSupport"), {"default": True}),
        (("enableNetworkAddressUsageMetrics", "EnableNetworkAddressUsageMetrics"), {"role": Role.COMPUTED}),
    )
]

VPC = ServiceResource(
    token="aws:ec2/vpc:Vpc",  # noqa: S106 - a type token
    title="EC2 VPC",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        arn("ec2", "vpc"),
        argument(
            "assignGeneratedIpv6CidrBlock",
            "AmazonProvidedIpv6CidrBlock",
            Type.BOOLEAN,
            answer="length(Ipv6CidrBlockAssociationSet || `[]`) > `0`",
        ),
        argument("cidrBlock", "CidrBlock", role=Role.COMPUTED, replaces=True),
        output("defaultNetworkAclId", "DefaultNetworkAcl"),
        output("defaultRouteTableId", "MainRouteTable"),
        output("defaultSecurityGroupId", "DefaultSecurityGroup"),
        output("dhcpOptionsId", "DhcpOptionsId"),
        argument("instanceTenancy", "InstanceTenancy", default="default", replaces=True),
        output("ipv6AssociationId", "Ipv6CidrBlockAssociationSet[0].AssociationId || ''"),
        output("ipv6CidrBlock", "Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock || ''"),
        output("ipv6CidrBlockNetworkBorderGroup", "Ipv6CidrBlockAssociationSet[0].NetworkBorderGroup || ''"),
        output("mainRouteTableId", "MainRouteTable"),
        output("ownerId", "OwnerId"),
        *(row for row, _ in _VPC_ATTRIBUTES),
    ),
    creation=Call("CreateVpc"),
    identity="Vpc.VpcId",
    reads=(
        Read(Call("DescribeVpcs", {"VpcIds": ["$id"]}, _GONE_VPC), "Vpcs[0]"),
        *(
            Read(
                Call("DescribeVpcAttribute", {"VpcId": "$id", "Attribute": row.name}),
                f"{row.answer}.Value",
                row.answer,
            )
            for row, _ in _VPC_ATTRIBUTES
        ),
        Read(
            Call("DescribeRouteTables", {"Filters": [_OF_VPC, _MAIN]}),
            "RouteTables[0].RouteTableId",
            "MainRouteTable",
        ),
        Read(
            Call("DescribeNetworkAcls", {"Filters": [_OF_VPC, {"Name": "default", "Values": ["true"]}]}),
            "NetworkAcls[0].NetworkAclId",
            "DefaultNetworkAcl",
        ),
        Read(
            Call("DescribeSecurityGroups", {"Filters": [_OF_VPC, {"Name": "group-name", "Values": ["default"]}]}),
            "SecurityGroups[0].GroupId",
            "DefaultSecurityGroup",
        ),
    ),
    settings=tuple(setting for _, setting in _VPC_ATTRIBUTES),
    deletions=(Call("DeleteVpc", {"VpcId": "$id"}, _GONE_VPC),),
    tagging=EC2,
)

_SUBNET_ATTRIBUTES = [
    attribute("ModifySubnetAttribute", "SubnetId", name, parameter, default=False, answer=path)
    for name, parameter, path in (
        ("assignIpv6AddressOnCreation", "AssignIpv6AddressOnCreation", "AssignIpv6AddressOnCreation"),
        ("enableDns64", "EnableDns64", "EnableDns64 || `false`"),
        (
            "enableResourceNameDnsARecordOnLaunch",
            "EnableResourceNameDnsARecordOnLaunch",
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
        ),
        (
            "enableResourceNameDnsAaaaRecordOnLaunch",
            "EnableResourceNameDnsAAAARecordOnLaunch",
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
        ),
        ("mapPublicIpOnLaunch", "MapPublicIpOnLaunch", "MapPublicIpOnLaunch"),
    )
]

SUBNET = ServiceResource(
    token="aws:ec2/subnet:Subnet",  # noqa: S106 - a type token
    title="EC2 Subnet",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "SubnetArn"),
        argument("availabilityZone", "AvailabilityZone", role=Role.COMPUTED, replaces=True),
        argument("availabilityZoneId", "AvailabilityZoneId", role=Role.COMPUTED, replaces=True),
        argument("cidrBlock", "CidrBlock", role=Role.COMPUTED, replaces=True),
        argument(
            "ipv6CidrBlock",
            "Ipv6CidrBlock",
            role=Role.COMPUTED,
            answer="Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock || ''",
            replaces=True,
        ),
        output("ipv6CidrBlockAssociationId", "Ipv6CidrBlockAssociationSet[0].AssociationId || ''"),
        argument("ipv6Native", "Ipv6Native", Type.BOOLEAN, default=False, replaces=True),
        output("ownerId", "OwnerId"),
        output("privateDnsHostnameTypeOnLaunch", "PrivateDnsNameOptionsOnLaunch.HostnameType"),
        argument("vpcId", "VpcId", role=Role.REQUIRED, replaces=True),
        *(row for row, _ in _SUBNET_ATTRIBUTES),
    ),
    creation=Call("CreateSubnet"),
    identity="Subnet.SubnetId",
    reads=(Read(Call("DescribeSubnets", {"SubnetIds": ["$id"]}, _GONE_SUBNET), "Subnets[0]"),),
    settings=tuple(setting for _, setting in _SUBNET_ATTRIBUTES),
    deletions=(Call("DeleteSubnet", {"SubnetId": "$id"}, _GONE_SUBNET),),
    tagging=EC2,
)

TYPES = (VPC, SUBNET)
