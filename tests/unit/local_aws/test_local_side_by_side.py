"""Two local AWS servers at a time, and one with many resources."""

from __future__ import annotations

import boto3

from neptune_global_component.local.process import LocalAws

REGIONS = ("us-east-1", "eu-west-1", "us-west-2", "ap-northeast-1", "eu-central-1", "ap-southeast-1")


def neptune(running, region="us-east-1"):
    """Return a client."""
    return boto3.client(
        "neptune",
        endpoint_url=running.url,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - any will do
    )


def test_two_do_not_see_each_other():
    """Resources and resets of one server do not affect the other."""
    with LocalAws.start() as one, LocalAws.start() as other:
        neptune(one).create_global_cluster(GlobalClusterIdentifier="orders", Engine="neptune")
        assert neptune(other).describe_global_clusters()["GlobalClusters"] == []
        assert "CreateGlobalCluster" not in [call["operation"] for call in other.calls()]
        other.reset()
        assert len(neptune(one).describe_global_clusters()["GlobalClusters"]) == 1


def test_many_global_clusters():
    """20 global clusters with 6 members each and 80 standalone clusters: 200 clusters can be created and described."""
    with LocalAws.start() as running:
        clients = {region: neptune(running, region) for region in REGIONS}
        for number in range(20):
            clients["us-east-1"].create_global_cluster(GlobalClusterIdentifier=f"g{number}", Engine="neptune")
            for region, client in clients.items():
                cluster = {"DBClusterIdentifier": f"g{number}", "Engine": "neptune"}
                client.create_db_cluster(**cluster, GlobalClusterIdentifier=f"g{number}")
                if region == "us-east-1":
                    client.create_db_instance(
                        DBInstanceIdentifier=f"g{number}-1", DBInstanceClass="db.r6g.large", **cluster
                    )
        for number in range(80):
            clients[REGIONS[number % 6]].create_db_cluster(DBClusterIdentifier=f"alone{number}", Engine="neptune")
        found = [one for page in pages(clients["us-east-1"]) for one in page["GlobalClusters"]]
        assert sorted(len(one["GlobalClusterMembers"]) for one in found) == [6] * 20
        assert sum(len(client.describe_db_clusters()["DBClusters"]) for client in clients.values()) == 200


def pages(client):
    """Return all pages of DescribeGlobalClusters."""
    return client.get_paginator("describe_global_clusters").paginate()
