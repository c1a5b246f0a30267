"""Settings that look harmless: what is pending, what is logged, what keeps a resource, and what is secret."""

from __future__ import annotations

import json

import pytest
from guard_preview import CLUSTER, STACK, changed, found, judged, state, step

INSTANCE = f"{STACK}aws:neptune/clusterInstance:ClusterInstance::c-1"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


@pytest.mark.parametrize("urn", [CLUSTER, INSTANCE])
@pytest.mark.parametrize("before", [None, False])
@pytest.mark.parametrize("after", [True, "[secret]", UNKNOWN])
def test_applied_at_once(urn, before, after):
    """Pending changes are applied with it, also if it may be turned on."""
    assert judged(changed("applyImmediately", before, after, urn)) == [("REVIEW", "applied-at-once")]


@pytest.mark.parametrize("after", [False, None])
def test_applied_later(after):
    """Turned off, it makes AWS wait."""
    assert judged(changed("applyImmediately", before=True, after=after)) == [("SAFE", "cosmetic")]


@pytest.mark.parametrize("before", [None, "mon:01:00-mon:02:00"])
def test_a_maintenance_window(before):
    """AWS restarts at once where something is pending and the new window has begun."""
    window = changed("preferredMaintenanceWindow", before, "thu:00:00-thu:23:00", INSTANCE)
    assert judged(window) == [("REVIEW", "maintenance-window")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["audit"], None, ("REVIEW", "logs-off")),
        (["audit"], [], ("REVIEW", "logs-off")),
        (["audit", "slowquery"], ["slowquery"], ("REVIEW", "logs-off")),
        (["audit"], "[secret]", ("REVIEW", "logs-off")),
        (["audit"], UNKNOWN, ("REVIEW", "logs-off")),
        (["audit"], ["slowquery", "audit"], ("SAFE", "cosmetic")),
        (None, ["audit"], ("SAFE", "cosmetic")),
    ],
)
def test_logs(before, after, found):
    """One that is no longer kept is for a person to know; another one is not."""
    assert judged(changed("enableCloudwatchLogsExports", before, after)) == [found]
    nested = step(
        "update",
        old=state({"enableCloudwatchLogsExports": before}),
        new=state({"enableCloudwatchLogsExports": after}),
        **{"enableCloudwatchLogsExports[0]": "delete"},
    )
    assert judged(nested) == [found] or before is None


@pytest.mark.parametrize("after", ["[secret]", UNKNOWN])
def test_a_last_snapshot_that_may_be_skipped(after):
    """A hidden value may skip the snapshot."""
    assert judged(changed("skipFinalSnapshot", before=False, after=after)) == [("REVIEW", "unknown-change")]


@pytest.mark.parametrize("before", [True, False])
def test_a_last_snapshot_that_is_skipped_no_longer(before):
    """Without the setting, as in a program that an adoption starts from, the provider takes the snapshot."""
    assert judged(changed("skipFinalSnapshot", before=before, after=None)) == [("SAFE", "final-snapshot-kept")]


def test_a_last_snapshot_that_the_program_does_not_set():
    """The update of an adoption adds no value, as AWS does not store the setting and the program does not set it."""
    (one,) = found(step("update", old=state({"port": 8182}), new=state({"port": 8182}), skipFinalSnapshot="add"))
    assert (one.verdict.name, one.rule.name, one.operation.value) == ("SAFE", "final-snapshot-kept", "not set")


def test_a_property_that_the_program_does_not_set():
    """A property without a value before and after has the rule of a removed one."""
    for name, rule in (("promotionTier", ("SAFE", "cosmetic")), ("globalClusterIdentifier", ("DANGER", "detached"))):
        assert judged(step("update", old=state(), new=state(), **{name: "add"})) == [rule]
        assert judged(step("update", old=state(), new=state(), **{name: "delete"})) == [rule]


@pytest.mark.parametrize(
    ("skip", "rule"),
    [(True, "final-snapshot-unused"), (False, "cosmetic"), (None, "cosmetic"), ("[secret]", "cosmetic")],
)
def test_the_name_of_a_last_snapshot(skip, rule):
    """A name for a snapshot that a deletion skips has a finding of its own; removing the name is cosmetic."""
    name = "finalSnapshotIdentifier"
    assert judged(changed(name, before=None, after="last", skipFinalSnapshot=skip)) == [("SAFE", rule)]
    assert judged(changed(name, before="last", after=None, skipFinalSnapshot=skip)) == [("SAFE", "cosmetic")]


@pytest.mark.parametrize("option", ["protect", "retainOnDelete"])
@pytest.mark.parametrize("operation", ["same", "update"])
def test_an_option_that_kept_it(option, operation):
    """Taken away, a later update may delete the resource; beside a deletion it is a danger."""
    taken = step(
        operation, old=state(**{option: True}), new=state(), **({"tags": "update"} if operation == "update" else {})
    )
    assert ("REVIEW", "protection-removed") in judged(taken)
    gone = step("delete", f"{CLUSTER}2", state())
    assert ("DANGER", "protection-removed-to-delete") in judged(taken, gone)
    assert ("REVIEW", "protection-removed") not in judged(step("same", old=state(), new=state(**{option: True})))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("globalCluster:GlobalCluster", "sourceDbClusterIdentifier"), ("cluster:Cluster", "globalClusterIdentifier")],
)
@pytest.mark.parametrize("value", ["a", "[secret]"])
def test_what_joins_a_secret_can_not_be_allowed(guard, kind, name, value):
    """A secret reference of a new resource hides which resource it joins, so the finding can't be allowed."""
    new = step("create", f"{STACK}aws:neptune/{kind}::x", new=state({name: value}))
    document = {"steps": [new], "changeSummary": {"create": 1}}
    (found,) = json.loads(guard(document, "--format", "json").stdout)["findings"]
    assert found["allowable"] is (value == "a")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_secret_can_not_be_allowed(guard, form):
    """Its digest is that of every other secret: the report says so in place of it, and the verdict stays."""
    secret = changed("engineVersion", "1.4.5.0", "[secret]")
    document = {"steps": [secret], "changeSummary": {"update": 1}}
    (found,) = json.loads(guard(document, "--format", "json").stdout)["findings"]
    done = guard(document, "--allow", f"{found['urn']}@{found['digest']}", "--format", form)
    assert done.exit_code == 4
    assert found["allowable"] is False
    if form != "json":
        assert "--allow" not in done.stdout
        assert "is secret, and a preview shows all secrets alike" in " ".join(done.stdout.split())
