"""The component is called with keyword arguments, as in pulumi-aws."""

from __future__ import annotations

import pulumi
import pytest

from neptune_global_component import GlobalCluster, InvalidArgsError

CHILD = "aws:neptune/globalCluster:GlobalCluster"


@pytest.mark.parametrize("position", ["second", "keyword"])
def test_keyword_arguments(engine, position):
    """Arguments can be keywords; the options are the second argument or a keyword."""
    opts = pulumi.ResourceOptions(protect=True)
    before, keyword = ([opts], {}) if position == "second" else ([], {"opts": opts})
    engine.up(lambda: GlobalCluster("x", *before, global_cluster_identifier="orders", engine="neptune", **keyword))
    (child,) = (one for one in engine.registered if one.type == CHILD)
    assert child.inputs["globalClusterIdentifier"] == "orders"
    assert child.protect


def called_wrong(**keywords):
    """A call with keyword arguments only."""
    return lambda: GlobalCluster("x", **keywords)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            called_wrong(global_cluster_identifer="orders"),
            "got an unexpected keyword argument 'global_cluster_identifer'. Did you mean 'global_cluster_identifier'?",
        ),
        (called_wrong(global_cluster_identifier="orders", colour="red"), "unexpected keyword argument 'colour'."),
        (
            lambda: GlobalCluster("x", {"global_cluster_identifier": "orders"}, engine="neptune"),
            "got args and the keyword argument 'engine'. Move 'engine' into args.",
        ),
        (
            lambda: GlobalCluster("x", pulumi.ResourceOptions(), pulumi.ResourceOptions()),
            "got opts twice. Pass the resource options once.",
        ),
    ],
)
def test_a_wrong_call(engine, call, message):
    """A wrong keyword fails with a TypeError that names it; nothing is registered."""
    with pytest.raises(TypeError) as caught:
        engine.up(call)
    assert message in str(caught.value)
    assert str(caught.value).startswith("GlobalCluster('x'): ")
    assert engine.registered == []


def test_a_missing_keyword(engine):
    """The required argument is reported like every other problem of the arguments."""
    with pytest.raises(InvalidArgsError) as caught:
        engine.up(lambda: GlobalCluster("x", engine="aurora"))
    assert [finding.path for finding in caught.value.findings] == ["global_cluster_identifier", "engine"]
