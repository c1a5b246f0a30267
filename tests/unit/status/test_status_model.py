"""The model of the status: order, roles, unread members and warnings."""

from __future__ import annotations

import pytest

from neptune_global_component.core.facts.observed import ObservedFailover, ObservedInstance


def warnings(observed):
    """The warnings of a status."""
    return list(observed.status.warnings)


def add_missing_instances(observed, arn, make_instance):
    """Add an instance to the headless region."""
    observed.instances[arn("us-west-2")] = [make_instance("c-1")]


def test_the_primary_is_first_then_it_goes_by_region(observed):
    """AWS promises no order, neither of members nor of instances."""
    first, *others = observed.status.regions
    assert (first.member.region, first.role) == ("us-east-1", "primary")
    assert [(one.member.region, one.role) for one in others] == [("eu-west-1", "secondary"), ("us-west-2", "secondary")]
    assert [one.identifier for one in first.instances] == ["a-1", "a-2"]


def test_instances_that_could_not_be_read_are_those_that_their_cluster_names(observed, arn):
    """Identifiers and the writer are known from the cluster, class and status are not."""
    del observed.instances[arn("us-east-1")]
    assert observed.status.regions[0].instances == (
        ObservedInstance("a-1", is_writer=True),
        ObservedInstance("a-2", is_writer=False),
    )


def test_a_healthy_one_has_no_warnings(observed, arn, make_instance):
    """Available, one version, instances everywhere."""
    add_missing_instances(observed, arn, make_instance)
    assert warnings(observed) == []


def test_a_headless_secondary_cannot_be_switched_over_to(observed):
    """It needs an instance first."""
    assert warnings(observed) == ["us-west-2 has no instances: add one before a switchover to it."]


def test_a_headless_primary_serves_nobody(observed, arn, make_instance):
    """A primary without instances is a warning."""
    add_missing_instances(observed, arn, make_instance)
    observed.instances[arn("us-east-1")] = []
    assert warnings(observed) == ["us-east-1 is the primary and has no instances: the database can't be written."]


def test_versions_that_differ(observed, arn, make_instance):
    """An upgrade goes member by member."""
    add_missing_instances(observed, arn, make_instance)
    observed.clusters[arn("eu-west-1")]["engine_version"] = "1.4.7.0"
    (text,) = warnings(observed)
    assert text.startswith("The versions differ (us-east-1 1.4.6.0, eu-west-1 1.4.7.0, us-west-2 1.4.6.0): an upgrade")


def test_an_unread_cluster_is_reported_and_not_headless(observed):
    """The error of the read is the only warning."""
    observed.lose("us-west-2")
    assert warnings(observed) == ["DescribeDBClusters was refused in us-west-2 (AccessDenied): allow it."]
    assert observed.status.regions[-1].is_headless is False


@pytest.mark.parametrize(
    ("data_loss", "targets", "text"),
    [
        (False, ("us-east-1", "eu-west-1"), "A switchover us-east-1 -> eu-west-1 (pending) is in progress"),
        (
            True,
            ("us-east-1", "eu-west-1"),
            "A failover us-east-1 -> eu-west-1 (pending) is in progress, which may lose data",
        ),
        (None, (None, None), "A switchover (pending) is in progress"),
    ],
)
def test_a_failover_in_progress_is_first(observed, arn, data_loss, targets, text):
    """The warning shows the direction if AWS reports it."""
    ends = [arn(region) if region else None for region in targets]
    observed.values["failover"] = ObservedFailover("pending", *ends, data_loss_allowed=data_loss)
    assert warnings(observed)[0] == f"{text}: roles and endpoints are about to change."


def test_an_empty_one(observed):
    """A global cluster may have no members."""
    observed.values["members"] = ()
    assert warnings(observed) == ["orders-global is empty: it has no cluster in any region."]
