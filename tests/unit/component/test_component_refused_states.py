"""Checks of AWS and the state that run on every preview and update."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts
from check_inputs import ARN, BEGUN, EU, OWN, US, judge, spec

from neptune_global_component.core.facts.observed import ObservedFailover, Reading
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.all_checks import findings
from neptune_global_component.core.plan.plan import Plan

NOT_OWN = (
    "If an interrupted update of this stack created it, restore the arguments of that update. If it is not managed "
    "by this stack, set adopt: true to import it, or"
)


def test_nothing_is_refused_of_what_is_the_stacks(reading, member, cluster):
    """Members in the state, in their roles, have no finding; neither has an absent global cluster."""
    clusters = [cluster(US), cluster(EU)]
    found = reading(clusters, members=(member(US, is_writer=True), member(EU)))
    state = replace(OWN, primary_region=US, clusters={one.region: one.arn for one in clusters})
    assert judge(Plan("x", spec(US, EU), found, state)) == []
    assert judge(Plan("x", spec(US, EU), Reading(), state)) == []
    assert judge(Plan("x", spec(US, EU), Reading())) == []


def test_a_state_that_could_not_be_read(reading):
    """The resources in AWS may be the stack's own, and an update could create them twice."""
    assert finding_texts(judge, Plan("x", spec(US), reading())) == [
        (
            "global_cluster_identifier: 'orders' exists in AWS, but the state of this stack could not be read, so it "
            "is not known whether the stack manages it. Try again."
        )
    ]


def test_tags_that_the_update_can_not_remove():
    """Tags that the last update set are not left out by an update without their Stash."""
    text = (
        "tags: can't be left out in this update: the tags that an earlier one set would stay on the global cluster. "
        "Set tags: {}, which removes them; later it can be left out."
    )
    plan = Plan("x", spec(US), Reading(), replace(BEGUN, has_tags=True), changes_tags=False)
    assert text in finding_texts(findings, plan)
    assert text not in finding_texts(findings, replace(plan, changes_tags=True))
    assert text not in finding_texts(findings, replace(plan, state=BEGUN))


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (
            {"arn": ARN.replace("123", "999")},
            "is in account 999456789012 in the state, but AWS answers for account 1234",
        ),
        (
            {"resource_id": "cluster-0"},
            "is cluster-0 in the state, but AWS has another one with that identifier (cluster-1",
        ),
    ],
)
def test_another_global_cluster(reading, state, text):
    """It belongs to another account, or was recreated outside Pulumi."""
    (found,) = finding_texts(judge, Plan("x", spec(US), reading(), replace(OWN, **state)))
    assert found.startswith(f"global_cluster_identifier: {text}")


@pytest.mark.parametrize("names", [(US, EU), (US,)])
def test_another_account_with_the_same_clusters(reading, member, names):
    """Only the account is reported: no advice removes the stack's own clusters from the state."""
    members = (member(US, is_writer=True), member(EU))
    own = {one.region: one.arn.replace("123", "999") for one in members}
    state = replace(OWN, arn=ARN.replace("123", "999"), primary_region=US, clusters=own, resource_id="cluster-0")
    (text,) = finding_texts(judge, Plan("x", spec(*names), reading(members=members), state))
    assert text.endswith("Use the credentials of the first account, for the aws provider and the environment.")


@pytest.mark.parametrize("names", [(US, EU), (US,)])
def test_a_state_that_was_refreshed_in_another_account(reading, member, names):
    """The error asks for a refresh with the right credentials, and does not advise to import the own clusters again."""
    members = (member(US, is_writer=True), member(EU))
    others = {one.region: one.arn.replace("123", "999") for one in members}
    state = replace(OWN, primary_region=US, clusters=others, refreshed_id="cluster-0")
    (text,) = finding_texts(judge, Plan("x", spec(*names), reading(members=members), state))
    assert "Run `pulumi refresh`, which reads account 123456789012 again." in text


def test_one_that_was_recreated_may_be_imported(reading):
    """With adopt and after a refresh it is imported; one of another account never is."""
    found, spec = reading(), Spec("orders", adopt=True)
    refreshed = replace(OWN, resource_id="cluster-0", refreshed_id="cluster-1")
    assert judge(Plan("x", spec, found, refreshed)) == []
    assert finding_texts(judge, Plan("x", Spec("orders"), found, refreshed))
    assert finding_texts(judge, Plan("x", spec, found, replace(refreshed, refreshed_id="cluster-0")))
    assert finding_texts(judge, Plan("x", spec, found, replace(OWN, arn=ARN.replace("123", "999"))))


def test_another_identifier(reading, member):
    """Only the check of changed arguments reports it."""
    found = reading(members=(member(US, is_writer=True),))
    other = replace(OWN, arn=ARN.replace("orders", "other"), clusters={EU: member(EU).arn})
    for seen in (found, Reading()):
        assert judge(Plan("x", spec(US), seen, other)) == []


@pytest.mark.parametrize("names", [(US, EU), (US,)])
def test_another_cluster(reading, member, names):
    """A renamed cluster is neither updated nor removed under its old name."""
    found = reading(members=(member(US, is_writer=True), member(EU)))
    state = replace(OWN, primary_region=US, clusters={EU: member(EU).arn.replace("orders", "old")})
    (text,) = finding_texts(judge, Plan("x", spec(*names), found, state))
    assert text.startswith(
        f'regions["eu-west-1"]: the member there is {member(EU).arn}, and the state has arn:aws:rds:'
    )
    assert "(`pulumi state delete --force --target-dependents 'URN'`)" in text


@pytest.mark.parametrize(
    ("wanted", "has", "difference"),
    [
        ({}, {"deletion_protection": True}, "deletion_protection is True"),
        ({"deletion_protection": True}, {}, "deletion_protection is False"),
        ({"engine_version": "1.4.5.0"}, {}, "engine_version is '1.4.6.0'"),
        ({"storage_encrypted": True}, {}, "storage_encrypted is False"),
    ],
)
def test_a_global_cluster_that_is_unmanaged(reading, wanted, has, difference):
    """A global cluster of an interrupted update must match the program, except with adopt."""
    found = reading(**has)
    assert finding_texts(judge, Plan("x", Spec("orders", **wanted), found, BEGUN)) == [
        (
            f"global_cluster_identifier: 'orders' exists in AWS, but differs from this program: {difference}. "
            f"{NOT_OWN} remove this component from the state (`pulumi state delete --force --target-dependents "
            "'URN'`), and use another identifier."
        )
    ]
    assert judge(Plan("x", Spec("orders", adopt=True, **wanted), found, BEGUN)) == []


def test_members_that_are_unmanaged(reading, member):
    """Without regions, unmanaged members fail until the state has the global cluster; an unknown source may be one."""
    found = reading(members=(member(US, is_writer=True),))
    (text,) = finding_texts(judge, Plan("x", Spec("orders"), found, BEGUN))
    assert f"it has the members {member(US).arn}" in text
    for source in (UNKNOWN, member(US).arn):
        assert judge(Plan("x", Spec("orders", source), found, BEGUN)) == []


def test_what_is_not_known_yet_is_no_difference(reading, member, cluster):
    """An unknown value is checked in the update."""
    given = Spec(
        "orders",
        deletion_protection=UNKNOWN,
        regions={US: RegionSpec(US, UNKNOWN, 1, {"port": UNKNOWN})},
        primary_region=US,
    )
    has = {"deletion_protection": True}
    found = reading([replace(cluster(US), port=1, **has)], members=(member(US, is_writer=True),), **has)
    assert judge(Plan("x", given, found, BEGUN)) == []


def test_an_interrupted_creation_is_imported(reading, member, cluster):
    """All its resources match the program or are unknown yet."""
    found = reading([cluster(US, "orders", "orders-1")], members=(member(US, is_writer=True),))
    assert judge(Plan("x", spec(US, deletion_protection=False), found, BEGUN)) == []


@pytest.mark.parametrize(
    ("has", "difference"),
    [
        ({"deletion_protection": True}, "deletion_protection is True"),
        ({"instances": ("orders-1", "theirs")}, "it has the instances theirs"),
        ({"instances": ("orders-1", "orders-2")}, "it has the instances orders-2"),
    ],
)
def test_a_cluster_that_is_unmanaged(reading, member, cluster, has, difference):
    """The state has the global cluster but not this cluster."""
    found = reading([replace(cluster(US), **has)], members=(member(US, is_writer=True),))
    (text,) = finding_texts(judge, Plan("x", spec(US), found, OWN))
    assert text == (
        f'regions["us-east-1"]: the cluster orders exists in AWS, but differs from this program: {difference}. '
        f"{NOT_OWN} remove the region."
    )


def test_another_primary_before_the_first_update_has_ended(reading, member, cluster):
    """No earlier declaration exists that a switchover could start from."""
    found = reading([cluster(US), cluster(EU)], members=(member(US, is_writer=True), member(EU)))
    assert finding_texts(judge, Plan("x", spec(EU, US), found, OWN)) == [
        (
            "primary_region: 'eu-west-1' does not have the primary in AWS, and no update has finished yet that "
            "declared one. Set 'us-east-1' now, and 'eu-west-1' in a later update to switch over."
        )
    ]


@pytest.mark.parametrize("is_coming", [False, True])
def test_the_primary_keeps_an_instance(reading, member, cluster, is_coming):
    """The current and the next primary need an instance."""
    coming = ObservedFailover("switching-over", member(EU).arn, member(US).arn) if is_coming else None
    members = (member(US, is_writer=not is_coming), member(EU, is_writer=is_coming))
    clusters = [cluster(US, "orders", "orders-1"), cluster(EU, "orders", "orders-1")]
    found = reading(clusters, members=members, failover=coming)
    wanted = spec(US, EU)
    wanted.regions[US] = replace(wanted.regions[US], instances=0)
    state = replace(OWN, primary_region=US, clusters={one.region: one.arn for one in clusters})
    assert finding_texts(judge, Plan("x", wanted, found, state)) == [
        (
            'regions["us-east-1"].instances: 0 is not allowed: this region has the primary, or is about to have '
            "it, and a primary needs an instance to take writes. Set 1 or more, or switch over first."
        )
    ]


def test_removed_regions_are_checked_in_every_update(reading, member, cluster):
    """A region of an interrupted removal may have become the primary."""
    found = reading([cluster(US), cluster(EU)], members=(member(EU, is_writer=True), member(US)))
    state = replace(OWN, primary_region=US, clusters={US: member(US).arn, EU: member(EU).arn})
    (text,) = finding_texts(judge, Plan("x", spec(US), found, state))
    assert text.startswith('regions["eu-west-1"]: can\'t be removed: it has the primary now')


@pytest.mark.parametrize(("is_there", "way"), [(False, "Run `pulumi refresh`"), (True, "then, set instances: 0.")])
def test_instances_of_a_cluster_that_is_no_member(reading, member, cluster, is_there, way):
    """An interrupted update left the cluster without all instances; without new instances there is no finding."""
    found = reading([cluster(US)], members=(member(US, is_writer=True),))
    found = replace(found, detached={EU: cluster(EU)} if is_there else {})
    state = replace(
        OWN,
        primary_region=US,
        clusters={US: cluster(US).arn, EU: cluster(EU).arn},
        instances={"x-us-east-1-1": "orders-1"},
    )
    (text,) = finding_texts(judge, Plan("x", spec(US, EU), found, state))
    assert text.startswith('regions["eu-west-1"].instances: can\'t be created: ')
    assert way in text
    whole = replace(state, instances={"x-us-east-1-1": "orders-1", "x-eu-west-1-1": "orders-1"})
    assert judge(Plan("x", spec(US, EU), found, whole)) == []
