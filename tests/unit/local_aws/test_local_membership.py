"""Clusters that join and leave a global cluster."""

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
    """A member's default version is the global cluster's. Another version is rejected."""
    create_global(neptune, EngineVersion="1.3.2.1")
    assert create_member(neptune)["EngineVersion"] == "1.3.2.1"
    code, _ = refusal(lambda: create_member(neptune, "eu-west-1", EngineVersion="1.3.4.0"))
    assert code == "InvalidParameterCombination"


def test_one_member_per_region(neptune):
    """A second member in a region is rejected and not created."""
    create_all(neptune, "eu-west-1")
    for region in ("us-east-1", "eu-west-1"):
        code, message = refusal(lambda region=region: create_member(neptune, region, DBClusterIdentifier="another"))
        assert (code, region in message) == ("InvalidGlobalClusterStateFault", True)
        assert len(neptune(region).describe_db_clusters()["DBClusters"]) == 1


def test_five_secondaries(neptune):
    """A sixth secondary is rejected."""
    create_all(neptune, *REGIONS)
    assert roles(neptune) == (["us-east-1"], list(REGIONS))
    assert refusal(lambda: create_member(neptune, "eu-north-1"))[0] == "InvalidGlobalClusterStateFault"


def test_secondary_waits_for_the_primary(neptune):
    """A secondary is rejected until the primary has an instance. The secondary needs none."""
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
    """An instance of the primary counts only once it is available."""
    create_global(neptune)
    create_member(neptune, instances=0)
    aws.settings({"latency": {"CreateDBInstance": 60}})
    create_instance(neptune)
    assert refusal(lambda: create_member(neptune, "eu-west-1"))[0] == "InvalidDBClusterStateFault"


@pytest.mark.parametrize("name", ["DatabaseName", "MasterUsername", "MasterUserPassword"])
def test_inputs_that_a_secondary_inherits(neptune, name):
    """Inputs that a secondary inherits from its primary are rejected."""
    create_all(neptune)
    code, message = refusal(lambda: create_member(neptune, "eu-west-1", **{name: "something"}))
    assert code == "InvalidParameterCombination"
    assert message.endswith("for cross region replication cluster")


@pytest.mark.parametrize("encrypted", [True, False])
def test_all_encrypted_or_none(neptune, encrypted):
    """A member's encryption must match the global cluster's."""
    create_global(neptune, StorageEncrypted=encrypted)
    code, _ = refusal(lambda: create_member(neptune, StorageEncrypted=not encrypted))
    assert code == "InvalidParameterCombination"
    create_member(neptune, StorageEncrypted=encrypted)
    code, _ = refusal(lambda: create_member(neptune, "eu-west-1", StorageEncrypted=not encrypted))
    assert code == "InvalidParameterCombination"
    assert create_member(neptune, "eu-west-1", StorageEncrypted=encrypted)["StorageEncrypted"] is encrypted


def test_existing_cluster_cannot_join(neptune):
    """An existing cluster can't join a global cluster: ModifyDBCluster has no such input."""
    create_global(neptune)
    create_cluster(neptune)
    assert (
        "GlobalClusterIdentifier"
        not in neptune().meta.service_model.operation_model("ModifyDBCluster").input_shape.members
    )
    assert refusal(lambda: create_member(neptune)) == ("DBClusterAlreadyExistsFault", "DB Cluster already exists")
    assert the_global(neptune)["GlobalClusterMembers"] == []


def test_detaching(neptune):
    """A detached secondary is a standalone cluster: without a source, and its endpoint accepts writes."""
    create_all(neptune, "eu-west-1")
    remove(neptune, "eu-west-1")
    alone = the_cluster(neptune, "eu-west-1")
    assert "GlobalClusterIdentifier" not in alone
    assert "ReplicationSourceIdentifier" not in alone
    assert ".cluster-ro-" not in alone["Endpoint"]
    assert ".cluster-ro-" in alone["ReaderEndpoint"]
    assert [one["IsClusterWriter"] for one in alone["DBClusterMembers"]] == [True]
    assert roles(neptune) == (["us-east-1"], [])


def test_detaching_from_any_region(neptune):
    """RemoveFromGlobalCluster works in every region, by the member's ARN."""
    create_all(neptune, "eu-west-1")
    arn = ARN.format("eu-west-1", "orders-eu-west-1")
    neptune("ap-northeast-1").remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)
    assert roles(neptune) == (["us-east-1"], [])


def test_writer_leaves_last(neptune):
    """The primary can't be detached while there are secondaries. The empty global cluster keeps its version."""
    create_all(neptune, "eu-west-1")
    assert refusal(lambda: remove(neptune, "us-east-1"))[0] == "InvalidGlobalClusterStateFault"
    remove(neptune, "eu-west-1")
    remove(neptune, "us-east-1")
    left = the_global(neptune)
    assert (left["GlobalClusterMembers"], left["EngineVersion"]) == ([], "1.4.5.0")


def test_only_members_leave(neptune):
    """An unknown cluster, or one that is not a member, can't be detached."""
    create_global(neptune)
    assert refusal(lambda: remove(neptune, "us-east-1"))[0] == "DBClusterNotFoundFault"
    create_cluster(neptune)
    assert refusal(lambda: remove(neptune, "us-east-1")) == (
        "InvalidParameterValue",
        f"Cluster {PRIMARY} is not found in global cluster orders",
    )


def test_identifier_instead_of_arn(neptune):
    """A member must be specified by ARN."""
    create_all(neptune)
    code, _ = refusal(
        neptune().remove_from_global_cluster,
        GlobalClusterIdentifier="orders",
        DbClusterIdentifier="orders-us-east-1",
    )
    assert code == "InvalidParameterValue"


def test_answers_about_a_primary(neptune):
    """Responses to changes of a primary match its description: the write endpoint, and no source."""
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
