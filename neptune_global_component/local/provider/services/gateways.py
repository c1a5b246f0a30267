"""Gateways of VPCs: internet and NAT gateways with their addresses, and VPC endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, ForEach, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.service_resource import (
    CallSetting,
    EachSetting,
    ServiceResource,
    Waiting,
    arn,
)
from neptune_global_component.local.provider.tagging import EC2

if TYPE_CHECKING:
    from neptune_global_component.local.provider.values import Values

_GONE_INTERNET = ("InvalidInternetGatewayID.NotFound",)
_GONE_NAT = ("NatGatewayNotFound",)
_GONE_ADDRESS = ("InvalidAllocationID.NotFound",)
_GONE_ENDPOINT = ("InvalidVpcEndpointId.NotFound",)
_ATTACHMENT = {"InternetGatewayId": "$id", "VpcId": "$item"}

INTERNET_GATEWAY = ServiceResource(
    token="aws:ec2/internetGateway:InternetGateway",  # noqa: S106 - a type token
    title="EC2 Internet Gateway",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        arn("ec2", "internet-gateway"),
        output("ownerId", "OwnerId"),
        Property("vpcId", role=Role.COMPUTED, answer="Attachments[0].VpcId || ''"),
    ),
    creation=Call("CreateInternetGateway"),
    identity="InternetGateway.InternetGatewayId",
    reads=(
        Read(Call("DescribeInternetGateways", {"InternetGatewayIds": ["$id"]}, _GONE_INTERNET), "InternetGateways[0]"),
    ),
    settings=(
        EachSetting("vpcId", Call("AttachInternetGateway", _ATTACHMENT), Call("DetachInternetGateway", _ATTACHMENT)),
    ),
    deletions=(
        Call("DetachInternetGateway", {"InternetGatewayId": "$id", "VpcId": "$vpcId"}, _GONE_INTERNET, when="vpcId"),
        Call("DeleteInternetGateway", {"InternetGatewayId": "$id"}, _GONE_INTERNET),
    ),
    tagging=EC2,
)


def _finish_address(values: Values, old: Values) -> None:
    del old
    place = "compute-1" if values["region"] == "us-east-1" else f"{values['region']}.compute"
    values["publicDns"] = f"ec2-{values['publicIp'].replace('.', '-')}.{place}.amazonaws.com"


ADDRESS = ServiceResource(
    token="aws:ec2/eip:Eip",  # noqa: S106 - a type token
    title="EC2 EIP",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("allocationId", "AllocationId"),
        arn("ec2", "elastic-ip", account="Account"),
        output("associationId", "AssociationId"),
        output("carrierIp", "CarrierIp"),
        output("customerOwnedIp", "CustomerOwnedIp"),
        argument("domain", "Domain", role=Role.COMPUTED, replaces=True, validate=validation.one_of("vpc", "standard")),
        output("instance", "InstanceId"),
        output("networkInterface", "NetworkInterfaceId"),
        output("privateDns", "PrivateDns"),
        output("privateIp", "PrivateIpAddress"),
        output("ptrRecord", "PtrRecord"),
        output("publicDns", "PublicDns"),
        output("publicIp", "PublicIp"),
        output("publicIpv4Pool", "PublicIpv4Pool"),
    ),
    creation=Call("AllocateAddress", {"Domain": "vpc"}),
    identity="AllocationId",
    reads=(
        Read(Call("DescribeAddresses", {"AllocationIds": ["$id"]}, _GONE_ADDRESS), "Addresses[0]"),
        Read(Call("sts:GetCallerIdentity"), "Account", "Account"),
    ),
    deletions=(Call("ReleaseAddress", {"AllocationId": "$id"}, _GONE_ADDRESS),),
    tagging=EC2,
    finish=_finish_address,
)

_REGIONAL = Object(
    "NatGatewayRegionalNatGatewayAddress",
    tuple(
        Property(name)
        for name in (
            "allocationId",
            "associationId",
            "availabilityZone",
            "availabilityZoneId",
            "networkInterfaceId",
            "publicIp",
            "status",
        )
    ),
    many=True,
    module="ec2",
)

NAT_GATEWAY = ServiceResource(
    token="aws:ec2/natGateway:NatGateway",  # noqa: S106 - a type token
    title="EC2 NAT Gateway",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        argument("allocationId", "AllocationId", answer="NatGatewayAddresses[0].AllocationId || ''", replaces=True),
        output("associationId", "NatGatewayAddresses[0].AssociationId || ''"),
        output("autoProvisionZones", "''"),
        output("autoScalingIps", "''"),
        argument(
            "connectivityType",
            "ConnectivityType",
            default="public",
            replaces=True,
            validate=validation.one_of("private", "public"),
        ),
        output("networkInterfaceId", "NatGatewayAddresses[0].NetworkInterfaceId || ''"),
        output("privateIp", "NatGatewayAddresses[0].PrivateIp || ''"),
        output("publicIp", "NatGatewayAddresses[0].PublicIp || ''"),
        output("regionalNatGatewayAddresses", "`[]`", _REGIONAL),
        output("regionalNatGatewayAutoMode", "''"),
        output("routeTableId", "RouteTableId"),
        argument("subnetId", "SubnetId", replaces=True),
        output("vpcId", "VpcId"),
    ),
    creation=Call("CreateNatGateway"),
    identity="NatGateway.NatGatewayId",
    reads=(Read(Call("DescribeNatGateways", {"NatGatewayIds": ["$id"]}, _GONE_NAT), "NatGateways[0]"),),
    deletions=(Call("DeleteNatGateway", {"NatGatewayId": "$id"}, _GONE_NAT),),
    tagging=EC2,
    waiting=Waiting("State", "available", ("pending", "deleting")),
    gone_if="State == 'deleted'",
)


def _members(name: str, member: str, answer: str = "") -> tuple[Property, EachSetting]:
    """Return a set of ids of a VPC endpoint, and the calls that change it."""
    row = argument(name, member, Type.SET, Role.COMPUTED, answer=answer or member)
    add, remove = (
        Call("ModifyVpcEndpoint", {"VpcEndpointId": "$id", f"{verb}{member}": ["$item"]}) for verb in ("Add", "Remove")
    )
    return row, EachSetting(name, add, remove)


_MEMBERS = [
    _members("routeTableIds", "RouteTableIds"),
    _members("securityGroupIds", "SecurityGroupIds", "Groups[].GroupId"),
    _members("subnetIds", "SubnetIds"),
]
_DNS_ENTRY = Object("VpcEndpointDnsEntry", (Property("dnsName"), Property("hostedZoneId")), many=True, module="ec2")

VPC_ENDPOINT = ServiceResource(
    token="aws:ec2/vpcEndpoint:VpcEndpoint",  # noqa: S106 - a type token
    title="EC2 VPC Endpoint",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        arn("ec2", "vpc-endpoint"),
        output("cidrBlocks", "`[]`", Type.LIST),
        output("dnsEntries", "(DnsEntries || `[]`)[].{dnsName: DnsName, hostedZoneId: HostedZoneId}", _DNS_ENTRY),
        output("networkInterfaceIds", "NetworkInterfaceIds", Type.SET),
        output("ownerId", "OwnerId"),
        argument("policy", "PolicyDocument", role=Role.COMPUTED, suppress=validation.same_json),
        output("prefixListId", "PrefixListId"),
        Property("privateDnsEnabled", Type.BOOLEAN, Role.COMPUTED, answer="PrivateDnsEnabled"),
        output("requesterManaged", "RequesterManaged || `false`", Type.BOOLEAN),
        argument("serviceName", "ServiceName", replaces=True),
        output("state", "State"),
        argument("vpcEndpointType", "VpcEndpointType", default="Gateway", replaces=True),
        argument("vpcId", "VpcId", role=Role.REQUIRED, replaces=True),
        *(row for row, _ in _MEMBERS),
    ),
    creation=Call("CreateVpcEndpoint", {"PrivateDnsEnabled": "$privateDnsEnabled"}),
    identity="VpcEndpoint.VpcEndpointId",
    reads=(
        Read(Call("DescribeVpcEndpoints", {"VpcEndpointIds": ["$id"]}, _GONE_ENDPOINT), "VpcEndpoints[0]"),
        Read(
            Call("DescribeManagedPrefixLists", {"Filters": [{"Name": "prefix-list-name", "Values": ["$ServiceName"]}]}),
            "PrefixLists[0].PrefixListId || ''",
            "PrefixListId",
        ),
    ),
    settings=(
        *(setting for _, setting in _MEMBERS),
        CallSetting(("policy",), Call("ModifyVpcEndpoint", {"VpcEndpointId": "$id", "PolicyDocument": "$policy"})),
        CallSetting(
            ("privateDnsEnabled",),
            Call("ModifyVpcEndpoint", {"VpcEndpointId": "$id", "PrivateDnsEnabled": "$privateDnsEnabled"}),
        ),
    ),
    deletions=(
        # moto fails to delete an endpoint with a route table that was added later.
        ForEach(
            Read(
                Call("DescribeVpcEndpoints", {"VpcEndpointIds": ["$id"]}, _GONE_ENDPOINT),
                "VpcEndpoints[0].RouteTableIds",
            ),
            Call("ModifyVpcEndpoint", {"VpcEndpointId": "$id", "RemoveRouteTableIds": ["$item"]}),
        ),
        Call("DeleteVpcEndpoints", {"VpcEndpointIds": ["$id"]}, _GONE_ENDPOINT),
    ),
    tagging=EC2,
    waiting=Waiting("State", "available", ("pending", "deleting")),
    gone_if="State == 'deleted'",
)

TYPES = (INTERNET_GATEWAY, ADDRESS, NAT_GATEWAY, VPC_ENDPOINT)
