"""The location of a component's children in the Pulumi state."""

from __future__ import annotations

import pytest

from neptune_global_component.core.facts.location import (
    Location,
    find_location,
    has_been_renamed,
    misnamed_children,
    with_current_urns,
)
from neptune_global_component.core.facts.pulumi_state import PulumiState
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH

URN = "urn:pulumi:dev::test::neptune-global:index:GlobalCluster::"
ORDERS, SALES, MAIL = (Location.of(f"{URN}{name}") for name in ("orders", "sales", "mail"))
ARN = "arn:aws:rds:eu-west-1:123456789012:cluster:orders-eu-west-1"
GLOBAL_ARN = "arn:aws:rds::123456789012:global-cluster:orders"


def cluster_of(location):
    """Return the URN of a component's cluster in Ireland."""
    return location.child_urn(CLUSTER, "-eu-west-1")


def declared_by(location):
    """Return the URN of a component's Stash of declared values."""
    return location.child_urn(STASH, "-declared")


def state_of(*locations, identifier="orders"):
    """Return a state with a global cluster, a cluster and a Stash of each component."""
    return PulumiState(
        {
            **{one.child_urn(GLOBAL_CLUSTER): GLOBAL_ARN for one in locations},
            **{cluster_of(one): ARN for one in locations},
        },
        {declared_by(one): {"globalClusterIdentifier": identifier} for one in locations},
        outputs={cluster_of(one): {"arn": ARN} for one in locations},
    )


@pytest.mark.parametrize("name", ["orders", "team::orders", "orders-eu-west-1", "a$b"])
def test_children_are_found(name):
    """The name of a component may contain the separator of URNs."""
    own = Location.of(URN + name)
    assert own.component_urn == URN + name
    regions = {own.child_urn(CLUSTER, "-us-east-1"): "us-east-1", own.child_urn(INSTANCE, "-us-east-1-2"): "us-east-1"}
    assert own.children(regions) == regions
    assert own.cluster_urns(regions) == {"us-east-1": own.child_urn(CLUSTER, "-us-east-1")}


def test_children_of_a_similar_name_are_not():
    """``orders-eu`` has no children of ``orders``, and the other way round."""
    orders_eu = Location.of(f"{URN}orders-eu")
    assert ORDERS.children({orders_eu.child_urn(CLUSTER, "-us-east-1"): "us-east-1"}) == {}
    assert orders_eu.children({ORDERS.child_urn(CLUSTER, "-eu-west-1"): "eu-west-1"}) == {}


def test_a_component_with_a_record_is_where_it_was():
    """A component that the state has is not moved, even if another one declares its identifier."""
    assert find_location(state_of(SALES, ORDERS), ORDERS, "orders", ()) == ORDERS


def test_a_component_that_was_renamed_without_an_alias_is_found():
    """Its children are under the name of the component that declared the same identifier."""
    assert find_location(state_of(SALES), ORDERS, "orders", ()) == SALES


@pytest.mark.parametrize(
    ("identifier", "others"), [("invoices", ()), (None, ()), ("orders", ("sales",))], ids=["other", "unknown", "used"]
)
def test_another_component_is_left_alone(identifier, others):
    """A new component does not take the children of a component with another identifier, or of one in the program."""
    assert find_location(state_of(SALES), ORDERS, identifier, others) == ORDERS


def test_a_new_component_does_not_match_a_record_without_an_identifier():
    """The identifier may be unknown, and a Stash may have another value."""
    assert find_location(state_of(SALES, identifier=None), ORDERS, None, ()) == ORDERS
    for value in (None, "orders", {}):
        assert find_location(PulumiState({}, {declared_by(SALES): value}), ORDERS, "orders", ()) == ORDERS


def test_a_stash_of_another_type_is_not_a_record():
    """A program may have Stashes with the same names under its own components."""
    other = Location("urn:pulumi:dev::test::my:index:Team", "sales")
    assert find_location(state_of(other), ORDERS, "orders", ()) == ORDERS


def test_children_get_their_current_urns():
    """The children of a former name are moved to the current one, and all other resources stay."""
    before = state_of(SALES, MAIL)
    after = with_current_urns(before, SALES, ORDERS)
    expected = state_of(ORDERS, MAIL)
    assert (after.arns, after.stashed, after.outputs) == (expected.arns, expected.stashed, expected.outputs)


def test_incomplete_children_get_their_current_urns():
    """A cluster that was not read after its creation is moved too."""
    state = PulumiState({}, {}, incomplete={cluster_of(SALES): "eu-west-1"})
    assert with_current_urns(state, SALES, ORDERS).incomplete == {cluster_of(ORDERS): "eu-west-1"}


def test_children_under_a_new_parent_get_their_current_urns():
    """A component with another parent has other types in its children's URNs."""
    former = Location("urn:pulumi:dev::test::my:index:Team$neptune-global:index:GlobalCluster", "orders")
    assert with_current_urns(state_of(former), former, ORDERS).arns == state_of(ORDERS).arns


def test_a_component_has_been_renamed_if_it_has_no_child_of_its_own():
    """The children under the former name are the component's until the state has one under its own name too."""
    assert has_been_renamed(state_of(SALES), SALES, ORDERS)
    assert has_been_renamed(PulumiState({}, {}), SALES, ORDERS)
    assert not has_been_renamed(state_of(SALES, ORDERS), SALES, ORDERS)


@pytest.mark.parametrize(
    "own",
    [
        PulumiState({}, {declared_by(ORDERS): {}}),
        PulumiState({cluster_of(ORDERS): ARN}, {}),
        PulumiState({}, {}, incomplete={cluster_of(ORDERS): "eu-west-1"}),
    ],
    ids=["stash", "cluster", "incomplete"],
)
def test_each_child_shows_that_a_component_has_not_been_renamed(own):
    """One child under its own name is enough, whatever it is."""
    former = state_of(SALES)
    both = PulumiState({**former.arns, **own.arns}, {**former.stashed, **own.stashed}, incomplete=own.incomplete)
    assert not has_been_renamed(both, SALES, ORDERS)


def test_a_different_child_is_no_second_one():
    """A partly renamed component has some children under each name."""
    regions = {
        SALES.child_urn(CLUSTER, "-eu-west-1"): "eu-west-1",
        ORDERS.child_urn(CLUSTER, "-us-east-1"): "us-east-1",
    }
    assert has_been_renamed(PulumiState({}, {}, incomplete=regions), SALES, ORDERS)


def test_children_that_have_no_components_name_are_misnamed():
    """``pulumi state rename`` can rename a child, after which its name is that of no component."""
    renamed = ORDERS.child_urn(CLUSTER, "-old")
    state = state_of(SALES)
    state = PulumiState({**state.arns, renamed: ARN, cluster_of(ORDERS): ARN}, state.stashed)
    assert misnamed_children(state, ORDERS, ORDERS) == {renamed}


def test_children_of_another_parent_are_not_misnamed():
    """A cluster that another component of the program creates may have any name."""
    other = Location("urn:pulumi:dev::test::my:index:Team", "team")
    assert misnamed_children(PulumiState({cluster_of(other): ARN}, {}), ORDERS, ORDERS) == set()
    assert misnamed_children(PulumiState({cluster_of(SALES): ARN}, {}), ORDERS, ORDERS) == {cluster_of(SALES)}


def test_the_name_of_a_component_with_another_parent_does_not_count():
    """A child is misnamed even if a component under another parent has the name."""
    team = Location("urn:pulumi:dev::test::my:index:Team$neptune-global:index:GlobalCluster", "sales")
    state = PulumiState({cluster_of(SALES): ARN}, {declared_by(team): {}})
    assert misnamed_children(state, ORDERS, ORDERS) == {cluster_of(SALES)}
