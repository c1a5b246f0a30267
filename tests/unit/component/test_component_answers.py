"""Missing members of AWS's responses: botocore's model requires none of them."""

from __future__ import annotations

import contextlib
import copy
from datetime import datetime, timezone

import botocore.session
import pytest

from neptune_global_component.aws.describe import read_caller, read_snapshots, read_standalone, read_subnet_groups
from neptune_global_component.aws.offers import read_other_classes, read_upgrade_targets
from neptune_global_component.aws.operations import creation, failover, switchover, upgrade
from neptune_global_component.aws.operations.lag import read_lag
from neptune_global_component.aws.operations.read import read_database
from neptune_global_component.aws.operations.tags import read_tags
from neptune_global_component.cli.topology.json_document import json_document
from neptune_global_component.cli.topology.markdown import markdown
from neptune_global_component.cli.topology.mermaid import mermaid
from neptune_global_component.cli.topology.read import read_status
from neptune_global_component.cli.topology.svg import svg
from neptune_global_component.cli.topology.text import text
from neptune_global_component.core.errors import ReadError, RefusedError
from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.outputs import outputs
from neptune_global_component.core.plan.adoption import mismatches
from neptune_global_component.core.plan.checks.existing import first_update_findings
from neptune_global_component.core.plan.checks.states import foreign_findings, state_findings
from neptune_global_component.core.plan.checks.upgrades import upgrade_findings
from neptune_global_component.core.plan.drift import warnings
from neptune_global_component.core.plan.plan import Plan

REGION, OTHER, ACCOUNT = "eu-west-1", "us-east-1", "123456789012"
ARN = f"arn:aws:rds:{REGION}:{ACCOUNT}:cluster:orders-{REGION}"
GLOBAL_ARN = f"arn:aws:rds::{ACCOUNT}:global-cluster:orders"
VALUES = {
    "Account": ACCOUNT,
    "DBClusterArn": ARN,
    "DBClusterIdentifier": f"orders-{REGION}",
    "DBInstanceIdentifier": f"orders-{REGION}-1",
    "DBInstanceStatus": "available",
    "Engine": "neptune",
    "EngineVersion": "1.4.6.0",
    "FromDbClusterArn": ARN,
    "GlobalClusterArn": GLOBAL_ARN,
    "GlobalClusterIdentifier": "orders",
    "Readers": f"arn:aws:rds:{OTHER}:{ACCOUNT}:cluster:orders-{OTHER}",
    "Status": "available",
    "ToDbClusterArn": ARN,
}
"""What the samples have where any text will not do, by the member's name."""
OPERATIONS = {
    "cloudwatch": ("GetMetricData",),
    "neptune": (
        "DescribeGlobalClusters",
        "DescribeDBClusters",
        "DescribeDBInstances",
        "DescribeDBSubnetGroups",
        "DescribeDBClusterSnapshots",
        "DescribeDBEngineVersions",
        "DescribeOrderableDBInstanceOptions",
        "ListTagsForResource",
    ),
    "sts": ("GetCallerIdentity",),
}
IDENTIFYING = {
    "GlobalClusters",
    "GlobalClusters.GlobalClusterIdentifier",
    "GlobalClusters.GlobalClusterArn",
    "GlobalClusters.GlobalClusterMembers.DBClusterArn",
    "DBClusters",
    "DBClusters.DBClusterArn",
    "DBClusters.DBClusterMembers.DBInstanceIdentifier",
    "DBInstances",
    "DBInstances.DBInstanceIdentifier",
    "DBSubnetGroups",
    "DBSubnetGroups.DBSubnetGroupArn",
    "DBClusterSnapshots",
    "DBEngineVersions",
    "DBEngineVersions.ValidUpgradeTarget",
    "DBEngineVersions.ValidUpgradeTarget.EngineVersion",
    "OrderableDBInstanceOptions",
}
"""The members without which an answer can't be told from one about something else, or about nothing."""


def sample(shape, name=""):
    """Return a full value of a shape: all members, and one entry in every list."""
    if shape.type_name == "structure":
        return {member: sample(one, member) for member, one in shape.members.items()}
    if shape.type_name == "list":
        return [sample(shape.member, name)]
    if shape.type_name == "map":
        return {}
    if shape.type_name == "timestamp":
        return datetime(2026, 11, 30, tzinfo=timezone.utc)
    numbers = {"boolean": True, "integer": 8182, "double": 1.0}
    return numbers[shape.type_name] if shape.type_name in numbers else VALUES.get(name, name)


def answers():
    """Return a full response for every operation that the package calls."""
    session = botocore.session.get_session()
    models = {service: session.get_service_model(service) for service in OPERATIONS}
    found = {
        operation: sample(models[service].operation_model(operation).output_shape)
        for service, operations in OPERATIONS.items()
        for operation in operations
    }
    (found_global,) = found["DescribeGlobalClusters"]["GlobalClusters"]
    found_global["GlobalClusterMembers"].append(
        {"DBClusterArn": VALUES["Readers"], "IsWriter": False, "Readers": [], "GlobalWriteForwardingStatus": "disabled"}
    )
    return found


ANSWERS = answers()


def paths(value, name=""):
    """Yield the members of a response, each with its structure."""
    if isinstance(value, list):
        for one in value[:1]:
            yield from paths(one, name)
    elif isinstance(value, dict):
        for key in value:
            path = f"{name}.{key}".lstrip(".")
            yield path
            yield from paths(value[key], path)


def without(answer, path):
    """Return a copy of a response without a member."""
    found = copy.deepcopy(answer)
    *way, last = path.split(".")
    inner = found
    for key in way:
        inner = inner[key][0] if isinstance(inner[key], list) else inner[key]
    del inner[last]
    return found


class Client:
    """A boto3 client that returns the responses."""

    def __init__(self, given):
        self._given = {operation.lower(): answer for operation, answer in given.items()}
        self.meta = self
        self.region_name = REGION

    def __getattr__(self, name):
        """Return an operation of the client."""
        return lambda **_: self._given[name.replace("_", "")]


def read_all(given):
    """Read and use these responses in all ways, and return the read problems."""
    client = Client(given)

    def connect(_service, _region=None):
        return client

    connect.move = None

    some = {REGION: "orders"}
    problems = []
    for read in (read_standalone, read_subnet_groups, read_snapshots):
        problems += read(connect, some)[1].values()
    uses = (
        use_status,
        use_database,
        lambda of: read_upgrade_targets(of, "1.4.5.0"),
        lambda of: read_tags(of, GLOBAL_ARN),
        read_caller,
    )
    problems += read_other_classes(connect, [(REGION, "db.r6g.large")], "1.4.5.0")[1]
    return problems + [problem for use in uses if (problem := problem_of(use, connect))]


def problem_of(use, connect):
    """Use responses in one way, and return the read problem, if any."""
    try:
        use(connect)
    except ReadError as error:
        return error
    return None


def use_status(connect):
    """Render the status in every format."""
    status = read_status(connect, "orders")
    for write in (text, markdown, json_document, mermaid, svg):
        assert write(status)


def use_database(connect):
    """Run every check that reads a database."""
    found = read_database(connect, "orders")
    assert outputs(found)
    assert list(creation.missing(found, {REGION: ()})) is not None
    read_lag(connect, found.global_cluster, OTHER)
    steps = (
        lambda: switchover.steps(found, OTHER),
        lambda: failover.steps(found, OTHER),
        lambda: upgrade.steps(found, "1.4.6.1"),
    )
    for step in steps:
        with contextlib.suppress(RefusedError):
            step()
    args = {"global_cluster_identifier": "orders", "engine_version": "1.4.6.1", "storage_encrypted": True}
    region = {"instance_class": "db.r6g.large", "skip_final_snapshot": True, "neptune_subnet_group_name": "mine"}
    for adopt in (True, False):
        spec = parse("orders", {**args, "adopt": adopt, "regions": {REGION: region}})
        for state in (UNREAD_STATE, RecordedState(), RecordedState(arn=GLOBAL_ARN, resource_id="cluster-1")):
            plan = Plan("orders", spec, Reading(found), state)
            assert plan.expected(found)
            assert warnings(plan) is not None
            assert list(mismatches(plan, found.global_cluster)) is not None
            for check in (first_update_findings, foreign_findings, state_findings, upgrade_findings):
                assert check(plan) is not None


def test_full_answers():
    """Responses with all members are read without a problem."""
    assert read_all(ANSWERS) == []


@pytest.mark.parametrize("operation", ANSWERS)
def test_an_answer_without_one_member(operation):
    """An absent value is None; an entry without its identifier can't be read."""
    for path in paths(ANSWERS[operation]):
        problems = read_all({**ANSWERS, operation: without(ANSWERS[operation], path)})
        assert bool(problems) is (path in IDENTIFYING), (path, problems)


@pytest.mark.parametrize("operation", ANSWERS)
def test_an_empty_answer(operation):
    """An empty response is a read problem, or means that the resource does not exist."""
    problems = read_all({**ANSWERS, operation: {}})
    assert all("AWS's answer has no " in str(one) for one in problems)
