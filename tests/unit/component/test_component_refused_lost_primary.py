"""Checks of a global cluster that lost all its members: no cluster becomes an empty primary."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts
from check_inputs import EU, OWN, US, judge, spec

from neptune_global_component.core.messages import render
from neptune_global_component.core.plan.checks.creations import child_findings
from neptune_global_component.core.plan.children import Place
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.core.tokens import CLUSTER

NEW_EMPTY = (
    "can't be added: the global cluster lost all its members, so the next cluster would become an empty primary. "
)
DESTROY = (
    "To start with an empty database, destroy the component (`pulumi destroy --target 'URN' --target-dependents`), "
    "then run `pulumi up`."
)


def test_no_region_is_new_where_the_primary_is_lost(reading, cluster):
    """The error names the standalone clusters, or how to start again."""
    detached = {US: cluster(US)}
    lost = replace(OWN, primary_region=US, clusters={US: cluster(US).arn})
    plan = Plan("x", spec(US, EU), replace(reading(), detached=detached), lost)
    assert finding_texts(judge, plan) == [
        (
            f'regions["eu-west-1"]: {NEW_EMPTY}These clusters may still exist as standalone clusters with the data: '
            f"{cluster(US).arn}. A destroy would delete them. Remove the component from the state (`pulumi state "
            "delete --force --target-dependents 'URN'`), and set the cluster with the data as "
            "source_db_cluster_identifier of a new global cluster with another identifier."
        )
    ]
    assert finding_texts(judge, Plan("x", spec(EU), reading(), replace(OWN, primary_region=US))) == [
        f'regions["eu-west-1"]: {NEW_EMPTY}{DESTROY}'
    ]


def test_no_cluster_is_made_where_the_primary_is_lost(reading, member):
    """A cluster is not recreated in a refreshing update, unless the database has, or never had, a primary."""
    lost = replace(OWN, primary_region=US)

    def before_creation(found, state):
        plan = Plan("x", spec(US), found, state)
        identifier = plan.spec.value("cluster_identifier", US)
        inputs = {"clusterIdentifier": identifier, "globalClusterIdentifier": "orders", "region": US}
        return [render(one) for one in child_findings(plan, Place(CLUSTER, US), "urn", inputs, is_replacement=False)]

    (text,) = before_creation(reading(), lost)
    assert text.startswith("regions: can't be recreated: the global cluster lost all its members")
    assert before_creation(reading(), OWN) == []
    assert before_creation(reading(members=(member(EU, is_writer=True),)), lost) == []


def test_nothing_is_advised_of_what_could_not_be_read(reading, cluster):
    """A destroy could delete the only copy."""
    unread = replace(reading(), unread=frozenset([US]), is_complete=False)
    plan = Plan("x", spec(EU), unread, replace(OWN, primary_region=US, clusters={US: cluster(US).arn}))
    (text,) = finding_texts(judge, plan)
    assert "Its clusters may still exist, but could not be read" in text
    assert "destroy" not in text


def test_a_source_may_have_the_data(reading):
    """The source is not a cluster of the component, and the message names it too."""
    (text,) = finding_texts(judge, Plan("x", spec(US), reading(), replace(OWN, source="arn:source")))
    assert "These clusters may still exist as standalone clusters with the data: arn:source." in text


@pytest.mark.parametrize("state", [{"primary_region": US}, {"source": "arn"}, {"clusters": {US: "arn"}}])
@pytest.mark.parametrize("is_complete", [True, False])
def test_evidence_of_former_members(reading, state, is_complete):
    """Other reads do not matter."""
    plan = Plan("x", spec(US), replace(reading(), is_complete=is_complete), replace(OWN, **state))
    assert plan.has_lost_primary
