"""Adoption: existing resources are imported only if they match the program."""

from __future__ import annotations

import pytest
from mock_results import imports

from neptune_global_component.core.errors import InvalidArgsError

EU = "eu-west-1"


@pytest.fixture
def theirs(fake_neptune):
    """A global database outside this stack: a cluster with two instances; the second one is the writer."""
    fake_neptune.add_global_cluster("orders-global", [(EU, "theirs")])
    instances = fake_neptune.clusters[EU, "theirs"]["DBClusterMembers"]
    instances += [{"DBInstanceIdentifier": name, "IsClusterWriter": name == "b"} for name in "ab"]
    return fake_neptune


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_a_global_database_is_imported(engine, one, theirs, run):
    """All existing resources are imported, the writer as the first instance; missing ones are created."""
    getattr(engine, run)(one({"cluster_identifier": "theirs", "instances": 3}, adopt=True))
    assert imports(engine) == {
        ("GlobalCluster", "x"): "orders-global",
        ("Cluster", "x-eu-west-1"): "theirs@eu-west-1",
        ("ClusterInstance", "x-eu-west-1-1"): "b@eu-west-1",
        ("ClusterInstance", "x-eu-west-1-2"): "a@eu-west-1",
    }
    imported = ["the global cluster 'orders-global' is imported", "eu-west-1 is imported: its cluster and 2 instances"]
    assert engine.said == ([f"GlobalCluster 'x': {line}" for line in imported] if run == "preview_of" else [])
    assert engine.warnings == []
    if run == "up":
        names = [one["DBInstanceIdentifier"] for one in theirs.clusters[EU, "theirs"]["DBClusterMembers"]]
        assert names == ["a", "b", "theirs-3"]


@pytest.mark.parametrize("adopt", [True, False])
def test_what_was_imported_stays(engine, one, theirs, adopt):
    """Later updates, with or without adopt and with any writer, import nothing again and change no identifier."""
    given = {"cluster_identifier": "theirs", "instances": 2}
    engine.up(one(given, adopt=True))
    for instance in theirs.clusters[EU, "theirs"]["DBClusterMembers"]:
        instance["IsClusterWriter"] = instance["DBInstanceIdentifier"] == "a"
    engine.preview_of(one(given, adopt=adopt))
    found = {child.name: child.inputs["identifier"] for child in engine.registered if "clusterInstance" in child.type}
    assert found == {"x-eu-west-1-1": "b", "x-eu-west-1-2": "a"}
    assert (imports(engine), engine.warnings) == ({}, [])


def test_a_region_is_imported_later(engine, database, theirs):
    """The global cluster is imported first without regions, and its cluster in a later update."""
    engine.up(database({EU: {"cluster_identifier": "theirs", "instances": 2}}, names=[EU], primary=EU, adopt=True))
    theirs.add_cluster("us-east-1", "second", "orders-global")
    both = {EU: {"cluster_identifier": "theirs", "instances": 2}, "us-east-1": {"cluster_identifier": "second"}}
    engine.preview_of(database(both, names=[EU, "us-east-1"], primary=EU, adopt=True))
    assert imports(engine) == {("Cluster", "x-us-east-1"): "second@us-east-1"}


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_what_differs_is_not_imported(engine, one, run):
    """The error lists every difference, and nothing is imported."""
    with pytest.raises(InvalidArgsError) as caught:
        getattr(engine, run)(one({"instances": 2}, adopt=True, storage_encrypted=True))
    assert str(caught.value) == (
        "GlobalCluster 'x': 2 problems; nothing was changed.\n  - storage_encrypted: True is not the value of the "
        "resource to import. Set False.\n  - regions[\"eu-west-1\"].cluster_identifier: 'orders-global-eu-west-1' is "
        "not the value of the resource to import. Set 'theirs'."
    )
    assert imports(engine) == {}


def test_where_there_is_nothing_it_is_created(engine, one):
    """``adopt`` may be set from the start: resources that do not exist are created."""
    engine.up(one(adopt=True))
    assert (imports(engine), engine.warnings) == ({}, [])
    assert engine.named("ClusterInstance").inputs["identifier"] == "orders-global-eu-west-1-1"
