"""Checks of a changed program against the last update."""

from __future__ import annotations

import pytest
from argument_problems import SOURCE, finding_texts

from neptune_global_component.core.facts.observed import Reading
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.checks.all_checks import findings
from neptune_global_component.core.plan.checks.changes import change_findings
from neptune_global_component.core.plan.checks.existing import first_update_findings
from neptune_global_component.core.plan.plan import Plan

NOTHING = Reading()


def test_what_does_not_exist_may_be_created():
    """Without a global cluster or a read, a creation is accepted."""
    assert first_update_findings(Plan("x", Spec("orders"), NOTHING)) == []


@pytest.mark.parametrize(
    ("secret", "identifier", "arn"),
    [
        ((), "'orders'", "arn:aws:rds::123456789012:global-cluster:orders"),
        (("global_cluster_identifier",), "[secret]", "arn:aws:rds::123456789012:global-cluster:[secret]"),
    ],
)
def test_what_exists_is_not_created(reading, secret, identifier, arn):
    """An existing global cluster is not imported without adopt, and the error has its ARN."""
    plan = Plan("x", Spec("orders", secret=frozenset(secret)), reading())
    assert finding_texts(first_update_findings, plan) == [
        (
            f"global_cluster_identifier: {identifier} already exists in AWS and is not in this stack ({arn}). Set "
            "adopt: true to import it, or choose another identifier."
        )
    ]


CREATED = {"global_cluster_identifier": "orders", "source_db_cluster_identifier": SOURCE, "storage_encrypted": None}


def changed(key, new, old):
    """Return the message about a replaced global cluster."""
    rename = f", or rename it with `neptune-global rename {old} {new} --stack`"
    other_way = rename if key == "global_cluster_identifier" else ", or remove it"
    return (
        f"{key}: can't change from {old} to {new}: pulumi-aws would delete the global cluster and create another one. "
        f"Restore {old}{other_way}. For another database, use another component."
    )


@pytest.mark.parametrize(
    ("spec", "created"),
    [
        (Spec("orders", SOURCE), CREATED),
        (Spec("orders"), CREATED),
        (Spec(UNKNOWN, UNKNOWN, storage_encrypted=UNKNOWN), CREATED),
        (Spec("orders", SOURCE.replace("orders", "member")), CREATED),
        (Spec("orders", storage_encrypted=False), CREATED),
        (Spec("orders"), CREATED | {"storage_encrypted": True}),
        (Spec("orders", storage_encrypted=True), CREATED | {"storage_encrypted": True}),
    ],
)
def test_what_is_no_change(reading, member, spec, created):
    """Equal, absent and unknown values, and a member as the source, are accepted."""
    writer = member("eu-west-1", is_writer=True)
    members = [type(writer)(writer.arn.replace("orders", "member"), is_writer=True)]
    found = reading(members=members, storage_encrypted=bool(created["storage_encrypted"]))
    assert change_findings(Plan("x", spec, found), created) == []


@pytest.mark.parametrize(
    ("spec", "texts"),
    [
        (Spec("other", SOURCE), [changed("global_cluster_identifier", "'other'", "'orders'")]),
        (
            Spec("orders", SOURCE.replace("orders", "b")),
            [changed("source_db_cluster_identifier", repr(SOURCE.replace("orders", "b")), f"'{SOURCE}'")],
        ),
        (Spec("orders", storage_encrypted=True), [changed("storage_encrypted", "True", "False")]),
        (
            Spec(
                "other",
                SOURCE.replace("orders", "b"),
                secret=frozenset({"global_cluster_identifier", "source_db_cluster_identifier"}),
            ),
            [
                changed("global_cluster_identifier", "[secret]", "[secret]"),
                changed("source_db_cluster_identifier", "[secret]", "[secret]"),
            ],
        ),
    ],
)
def test_what_aws_never_changes_is_refused(spec, texts):
    """The error names each change that would replace the global cluster, with the old value."""
    assert finding_texts(change_findings, Plan("x", spec, NOTHING), CREATED) == texts


def test_the_encryption_of_aws_counts(reading):
    """The encryption of the source may be set; without a read, the declared one counts."""
    spec = Spec("orders", storage_encrypted=True)
    assert change_findings(Plan("x", spec, reading(storage_encrypted=True)), CREATED) == []
    assert finding_texts(change_findings, Plan("x", spec, NOTHING), CREATED) == [
        changed("storage_encrypted", "True", "False")
    ]


@pytest.mark.parametrize(("secret", "shown"), [((), "'eu-west-1'"), (("source_db_cluster_identifier",), "[secret]")])
def test_the_primary_is_where_the_source_is_at_first(secret, shown):
    """A switchover needs a secondary, which does not exist yet; the region of a secret source is secret."""
    plan = Plan("x", Spec("orders", SOURCE, primary_region="us-east-1", secret=frozenset(secret)), NOTHING)
    assert finding_texts(first_update_findings, plan) == [
        (
            "primary_region: 'us-east-1' is not the source cluster's region, which has the primary at first. Set "
            f"{shown} now, and 'us-east-1' in a later update to switch over."
        )
    ]


@pytest.mark.parametrize("source", [SOURCE, UNKNOWN])
@pytest.mark.parametrize("primary", [None, "eu-west-1"])
def test_a_primary_that_is_the_source(source, primary):
    """The primary may be set, absent or unknown."""
    assert first_update_findings(Plan("x", Spec("orders", source, primary_region=primary), NOTHING)) == []


@pytest.mark.parametrize(
    ("state", "codes"),
    [(RecordedState(), ["primary-not-the-source"]), (RecordedState(has_begun=True, inputs=CREATED), [])],
    ids=["first", "later"],
)
def test_the_primary_moves_away_from_the_source_later(state, codes):
    """Another primary region than the source's is rejected in the first update, and is a switchover in a later one."""
    plan = Plan("x", Spec("orders", SOURCE, primary_region="us-east-1"), NOTHING, state)
    assert [one.code for one in findings(plan)] == codes


def test_a_program_follows_a_rename(reading):
    """After a refresh, the new identifier is that of the same database, if it is adopted."""
    state = RecordedState(has_begun=True, last_id="cluster-1")
    for adopt, problems in ((True, []), (False, ["global-cluster-replaced"])):
        plan = Plan("x", Spec("sales", adopt=adopt), reading(identifier="sales"), state)
        found = change_findings(plan, {"global_cluster_identifier": "orders"})
        assert [one.code for one in found] == problems
