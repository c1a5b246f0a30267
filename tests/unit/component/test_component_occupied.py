"""Identifiers of new clusters that are in use in AWS."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.existing import occupied_identifiers
from neptune_global_component.core.plan.plan import Plan

EU = "eu-west-1"


@pytest.fixture
def plan(cluster):
    """Return a plan of one region, whose identifier a cluster has."""

    def make(**values):
        found = replace(cluster(EU), **values)
        return Plan("x", Spec("orders", regions={EU: RegionSpec(EU, "orders", 1)}), Reading(occupied={EU: found}))

    return make


def test_an_identifier_in_use(plan):
    """The finding has the cluster's ARN and the global cluster that it belongs to."""
    start = "regions[\"eu-west-1\"].cluster_identifier: 'orders' is in use: arn:aws:rds:eu-west-1:123456789012:cluster:"
    end = "AWS does not add an existing cluster to a global database. Set another identifier."
    assert finding_texts(occupied_identifiers, plan()) == [f"{start}orders is a standalone cluster. {end}"]
    member = plan(global_cluster="sales")
    assert finding_texts(occupied_identifiers, member) == [
        f"{start}orders is a member of the global cluster 'sales'. {end}"
    ]


@pytest.mark.parametrize("values", [{"global_cluster": "orders"}, {"status": "creating"}, {"status": "deleting"}])
def test_a_cluster_that_may_become_the_member_or_disappear(plan, values):
    """A cluster that an interrupted update created, or one that AWS deletes, is not a finding."""
    assert list(occupied_identifiers(plan(**values))) == []
