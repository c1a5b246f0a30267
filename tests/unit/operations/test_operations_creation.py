"""Waiting for what an interrupted update requested, on the local AWS."""

from __future__ import annotations

import pytest
from operated_database import EU, FAST, HOUR, US, make, written

from neptune_global_component.aws.operations import creation
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.waiting import Pace
from neptune_global_component.core.errors import OperationError
from neptune_global_component.core.facts.observed import ObservedInstance


def create(connect, aws):
    """Create a database, and start to create another instance of its secondary."""
    make(connect, EU)
    aws.settings({"latency": {"CreateDBInstance": HOUR}})
    client = connect("neptune", EU)
    client.create_db_instance(
        DBInstanceIdentifier="new", DBClusterIdentifier=f"orders-{EU}", Engine="neptune", DBInstanceClass="db.r6g.large"
    )


def test_a_new_instance_is_waited_for(aws, connect):
    """The run only reads, and reports once what it waits for."""
    create(connect, aws)
    before, lines = written(aws), []
    creation.wait(connect, "orders", {US: [], EU: ["new"]}, report=lambda line: lines.append(str(line)), pace=FAST)
    (new,) = connect("neptune", EU).describe_db_instances(DBInstanceIdentifier="new")["DBInstances"]
    assert new["DBInstanceStatus"] == "available"
    assert lines == ["waiting for new (creating) to be available"]
    assert written(aws) == before


def test_an_instance_that_is_not_new_is_not_waited_for(aws, connect):
    """An existing instance that is backing up, for example, is not waited for."""
    create(connect, aws)
    lines = []
    creation.wait(connect, "orders", {EU: []}, report=lambda line: lines.append(str(line)), pace=FAST)
    assert lines == []


def test_it_ends_when_the_time_is_up(aws, connect, clock):
    """The error says what is pending, that nothing was changed, and what to do."""
    clock.aws_goes_on = False
    create(connect, aws)
    with pytest.raises(OperationError) as caught:
        creation.wait(connect, "orders", {EU: ["new"]}, report=lambda _: None, pace=Pace(0.05, 0.01))
    assert str(caught.value) == (
        "Timed out after 0.05 s waiting for new (creating) to be available. Nothing was "
        "changed; run the command again to resume."
    )


@pytest.mark.parametrize("status", ["failed", "incompatible-parameters", "deleting"])
def test_what_never_gets_available_is_not_waited_for(connect, status):
    """An instance in a final status is skipped; pulumi-aws reports the problem."""
    make(connect, EU)
    observed = read_database(connect, "orders")
    arn = observed.global_cluster.writer.arn
    failed = ObservedInstance("new", is_writer=False, status=status)
    observed = type(observed)(observed.global_cluster, observed.clusters, {arn: (failed,)})
    assert list(creation.missing(observed, {US: ["new"]})) == []
