"""Route 53 hosted zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from neptune_global_component.local.provider.calls import Call, ForEach, Read
from neptune_global_component.local.provider.common_properties import TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Value, Values

GONE = ("NoSuchHostedZone",)
"""The error codes for a hosted zone that does not exist."""

_THIS_ZONE = {"ResourceType": "hostedzone", "ResourceId": "$id"}
_VPC = Object(
    "ZoneVpc",
    (Property("vpcId", role=Role.REQUIRED), Property("vpcRegion", role=Role.COMPUTED)),
    many=True,
    module="route53",
)


def dns_name(text: Value) -> str:
    """Return a DNS name as the AWS provider stores it."""
    return str(text).rstrip(".").lower()


def same_name(old: Value, new: Value) -> bool:
    """Return whether two DNS names are the same."""
    return dns_name(old) == dns_name(new)


def _regions(vpcs: Value) -> dict[str, str]:
    return {vpc["vpcId"]: vpc["vpcRegion"] or "" for vpc in vpcs or []}


def _same_vpcs(old: Value, new: Value) -> bool:
    """Return whether the VPCs are the same. A VPC without a region is in the provider's region."""
    if not isinstance(new, list):
        return False
    before, after = _regions(old), _regions(new)
    return before.keys() == after.keys() and all(region in {"", before[vpc]} for vpc, region in after.items())


@dataclass(frozen=True)
class _Vpcs:
    """The VPCs that resolve the names of a private hosted zone."""

    properties: tuple[str, ...] = ("vpcs",)

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Associate new VPCs first: a private hosted zone always has a VPC."""
        before, after = _regions(change.old["vpcs"]), _regions(change.new["vpcs"])
        for operation, some, others in (
            ("AssociateVPCWithHostedZone", after, before),
            ("DisassociateVPCFromHostedZone", before, after),
        ):
            for vpc in some.keys() - others.keys():
                sent = {"VPCId": vpc, "VPCRegion": some[vpc] or aws.region}
                aws.call(operation, HostedZoneId=resource_id, VPC=sent)


class _Zone(ServiceResource):
    """A hosted zone."""

    def create(self, aws: Aws, values: Values) -> str:
        """Create the zone, with its first VPC if it is private."""
        # AWS stores the name in lower case. The local AWS does not.
        sent: Values = {"name": dns_name(values["name"]), "reference": uuid4().hex}
        if values["vpcs"]:
            vpc, region = next(iter(_regions(values["vpcs"]).items()))
            sent |= {"vpcId": vpc, "vpcRegion": region or aws.region, "private": True}
        return super().create(aws, values | sent).removeprefix("/hostedzone/")


def _finish_zone(values: Values, old: Values) -> None:
    del old
    values["name"] = dns_name(values["name"])
    values["nameServers"] = sorted(values["nameServers"])


ZONE = _Zone(
    token="aws:route53/zone:Zone",  # noqa: S106 - a type token
    title="Route 53 Hosted Zone",
    service="route53",
    properties=(
        TAGS,
        TAGS_ALL,
        output("arn", "join('', ['arn:', _partition, ':route53:::hostedzone/', _id])"),
        Property("comment", role=Role.COMPUTED, answer="HostedZone.Config.Comment || ''", default="Managed by Pulumi"),
        Property("forceDestroy", Type.BOOLEAN, default=False),
        argument(
            "name",
            "Name",
            role=Role.COMPUTED,
            answer="HostedZone.Name",
            autoname=True,
            replaces=True,
            suppress=same_name,
        ),
        output("nameServers", "Servers", Type.LIST),
        output("primaryNameServer", "Servers[0]"),
        Property("vpcs", _VPC, answer="(VPCs || `[]`)[].{vpcId: VPCId, vpcRegion: VPCRegion}", suppress=_same_vpcs),
        output("zoneId", "_id"),
    ),
    creation=Call(
        "CreateHostedZone",
        {
            "Name": "$name",
            "CallerReference": "$reference",
            "VPC": {"VPCId": "$vpcId!", "VPCRegion": "$vpcRegion!"},
            # AWS ignores PrivateZone and looks at the VPC. The local AWS looks at PrivateZone.
            "HostedZoneConfig": {"Comment": "$comment", "PrivateZone": "$private?"},
        },
    ),
    identity="HostedZone.Id",
    reads=(
        Read(Call("GetHostedZone", {"Id": "$id"}, GONE), "HostedZone && @"),
        # AWS returns the delegation set of public zones only.
        Read(
            Call("ListResourceRecordSets", {"HostedZoneId": "$id"}, GONE),
            "ResourceRecordSets[?Type == 'NS'] | [0].ResourceRecords[].Value",
            "Servers",
        ),
    ),
    settings=(
        CallSetting(("comment",), Call("UpdateHostedZoneComment", {"Id": "$id", "Comment": "$comment"})),
        _Vpcs(),
    ),
    deletions=(
        ForEach(
            Read(
                Call("ListResourceRecordSets", {"HostedZoneId": "$id"}, GONE),
                "ResourceRecordSets[?Type != 'NS' && Type != 'SOA']",
            ),
            Call(
                "ChangeResourceRecordSets",
                {
                    "HostedZoneId": "$id",
                    "ChangeBatch": {"Changes": [{"Action": "DELETE", "ResourceRecordSet": "$item"}]},
                },
            ),
            when="forceDestroy",
        ),
        Call("DeleteHostedZone", {"Id": "$id"}, GONE),
    ),
    tagging=Tagging(
        Call("ListTagsForResource", _THIS_ZONE),
        "ResourceTagSet.Tags",
        Call("ChangeTagsForResource", {**_THIS_ZONE, "AddTags": "$tags"}),
        Call("ChangeTagsForResource", {**_THIS_ZONE, "RemoveTagKeys": "$keys"}),
    ),
    finish=_finish_zone,
)

TYPES = (ZONE,)
