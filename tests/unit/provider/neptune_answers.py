"""AWS's responses in these tests, and the matching states."""

from __future__ import annotations

ARN = "arn:aws:rds::123456789012:global-cluster:orders"
MEMBER = "arn:aws:rds:us-east-1:123456789012:cluster:a"
SECONDARY = "arn:aws:rds:eu-west-1:123456789012:cluster:b"


def described(members=(), **values):
    """AWS's description of one global cluster."""
    described = {
        "GlobalClusterIdentifier": "orders",
        "GlobalClusterArn": ARN,
        "GlobalClusterMembers": [{"DBClusterArn": arn, "IsWriter": arn == MEMBER} for arn in members],
        "Engine": "neptune",
        "EngineVersion": "1.4.1.0",
        "Status": "available",
        "StorageEncrypted": False,
        "DeletionProtection": False,
    }
    return {"GlobalClusters": [{**described, **values}]}


def cluster(**values):
    """AWS's description of one cluster."""
    described = {
        "DBClusterIdentifier": "a",
        "DBClusterArn": MEMBER,
        "Engine": "neptune",
        "EngineVersion": "1.4.1.0",
        "Status": "available",
        "Port": 8182,
        "BackupRetentionPeriod": 1,
        "StorageEncrypted": False,
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-2"}, {"VpcSecurityGroupId": "sg-1"}],
    }
    return {"DBClusters": [{**described, **values}]}


CONTAINER = {"globalClusterIdentifier": "orders", "engine": "neptune", "engineVersion": "1.4.1.0"}
STATE = {
    **CONTAINER,
    "id": "orders",
    "arn": ARN,
    "deletionProtection": False,
    "globalClusterMembers": [],
    "region": "us-east-1",
}
CLUSTER_STATE = {
    "id": "a",
    "arn": MEMBER,
    "clusterIdentifier": "a",
    "engine": "neptune",
    "backupRetentionPeriod": 1,
    "port": 8182,
    "region": "us-east-1",
    "globalClusterIdentifier": "orders",
    "skipFinalSnapshot": True,
    "storageEncrypted": False,
    "tagsAll": {},
}
