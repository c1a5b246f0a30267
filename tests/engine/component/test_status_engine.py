"""`neptune-global status` as a process, on the local AWS."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

IDENTIFIER = "orders-global"
REGIONS = {"us-east-1": 2, "eu-west-1": 1, "us-west-2": 0}


@pytest.fixture
def global_database(aws):
    """A global database of three regions, each with this many instances."""
    aws.neptune().create_global_cluster(
        GlobalClusterIdentifier=IDENTIFIER, Engine="neptune", EngineVersion="1.4.6.0", StorageEncrypted=True
    )
    for region, instances in REGIONS.items():
        cluster = f"{IDENTIFIER}-{region}"
        aws.cluster(cluster, region, GlobalClusterIdentifier=IDENTIFIER, StorageEncrypted=True)
        for number in range(instances):
            aws.instance(cluster, f"{cluster}-{number + 1}", region)
    return aws


def status(aws, *arguments):
    """Run the command against the local AWS, without Pulumi in the environment."""
    command = "from neptune_global_component.cli import main; main()"
    environment = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": "us-east-1",
        "AWS_SECRET_ACCESS_KEY": "test",
        "PATH": "",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    return subprocess.run(
        [sys.executable, "-c", command, "status", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_the_status_is_what_aws_has(global_database):
    """It is right before and after a switchover outside Pulumi, reads each region, and writes nothing."""
    writes = global_database.writes()
    done = status(global_database, IDENTIFIER, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    described = global_database.neptune().describe_db_clusters(DBClusterIdentifier=f"{IDENTIFIER}-us-east-1")
    assert found["endpoint"] == described["DBClusters"][0]["Endpoint"]
    assert {region: len(one["instances"]) for region, one in found["clusters"].items()} == REGIONS
    first, second = found["clusters"]["us-east-1"]["instances"]
    assert first == {
        "identifier": f"{IDENTIFIER}-us-east-1-1",
        "instanceClass": "db.r6g.large",
        "status": "available",
        "isWriter": True,
    }
    assert second["isWriter"] is False
    assert {call["region"] for call in global_database.calls("DescribeDBInstances")} == REGIONS.keys()
    assert global_database.writes() == writes
    target = found["clusters"]["eu-west-1"]["arn"]
    global_database.neptune().switchover_global_cluster(
        GlobalClusterIdentifier=IDENTIFIER, TargetDbClusterIdentifier=target
    )
    lines = status(global_database, IDENTIFIER, "--region", "us-west-2").stdout.splitlines()
    assert [line.split()[:2] for line in lines[3:6]] == [
        ["eu-west-1", "primary"],
        ["us-east-1", "secondary"],
        ["us-west-2", "secondary"],
    ]


def test_one_that_aws_does_not_have(global_database):
    """It exits with 1, and an error with the identifier, the region and the account."""
    done = status(global_database, "nope", "--region", "eu-west-1")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no global cluster 'nope' in eu-west-1 of account 123456789012." in done.stderr
