"""The location of a component's children in the Pulumi state."""

from __future__ import annotations

import pytest

from neptune_global_component.component.location import Location
from neptune_global_component.core.tokens import CLUSTER, INSTANCE

URN = "urn:pulumi:dev::test::neptune-global:index:GlobalCluster::"


@pytest.mark.parametrize("name", ["orders", "team::orders", "orders-eu-west-1", "a$b"])
def test_children_are_found(name):
    """The name of a component may contain the separator of URNs."""
    own = Location.of(URN + name)
    assert own.component == URN + name
    assert own.has(own.urn(CLUSTER, "-us-east-1"), "us-east-1")
    assert own.has(own.urn(INSTANCE, "-us-east-1-2"), "us-east-1")


def test_children_of_a_similar_name_are_not():
    """``orders-eu`` has no children of ``orders``, and the other way round."""
    orders, orders_eu = Location.of(URN + "orders"), Location.of(URN + "orders-eu")
    assert not orders.has(orders_eu.urn(CLUSTER, "-us-east-1"), "us-east-1")
    assert not orders_eu.has(orders.urn(CLUSTER, "-eu-west-1"), "eu-west-1")
