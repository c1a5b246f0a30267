"""The functions of pulumi-aws that look up networks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import partition
from neptune_global_component.local.provider.aws import Aws
from neptune_global_component.local.provider.calls import search
from neptune_global_component.local.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.provider.aws import Connect
    from neptune_global_component.local.provider.values import Values

ABSENT = ("InvalidSubnetID.NotFound", "InvalidVpcID.NotFound")


def _list(connect: Connect, region: str, operation: str, result: str, parameters: Values) -> list[dict[str, Any]]:
    return Aws(connect, region).of("ec2").find(operation, result, ABSENT, **parameters)


def _filters(args: Values, names: Mapping[str, str]) -> list[Values]:
    """Return EC2's filters for the arguments ``filters`` and ``tags``, and for arguments with their own filter."""
    filters = [{"Name": one["name"], "Values": one["values"]} for one in args.get("filters") or []]
    filters += [{"Name": f"tag:{key}", "Values": [value]} for key, value in (args.get("tags") or {}).items()]
    set_here = {name: args[key] for key, name in names.items() if args.get(key) is not None}
    texts = {name: str(value).lower() if isinstance(value, bool) else value for name, value in set_here.items()}
    return filters + [{"Name": name, "Values": [value]} for name, value in texts.items()]


@dataclass(frozen=True)
class Lookup:
    """A function that finds exactly one resource.

    Args:
        noun: the AWS provider's name for it.
        operation: the call that lists it.
        result: the name of the list in the response.
        ids: the parameter for ids.
        names: EC2's filters by argument.
        outputs: the path of each output in the description (JMESPath).
        attributes: outputs that DescribeVpcAttribute reads, by the member of its response.
    """

    noun: str
    operation: str
    result: str
    ids: str
    names: Mapping[str, str]
    outputs: Mapping[str, str]
    attributes: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, connect: Connect, region: str, args: Values) -> Values:
        """Return the resource's outputs.

        Raises:
            ProviderError: there is no match, or several.
        """
        parameters: Values = {"Filters": _filters(args, self.names)}
        if args.get("id"):
            parameters[self.ids] = [args["id"]]
        matches = _list(connect, region, self.operation, self.result, parameters)
        if not matches:
            raise ProviderError(f"no matching {self.noun} found")
        if len(matches) > 1:
            one = f"use additional constraints to reduce matches to a single {self.noun}"
            raise ProviderError(f"multiple {self.noun}s matched; {one}")
        here = {"_region": region, "_partition": partition(region)}
        values = {name: search(path, matches[0] | here) for name, path in self.outputs.items()}
        ec2 = Aws(connect, region).of("ec2")
        for member, name in self.attributes.items():
            answer = ec2.call("DescribeVpcAttribute", VpcId=values["id"], Attribute=name)
            values[name] = answer[member]["Value"]
        tags = {one["Key"]: one["Value"] for one in matches[0].get("Tags", [])}
        return values | {"filters": args.get("filters"), "region": region, "tags": tags}


_get_vpc = Lookup(
    "EC2 VPC",
    "DescribeVpcs",
    "Vpcs",
    "VpcIds",
    {
        "cidrBlock": "cidr",
        "default": "isDefault",
        "dhcpOptionsId": "dhcp-options-id",
        "state": "state",
    },
    {
        "arn": "join('', ['arn:', _partition, ':ec2:', _region, ':', OwnerId, ':vpc/', VpcId])",
        "cidrBlock": "CidrBlock",
        "cidrBlockAssociations": (
            "CidrBlockAssociationSet[].{associationId: AssociationId, cidrBlock: CidrBlock, "
            "state: CidrBlockState.State}"
        ),
        "default": "IsDefault",
        "dhcpOptionsId": "DhcpOptionsId",
        "id": "VpcId",
        "instanceTenancy": "InstanceTenancy",
        "ipv6AssociationId": "Ipv6CidrBlockAssociationSet[0].AssociationId || ''",
        "ipv6CidrBlock": "Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock || ''",
        "ipv6CidrBlockAssociations": (
            "Ipv6CidrBlockAssociationSet[].{associationId: AssociationId, ipv6CidrBlock: Ipv6CidrBlock, "
            "state: Ipv6CidrBlockState.State}"
        ),
        "ownerId": "OwnerId",
        "state": "State",
    },
    {
        "EnableDnsHostnames": "enableDnsHostnames",
        "EnableDnsSupport": "enableDnsSupport",
        "EnableNetworkAddressUsageMetrics": "enableNetworkAddressUsageMetrics",
    },
)

get_subnet = Lookup(
    "EC2 Subnet",
    "DescribeSubnets",
    "Subnets",
    "SubnetIds",
    {
        "availabilityZone": "availabilityZone",
        "availabilityZoneId": "availabilityZoneId",
        "cidrBlock": "cidrBlock",
        "defaultForAz": "defaultForAz",
        "state": "state",
        "vpcId": "vpc-id",
    },
    {
        "arn": "SubnetArn",
        "assignIpv6AddressOnCreation": "AssignIpv6AddressOnCreation",
        "availabilityZone": "AvailabilityZone",
        "availabilityZoneId": "AvailabilityZoneId",
        "availableIpAddressCount": "AvailableIpAddressCount",
        "cidrBlock": "CidrBlock",
        "customerOwnedIpv4Pool": "CustomerOwnedIpv4Pool || ''",
        "defaultForAz": "DefaultForAz",
        "enableDns64": "EnableDns64 || `false`",
        "enableLniAtDeviceIndex": "EnableLniAtDeviceIndex || `0`",
        "enableResourceNameDnsARecordOnLaunch": "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord",
        "enableResourceNameDnsAaaaRecordOnLaunch": "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord",
        "id": "SubnetId",
        "ipv6CidrBlock": "Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock || ''",
        "ipv6CidrBlockAssociationId": "Ipv6CidrBlockAssociationSet[0].AssociationId || ''",
        "ipv6Native": "Ipv6Native",
        "mapCustomerOwnedIpOnLaunch": "MapCustomerOwnedIpOnLaunch || `false`",
        "mapPublicIpOnLaunch": "MapPublicIpOnLaunch",
        "outpostArn": "OutpostArn || ''",
        "ownerId": "OwnerId",
        "privateDnsHostnameTypeOnLaunch": "PrivateDnsNameOptionsOnLaunch.HostnameType",
        "state": "State",
        "vpcId": "VpcId",
    },
)
"""`aws.ec2.getSubnet`."""


def get_vpc(connect: Connect, region: str, args: Values) -> Values:
    """`aws.ec2.getVpc`."""
    vpc = _get_vpc(connect, region, args)
    of_vpc = [{"Name": "vpc-id", "Values": [vpc["id"]]}, {"Name": "association.main", "Values": ["true"]}]
    tables = _list(connect, region, "DescribeRouteTables", "RouteTables", {"Filters": of_vpc})
    return vpc | {"mainRouteTableId": next((one["RouteTableId"] for one in tables), None)}


def get_subnets(connect: Connect, region: str, args: Values) -> Values:
    """`aws.ec2.getSubnets`."""
    subnets = _list(connect, region, "DescribeSubnets", "Subnets", {"Filters": _filters(args, {})})
    tags = args.get("tags") or {}
    ids = [one["SubnetId"] for one in subnets]
    return {"filters": args.get("filters"), "id": region, "ids": ids, "region": region, "tags": tags}


def get_availability_zones(connect: Connect, region: str, args: Values) -> Values:
    """`aws.getAvailabilityZones`."""
    parameters: Values = {"AllAvailabilityZones": bool(args.get("allAvailabilityZones"))}
    parameters["Filters"] = _filters(args, {"state": "state"})
    listed = _list(connect, region, "DescribeAvailabilityZones", "AvailabilityZones", parameters)
    zones = [
        one
        for one in listed
        if one["ZoneName"] not in (args.get("excludeNames") or [])
        and one["ZoneId"] not in (args.get("excludeZoneIds") or [])
    ]
    ordered = sorted(zones, key=lambda one: str(one["ZoneName"]))
    return {
        **{key: value for key, value in args.items() if value is not None},
        "groupNames": sorted({one.get("GroupName", region) for one in zones}),
        "id": region,
        "names": [one["ZoneName"] for one in ordered],
        "region": region,
        "zoneIds": [one["ZoneId"] for one in ordered],
    }
