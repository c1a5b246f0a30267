"""Neptune types that consist of a few calls: custom endpoints, snapshots and event subscriptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import EachSetting, ServiceResource, Waiting

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change

_GONE_ENDPOINT = ("DBClusterEndpointNotFoundFault",)
_GONE_SNAPSHOT = ("DBClusterSnapshotNotFoundFault",)
_GONE_SUBSCRIPTION = ("SubscriptionNotFound", "SubscriptionNotFoundFault")


@dataclass(frozen=True)
class Modification:
    """Properties that one call modifies, together with other changes.

    Args:
        properties: the names of the properties.
        operation: the call.
        subject: the parameter for the id.
        name: the property that contains the id.
        members: the parameters by property.
        together: properties that must be sent with another one.
    """

    properties: tuple[str, ...]
    operation: str
    subject: str
    name: str
    members: dict[str, str]
    together: dict[str, tuple[str, ...]]

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Send the call."""
        del resource_id
        changed = [name for name in self.properties if change.of(name)]
        sent = dict.fromkeys(name for one in changed for name in (one, *self.together.get(one, ())))
        values = {self.members[name]: change.new[name] for name in sent if change.new[name] is not None}
        aws.call(self.operation, **{self.subject: change.new[self.name], **values})


ENDPOINT = ServiceResource(
    token="aws:neptune/clusterEndpoint:ClusterEndpoint",  # noqa: S106 - a type token
    title="Neptune Cluster Endpoint",
    service="neptune",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "DBClusterEndpointArn"),
        argument(
            "clusterEndpointIdentifier",
            "DBClusterEndpointIdentifier",
            role=Role.REQUIRED,
            replaces=True,
            validate=validation.identifier,
        ),
        argument(
            "clusterIdentifier",
            "DBClusterIdentifier",
            role=Role.REQUIRED,
            replaces=True,
            validate=validation.identifier,
        ),
        output("endpoint", "Endpoint"),
        argument(
            "endpointType",
            "EndpointType",
            role=Role.REQUIRED,
            answer="CustomEndpointType",
            replaces=True,
            validate=validation.one_of("ANY", "READER", "WRITER"),
        ),
        argument("excludedMembers", "ExcludedMembers", Type.SET),
        argument("staticMembers", "StaticMembers", Type.SET),
    ),
    creation=Call("CreateDBClusterEndpoint"),
    identity="{clusterIdentifier}:{clusterEndpointIdentifier}",
    reads=(
        Read(
            Call(
                "DescribeDBClusterEndpoints",
                {
                    "DBClusterIdentifier": "$clusterIdentifier",
                    "DBClusterEndpointIdentifier": "$clusterEndpointIdentifier",
                },
                (*_GONE_ENDPOINT, "DBClusterNotFoundFault"),
            ),
            "DBClusterEndpoints[0]",
        ),
    ),
    settings=(
        Modification(
            ("excludedMembers", "staticMembers"),
            "ModifyDBClusterEndpoint",
            "DBClusterEndpointIdentifier",
            "clusterEndpointIdentifier",
            {"excludedMembers": "ExcludedMembers", "staticMembers": "StaticMembers"},
            {},
        ),
    ),
    deletions=(
        Call("DeleteDBClusterEndpoint", {"DBClusterEndpointIdentifier": "$clusterEndpointIdentifier"}, _GONE_ENDPOINT),
    ),
    waiting=Waiting("Status", "available", ("creating", "modifying", "deleting")),
)

SNAPSHOT = ServiceResource(
    token="aws:neptune/clusterSnapshot:ClusterSnapshot",  # noqa: S106 - a type token
    title="Neptune Cluster Snapshot",
    service="neptune",
    properties=(
        REGION,
        output("allocatedStorage", "AllocatedStorage", Type.INTEGER),
        output("availabilityZones", "AvailabilityZones", Type.LIST),
        argument("dbClusterIdentifier", "DBClusterIdentifier", role=Role.REQUIRED, replaces=True),
        output("dbClusterSnapshotArn", "DBClusterSnapshotArn"),
        argument("dbClusterSnapshotIdentifier", "DBClusterSnapshotIdentifier", role=Role.REQUIRED, replaces=True),
        output("engine", "Engine"),
        output("engineVersion", "EngineVersion"),
        output("kmsKeyId", "KmsKeyId"),
        output("licenseModel", "LicenseModel"),
        output("port", "Port", Type.INTEGER),
        output("snapshotType", "SnapshotType"),
        output("sourceDbClusterSnapshotArn", "SourceDBClusterSnapshotArn"),
        output("status", "Status"),
        output("storageEncrypted", "StorageEncrypted", Type.BOOLEAN),
        output("vpcId", "VpcId"),
    ),
    creation=Call("CreateDBClusterSnapshot"),
    identity="{dbClusterSnapshotIdentifier}",
    reads=(
        Read(
            Call("DescribeDBClusterSnapshots", {"DBClusterSnapshotIdentifier": "$id"}, _GONE_SNAPSHOT),
            "DBClusterSnapshots[0]",
        ),
    ),
    deletions=(Call("DeleteDBClusterSnapshot", {"DBClusterSnapshotIdentifier": "$id"}, _GONE_SNAPSHOT),),
    waiting=Waiting("Status", "available", ("creating", "deleting")),
)


SUBSCRIPTION = ServiceResource(
    token="aws:neptune/eventSubscription:EventSubscription",  # noqa: S106 - a type token
    title="Neptune Event Subscription",
    service="neptune",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "EventSubscriptionArn"),
        output("customerAwsId", "CustomerAwsId"),
        argument("enabled", "Enabled", Type.BOOLEAN, default=True),
        argument("eventCategories", "EventCategories", Type.SET, answer="EventCategoriesList"),
        argument(
            "name",
            "SubscriptionName",
            role=Role.COMPUTED,
            answer="CustSubscriptionId",
            autoname=True,
            conflicts="namePrefix",
            replaces=True,
            validate=validation.event_subscription_name,
        ),
        Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True),
        argument("snsTopicArn", "SnsTopicArn", role=Role.REQUIRED, validate=validation.arn),
        argument("sourceIds", "SourceIds", Type.SET, answer="SourceIdsList"),
        argument("sourceType", "SourceType"),
    ),
    creation=Call("CreateEventSubscription", {"SubscriptionName": "$name"}),
    identity="{name}",
    reads=(
        Read(
            Call("DescribeEventSubscriptions", {"SubscriptionName": "$id"}, _GONE_SUBSCRIPTION),
            "EventSubscriptionsList[0]",
        ),
    ),
    settings=(
        Modification(
            ("enabled", "eventCategories", "snsTopicArn", "sourceType"),
            "ModifyEventSubscription",
            "SubscriptionName",
            "name",
            {
                "enabled": "Enabled",
                "eventCategories": "EventCategories",
                "snsTopicArn": "SnsTopicArn",
                "sourceType": "SourceType",
            },
            {"eventCategories": ("sourceType",)},
        ),
        EachSetting(
            "sourceIds",
            Call("AddSourceIdentifierToSubscription", {"SubscriptionName": "$id", "SourceIdentifier": "$item"}),
            Call("RemoveSourceIdentifierFromSubscription", {"SubscriptionName": "$id", "SourceIdentifier": "$item"}),
        ),
    ),
    deletions=(Call("DeleteEventSubscription", {"SubscriptionName": "$id"}, _GONE_SUBSCRIPTION),),
    waiting=Waiting("Status", "active", ("creating", "modifying", "deleting")),
    named=("name", "namePrefix"),
)

TYPES = (ENDPOINT, SNAPSHOT, SUBSCRIPTION)
