"""Route 53 records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.calls import Call
from neptune_global_component.local.provider.common_properties import argument, output
from neptune_global_component.local.provider.errors import doing
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.service_resource import ServiceResource
from neptune_global_component.local.provider.services.hosted_zones import GONE, dns_name, same_name

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Values

_GET_ZONE = Call("GetHostedZone", {"Id": "$zoneId"}, GONE)
_ID = re.compile(r"(?P<zoneId>[^_]+)_(?P<name>.*)_(?P<type>[A-Z]+)(_(?P<setIdentifier>.+))?")
_POLICIES = {
    "failoverRoutingPolicies": ("type", Type.STRING, "Failover"),
    "latencyRoutingPolicies": ("region", Type.STRING, "Region"),
    "weightedRoutingPolicies": ("weight", Type.INTEGER, "Weight"),
}
"""By property: the field of its only object, the type, and the member of a record set."""


def _policy(name: str) -> Property:
    field, kind, member = _POLICIES[name]
    type_name = f"Record{name[0].upper()}{name[1:].removesuffix('ies')}y"
    return Property(
        name,
        Object(type_name, (Property(field, kind, Role.REQUIRED),), many=True, module="route53"),
        answer=f"{member} != `null` && [{{{field}: {member}}}] || `[]`",
    )


def _record_set(values: Values, zone: str) -> dict[str, Any]:
    """Return a record in Route 53's format.

    Args:
        values: the properties.
        zone: the name of the hosted zone.
    """
    policies = {member: values[name][0][field] for name, (field, _, member) in _POLICIES.items() if values.get(name)}
    members = {"SetIdentifier": values.get("setIdentifier"), "HealthCheckId": values.get("healthCheckId")}
    return {
        "Name": _full_name(values["name"], zone),
        "Type": values["type"],
        "TTL": int(values["ttl"]),
        "ResourceRecords": [{"Value": _quoted(values["type"], text)} for text in values["records"]],
        **{name: value for name, value in members.items() if value},
        **{member: int(value) if member == "Weight" else value for member, value in policies.items()},
    }


def _quoted(kind: str, text: str) -> str:
    return f'"{text}"' if kind in {"TXT", "SPF"} else text


def _full_name(name: str, zone: str) -> str:
    """Return the name with the zone's name at its end."""
    name, zone = dns_name(name), dns_name(zone)
    return name if name == zone or name.endswith(f".{zone}") else ".".join(filter(None, (name, zone)))


class _Record(ServiceResource):
    """A record, which every change replaces in Route 53 as a whole."""

    def create(self, aws: Aws, values: Values) -> str:
        """Create the record, or overwrite it if that is allowed."""
        with doing(f"creating {self.title}"):
            self._send(aws, values["zoneId"], ("UPSERT" if values.get("allowOverwrite") else "CREATE", values))
        parts = [values["zoneId"], values["name"].lower(), values["type"]]
        return "_".join([*parts, *filter(None, [values.get("setIdentifier")])])

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Overwrite the record. Another type or set identifier is another record in Route 53."""
        moved = change.of("type") or change.of("setIdentifier")
        actions = (("DELETE", change.old), ("CREATE", change.new)) if moved else (("UPSERT", change.new),)
        if change.apart_from("fqdn", "id", "allowOverwrite"):
            with doing(f"updating {self.title} ({resource_id})"):
                self._send(aws, change.new["zoneId"], *actions)

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Delete the record with the values that it has in Route 53."""
        found = self.describe(aws, resource_id, old)
        if found is None:
            return
        members = {name: value for name, value in found.items() if name[0].isupper()}
        change = {"Action": "DELETE", "ResourceRecordSet": members}
        with doing(f"deleting {self.title} ({resource_id})"):
            aws.of(self.service).call(
                "ChangeResourceRecordSets", HostedZoneId=old["zoneId"], ChangeBatch={"Changes": [change]}
            )

    def _send(self, aws: Aws, zone_id: str, *changes: tuple[str, Values]) -> None:
        aws = aws.of(self.service)
        zone = aws.call("GetHostedZone", Id=zone_id)["HostedZone"]["Name"]
        batch = [{"Action": action, "ResourceRecordSet": _record_set(values, zone)} for action, values in changes]
        aws.call("ChangeResourceRecordSets", HostedZoneId=zone_id, ChangeBatch={"Changes": batch})

    def describe(self, aws: Aws, resource_id: str, old: Values) -> dict[str, Any] | None:
        """Return the record set, found by name, type and set identifier."""
        values = self._known_values(resource_id, old)
        aws, zone_id = aws.of(self.service), values["zoneId"]
        with doing(f"reading {self.title} ({resource_id})"):
            zone = (_GET_ZONE.send(aws, values) or {}).get("HostedZone")
            if zone is None:
                return None
            name = _full_name(values["name"], zone["Name"])
            answer = aws.call(
                "ListResourceRecordSets", HostedZoneId=zone_id, StartRecordName=name, StartRecordType=values["type"]
            )
        wanted = (name, values["type"], values.get("setIdentifier") or "")
        for one in answer["ResourceRecordSets"]:
            if (dns_name(one["Name"]), one["Type"], one.get("SetIdentifier", "")) == wanted:
                return {**one, "_fqdn": name}
        return None

    def _properties_of_id(self, resource_id: str) -> Values:
        """Return the properties that an id contains. A name may contain underscores."""
        match = _ID.fullmatch(resource_id)
        return match.groupdict(default="") if match else {}


def _finish_record(values: Values, old: Values) -> None:
    values["name"] = dns_name(old.get("name") or values["name"])
    values["records"] = sorted(text.strip('"') for text in values["records"])


RECORD = _Record(
    token="aws:route53/record:Record",  # noqa: S106 - a type token
    title="Route 53 Record",
    service="route53",
    properties=(
        Property("allowOverwrite", Type.BOOLEAN, Role.COMPUTED),
        output("fqdn", "_fqdn"),
        argument("healthCheckId", answer="HealthCheckId"),
        Property("name", role=Role.REQUIRED, replaces=True, suppress=same_name),
        argument("records", kind=Type.SET, answer="ResourceRecords[].Value"),
        argument("setIdentifier", answer="SetIdentifier"),
        argument("ttl", kind=Type.INTEGER, answer="TTL"),
        argument("type", role=Role.REQUIRED, answer="Type"),
        Property("zoneId", role=Role.REQUIRED, replaces=True),
        *(_policy(name) for name in _POLICIES),
    ),
    creation=_GET_ZONE,
    identity="{zoneId}_{name}_{type}",
    reads=(),
    deletions=(),
    finish=_finish_record,
)

TYPES = (RECORD,)
