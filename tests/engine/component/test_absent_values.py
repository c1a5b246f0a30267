"""Responses of AWS that lack values: the outputs lack them too, and nothing else differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from lacking_answers import answers_without

PYTHON = """
import pulumi
from neptune_global_component import GlobalCluster

member = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
orders = GlobalCluster("orders", {
    "global_cluster_identifier": "orders",
    "primary_region": "us-east-1",
    "regions": {"us-east-1": member, "eu-west-1": member},
})
pulumi.export("clusters", orders.clusters)
pulumi.export("version", orders.engine_version)
pulumi.export("reader", orders.clusters.apply(lambda found: f"{found['eu-west-1']['readerEndpoint']}"))
"""
MEMBER = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}
YAML = {
    "packages": {"neptune-global": str(Path(__file__).parents[3])},
    "resources": {
        "orders": {
            "type": "neptune-global:index:GlobalCluster",
            "properties": {
                "globalClusterIdentifier": "orders",
                "primaryRegion": "us-east-1",
                "regions": {"us-east-1": MEMBER, "eu-west-1": MEMBER},
            },
        },
    },
    "outputs": {
        "clusters": "${orders.clusters}",
        "version": "${orders.engineVersion}",
        "reader": '${orders.clusters["eu-west-1"].readerEndpoint}',
    },
}


@pytest.mark.parametrize("program", [PYTHON, pytest.param(YAML, marks=pytest.mark.long)], ids=["python", "yaml"])
def test_clusters_without_reader_endpoints(project, aws, program):
    """The update works, the outputs have no reader endpoints, and the next preview has no changes."""
    project.write(program)
    with answers_without(aws.url, "ReaderEndpoint", "DbClusterResourceId") as url:
        project.environment["AWS_ENDPOINT_URL"] = url
        found = project.up()
        clusters = found["clusters"]
        assert list(clusters) == ["eu-west-1", "us-east-1"]
        assert [one.get("readerEndpoint") for one in clusters.values()] == [None, None]
        assert [one["endpoint"].split(".")[0] for one in clusters.values()] == list(map("orders-{}".format, clusters))
        assert found["reader"] in {None, "None"}
        assert project.changes() == {}
        project.run("refresh", "--yes")
        assert project.up()["clusters"] == clusters
        project.run("destroy", "--yes", "--skip-preview")
    assert aws.global_clusters() == []


def test_a_global_cluster_without_optional_values(project, aws):
    """A missing engine version comes from pulumi-aws, and a second update works."""
    project.write(PYTHON)
    before = project.up()
    members = ("EngineVersion", "StorageEncrypted", "DeletionProtection", "Engine", "Status", "GlobalClusterResourceId")
    with answers_without(aws.url, *members) as url:
        project.environment["AWS_ENDPOINT_URL"] = url
        assert project.up() == before
