"""Global clusters: creation, description, changes, deletion, and AWS's errors."""

from __future__ import annotations

import pytest
from neptune_calls import (
    PRIMARY,
    create_all,
    create_cluster,
    create_global,
    create_instance,
    refusal,
    roles,
    the_global,
)

SOURCE = {"GlobalClusterIdentifier": "orders", "SourceDBClusterIdentifier": PRIMARY}


def test_creation(neptune):
    """The response contains the identifier in lower case, an ARN without a region, and the inputs."""
    created = create_global(neptune, GlobalClusterIdentifier="Orders", StorageEncrypted=True, DatabaseName="graph")
    assert created.pop("GlobalClusterResourceId").startswith("cluster-")
    del created["GlobalClusterMembers"], created["TagList"]
    assert created == {
        "GlobalClusterIdentifier": "orders",
        "GlobalClusterArn": "arn:aws:rds::123456789012:global-cluster:orders",
        "Status": "creating",
        "Engine": "neptune",
        "EngineVersion": "1.4.5.0",
        "StorageEncrypted": True,
        "DeletionProtection": False,
        "DatabaseName": "graph",
    }
    assert the_global(neptune, "eu-west-1")["Status"] == "available"


def test_newest_version_is_the_default(neptune):
    """The newest version is the default for a global cluster."""
    made = neptune().create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")["GlobalCluster"]
    assert made["EngineVersion"] == "1.4.8.0"


@pytest.mark.parametrize("identifier", ["1a", "1--bad-", "a--b", "a-", "a_b", "a" * 64])
def test_bad_identifier(neptune, identifier):
    """An identifier that breaks AWS's rule is rejected."""
    code, message = refusal(neptune().create_global_cluster, GlobalClusterIdentifier=identifier, Engine="neptune")
    assert code == "InvalidParameterValue"
    assert "GlobalClusterIdentifier is not a valid identifier" in message


@pytest.mark.parametrize("version", ["0.1", "1.1.1.0", "1.4.99.0"])
def test_bad_version(neptune, version):
    """A version that is unknown or too old for global databases is rejected."""
    assert refusal(lambda: create_global(neptune, EngineVersion=version)) == (
        "InvalidParameterValue",
        "The requested engine version was not found or does not support global functionality",
    )


def test_duplicate_identifier(neptune):
    """A second global cluster with the same identifier is rejected, regardless of case and region."""
    create_global(neptune)
    assert refusal(neptune("eu-west-1").create_global_cluster, GlobalClusterIdentifier="ORDERS", Engine="neptune") == (
        "GlobalClusterAlreadyExistsFault",
        "Global cluster orders already exists",
    )


def test_engine_is_required(neptune):
    """Without a source, the engine is required, and must be Neptune."""
    assert refusal(neptune().create_global_cluster, GlobalClusterIdentifier="orders")[0] == "InvalidParameterValue"
    assert refusal(lambda: create_global(neptune, Engine="aurora"))[0] == "InvalidParameterValue"


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_source(neptune, region):
    """A source cluster of any region, found by ARN, becomes the writer and determines version and encryption."""
    create_cluster(neptune, region, EngineVersion="1.3.4.0", StorageEncrypted=True)
    create_instance(neptune, region)
    arn = PRIMARY.replace("us-east-1", region)
    neptune(region).create_global_cluster(GlobalClusterIdentifier="orders", SourceDBClusterIdentifier=arn)
    made = the_global(neptune)
    assert made["GlobalClusterMembers"] == [{"DBClusterArn": arn, "IsWriter": True, "Readers": []}]
    assert (made["Engine"], made["EngineVersion"], made["StorageEncrypted"]) == ("neptune", "1.3.4.0", True)


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("Engine", "neptune", "engineName"),
        ("EngineVersion", "1.4.5.0", "engineVersion"),
        ("StorageEncrypted", False, "storageEncrypted"),
    ],
)
def test_inherited_from_source(neptune, name, value, word):
    """Inputs that are inherited from the source are rejected."""
    create_cluster(neptune)
    assert refusal(neptune().create_global_cluster, **SOURCE, **{name: value}) == (
        "InvalidParameterCombination",
        (
            f"When creating global cluster from existing db cluster, value for {word} should not be specified since it "
            "will be inherited from source cluster"
        ),
    )


def test_bad_source(neptune):
    """A source must be the ARN of an existing standalone cluster with a supported version."""
    call = neptune().create_global_cluster
    assert refusal(call, GlobalClusterIdentifier="orders", SourceDBClusterIdentifier="orders-us-east-1") == (
        "InvalidParameterValue",
        "Malformed db cluster arn dbci",
    )
    assert refusal(call, **SOURCE)[0] == "DBClusterNotFoundFault"
    elsewhere = PRIMARY.replace("us-east-1", "mars-1")
    assert (
        refusal(call, GlobalClusterIdentifier="a", SourceDBClusterIdentifier=elsewhere)[0] == "DBClusterNotFoundFault"
    )
    create_cluster(neptune, EngineVersion="1.1.1.0")
    assert refusal(call, **SOURCE)[0] == "InvalidParameterValue"
    create_cluster(neptune, "eu-west-1")
    source = {"SourceDBClusterIdentifier": PRIMARY.replace("us-east-1", "eu-west-1")}
    call(GlobalClusterIdentifier="one", **source)
    assert refusal(call, GlobalClusterIdentifier="two", **source)[0] == "InvalidDBClusterStateFault"


def test_unknown_identifier(neptune):
    """Every call that names an unknown global cluster fails with 404."""
    named = {"GlobalClusterIdentifier": "orders"}
    target = {"TargetDbClusterIdentifier": PRIMARY}
    calls = neptune()
    for call, parameters in (
        (calls.describe_global_clusters, {}),
        (calls.modify_global_cluster, {}),
        (calls.delete_global_cluster, {}),
        (calls.remove_from_global_cluster, {"DbClusterIdentifier": PRIMARY}),
        (calls.switchover_global_cluster, target),
        (calls.failover_global_cluster, target),
        (calls.create_db_cluster, {"DBClusterIdentifier": "a", "Engine": "neptune"}),
    ):
        assert refusal(call, **named, **parameters)[0] == "GlobalClusterNotFoundFault"
    with pytest.raises(calls.exceptions.GlobalClusterNotFoundFault) as caught:
        calls.describe_global_clusters(**named)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_pages(neptune):
    """Global clusters are listed in pages of 20 to 100."""
    for number in range(21):
        create_global(neptune, GlobalClusterIdentifier=f"g{number}")
    pages = list(neptune().get_paginator("describe_global_clusters").paginate(PaginationConfig={"PageSize": 20}))
    assert [len(page["GlobalClusters"]) for page in pages] == [20, 1]
    assert refusal(neptune().describe_global_clusters, MaxRecords=19) == (
        "InvalidParameterValue",
        "Invalid value 19 for MaxRecords. Must be between 20 and 100",
    )
    assert refusal(neptune().describe_global_clusters, Marker="nonsense")[0] == "InvalidParameterValue"


def test_new_identifier(neptune):
    """A new identifier takes effect in all regions at once. An invalid identifier, or one in use, is rejected."""
    create_all(neptune, "eu-west-1")
    create_global(neptune, GlobalClusterIdentifier="other")
    rename = neptune("eu-west-1").modify_global_cluster
    named = {"GlobalClusterIdentifier": "orders"}
    assert refusal(rename, **named, NewGlobalClusterIdentifier="other")[0] == "GlobalClusterAlreadyExistsFault"
    assert refusal(rename, **named, NewGlobalClusterIdentifier="1")[0] == "InvalidParameterValue"
    rename(**named, NewGlobalClusterIdentifier="Invoices")
    renamed = neptune().describe_global_clusters(GlobalClusterIdentifier="invoices")["GlobalClusters"][0]
    assert renamed["GlobalClusterArn"].endswith(":global-cluster:invoices")
    assert len(renamed["GlobalClusterMembers"]) == 2
    assert neptune("eu-west-1").describe_db_clusters()["DBClusters"][0]["GlobalClusterIdentifier"] == "invoices"
    assert refusal(neptune().describe_global_clusters, **named)[0] == "GlobalClusterNotFoundFault"


def test_members_as_the_api_shows_them(neptune):
    """The writer lists the secondaries as its readers. A secondary shows the primary as its source."""
    create_all(neptune, "eu-west-1", "ap-northeast-1")
    secondaries = [PRIMARY.replace("us-east-1", region) for region in ("eu-west-1", "ap-northeast-1")]
    assert the_global(neptune)["GlobalClusterMembers"] == [
        {"DBClusterArn": PRIMARY, "IsWriter": True, "Readers": secondaries},
        *({"DBClusterArn": arn, "IsWriter": False, "Readers": []} for arn in secondaries),
    ]
    assert roles(neptune) == (["us-east-1"], ["eu-west-1", "ap-northeast-1"])
    shown = neptune("eu-west-1").describe_db_clusters()["DBClusters"][0]
    assert shown["ReplicationSourceIdentifier"] == PRIMARY
    assert shown["GlobalClusterIdentifier"] == "orders"
    assert shown["Endpoint"] == shown["ReaderEndpoint"]
    assert [one["IsClusterWriter"] for one in shown["DBClusterMembers"]] == [False]


def test_deletion(neptune):
    """A global cluster can be deleted when it is empty and not protected."""
    create_all(neptune)
    delete = neptune("eu-west-1").delete_global_cluster
    named = {"GlobalClusterIdentifier": "orders"}
    assert refusal(delete, **named) == (
        "InvalidGlobalClusterStateFault",
        "Global Cluster arn:aws:rds::123456789012:global-cluster:orders is not empty",
    )
    neptune().remove_from_global_cluster(**named, DbClusterIdentifier=PRIMARY)
    neptune().modify_global_cluster(**named, DeletionProtection=True)
    code, message = refusal(delete, **named)
    assert code == "InvalidGlobalClusterStateFault"
    assert "disable deletion protection" in message
    neptune().modify_global_cluster(**named, DeletionProtection=False)
    assert delete(**named)["GlobalCluster"]["Status"] == "deleting"
    assert neptune().describe_global_clusters()["GlobalClusters"] == []
