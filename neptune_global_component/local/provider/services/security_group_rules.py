"""Rules of security groups as resources of their own."""

from __future__ import annotations

from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource, arn
from neptune_global_component.local.provider.tagging import EC2

_GONE = ("InvalidSecurityGroupRuleId.NotFound", "InvalidGroup.NotFound")
_SOURCES = {
    "cidrIpv4": ("CidrIpv4", "IpRanges", "CidrIp"),
    "cidrIpv6": ("CidrIpv6", "Ipv6Ranges", "CidrIpv6"),
    "prefixListId": ("PrefixListId", "PrefixListIds", "PrefixListId"),
    "referencedSecurityGroupId": ("ReferencedGroupInfo.GroupId", "UserIdGroupPairs", "GroupId"),
}
"""By property: the path in a rule, the member of a permission, and the source in that member."""
_PORTS = {"IpProtocol": "$ipProtocol", "FromPort": "$fromPort", "ToPort": "$toPort"}
_PERMISSION = _PORTS | {
    member: [{key: f"${name}!", "Description": "$description?"}] for name, (_, member, key) in _SOURCES.items()
}
_RULE = _PORTS | {
    "CidrIpv4": "$cidrIpv4?",
    "CidrIpv6": "$cidrIpv6?",
    "PrefixListId": "$prefixListId?",
    "ReferencedGroupId": "$referencedSecurityGroupId?",
    "Description": "$description",
}
# AWS answers -1 for the ports of all protocols.
_PORT = "(IpProtocol != '-1' && {}) || `null`"
_CHANGEABLE = ("ipProtocol", "fromPort", "toPort", "description", *_SOURCES)


_ARGUMENTS = (
    *(argument(name, answer=path) for name, (path, _, _) in _SOURCES.items()),
    argument("description", answer="Description"),
    argument("fromPort", kind=Type.INTEGER, answer=_PORT.format("FromPort")),
    argument("ipProtocol", role=Role.REQUIRED, answer="IpProtocol"),
    argument("securityGroupId", role=Role.REQUIRED, answer="GroupId", replaces=True),
    argument("toPort", kind=Type.INTEGER, answer=_PORT.format("ToPort")),
)
_MODIFY = Call(
    "ModifySecurityGroupRules",
    {
        "GroupId": "$securityGroupId",
        "SecurityGroupRules": [{"SecurityGroupRuleId": "$id", "SecurityGroupRule": _RULE}],
    },
)
_READS = (
    Read(Call("DescribeSecurityGroupRules", {"SecurityGroupRuleIds": ["$id"]}, _GONE), "SecurityGroupRules[0]"),
    Read(Call("sts:GetCallerIdentity"), "Account", "Account"),
)


def _rule(direction: str) -> ServiceResource:
    group = {"GroupId": "$securityGroupId"}
    return ServiceResource(
        token=f"aws:vpc/securityGroup{direction}Rule:SecurityGroup{direction}Rule",
        title=f"VPC Security Group {direction} Rule",
        service="ec2",
        properties=(
            REGION,
            TAGS,
            TAGS_ALL,
            arn("ec2", "security-group-rule", account="Account"),
            output("securityGroupRuleId", "SecurityGroupRuleId"),
            *_ARGUMENTS,
        ),
        creation=Call(f"AuthorizeSecurityGroup{direction}", {**group, "IpPermissions": [_PERMISSION]}),
        identity="SecurityGroupRules[0].SecurityGroupRuleId",
        reads=_READS,
        settings=(CallSetting(_CHANGEABLE, _MODIFY),),
        deletions=(Call(f"RevokeSecurityGroup{direction}", {**group, "SecurityGroupRuleIds": ["$id"]}, _GONE),),
        tagging=EC2,
    )


TYPES = (_rule("Ingress"), _rule("Egress"))
