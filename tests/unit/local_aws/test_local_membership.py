"""Clusters that join a global cluster and leave it."""

from __future__ import annotations

import pytest
from neptune_calls import (
    ARN,
    PRIMARY,
    create_all,
    create_cluster,
    create_global,
    create_instance,
    create_member,
    refusal,
    remove,
    roles,
    the_cluster,
    the_global,
)

REGIONS = ("eu-west-1", "eu-west-2", "eu-central-1", "ap-northeast-1", "us-west-2")


def test_version_comes_from_the_global_cluster(neptune):
    """A member without a version gets the global cluster's; another one is refused."""
    create_global(neptune, EngineVersion="1.3.2.1")
    assert create_member(neptune)["EngineVersion"] == "1.3.2.1"
    code, _ = refusal(lambda: create_member(neptune, "eu-west-1", EngineVersion="1.3.4.0"))
    assert code == "InvalidParameterCombination"


def test_one_cluster_a_region(neptune):
    """A second member in a region is refused, and leaves nothing behind."""
    create_all(neptune, "eu-west-1")
    for region in ("us-east-1", "eu-west-1"):
        code, message = refusal(lambda region=region: create_member(neptune, region, DBClusterIdentifier="another"))
        assert (code, region in message) == ("InvalidGlobalClusterStateFault", True)
        assert len(neptune(region).describe_db_clusters()["DBClusters"]) == 1


def test_five_secondaries(neptune):
    """There is no sixth secondary."""
    create_all(neptune, *REGIONS)
    assert roles(neptune) == (["us-east-1"], list(REGIONS))
    assert refusal(lambda: create_member(neptune, "eu-north-1"))[0] == "InvalidGlobalClusterStateFault"


def test_secondary_waits_for_the_primary(neptune):
    """A secondary is refused until the primary has an instance, and may itself have none."""
    create_global(neptune)
    create_member(neptune, instances=0)
    expected = (
        "InvalidDBClusterStateFault",
        f"Source cluster: {PRIMARY} is in a state which is not valid for physical replication",
    )
    assert refusal(lambda: create_member(neptune, "eu-west-1")) == expected
    create_instance(neptune)
    create_member(neptune, "eu-west-1", instances=0)
    assert roles(neptune) == (["us-east-1"], ["eu-west-1"])


def test_secondary_waits_until_the_instance_is_available(aws, neptune):
    """An instance that is still being created does not count."""
    create_global(neptune)
    create_member(neptune, instances=0)
    aws.settings({"latency": {"CreateDBInstance": 60}})
    create_instance(neptune)
    assert refusal(lambda: create_member(neptune, "eu-west-1"))[0] == "InvalidDBClusterStateFault"


@pytest.mark.parametrize("name", ["DatabaseName", "MasterUsername", "MasterUserPassword"])
def test_secondary_takes_no_database_or_user(neptune, name):
    """What a secondary has from its primary is refused."""
    create_all(neptune)
    code, message = refusal(lambda: create_member(neptune, "eu-west-1", **{name: "something"}))
    assert code == "InvalidParameterCombination"
    assert message.endswith("for cross region replication cluster")


@pytest.mark.parametrize("encrypted", [True, False])
def test_all_encrypted_or_none(neptune, encrypted):
    """A member must be encrypted if, and only if, the global cluster is."""
    create_global(neptune, StorageEncrypted=encrypted)
    code, _ = refusal(lambda: create_member(neptune, StorageEncrypted=not encrypted))
    assert code == "InvalidParameterCombination"
    create_member(neptune, StorageEncrypted=encrypted)
    code, _ = refusal(lambda: create_member(neptune, "eu-west-1", StorageEncrypted=not encrypted))
    assert code == "InvalidParameterCombination"
    assert create_member(neptune, "eu-west-1", StorageEncrypted=encrypted)["StorageEncrypted"] is encrypted


def test_existing_cluster_cannot_join(neptune):
    """No call puts an existing cluster into a global cluster: ModifyDBCluster has no such input."""
    create_global(neptune)
    create_cluster(neptune)
    assert (
        "GlobalClusterIdentifier"
        not in neptune().meta.service_model.operation_model("ModifyDBCluster").input_shape.members
    )
    assert refusal(lambda: create_member(neptune)) == ("DBClusterAlreadyExistsFault", "DB Cluster already exists")
    assert the_global(neptune)["GlobalClusterMembers"] == []


def test_detached(neptune):
    """A detached secondary is a cluster of its own: no source, and its endpoint writes."""
    create_all(neptune, "eu-west-1")
    remove(neptune, "eu-west-1")
    alone = the_cluster(neptune, "eu-west-1")
    assert "GlobalClusterIdentifier" not in alone
    assert "ReplicationSourceIdentifier" not in alone
    assert ".cluster-ro-" not in alone["Endpoint"]
    assert ".cluster-ro-" in alone["ReaderEndpoint"]
    assert [one["IsClusterWriter"] for one in alone["DBClusterMembers"]] == [True]
    assert roles(neptune) == (["us-east-1"], [])


def test_detached_from_any_region(neptune):
    """RemoveFromGlobalCluster works in every region, by the member's ARN."""
    create_all(neptune, "eu-west-1")
    arn = ARN.format("eu-west-1", "orders-eu-west-1")
    neptune("ap-northeast-1").remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)
    assert roles(neptune) == (["us-east-1"], [])


def test_writer_leaves_last(neptune):
    """The primary is not detached while there are secondaries; the empty global cluster keeps its version."""
    create_all(neptune, "eu-west-1")
    assert refusal(lambda: remove(neptune, "us-east-1"))[0] == "InvalidGlobalClusterStateFault"
    remove(neptune, "eu-west-1")
    remove(neptune, "us-east-1")
    left = the_global(neptune)
    assert (left["GlobalClusterMembers"], left["EngineVersion"]) == ([], "1.4.5.0")


def test_only_members_leave(neptune):
    """A cluster that is unknown, or no member, cannot be detached."""
    create_global(neptune)
    assert refusal(lambda: remove(neptune, "us-east-1"))[0] == "DBClusterNotFoundFault"
    create_cluster(neptune)
    assert refusal(lambda: remove(neptune, "us-east-1")) == (
        "InvalidParameterValue",
        f"Cluster {PRIMARY} is not found in global cluster orders",
    )


def test_identifier_instead_of_arn(neptune):
    """A member is named by its ARN."""
    create_all(neptune)
    code, _ = refusal(
        neptune().remove_from_global_cluster,
        GlobalClusterIdentifier="orders",
        DbClusterIdentifier="orders-us-east-1",
    )
    assert code == "InvalidParameterValue"


def test_answers_about_a_primary(neptune):
    """The answers to changes of a primary show what a description shows: the endpoint that writes, and no source."""
    create_global(neptune)

    def shown(cluster):
        kept = ("Endpoint", "ReplicationSourceIdentifier", "GlobalClusterIdentifier")
        return {name: cluster.get(name) for name in kept}, [
            one["IsClusterWriter"] for one in cluster["DBClusterMembers"]
        ]

    assert shown(create_cluster(neptune, GlobalClusterIdentifier="orders")) == shown(the_cluster(neptune))
    create_instance(neptune)
    change = {"DBClusterIdentifier": "orders-us-east-1", "ApplyImmediately": True}
    for changed in ({"BackupRetentionPeriod": 3}, {"EngineVersion": "1.4.6.0"}):
        answer = neptune().modify_db_cluster(**change, **changed)["DBCluster"]
        assert shown(answer) == shown(the_cluster(neptune))
        assert shown(answer)[1] == [True]
