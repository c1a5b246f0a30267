"""The table of calls that the provider sends to AWS for resources that are not clusters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conformance_stack import (
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    GLOBAL,
    INSTANCE,
    PARAMETER_GROUP,
    SNAPSHOT,
    SUBNET_GROUP,
    SUBSCRIPTION,
)

Inputs = dict[str, Any]
Calls = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Row:
    """A resource.

    Args:
        kind: the type token.
        created: the calls that create it, without its name parameter.
        given: its optional inputs.
        change: the inputs that change; None removes an input.
        changed: the calls that change it.
    """

    kind: str
    created: Calls
    given: Inputs = field(default_factory=dict)
    change: Inputs = field(default_factory=dict)
    changed: Calls = field(default_factory=list)


TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts"
ADD_A = ("AddTagsToResource", {"Tags": [{"Key": "a", "Value": "1"}]})
CREATE_INSTANCE = {
    "AutoMinorVersionUpgrade": True,
    "DBClusterIdentifier": "host",
    "DBInstanceClass": "db.r6g.large",
    "Engine": "neptune",
    "PromotionTier": 0,
    "PubliclyAccessible": False,
}
CREATE_GROUP = {"DBParameterGroupFamily": "neptune1.4", "Description": "Managed by Pulumi"}


def instance(change: Inputs, changed: Calls, given: Inputs | None = None, **created: Any) -> Row:
    """Return a CreateDBInstance call with these parameters in addition to the defaults."""
    return Row(INSTANCE, [("CreateDBInstance", CREATE_INSTANCE | created)], given or {}, change, changed)


def parameter(name: str, value: str, method: str = "pending-reboot") -> dict[str, str]:
    """Return a parameter in AWS's format."""
    return {"ApplyMethod": method, "ParameterName": name, "ParameterValue": value}


def parameter_group(kind: str, noun: str, first: tuple[str, str], last: tuple[str, str], *, resets: bool) -> Row:
    """Return the row of a parameter group; the provider resets removed parameters of one type only."""
    before = [parameter(*first), parameter("neptune_query_timeout", "20", "immediate")]
    after = [parameter("neptune_query_timeout", "30", "immediate"), parameter(*last)]
    reset = [(f"Reset{noun}", {"Parameters": before})] if resets else []
    named = {"ApplyMethod": "applyMethod", "ParameterName": "name", "ParameterValue": "value"}
    given, change = ([{named[key]: one[key] for key in one} for one in them] for them in (before, after))
    return Row(
        kind,
        [(f"Create{noun}", CREATE_GROUP), (f"Modify{noun}", {"Parameters": before})],
        {"parameters": given},
        {"parameters": change, "tags": {"a": "1"}},
        [ADD_A, *reset, (f"Modify{noun}", {"Parameters": after})],
    )


OTHERS = {
    "g": Row(
        GLOBAL,
        [("CreateGlobalCluster", {"Engine": "neptune"})],
        change={"deletionProtection": True},
        changed=[("ModifyGlobalCluster", {"DeletionProtection": True})],
    ),
    "g-protected": Row(
        GLOBAL,
        [("CreateGlobalCluster", {"DeletionProtection": True, "Engine": "neptune", "StorageEncrypted": True})],
        given={"deletionProtection": True, "storageEncrypted": True},
        change={"deletionProtection": None},
        changed=[("ModifyGlobalCluster", {"DeletionProtection": False})],
    ),
    "i": instance(
        {
            "autoMinorVersionUpgrade": False,
            "instanceClass": "db.r6g.xlarge",
            "neptuneParameterGroupName": "${instance-group.name}",
            "preferredBackupWindow": "01:00-02:00",
            "preferredMaintenanceWindow": "mon:03:00-mon:04:00",
            "promotionTier": None,
            "tags": {"a": "1"},
        },
        [
            ADD_A,
            (
                "ModifyDBInstance",
                {
                    "ApplyImmediately": True,
                    "AutoMinorVersionUpgrade": False,
                    "DBInstanceClass": "db.r6g.xlarge",
                    "DBParameterGroupName": "instance-group",
                    "PreferredBackupWindow": "01:00-02:00",
                    "PreferredMaintenanceWindow": "mon:03:00-mon:04:00",
                    "PromotionTier": 0,
                },
            ),
        ],
        {"applyImmediately": True, "promotionTier": 1},
        PromotionTier=1,
    ),
    "i-tags": instance({"tags": {"a": "1"}}, [ADD_A]),
    "i-skip": instance({"skipFinalSnapshot": True}, [("ModifyDBInstance", {"ApplyImmediately": False})]),
    "i-version": instance({"engineVersion": "1.4.7.1"}, [("ModifyDBInstance", {"ApplyImmediately": False})]),
    "s": Row(
        SUBNET_GROUP,
        [("CreateDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 2})],
        change={"subnetIds": 3, "tags": {"a": "1"}},
        changed=[
            ADD_A,
            ("ModifyDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 3}),
        ],
    ),
    "s-text": Row(
        SUBNET_GROUP,
        [("CreateDBSubnetGroup", {"DBSubnetGroupDescription": "Managed by Pulumi", "SubnetIds": 2})],
        change={"description": "ours"},
        changed=[("ModifyDBSubnetGroup", {"DBSubnetGroupDescription": "ours", "SubnetIds": 2})],
    ),
    "p": parameter_group(
        PARAMETER_GROUP,
        "DBParameterGroup",
        ("neptune_dfe_query_engine", "enabled"),
        ("neptune_result_cache", "1"),
        resets=True,
    ),
    "c": parameter_group(
        CLUSTER_PARAMETER_GROUP,
        "DBClusterParameterGroup",
        ("neptune_enable_audit_log", "1"),
        ("neptune_streams", "1"),
        resets=False,
    ),
    "e": Row(
        ENDPOINT,
        [
            (
                "CreateDBClusterEndpoint",
                {"DBClusterIdentifier": "host", "EndpointType": "READER", "StaticMembers": ["member"]},
            )
        ],
        {"staticMembers": ["${member.identifier}"]},
        {"excludedMembers": ["${member.identifier}"], "staticMembers": None, "tags": {"a": "1"}},
        [ADD_A, ("ModifyDBClusterEndpoint", {"ExcludedMembers": ["member"], "StaticMembers": []})],
    ),
    "n": Row(SNAPSHOT, [("CreateDBClusterSnapshot", {"DBClusterIdentifier": "host"})]),
    "v": Row(
        SUBSCRIPTION,
        [
            (
                "CreateEventSubscription",
                {
                    "Enabled": True,
                    "EventCategories": ["failover"],
                    "SnsTopicArn": TOPIC,
                    "SourceIds": ["host"],
                    "SourceType": "db-cluster",
                },
            )
        ],
        {"eventCategories": ["failover"], "sourceIds": ["${host.id}"], "sourceType": "db-cluster"},
        {"enabled": False, "eventCategories": ["maintenance"], "sourceIds": ["${a-tags.id}"], "tags": {"a": "1"}},
        [
            ADD_A,
            (
                "ModifyEventSubscription",
                {"Enabled": False, "EventCategories": ["maintenance"], "SourceType": "db-cluster"},
            ),
            ("RemoveSourceIdentifierFromSubscription", {"SourceIdentifier": "host"}),
            ("AddSourceIdentifierToSubscription", {"SourceIdentifier": "a-tags"}),
        ],
    ),
}
"""By the resource's name; the numbers stand for so many subnets."""
