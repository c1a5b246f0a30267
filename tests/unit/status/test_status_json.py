"""The status as a JSON document: the outputs' keys, and more about each cluster."""

from __future__ import annotations

import json

from neptune_global_component.cli.topology.json_document import json_document
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.outputs import outputs


def test_the_document(observed, expected):
    """Stable keys, the primary first."""
    assert json_document(observed.status) + "\n" == expected("status.json")


def test_it_has_every_output_of_the_component(troubled):
    """A program that reads the outputs reads this too."""
    found = json.loads(json_document(troubled.status))
    for name, value in outputs(troubled.status.observation).items():
        if name != "clusters":
            assert found[camel_case(name)] == value
            continue
        assert found[name].keys() == value.keys()
        for region, cluster in value.items():
            assert found[name][region].items() >= cluster.items()


def test_trouble(troubled, arn):
    """The failover, an unread region, an unread instance, warnings."""
    del troubled.instances[arn("us-east-1")]
    found = json.loads(json_document(troubled.status))
    assert found["failoverState"] == {
        "status": "switching-over",
        "fromDbClusterArn": arn("us-east-1"),
        "toDbClusterArn": arn("eu-west-1"),
        "isDataLossAllowed": False,
    }
    assert list(found["clusters"]) == ["us-east-1", "eu-west-1"]
    assert found["clusters"]["us-east-1"]["instances"][0] == {
        "identifier": "a-1",
        "instanceClass": None,
        "status": None,
        "isWriter": True,
    }
    assert found["warnings"] == list(troubled.status.warnings)
