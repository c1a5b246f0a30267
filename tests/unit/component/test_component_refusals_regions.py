"""Checks of changed regions against the last update."""

from __future__ import annotations

from dataclasses import replace

import pytest
from argument_problems import finding_texts, of_region
from check_inputs import EU, declared, regions

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import first_update_findings
from neptune_global_component.core.plan.plan import Plan

NOTHING = Reading()


GROUP_EXISTS = (
    "the subnet group {} already exists in AWS and is not in this stack. Set it as neptune_subnet_group_name "
    "instead, or set another cluster_identifier."
)


@pytest.mark.parametrize(
    ("secret", "shown"), [((), "'orders-eu-west-1'"), (('regions["eu-west-1"].cluster_identifier',), "[secret]")]
)
def test_a_subnet_group_that_exists_is_not_created(secret, shown):
    """It could be used by other clusters, and a destroy would delete it."""
    spec = Spec("orders", regions=regions("us-east-1", "eu-west-1").regions, secret=frozenset(secret))
    plan = Plan("x", spec, Reading(None, {"eu-west-1": "arn:group"}))
    assert finding_texts(first_update_findings, plan) == of_region("subnet_ids", GROUP_EXISTS.format(shown))


def test_everything_that_exists_is_named_at_once(reading):
    """The global cluster first, then the subnet groups by region."""
    plan = Plan("x", regions("us-east-1", "eu-west-1"), reading(subnet_groups=["us-east-1", "eu-west-1"]))
    assert [text.partition(": ")[0] for text in finding_texts(first_update_findings, plan)] == [
        "global_cluster_identifier",
        'regions["us-east-1"].subnet_ids',
        'regions["eu-west-1"].subnet_ids',
    ]


def unchangeable(key, new, old):
    """Return the message about a replaced cluster."""
    change = f"from {old} to {new}" if old != "None" else f"to {new}"
    restored = f"Restore {old}" if old != "None" else f"Remove {key}"
    way = (
        "; or change it in AWS first (`aws neptune modify-db-cluster --apply-immediately --region eu-west-1 "
        f"--db-cluster-identifier orders-eu-west-1 --port {new}`), and set it here afterwards"
    )
    return of_region(
        key,
        f"can't change {change}: pulumi-aws would replace the cluster and delete its data. "
        f"{restored}{way if key == 'port' else ''}.",
    )


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("port", 8182, 8183),
        ("port", None, 8183),
        ("kms_key_arn", "arn:a", "arn:b"),
        ("kms_key_arn", None, "arn:b"),
        ("neptune_subnet_group_name", "mine", "other"),
    ],
)
@pytest.mark.parametrize("secret", [False, True])
def test_what_aws_never_changes_of_a_cluster_is_refused(key, old, new, secret):
    """The error has the old and the new value, unless they are secrets."""
    path = f'regions["eu-west-1"].{key}'
    spec = Spec(
        "orders", regions=regions("eu-west-1", **{key: new}).regions, secret=frozenset({path} if secret else ())
    )
    shown = ("[secret]", "[secret]" if old else "None") if secret else (repr(new), repr(old))
    plan = Plan("x", spec, NOTHING)
    assert finding_texts(change_findings, plan, declared("eu-west-1", **{key: old})) == unchangeable(key, *shown)


@pytest.mark.parametrize(("identifier", "has_command"), [("orders-eu-west-1", True), ("mine", False)])
def test_the_command_for_the_port_names_a_cluster_that_exists(identifier, has_command):
    """If the program changes the identifier too, that is restored first."""
    plan = Plan("x", regions("eu-west-1", port=8183), NOTHING)
    before = declared("eu-west-1", cluster_identifier=identifier, port=8182)
    (text,) = [one for one in finding_texts(change_findings, plan, before) if "].port" in one]
    assert ("--db-cluster-identifier" in text) is has_command


def test_another_cluster_identifier_is_refused():
    """A default identifier counts too: it follows the global cluster's identifier, which can't change."""
    plan = Plan("x", regions("eu-west-1"), NOTHING)
    assert finding_texts(change_findings, plan, declared("eu-west-1", cluster_identifier="mine")) == unchangeable(
        "cluster_identifier", "'orders-eu-west-1'", "'mine'"
    )


@pytest.mark.parametrize("key", ["availability_zones", "kms_key_arn", "neptune_subnet_group_name", "port"])
@pytest.mark.parametrize("value", [None, UNKNOWN, "a"])
def test_what_is_no_change_of_a_cluster(key, value):
    """Equal, absent and unknown values are accepted."""
    spec = regions("eu-west-1", **({key: value} if value else {}))
    assert change_findings(Plan("x", spec, NOTHING), declared("eu-west-1", **{key: "a"})) == []


def test_a_cluster_identifier_that_is_not_known_yet():
    """A preview accepts an unknown value."""
    spec = Spec("orders", regions={"eu-west-1": RegionSpec("eu-west-1", UNKNOWN, 1)})
    assert change_findings(Plan("x", spec, NOTHING), declared("eu-west-1")) == []


@pytest.mark.parametrize(
    "changed", [{"instance_class": "db.r8g.large"}, {"tags": {"a": "1"}}, {"backup_retention_period": 7}]
)
def test_what_aws_changes_of_a_cluster_is_not_refused(changed):
    """All other properties are updated."""
    assert change_findings(Plan("x", regions("eu-west-1", **changed), NOTHING), declared("eu-west-1")) == []


@pytest.mark.parametrize(
    ("before", "values", "problem"),
    [
        (
            False,
            {"subnet_ids": ["subnet-1"]},
            (
                "can't be added: AWS never changes the subnet group of a cluster, and deletes none that is in use. "
                "Remove them."
            ),
        ),
        (
            True,
            {},
            (
                "can't be removed: AWS never changes the subnet group of a cluster, and deletes none that is in use. "
                "Restore them."
            ),
        ),
    ],
)
def test_the_subnet_group_of_a_cluster_stays(before, values, problem):
    """pulumi-aws would create an unused group, or fail to delete the one in use."""
    plan = Plan("x", regions("eu-west-1", **values), NOTHING)
    assert finding_texts(change_findings, plan, declared("eu-west-1", own_subnet_group=before)) == of_region(
        "subnet_ids", problem
    )


@pytest.mark.parametrize("subnets", [["subnet-1", "subnet-2"], UNKNOWN])
def test_the_subnets_of_a_subnet_group_change(subnets):
    """AWS updates the group, and the cluster stays in it."""
    plan = Plan("x", regions("eu-west-1", subnet_ids=subnets), NOTHING)
    assert change_findings(plan, declared("eu-west-1", own_subnet_group=True)) == []


@pytest.mark.parametrize(
    ("key", "has", "another"),
    [
        ("port", 8182, 8183),
        ("kms_key_arn", "arn:aws:kms:eu-west-1:123456789012:key/a", "arn:aws:kms:eu-west-1:123456789012:key/b"),
        ("neptune_subnet_group_name", "default", "other"),
    ],
)
def test_what_runs_may_be_written_down(reading, cluster, key, has, another):
    """The value that AWS chose is accepted, and another one is not."""
    key_arn = "arn:aws:kms:eu-west-1:123456789012:key/a"
    found = reading([replace(cluster(EU, "orders-eu-west-1"), kms_key_arn=key_arn, subnet_group="default")])
    assert change_findings(Plan("x", regions(EU, **{key: has}), found), declared(EU)) == []
    problem = finding_texts(change_findings, Plan("x", regions(EU, **{key: another}), found), declared(EU))
    assert problem == unchangeable(key, repr(another), repr(has))


def test_a_region_is_added(reading, member):
    """A region without a member is accepted, with or without a read."""
    found = reading(members=(member("us-east-1", is_writer=True),))
    for one in (found, NOTHING):
        assert change_findings(Plan("x", regions("us-east-1", "eu-west-1"), one), declared("us-east-1")) == []


def test_a_region_that_has_a_member_is_not_added(reading, member):
    """An unmanaged secondary prevents it, because each region has one cluster."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    plan = Plan("x", regions("us-east-1", "eu-west-1"), found)
    assert finding_texts(change_findings, plan, declared("us-east-1")) == [
        (
            'regions["eu-west-1"]: the global cluster already has a member there that is not in this stack: '
            f"{member('eu-west-1').arn}. Each region has one cluster. Remove the region, or set "
            "cluster_identifier: 'orders' and adopt: true to import the cluster."
        )
    ]


def test_without_the_record_an_unmanaged_member_is_not_imported(reading, member):
    """The state has the global cluster and one cluster, but no record of declared values."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    arn, own = found.observation.global_cluster.arn, {"us-east-1": member("us-east-1").arn}
    plan = Plan("x", regions("us-east-1", "eu-west-1"), found, RecordedState(arn=arn, clusters=own))
    (text,) = finding_texts(first_update_findings, plan)
    assert text.startswith('regions["eu-west-1"]: the global cluster already has a member there that is not in this')
    assert first_update_findings(replace(plan, spec=regions("us-east-1"))) == []


def test_without_the_record_a_misnamed_cluster_is_not_deleted_with_its_region(reading, member):
    """The error names the command that restores its name in the state."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    arn, urn = found.observation.global_cluster.arn, "urn::neptune-global:index:GlobalCluster$cluster::mine"
    state = RecordedState(
        arn=arn,
        clusters={"eu-west-1": member("eu-west-1").arn},
        other_urns={member("us-east-1").arn: urn},
        misnamed=frozenset({urn}),
    )
    (text,) = finding_texts(first_update_findings, Plan("x", regions("eu-west-1"), found, state))
    assert text.endswith(f"Rename it: `pulumi state rename '{urn}' x-us-east-1`.")


def test_a_region_that_was_declared_before_may_have_its_member(reading, member):
    """The next update continues an interrupted one."""
    found = reading(members=(member("us-east-1", is_writer=True), member("eu-west-1")))
    plan = Plan("x", regions("us-east-1", "eu-west-1"), found)
    assert change_findings(plan, declared("us-east-1", "eu-west-1")) == []


def test_a_region_is_not_added_with_an_unmanaged_subnet_group(reading):
    """An unmanaged subnet group fails as in a creation."""
    plan = Plan("x", regions("us-east-1", "eu-west-1"), reading(subnet_groups=["us-east-1", "eu-west-1"]))
    assert finding_texts(change_findings, plan, declared("us-east-1")) == of_region(
        "subnet_ids", GROUP_EXISTS.format("'orders-eu-west-1'")
    )


def test_all_refusals_come_at_once(reading, member):
    """Findings are ordered: the global cluster, the regions in the program, the removed regions."""
    found = reading(members=(member("us-east-1", is_writer=True), member("ap-south-1")))
    spec = replace(regions("eu-west-1", "ap-south-1", port=1), storage_encrypted=True)
    plan = Plan("x", spec, found)
    before = declared("us-east-1", "eu-west-1", port=2)
    assert [text.partition(": ")[0] for text in finding_texts(change_findings, plan, before)] == [
        "storage_encrypted",
        'regions["eu-west-1"].port',
        'regions["ap-south-1"]',
        'regions["us-east-1"]',
    ]


def test_another_identifier_is_all_that_is_refused(reading, member):
    """The resources of the other identifier in AWS do not matter."""
    state = RecordedState(arn="arn:aws:rds::123456789012:global-cluster:orders", clusters={"us-east-1": "arn"})
    for found in (reading(members=(member("us-east-1", is_writer=True), member("ap-south-1"))), NOTHING):
        plan = Plan("x", replace(regions("ap-south-1"), global_cluster_identifier="other"), found, state)
        (text,) = finding_texts(change_findings, plan, declared("us-east-1"))
        assert text.startswith("global_cluster_identifier: can't change from 'orders' to 'other'")
