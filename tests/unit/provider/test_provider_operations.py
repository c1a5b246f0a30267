"""Create and delete: the calls, their order, and the resulting state."""

from __future__ import annotations

import pytest
from neptune_answers import CLUSTER_STATE, CONTAINER, MEMBER, STATE, cluster, described

from neptune_global_component.local.provider.errors import InitializationError, ProviderError


def test_create_global_cluster(driver, fake):
    """A new global cluster has no members, and never a status."""
    fake.answers |= {"CreateGlobalCluster": {"GlobalCluster": described()["GlobalClusters"][0]}}
    fake.answers["DescribeGlobalClusters"] = [described(Status="creating"), described()]
    resource_id, state = driver.create("GlobalCluster", CONTAINER)
    assert resource_id == "orders"
    assert fake.calls[0][2] == {
        "GlobalClusterIdentifier": "orders",
        "Engine": "neptune",
        "EngineVersion": "1.4.1.0",
    }
    assert state["globalClusterMembers"] == []
    assert state["status"] is None
    assert state["sourceDbClusterIdentifier"] is None


def test_identifier_as_aws_stores_it(driver, fake):
    """The id and the state have the lower-case identifier that AWS returns, so the next plan is a replacement."""
    fake.answers["CreateGlobalCluster"] = {"GlobalCluster": {"GlobalClusterIdentifier": "orders"}}
    fake.answers["DescribeGlobalClusters"] = described()
    given = {**CONTAINER, "globalClusterIdentifier": "Orders"}
    resource_id, state = driver.create("GlobalCluster", given)
    assert (resource_id, state["globalClusterIdentifier"]) == ("orders", "orders")
    _, kinds = driver.diff("GlobalCluster", state, driver.inputs("GlobalCluster", given))
    assert kinds == {"globalClusterIdentifier": "update-replace"}


def test_create_source_linked(driver, fake):
    """A source-linked global cluster has its member from the start, and only the source is sent."""
    fake.answers["CreateGlobalCluster"] = {"GlobalCluster": {"GlobalClusterIdentifier": "orders"}}
    fake.answers["DescribeGlobalClusters"] = described([MEMBER])
    given = {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": MEMBER, "storageEncrypted": False}
    _, state = driver.create("GlobalCluster", given)
    assert fake.calls[0][2]["SourceDBClusterIdentifier"] == MEMBER
    assert not {"Engine", "EngineVersion", "StorageEncrypted"} & set(fake.calls[0][2])
    assert state["globalClusterMembers"] == [{"dbClusterArn": MEMBER, "isWriter": True}]
    assert state["sourceDbClusterIdentifier"] == MEMBER


def test_refused_create(driver, fake, refuse):
    """The error contains AWS's operation, code and message."""
    fake.answers["CreateGlobalCluster"] = refuse("GlobalClusterAlreadyExistsFault", "already there")
    with pytest.raises(ProviderError) as caught:
        driver.create("GlobalCluster", CONTAINER)
    assert str(caught.value) == (
        "creating Neptune Global Cluster (orders): operation error Neptune: CreateGlobalCluster, "
        "https response error StatusCode: 400, RequestID: , GlobalClusterAlreadyExistsFault: already there"
    )


def test_failed_wait_keeps_the_resource(driver, fake):
    """A resource that exists although its creation failed is stored in the state."""
    fake.answers["DescribeDBClusters"] = cluster(Status="failed")
    with pytest.raises(InitializationError) as caught:
        driver.create("Cluster", {"clusterIdentifier": "a"})
    assert caught.value.resource_id == "a"
    assert caught.value.state["clusterIdentifier"] == "a"
    assert "unexpected state 'failed', wanted target 'available'" in caught.value.reason


def test_restore(driver, fake):
    """A cluster is restored from a snapshot, and inputs that a restore does not accept are modified afterwards."""
    fake.answers["DescribeDBClusters"] = cluster()
    given = {
        "clusterIdentifier": "a",
        "snapshotIdentifier": "snap",
        "backupRetentionPeriod": 7,
        "storageEncrypted": True,
    }
    driver.create("Cluster", given)
    assert fake.writes() == ["RestoreDBClusterFromSnapshot", "ModifyDBCluster"]
    assert fake.calls[0][2]["SnapshotIdentifier"] == "snap"
    assert not {"BackupRetentionPeriod", "StorageEncrypted"} & set(fake.calls[0][2])
    assert fake.named("ModifyDBCluster")[0][1]["BackupRetentionPeriod"] == 7


def test_generated_identifier(driver, fake):
    """Without an identifier a cluster gets a generated one, and its prefix is stored in the state."""
    fake.answers["DescribeDBClusters"] = cluster
    resource_id, state = driver.create("Cluster", {"clusterIdentifierPrefix": "graph-"})
    assert resource_id.startswith("graph-")
    assert state["clusterIdentifierPrefix"] == "graph-"


def test_region_of_the_calls(driver, fake):
    """Every call goes to the resource's region."""
    fake.answers["DescribeDBClusters"] = cluster()
    driver.create("Cluster", {"clusterIdentifier": "a", "region": "eu-west-1"})
    assert {region for _, region, _ in fake.calls} == {"eu-west-1"}


def test_delete_global_cluster(driver, fake, refuse):
    """The members in the state are removed first. Members that no longer exist are accepted."""
    fake.answers["RemoveFromGlobalCluster"] = refuse("DBClusterNotFoundFault", status=404)
    fake.answers["DescribeGlobalClusters"] = refuse("GlobalClusterNotFoundFault", status=404)
    fake.answers["DeleteGlobalCluster"] = [refuse("InvalidGlobalClusterStateFault", "is not empty"), {}]
    driver.delete("GlobalCluster", {**STATE, "globalClusterMembers": [{"dbClusterArn": MEMBER, "isWriter": True}]})
    assert fake.writes() == ["RemoveFromGlobalCluster", "DeleteGlobalCluster", "DeleteGlobalCluster"]


def test_delete_of_a_deleted_resource(driver, fake, refuse):
    """Deleting a resource that does not exist succeeds after one call, without waiting."""
    for operation, code in [
        ("DeleteGlobalCluster", "GlobalClusterNotFoundFault"),
        ("DeleteDBCluster", "DBClusterNotFoundFault"),
        ("DeleteDBInstance", "DBInstanceNotFound"),
        ("DeleteDBSubnetGroup", "DBSubnetGroupNotFoundFault"),
        ("DeleteDBParameterGroup", "DBParameterGroupNotFound"),
    ]:
        fake.answers[operation] = refuse(code, status=404)
    driver.delete("GlobalCluster", STATE)
    driver.delete("Cluster", {**CLUSTER_STATE, "globalClusterIdentifier": ""})
    for kind in ("ClusterInstance", "SubnetGroup", "ParameterGroup"):
        driver.delete(kind, {"id": "gone", "region": "us-east-1"})
    assert fake.writes() == [
        "DeleteGlobalCluster",
        "DeleteDBCluster",
        "DeleteDBInstance",
        "DeleteDBSubnetGroup",
        "DeleteDBParameterGroup",
    ]


def test_delete_cluster(driver, fake, refuse):
    """A member is removed from its global cluster, then deleted."""
    fake.answers["DescribeDBClusters"] = [cluster(Status="deleting"), refuse("DBClusterNotFoundFault", status=404)]
    driver.delete("Cluster", CLUSTER_STATE)
    assert fake.writes() == ["RemoveFromGlobalCluster", "DeleteDBCluster"]
    assert fake.named("DeleteDBCluster")[0][1] == {"DBClusterIdentifier": "a", "SkipFinalSnapshot": True}


def test_delete_without_final_snapshot_identifier(driver, fake):
    """A final snapshot requires a name. Without one, no call is made."""
    with pytest.raises(ProviderError, match="final_snapshot_identifier is required when skip_final_snapshot is false"):
        driver.delete("Cluster", {**CLUSTER_STATE, "skipFinalSnapshot": False})
    assert fake.calls == []


def test_create_with_a_prefix(driver, fake):
    """The provider generates a name with the prefix, in AWS's lower case."""

    def described(**_parameters):
        ((_, created),) = fake.named("CreateDBSubnetGroup")
        return {"DBSubnetGroups": [{"DBSubnetGroupName": created["DBSubnetGroupName"], "DBSubnetGroupArn": "arn:x"}]}

    fake.answers["DescribeDBSubnetGroups"] = described
    name, state = driver.create("SubnetGroup", {"namePrefix": "one-", "subnetIds": ["subnet-1"]})
    assert name.startswith("one-")
    assert (state["name"], state["namePrefix"]) == (name, "one-")
