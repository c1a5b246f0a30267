"""Rules of security groups by the resource type that pulumi-aws had first."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, search
from neptune_global_component.local.provider.common_properties import REGION, argument, output
from neptune_global_component.local.provider.errors import doing
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import ServiceResource
from neptune_global_component.local.provider.services.security_groups import (
    ALL,
    Permission,
    answered,
    permissions,
    protocol_name,
)

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Value, Values

_PARTS = 6
_GONE = ("InvalidGroup.NotFound",)
_MEMBERS = {"ingress": "IpPermissions", "egress": "IpPermissionsEgress"}
_GROUP = Call("DescribeSecurityGroups", {"GroupIds": ["$securityGroupId"]}, _GONE)
_RULES = Call("DescribeSecurityGroupRules", {"Filters": [{"Name": "group-id", "Values": ["$securityGroupId"]}]})
_SOURCES = {
    "cidrBlocks": "CidrIpv4",
    "ipv6CidrBlocks": "CidrIpv6",
    "prefixListIds": "PrefixListId",
    "securityGroups": "ReferencedGroupInfo.GroupId",
}
"""By property: the path of the source in a rule of AWS (JMESPath)."""


def _same_protocol(old: Value, new: Value) -> bool:
    return protocol_name(str(old)) == protocol_name(str(new))


def _permissions(values: Values) -> list[Permission]:
    """Return what the rule allows, without descriptions."""
    source = values.get("sourceSecurityGroupId")
    rule = values | {"securityGroups": [source] if source else [], "description": ""}
    return list(permissions([rule], values["securityGroupId"]))


def _id(values: Values) -> str:
    """Return the id of a rule. AWS has none, so it is a checksum."""
    allowed = sorted(str(tuple(one)) for one in _permissions(values))
    return f"sgrule-{zlib.crc32('-'.join([values['securityGroupId'], values['type'], *allowed]).encode())}"


class _Rule(ServiceResource):
    """A rule: one permission in AWS for each source."""

    def create(self, aws: Aws, values: Values) -> str:
        """Authorize the permissions."""
        self._send(aws, "AuthorizeSecurityGroup", values)
        return _id(values)

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Change the description, which is all that can change."""
        del resource_id
        if change.of("description"):
            self._send(aws, "UpdateSecurityGroupRuleDescriptions", change.new)

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Revoke the permissions."""
        if self.describe(aws, resource_id, old):
            self._send(aws, "RevokeSecurityGroup", old)

    def _send(self, aws: Aws, operation: str, values: Values) -> None:
        described = [one._replace(description=values.get("description") or "") for one in _permissions(values)]
        sent = [one.to_aws() for one in described]
        with doing(f"{operation.partition('Security')[0].lower()} {self.title}"):
            aws.of(self.service).call(
                operation + values["type"].capitalize(), GroupId=values["securityGroupId"], IpPermissions=sent
            )

    def describe(self, aws: Aws, resource_id: str, old: Values) -> dict[str, Any] | None:
        """Return the description and AWS's id, if the security group has all permissions of the rule."""
        values, aws = self._known_values(resource_id, old), aws.of(self.service)
        with doing(f"reading {self.title} ({resource_id})"):
            groups = (_GROUP.send(aws, values) or {}).get("SecurityGroups")
            if not groups:
                return None
            rules = (_RULES.send(aws, values) or {}).get("SecurityGroupRules", [])
        wanted = _permissions(values)
        found = {one._replace(description=""): one for one in answered(groups[0][_MEMBERS[values["type"]]])}
        if not wanted or any(one not in found for one in wanted):
            return None
        known = [one["SecurityGroupRuleId"] for one in rules if _is(one, wanted[0], values["type"])]
        return {"description": found[wanted[0]].description, "ruleId": known[0] if len(wanted) == 1 and known else ""}

    def _properties_of_id(self, resource_id: str) -> Values:
        """Return the properties that the id of an import contains: group, type, protocol, ports and sources."""
        parts = resource_id.split("_")
        if len(parts) < _PARTS:
            return {}
        group, direction, protocol, first, last, *sources = parts
        return {
            "securityGroupId": group,
            "type": direction,
            "protocol": protocol,
            "fromPort": int(first),
            "toPort": int(last),
            "self": "self" in sources,
            "cidrBlocks": [one for one in sources if "." in one],
            "ipv6CidrBlocks": [one for one in sources if ":" in one],
            "prefixListIds": [one for one in sources if one.startswith("pl-")],
            "sourceSecurityGroupId": next((one for one in sources if one.startswith("sg-")), None),
        }


def _is(rule: dict[str, Any], permission: Permission, direction: str) -> bool:
    """Return whether a rule of AWS is this permission."""
    ports = (rule["FromPort"], rule["ToPort"]) if permission.protocol != ALL else (permission.first, permission.last)
    return (
        rule["IsEgress"] == (direction == "egress")
        and (rule["IpProtocol"], *ports) == permission[:3]
        and search(_SOURCES[permission.kind], rule) == permission.source
    )


def _finish(values: Values, old: Values) -> None:
    del old
    values["protocol"] = protocol_name(values["protocol"])
    values["id"] = _id(values)


def _fixed(name: str, kind: Type = Type.STRING, role: Role = Role.OPTIONAL, **others: Value) -> Property:
    """Return a property whose change replaces the rule."""
    return Property(name, kind, role, replaces=True, **others)


RULE = _Rule(
    token="aws:ec2/securityGroupRule:SecurityGroupRule",  # noqa: S106 - a type token
    title="Security Group Rule",
    service="ec2",
    properties=(
        REGION,
        _fixed("cidrBlocks", Type.LIST),
        argument("description", answer="description || `null`"),
        _fixed("fromPort", Type.INTEGER, Role.REQUIRED),
        _fixed("ipv6CidrBlocks", Type.LIST),
        _fixed("prefixListIds", Type.LIST),
        _fixed("protocol", role=Role.REQUIRED, suppress=_same_protocol),
        _fixed("securityGroupId", role=Role.REQUIRED),
        output("securityGroupRuleId", "ruleId"),
        _fixed("self", Type.BOOLEAN, default=False),
        _fixed("sourceSecurityGroupId", role=Role.COMPUTED),
        _fixed("toPort", Type.INTEGER, Role.REQUIRED),
        _fixed("type", role=Role.REQUIRED, validate=validation.one_of("ingress", "egress")),
    ),
    creation=Call("AuthorizeSecurityGroupIngress"),
    identity="{securityGroupId}",
    reads=(),
    deletions=(),
    finish=_finish,
)

TYPES = (RULE,)
