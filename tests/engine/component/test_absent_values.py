"""Responses of AWS that lack values: the outputs lack them too, and nothing else differs."""

from __future__ import annotations

import pytest
from lacking_answers import answers_without
from programs import program, yaml_program

REGIONS = ("us-east-1", "eu-west-1")
EXPORTS = ("clusters", "engine_version")
READER = """
pulumi.export("reader", orders.clusters.apply(lambda found: f"{found['eu-west-1']['readerEndpoint']}"))
"""
PYTHON = program(*REGIONS, exports=EXPORTS, after=READER)
YAML = yaml_program(*REGIONS, exports=EXPORTS, outputs={"reader": '${orders.clusters["eu-west-1"].readerEndpoint}'})


@pytest.mark.parametrize("written", [PYTHON, pytest.param(YAML, marks=pytest.mark.long)], ids=["python", "yaml"])
def test_clusters_without_reader_endpoints(project, aws, written):
    """The update works, the outputs have no reader endpoints, and the next preview has no changes."""
    project.write(written)
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
