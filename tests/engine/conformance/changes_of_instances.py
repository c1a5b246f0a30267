"""The table of changes of instances."""

from __future__ import annotations

from conformance_row import Row, each
from conformance_stack import INSTANCE

INSTANCES = [
    Row(INSTANCE, {}, {}),
    Row(
        INSTANCE,
        {"autoMinorVersionUpgrade": True, "engine": "neptune", "port": 8182, "publiclyAccessible": False},
        {},
    ),
    Row(
        INSTANCE,
        {
            "applyImmediately": True,
            "autoMinorVersionUpgrade": False,
            "engineVersion": "1.4.2.0",
            "instanceClass": "db.r6g.xlarge",
            "neptuneParameterGroupName": "other",
            "preferredBackupWindow": "01:00-02:00",
            "preferredMaintenanceWindow": "mon:03:00-mon:04:00",
            "promotionTier": 1,
            "skipFinalSnapshot": True,
            "tags": {"env": "test"},
        },
        {
            **each("add", "applyImmediately", "skipFinalSnapshot", "tags", "tagsAll.env"),
            **each("update", "autoMinorVersionUpgrade", "engineVersion", "instanceClass", "neptuneParameterGroupName"),
            **each("update", "preferredBackupWindow", "preferredMaintenanceWindow", "promotionTier"),
        },
    ),
    Row(
        INSTANCE,
        {
            "applyImmediately": None,
            "autoMinorVersionUpgrade": None,
            "availabilityZone": None,
            "engineVersion": None,
            "identifier": None,
            "neptuneParameterGroupName": None,
            "neptuneSubnetGroupName": None,
            "promotionTier": None,
            "skipFinalSnapshot": None,
        },
        {**each("update", "autoMinorVersionUpgrade", "promotionTier"), "skipFinalSnapshot": "delete"},
        {
            "applyImmediately": True,
            "autoMinorVersionUpgrade": False,
            "availabilityZone": "us-east-1b",
            "engineVersion": "1.4.8.0",
            "neptuneParameterGroupName": "default.neptune1.4",
            "neptuneSubnetGroupName": "default",
            "promotionTier": 1,
            "skipFinalSnapshot": True,
        },
    ),
    Row(INSTANCE, {"availabilityZone": "us-east-1b"}, {"availabilityZone": "update-replace"}),
    Row(INSTANCE, {"clusterIdentifier": "${host2.id}"}, {"clusterIdentifier": "update-replace"}),
    Row(INSTANCE, {"identifier": "another"}, {"identifier": "update-replace"}),
    Row(
        INSTANCE,
        {"identifierPrefix": "two-"},
        {"identifierPrefix": "update-replace"},
        {"identifier": None, "identifierPrefix": "one-"},
    ),
    Row(INSTANCE, {"neptuneSubnetGroupName": "other"}, {"neptuneSubnetGroupName": "update-replace"}),
    Row(INSTANCE, {"port": 8183}, {"port": "update-replace"}),
    # An instance's own port is not sent to AWS; the cluster's port is read.
    Row(INSTANCE, {"port": None}, {}, {"port": 8183}, endless={"port": "update-replace"}),
    Row(INSTANCE, {"publiclyAccessible": True}, {"publiclyAccessible": "update-replace"}),
    Row(INSTANCE, {"region": "eu-west-1"}, {"region": "update-replace"}),
]
