"""The table of changes of custom endpoints, snapshots and event subscriptions."""

from __future__ import annotations

from conformance_row import Row
from conformance_stack import ENDPOINT, SNAPSHOT, SUBSCRIPTION

OF_CLUSTERS = {"sourceType": "db-cluster", "sourceIds": ["${host1.id}"], "eventCategories": ["failover", "maintenance"]}
OTHERS = "arn:aws:sns:us-east-1:123456789012:others"

ONE, TWO = "${reader1.identifier}", "${reader2.identifier}"

ENDPOINTS = [
    Row(ENDPOINT, {}, {}),
    Row(ENDPOINT, {"endpointType": "ANY"}, {"endpointType": "update-replace"}),
    Row(ENDPOINT, {"clusterIdentifier": "${host2.id}"}, {"clusterIdentifier": "update-replace"}),
    Row(ENDPOINT, {"clusterEndpointIdentifier": "another"}, {"clusterEndpointIdentifier": "update-replace"}),
    Row(ENDPOINT, {"staticMembers": [ONE]}, {"staticMembers": "add"}),
    Row(ENDPOINT, {"staticMembers": [TWO, ONE]}, {}, {"staticMembers": [ONE, TWO]}),
    Row(ENDPOINT, {"staticMembers": [TWO]}, {"staticMembers[0]": "update"}, {"staticMembers": [ONE]}),
    Row(ENDPOINT, {"staticMembers": None}, {"staticMembers": "delete"}, {"staticMembers": [ONE]}),
    Row(ENDPOINT, {"excludedMembers": [ONE, TWO]}, {"excludedMembers[1]": "add"}, {"excludedMembers": [ONE]}),
    Row(ENDPOINT, {"tags": {"env": "test"}}, {"tags": "add", "tagsAll.env": "add"}),
]
SNAPSHOTS = [
    Row(SNAPSHOT, {}, {}),
    Row(SNAPSHOT, {"dbClusterIdentifier": "${host2.id}"}, {"dbClusterIdentifier": "update-replace"}),
    Row(SNAPSHOT, {"dbClusterSnapshotIdentifier": "another"}, {"dbClusterSnapshotIdentifier": "update-replace"}),
]
SUBSCRIPTIONS = [
    Row(SUBSCRIPTION, {}, {}),
    Row(SUBSCRIPTION, {"name": None}, {}),
    Row(SUBSCRIPTION, {"name": "another"}, {"name": "update-replace"}),
    Row(SUBSCRIPTION, {"enabled": False, "snsTopicArn": OTHERS}, {"enabled": "update", "snsTopicArn": "update"}),
    Row(
        SUBSCRIPTION,
        {"sourceType": "db-instance", "eventCategories": ["creation"]},
        {"sourceType": "update", "eventCategories": "add"},
    ),
    Row(SUBSCRIPTION, {"sourceIds": None}, {"sourceIds": "delete"}, OF_CLUSTERS),
    Row(SUBSCRIPTION, {"eventCategories": ["failover"]}, {"eventCategories[1]": "delete"}, OF_CLUSTERS),
]
