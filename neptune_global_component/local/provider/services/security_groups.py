"""Security groups with their rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.plan import normal
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.service_resource import ServiceResource
from neptune_global_component.local.provider.tagging import EC2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Values

ALL = "-1"
_PROTOCOLS = {"all": ALL, "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
_SOURCES = {
    "cidrBlocks": ("IpRanges", "CidrIp"),
    "ipv6CidrBlocks": ("Ipv6Ranges", "CidrIpv6"),
    "prefixListIds": ("PrefixListIds", "PrefixListId"),
    "securityGroups": ("UserIdGroupPairs", "GroupId"),
}
"""By property of a rule: the member of AWS's permission, and the member that names the source."""
_GONE = ("InvalidGroup.NotFound",)


class Permission(NamedTuple):
    """A rule in AWS: one source, and the ports that it can reach.

    Args:
        protocol: the name, or ``-1`` for all.
        first: the first port.
        last: the last port.
        kind: the property of a rule that contains the source.
        source: an address range, a prefix list or a security group.
        description: the description of the rule.
    """

    protocol: str
    first: int
    last: int
    kind: str
    source: str
    description: str

    def to_aws(self) -> Values:
        """Return the rule in EC2's format."""
        ports = {} if self.protocol == ALL else {"FromPort": self.first, "ToPort": self.last}
        member, key = _SOURCES[self.kind]
        described = {"Description": self.description} if self.description else {}
        return {"IpProtocol": self.protocol, **ports, member: [{key: self.source, **described}]}


def protocol_name(protocol: str) -> str:
    """Return a protocol as AWS does: by name, or -1 for all."""
    return _PROTOCOLS.get(protocol.lower(), protocol.lower())


def permissions(rules: Iterable[Values] | None, group: str) -> dict[Permission, None]:
    """Return everything that a program's rules allow, in their order.

    Args:
        rules: values of ``ingress`` or ``egress``.
        group: the id of the security group, which a rule with ``self`` refers to.
    """
    found: dict[Permission, None] = {}
    for rule in rules or []:
        protocol = protocol_name(rule["protocol"])
        ports = (int(rule["fromPort"]), int(rule["toPort"])) if protocol != ALL else (0, 0)
        sources = [(kind, source) for kind in _SOURCES for source in rule.get(kind) or []]
        for kind, source in sources + ([("securityGroups", group)] if rule.get("self") else []):
            found[Permission(protocol, *ports, kind, source, rule.get("description") or "")] = None
    return found


def answered(answer: Iterable[dict[str, Any]]) -> dict[Permission, None]:
    """Return everything that AWS's permissions allow, in their order."""
    return {
        Permission(
            each["IpProtocol"], each.get("FromPort", 0), each.get("ToPort", 0), kind, source[key],
            source.get("Description", ""),
        ): None
        for each in answer
        for kind, (member, key) in _SOURCES.items()
        for source in each.get(member, [])
    }  # fmt: skip


def rules_of(known: Iterable[Permission], old: Iterable[Values] | None, group: str) -> list[Values]:
    """Return permissions as rules: grouped as in the old rules, the rest by protocol, ports and description."""
    left, found = dict.fromkeys(known), []
    for rule in old or []:
        wanted = permissions([rule], group)
        if wanted and wanted.keys() <= left.keys():
            found.append(rule)
            left = {one: None for one in left if one not in wanted}
    others: dict[tuple[str, int, int, str], Values] = {}
    for one in left:
        made = {"protocol": one.protocol, "fromPort": one.first, "toPort": one.last, "description": one.description}
        rule = others.setdefault((one.protocol, one.first, one.last, one.description), made)
        if one.source == group:
            rule["self"] = True
        else:
            rule[one.kind] = [*rule.get(one.kind, []), one.source]
    return [*found, *others.values()]


@dataclass(frozen=True)
class RuleSetting:
    """The rules of one direction.

    Args:
        name: the property.
        direction: the direction in the names of the calls.
    """

    name: str
    direction: str

    @property
    def properties(self) -> tuple[str, ...]:
        """The names of the properties."""
        return (self.name,)

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Revoke permissions that were removed, then authorize new ones."""
        before, after = (permissions(values[self.name], resource_id) for values in (change.old, change.new))
        for verb, some, others in (("Revoke", before, after), ("Authorize", after, before)):
            sent = [one.to_aws() for one in some if one not in others]
            if sent:
                aws.call(f"{verb}SecurityGroup{self.direction}", GroupId=resource_id, IpPermissions=sent)


def _rules(name: str) -> Object:
    return Object(
        name,
        (
            Property("cidrBlocks", Type.LIST, default=[]),
            Property("description", default=""),
            Property("fromPort", Type.INTEGER, Role.REQUIRED),
            Property("ipv6CidrBlocks", Type.LIST, default=[]),
            Property("prefixListIds", Type.LIST, default=[]),
            Property("protocol", role=Role.REQUIRED),
            Property("securityGroups", Type.SET, default=[]),
            Property("self", Type.BOOLEAN, default=False),
            Property("toPort", Type.INTEGER, Role.REQUIRED),
        ),
        many=True,
        module="ec2",
    )


_DIRECTIONS = {"egress": _rules("SecurityGroupEgress"), "ingress": _rules("SecurityGroupIngress")}


def _finish(values: Values, old: Values) -> None:
    for name, kind in _DIRECTIONS.items():
        known = answered(values[name] or [])
        values[name] = normal(kind, rules_of(known, old.get(name), values["id"]))


SECURITY_GROUP = ServiceResource(
    token="aws:ec2/securityGroup:SecurityGroup",  # noqa: S106 - a type token
    title="Security Group",
    service="ec2",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "SecurityGroupArn"),
        argument("description", "Description", role=Role.COMPUTED, default="Managed by Pulumi", replaces=True),
        Property("egress", _DIRECTIONS["egress"], Role.COMPUTED, answer="IpPermissionsEgress"),
        Property("ingress", _DIRECTIONS["ingress"], Role.COMPUTED, answer="IpPermissions"),
        argument(
            "name",
            "GroupName",
            role=Role.COMPUTED,
            autoname=True,
            conflicts="namePrefix",
            replaces=True,
            validate=validation.security_group_name,
        ),
        Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True),
        output("ownerId", "OwnerId"),
        Property("revokeRulesOnDelete", Type.BOOLEAN, default=False),
        argument("vpcId", "VpcId", role=Role.COMPUTED, replaces=True),
    ),
    creation=Call("CreateSecurityGroup", {"GroupName": "$name"}),
    identity="GroupId",
    reads=(Read(Call("DescribeSecurityGroups", {"GroupIds": ["$id"]}, _GONE), "SecurityGroups[0]"),),
    # AWS allows all outbound traffic of a new group. The AWS provider revokes that.
    after_creation=(
        Call(
            "RevokeSecurityGroupEgress",
            {"GroupId": "$id", "IpPermissions": [{"IpProtocol": ALL, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
        ),
    ),
    settings=(RuleSetting("egress", "Egress"), RuleSetting("ingress", "Ingress")),
    deletions=(Call("DeleteSecurityGroup", {"GroupId": "$id"}, _GONE),),
    tagging=EC2,
    named=("name", "namePrefix"),
    finish=_finish,
)

TYPES = (SECURITY_GROUP,)
