"""A global database in several regions on the real engine: creation, changes and destroy."""

from __future__ import annotations

import pytest
from programs import program
from pulumi_project import wait_until

FOREVER = 24 * 3600
"""A latency that ends when the test settles it."""
PRIMARY, SECONDARY, THIRD = "us-east-1", "eu-west-1", "ap-northeast-1"

EXPORTS = ("global_cluster_members", "clusters", "endpoint", "primary_region", "primary_cluster_arn")
THREE = {PRIMARY: {"instances": 2}, SECONDARY: {}, THIRD: {"instances": 0}}


def database(*names, **parts):
    """Return a program with an encrypted database."""
    return program(*names, exports=EXPORTS, **{"storage_encrypted": True, **parts})


def members(outputs):
    """Return the members' regions, the writer first."""
    found = outputs["global_cluster_members"]
    assert [one["isWriter"] for one in found] == [True, *[False] * (len(found) - 1)]
    return [one["region"] for one in found]


def left(aws):
    """Return the regions that still have a cluster or an instance."""
    return [
        region
        for region in (PRIMARY, SECONDARY, THIRD)
        if aws.neptune(region).describe_db_clusters()["DBClusters"]
        or aws.neptune(region).describe_db_instances()["DBInstances"]
    ]


def test_three_regions(project, aws):
    """Members are right after the first `up`, each created in its region; a second preview has no changes."""
    project.write(database(regions=THREE))
    outputs = project.up()
    (found,) = aws.global_clusters()
    assert outputs["global_cluster_members"] == [
        {
            "dbClusterArn": aws.arn(PRIMARY),
            "isWriter": True,
            "readers": [aws.arn(THIRD), aws.arn(SECONDARY)],
            "region": PRIMARY,
        },
        {"dbClusterArn": aws.arn(THIRD), "isWriter": False, "readers": [], "region": THIRD},
        {"dbClusterArn": aws.arn(SECONDARY), "isWriter": False, "readers": [], "region": SECONDARY},
    ]
    assert {one["DBClusterArn"] for one in found["GlobalClusterMembers"]} == {aws.arn(region) for region in THREE}
    assert outputs["endpoint"] == outputs["clusters"][PRIMARY]["endpoint"]
    for region, cluster in outputs["clusters"].items():
        (entry,) = aws.neptune(region).describe_db_clusters()["DBClusters"]
        assert cluster == {
            "arn": entry["DBClusterArn"],
            "identifier": entry["DBClusterIdentifier"],
            "resourceId": entry["DbClusterResourceId"],
            "endpoint": entry["Endpoint"],
            "readerEndpoint": entry["ReaderEndpoint"],
            "port": entry["Port"],
            "isWriter": region == PRIMARY,
        }
    assert (outputs["primary_region"], outputs["primary_cluster_arn"]) == (PRIMARY, aws.arn(PRIMARY))
    for call in aws.calls("CreateDBCluster", "CreateDBInstance"):
        assert f"orders-{call['region']}" in str(call["parameters"])
    before = len(aws.calls())
    project.run("preview", "--expect-no-changes")
    calls = aws.calls()[before:]
    reads = [call["operation"] for call in calls if call["operation"].startswith("Describe")]
    assert (reads.count("DescribeGlobalClusters"), reads.count("DescribeDBClusters")) == (1, 3)
    project.run("refresh", "--yes")
    project.run("preview", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert (aws.global_clusters(), left(aws)) == ([], [])


def asked(aws, kind):
    """Return the identifiers of the resources of a type that AWS was requested to create."""
    return {call["parameters"][f"{kind}Identifier"] for call in aws.calls(f"Create{kind}")}


def test_order_is_as_wide_as_aws_allows(project, aws):
    """Secondaries wait only for the primary's first instance, not for each other; a destroy runs in reverse."""
    project.write(database(regions={**THREE, THIRD: {}}))
    aws.local.settings({"latency": {"CreateDBInstance": FOREVER}})
    process = project.start("up", "--yes", "--skip-preview")
    # The primary's second instance does not wait for the first one, which is never available; the secondaries do.
    wait_until(lambda: asked(aws, "DBInstance") >= {"orders-us-east-1-1", "orders-us-east-1-2"})
    assert asked(aws, "DBCluster") == {"orders-us-east-1"}
    aws.local.settings({"latency": {"CreateDBCluster": FOREVER}})
    aws.local.settle()
    # Neither secondary waits for the other one, which is never available.
    wait_until(lambda: asked(aws, "DBCluster") >= {"orders-eu-west-1", "orders-ap-northeast-1"})
    aws.local.settings({"latency": {}})
    aws.local.settle()
    printed, _ = process.communicate()
    assert process.returncode == 0, printed
    project.run("destroy", "--yes", "--skip-preview")
    deleted = [
        call["parameters"].get("DBClusterIdentifier") or call["parameters"].get("GlobalClusterIdentifier")
        for call in aws.calls("DeleteDBCluster", "DeleteGlobalCluster")
    ]
    assert set(deleted[:2]) == {"orders-eu-west-1", "orders-ap-northeast-1"}
    assert deleted[2:] == ["orders-us-east-1", "orders"]


def test_regions_and_instances_come_and_go(project, aws):
    """Each change affects only what it names."""
    project.write(database(PRIMARY))
    project.up()
    project.write(database(regions={PRIMARY: {"instances": 3}, SECONDARY: {}}))
    changes = project.changes()
    assert {name: op for name, (op, _) in changes.items()} == {
        "orders-declared": "update",
        "orders-us-east-1-2": "create",
        "orders-us-east-1-3": "create",
        "orders-eu-west-1": "create",
        "orders-eu-west-1-1": "create",
    }
    assert members(project.up()) == [PRIMARY, SECONDARY]
    project.write(database(PRIMARY))
    before = len(aws.calls())
    assert members(project.up()) == [PRIMARY]
    changes = [call for call in aws.calls()[before:] if call["operation"] in aws.writes()]
    assert sorted(call["operation"] for call in changes) == [
        "DeleteDBCluster",
        *["DeleteDBInstance"] * 3,
        "RemoveFromGlobalCluster",
    ]
    of_the_secondary = [call["operation"] for call in changes if call["region"] == SECONDARY]
    assert of_the_secondary == ["DeleteDBInstance", "RemoveFromGlobalCluster", "DeleteDBCluster"]
    assert left(aws) == [PRIMARY]


def test_after_a_switchover_outside_pulumi(project, aws):
    """Nothing is reverted or replaced, outputs follow, the primary can't be removed, and a destroy runs in order."""
    project.write(database(PRIMARY, SECONDARY))
    project.up()
    aws.switch_over(SECONDARY)
    project.run("preview", "--refresh", "--expect-no-changes")
    outputs = project.up()
    assert (members(outputs), outputs["primary_region"]) == ([SECONDARY, PRIMARY], SECONDARY)
    project.write(database(PRIMARY))
    printed = project.run("preview", fails=True)
    assert 'regions["eu-west-1"]: can\'t be removed: it has the primary now' in printed
    assert "primary_region: 'us-east-1'" in printed
    project.run("destroy", "--yes", "--skip-preview")
    deleted = [call["parameters"]["DBClusterIdentifier"] for call in aws.calls("DeleteDBCluster")]
    assert deleted == ["orders-us-east-1", "orders-eu-west-1"]
    assert (aws.global_clusters(), left(aws)) == ([], [])


def test_secondaries_of_a_source_outside_the_program(project, aws):
    """The source is the primary, the component's clusters are secondaries, and a destroy keeps the source."""
    source = aws.cluster(StorageEncrypted=True)
    aws.instance("orders-a", "orders-a-1")
    inherited = {"storage_encrypted": None, "primary_region": None}
    project.write(database(SECONDARY, source_db_cluster_identifier=source, **inherited))
    outputs = project.up()
    assert members(outputs) == [PRIMARY, SECONDARY]
    assert outputs["global_cluster_members"][0]["readers"] == [aws.arn(SECONDARY)]
    project.run("preview", "--refresh", "--expect-no-changes")
    project.run("destroy", "--yes")
    (cluster,) = aws.neptune().describe_db_clusters()["DBClusters"]
    assert (cluster["Status"], cluster.get("GlobalClusterIdentifier")) == ("available", None)


def test_an_explicit_provider_serves_all_regions(project, aws):
    """Every call for a member goes to the member's region, without AWS environment variables."""
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del project.environment[name]
    provider = f"""aws.Provider(
    "west", region="us-west-2", access_key="test", secret_key="test",
    skip_credentials_validation=True, endpoints=[{{"neptune": "{aws.url}", "sts": "{aws.url}"}}],
)"""
    project.write(database(PRIMARY, SECONDARY, options=f"pulumi.ResourceOptions(provider={provider})"))
    assert members(project.up()) == [PRIMARY, SECONDARY]
    for call in aws.calls("CreateDBCluster", "CreateDBInstance", "DescribeDBInstances"):
        assert f"orders-{call['region']}" in str(call["parameters"])
    project.run("preview", "--expect-no-changes")


@pytest.mark.parametrize("skipped", [False, True], ids=["preview", "skip-preview"])
def test_deletion_protection(project, aws, skipped):
    """A destroy deletes no cluster and no first instance, whether or not it is previewed."""
    project.write(database(regions={PRIMARY: {"instances": 2}, SECONDARY: {}}, deletion_protection=True))
    project.up()
    arguments = ["--skip-preview"] if skipped else []
    assert "protect" in project.run("destroy", "--yes", *arguments, fails=True)
    deleted = {call["parameters"]["DBInstanceIdentifier"] for call in aws.calls("DeleteDBInstance")}
    assert deleted <= ({"orders-us-east-1-2"} if skipped else set())
    assert not {"DeleteDBCluster", "RemoveFromGlobalCluster", "DeleteGlobalCluster"} & set(aws.writes())


def test_a_subnet_group_of_the_regions_own(project, aws):
    """It is created from the subnets, used by the cluster, and deleted by a destroy."""
    subnets = aws.subnets(SECONDARY)[:2]
    project.write(database(PRIMARY, regions={SECONDARY: {"subnet_ids": subnets}}))
    project.up()
    (cluster,) = aws.neptune(SECONDARY).describe_db_clusters()["DBClusters"]
    assert cluster["DBSubnetGroup"] == "orders-eu-west-1"
    project.run("preview", "--refresh", "--expect-no-changes")
    project.run("destroy", "--yes")
    assert aws.subnet_groups(SECONDARY) == []


def test_refused_in_preview(project, aws):
    """One error lists the problems of all regions, and nothing is written."""
    project.write(
        database(
            regions={
                PRIMARY: {"instance_class": "db.t3.medium", "instances": 2.5, "skip_final_snapshot": None},
                "europe": {},
                SECONDARY: {"kms_key_arn": "arn:aws:kms:us-east-1:123456789012:key/k", "prot": 1},
            }
        )
    )
    printed = project.run("preview", fails=True)
    for words in (
        "6 problems; nothing was changed.",
        'regions["europe"]: is not the name of a region',
        "regions[\"us-east-1\"].instance_class: 'db.t3.medium' is burstable",
        'regions["us-east-1"].instances: must be a whole number, for example 3, got 2.5',
        'regions["us-east-1"].final_snapshot_identifier: is required',
        'regions["eu-west-1"].prot: is not an argument of a region. Did you mean port?',
        'regions["eu-west-1"].kms_key_arn: ',
    ):
        assert words in printed, printed
    assert "Traceback" not in printed
    assert aws.writes() == []


def test_the_name_of_a_last_snapshot_is_taken(project, aws):
    """The preview fails, because AWS would report it only after the detachment."""
    last = {"skip_final_snapshot": None, "final_snapshot_identifier": "last"}
    project.write(database(PRIMARY, regions={SECONDARY: last}))
    project.up()
    eu = aws.neptune(SECONDARY)
    eu.create_db_cluster_snapshot(DBClusterIdentifier="orders-eu-west-1", DBClusterSnapshotIdentifier="last")
    project.write(database(PRIMARY))
    writes = aws.writes()
    assert 'regions["eu-west-1"]: can\'t be removed: a snapshot with the name of its final' in project.run(
        "up", "--yes", fails=True
    )
    assert aws.writes() == writes
    project.write(database(PRIMARY, regions={SECONDARY: {**last, "final_snapshot_identifier": "next"}}))
    project.up()
    project.write(database(PRIMARY))
    assert members(project.up()) == [PRIMARY]
    assert {one["DBClusterSnapshotIdentifier"] for one in eu.describe_db_cluster_snapshots()["DBClusterSnapshots"]} == {
        "last",
        "next",
    }
