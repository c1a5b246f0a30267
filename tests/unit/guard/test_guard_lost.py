"""Resources that were lost in AWS or exist already are not new, although the engine creates them."""

from __future__ import annotations

import pytest
from guard_preview import ARN, CLUSTER, COMPONENT, STACK, judged, state, step

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
GLOBAL = f"{STACK}aws:neptune/globalCluster:GlobalCluster::g"
INSTANCE = f"{STACK}aws:neptune/clusterInstance:ClusterInstance::c-1"
OWN = f"{COMPONENT}aws:neptune/globalCluster:GlobalCluster::orders"
MEMORY = f"{COMPONENT}pulumi:index:Stash::orders-declared"


def created(urn=CLUSTER, depends=(), sources=None, **inputs):
    """Return a step that creates a resource."""
    by_property = {name: [] for name in inputs} | (sources or {})
    return step("create", urn, new=state(inputs, dependencies=list(depends), propertyDependencies=by_property))


@pytest.mark.parametrize(
    ("urn", "found"),
    [
        (GLOBAL, ("DANGER", "lost")),
        (CLUSTER, ("DANGER", "lost")),
        (INSTANCE, ("REVIEW", "recreated")),
        (f"{STACK}aws:neptunegraph/graph:Graph::x", ("DANGER", "lost")),
        (f"{STACK}aws-native:neptune:DbCluster::x", ("DANGER", "lost")),
        (f"{STACK}aws:neptune/subnetGroup:SubnetGroup::x", ("REVIEW", "recreated")),
    ],
)
def test_what_a_refresh_did_not_find(urn, found):
    """A resource that was deleted outside Pulumi would be created empty, also as a member."""
    refreshed = step("refresh", urn, state(), state())
    assert judged(refreshed, created(urn)) == [found]
    assert judged(created(urn, globalClusterIdentifier="g"), refreshed) == [found]


def test_what_a_refresh_found():
    """The same step without a creation behind it says nothing, and what is new has no such step."""
    assert judged(step("refresh", GLOBAL, state(), state()), created()) == [("SAFE", "created")]


def test_a_global_cluster_that_was_there_at_the_last_refresh():
    """The component's Stash is in the state and the global cluster is not: it may have existed before."""
    assert judged(created(OWN)) == [("REVIEW", "created-again")]
    assert [one for one in judged(created(OWN), created(MEMORY)) if one[0] != "SAFE"] == []


@pytest.mark.parametrize(
    ("given", "sources", "found"),
    [
        (ARN, [], ("REVIEW", "source-taken")),
        ("[secret]", [], ("REVIEW", "source-taken")),
        (UNKNOWN, [], ("REVIEW", "source-taken")),
        (UNKNOWN, [f"{STACK}random:index:Id::i"], ("REVIEW", "source-taken")),
        (UNKNOWN, [CLUSTER], ("SAFE", "created")),
        ("[secret]", [CLUSTER], ("SAFE", "created")),
        ("", [], ("SAFE", "created")),
    ],
)
def test_a_source(given, sources, found):
    """A cluster that exists becomes a primary: nothing of that is new, but where the cluster is created too."""
    whole = created(GLOBAL, sources={"sourceDbClusterIdentifier": sources}, sourceDbClusterIdentifier=given)
    assert judged(created(), whole)[0] == found
    assert judged(whole, created()) == judged(created(), whole)


@pytest.mark.parametrize(
    ("given", "depends", "sources", "found"),
    [
        ("[secret]", [], [], "region-added"),
        ("[secret]", [GLOBAL], [], "region-added"),
        ("[secret]", [GLOBAL], [GLOBAL], "created"),
        (UNKNOWN, [], [], "region-added"),
        (UNKNOWN, [], [GLOBAL], "created"),
        (UNKNOWN, [GLOBAL], [], "created"),
        (UNKNOWN, [GLOBAL], [f"{STACK}random:index:Id::i"], "region-added"),
        (UNKNOWN, [f"{CLUSTER}-primary"], [], "region-added"),
        ("g", [], [], "created"),
        ("other", [GLOBAL], [], "region-added"),
    ],
)
def test_a_member_beside_a_new_global_cluster(given, depends, sources, found):
    """It is one of that only where its identifier comes from there; a secret one may be any."""
    member = created(depends=depends, sources={"globalClusterIdentifier": sources}, globalClusterIdentifier=given)
    new = (created(GLOBAL, globalClusterIdentifier="g"), created(f"{CLUSTER}-primary"))
    assert {found, "created"} == {rule for _, rule in judged(*new, member)}
