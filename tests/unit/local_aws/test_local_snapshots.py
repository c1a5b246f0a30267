"""Snapshots of clusters, and copies of them."""

from __future__ import annotations

from neptune_calls import create_cluster, refusal, the_cluster

CLUSTER, FIRST = {"DBClusterIdentifier": "orders-us-east-1"}, {"DBClusterSnapshotIdentifier": "first"}
COPY = {"SourceDBClusterSnapshotIdentifier": "first", "TargetDBClusterSnapshotIdentifier": "second"}


def described(calls, **parameters):
    """Describe snapshots."""
    return calls.describe_db_cluster_snapshots(**parameters)["DBClusterSnapshots"]


def test_snapshot(neptune):
    """A snapshot has its cluster's properties, also after the cluster is deleted."""
    create_cluster(neptune, EnableIAMDatabaseAuthentication=True, StorageType="iopt1")
    calls, cluster = neptune(), the_cluster(neptune)
    assert calls.create_db_cluster_snapshot(**CLUSTER, **FIRST)["DBClusterSnapshot"]["Status"] == "creating"
    calls.delete_db_cluster(**CLUSTER, SkipFinalSnapshot=True)
    (found,) = described(calls, **FIRST)
    same = ("EngineVersion", "Port", "StorageEncrypted", "StorageType", "IAMDatabaseAuthenticationEnabled")
    assert {name: found[name] for name in same} == {name: cluster[name] for name in same}
    assert sorted(found["AvailabilityZones"]) == sorted(cluster["AvailabilityZones"])
    (group,) = calls.describe_db_subnet_groups(DBSubnetGroupName="default")["DBSubnetGroups"]
    assert (found["Status"], found["VpcId"], found["LicenseModel"]) == ("available", group["VpcId"], "amazon-license")


def test_copy(neptune):
    """A copy names its source, copies tags only with CopyTags, and works across regions by the source's ARN."""
    create_cluster(neptune)
    calls, tags = neptune(), [{"Key": "team", "Value": "graph"}]
    source = calls.create_db_cluster_snapshot(**CLUSTER, **FIRST, Tags=tags)["DBClusterSnapshot"][
        "DBClusterSnapshotArn"
    ]
    copies = {
        "second": (calls, {}, []),
        "third": (calls, {"CopyTags": True}, tags),
        "fourth": (neptune("eu-west-1"), {"SourceDBClusterSnapshotIdentifier": source}, []),
    }
    for name, (client, given, expected) in copies.items():
        parameters = {**COPY, **given, "TargetDBClusterSnapshotIdentifier": name}
        copy = client.copy_db_cluster_snapshot(**parameters)["DBClusterSnapshot"]
        assert (copy["Status"], copy["SourceDBClusterSnapshotArn"]) == ("copying", source)
        assert client.list_tags_for_resource(ResourceName=copy["DBClusterSnapshotArn"])["TagList"] == expected
    assert [one["DBClusterSnapshotIdentifier"] for one in described(calls)] == ["first", "second", "third"]


def test_rejected_snapshots(neptune, aws):
    """An identifier in use, a cluster in transition and a key for an unencrypted copy are rejected."""
    create_cluster(neptune)
    calls = neptune()
    calls.create_db_cluster_snapshot(**CLUSTER, **FIRST)
    assert refusal(calls.create_db_cluster_snapshot, **CLUSTER, **FIRST)[0] == "DBClusterSnapshotAlreadyExistsFault"
    assert refusal(calls.copy_db_cluster_snapshot, **COPY, KmsKeyId="mine")[0] == "InvalidParameterCombination"
    aws.settings({"latency": {"ModifyDBCluster": 600}})
    calls.modify_db_cluster(**CLUSTER, BackupRetentionPeriod=7)
    second = {"DBClusterSnapshotIdentifier": "second"}
    assert refusal(calls.create_db_cluster_snapshot, **CLUSTER, **second)[0] == "InvalidDBClusterStateFault"
