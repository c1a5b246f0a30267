"""Checks of the source cluster."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts
from check_inputs import BEGUN, OWN, US, judge

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.inputs.spec import Spec
from neptune_global_component.core.plan.checks.sources import absent_source
from neptune_global_component.core.plan.plan import Plan


def test_a_source_that_is_not_there(member, cluster):
    """After the creation, a missing source has no finding."""
    wanted = Spec("orders", member(US).arn)
    (found,) = absent_source(Plan("x", wanted, Reading(), BEGUN))
    assert found.problem == (
        f"{member(US).arn!r} does not exist in AWS. Check identifier, region and account. For a cluster of the same "
        "program, set its output `arn`."
    )
    assert list(absent_source(Plan("x", wanted, Reading(source=cluster(US)), BEGUN))) == []
    assert list(absent_source(Plan("x", wanted, Reading(), OWN))) == []


@pytest.mark.parametrize(
    ("has", "problem"),
    [
        (
            {"global_cluster": "theirs"},
            "is already a member of the global cluster 'theirs'. Set global_cluster_identifier: 'theirs' and adopt: ",
        ),
        (
            {"engine_version": "1.1.1.0"},
            "runs 1.1.1.0, which is too old for a global database. Upgrade the cluster to 1",
        ),
    ],
)
def test_a_source_that_can_not_be_one(member, cluster, has, problem):
    """AWS would reject it after other resources are created."""
    found = replace(cluster(US), status="available", **has)
    (text,) = finding_texts(judge, Plan("x", Spec("orders", member(US).arn), Reading(source=found), BEGUN))
    assert text.startswith(f"source_db_cluster_identifier: {member(US).arn!r} {problem}")


@pytest.mark.parametrize(("wanted", "count"), [("1.4.6.0", 1), ("1.4.5.0", 0), (None, 0)])
def test_the_version_of_a_new_database_is_its_sources(member, cluster, wanted, count):
    """The first version is the source's, and another one needs an upgrade later."""
    found = replace(cluster(US), status="available", engine_version="1.4.5.0")
    spec = Spec("orders", member(US).arn, engine_version=wanted)
    texts = finding_texts(judge, Plan("x", spec, Reading(source=found), BEGUN))
    assert [text.partition(": a global")[0] for text in texts] == [
        "engine_version: '1.4.6.0' is not the version of the source cluster"
    ] * count


def test_a_source_of_the_first_version_with_global_databases(member, cluster):
    """It is not too old."""
    found = replace(cluster(US), status="available", engine_version="1.2.0.0")
    assert finding_texts(judge, Plan("x", Spec("orders", member(US).arn), Reading(source=found), BEGUN)) == []


def test_a_secret_version_is_hidden_beside_the_version_of_the_source(member, cluster):
    """The version of the source is shown, and the program's is not."""
    found = replace(cluster(US), status="available", engine_version="1.4.5.0")
    spec = Spec("orders", member(US).arn, engine_version="1.4.6.0", secret=frozenset({"engine_version"}))
    (text,) = finding_texts(judge, Plan("x", spec, Reading(source=found), BEGUN))
    assert "[secret] is not the version of the source cluster" in text
