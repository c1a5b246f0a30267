"""Changes that the recordings do not have: the guard assumes the worse case."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from guard_preview import ARN, CLUSTER, COMPONENT, SECONDARY, STACK, VERSION, changed, found, judged, state, step

from neptune_global_component.guard.classify import classify_property
from neptune_global_component.guard.rule import Operation


@pytest.mark.parametrize("operation", ["same", "read", "refresh"])
def test_unchanged_resources_have_no_finding(operation):
    """Unchanged, read and refreshed resources are not reported."""
    assert judged(step(operation, old=state(), new=state())) == []


@pytest.mark.parametrize("operation", ["a-new-word", "discard", "remove-pending-replace"])
def test_an_operation_that_is_not_known(operation):
    """It is REVIEW."""
    assert judged(step(operation, old=state(), new=state())) == [("REVIEW", "unknown-change")]


@pytest.mark.parametrize("operation", ["replace", "create-replacement", "delete-replaced", "import-replacement"])
@pytest.mark.parametrize("retained", [False, True])
def test_a_replacement_without_a_reason(operation, retained):
    """Every kind of replacement is DANGER, even if the old cluster is retained: the new cluster is empty."""
    old = state(outputs=SECONDARY, retainOnDelete=retained)
    assert judged(step(operation, old=old, new=state())) == [("DANGER", "cluster-replaced")]


@pytest.mark.parametrize(
    ("outputs", "rule"),
    [
        (SECONDARY, ("REVIEW", "region-removed")),
        (SECONDARY | {"replicationSourceIdentifier": ""}, ("DANGER", "primary-deleted")),
        ({}, ("DANGER", "primary-deleted")),
        (SECONDARY | {"replicationSourceIdentifier": 1}, ("DANGER", "primary-deleted")),
    ],
)
def test_a_deleted_cluster(outputs, rule):
    """It is a secondary only if the state has its replication source."""
    assert judged(step("delete", old=state(outputs=outputs))) == [rule]


@pytest.mark.parametrize("side", ["oldState", "newState"])
def test_a_secondary_that_became_the_primary(side):
    """The outputs of the stack, which are newer than the cluster's state, say that it is the writer now."""
    stack = step("same", f"{STACK}pulumi:pulumi:Stack::test-dev", state(), state())
    stack[side]["outputs"]["any"] = [{"dbClusterArn": ARN, "isWriter": True}]
    assert judged(stack, step("delete", old=state(outputs=SECONDARY))) == [("DANGER", "primary-deleted")]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("1.4.5.0", "1.4.6.0", ("REVIEW", "upgrade")),
        ("1.4.6.0", "1.4.5.0", ("DANGER", "downgrade")),
        ("1.3.4.0", "1.4.5.0", ("DANGER", "major-upgrade")),
        ("1.4.5.0", "[secret]", ("DANGER", "major-upgrade")),
        ("1.4.5.0", "newest", ("DANGER", "major-upgrade")),
        ("1.4.5.0", 1.5, ("DANGER", "major-upgrade")),
        ("1.4.5.0", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", ("DANGER", "major-upgrade")),
    ],
)
@pytest.mark.parametrize(("name", "urn"), [("engineVersion", CLUSTER), ("input", VERSION)])
def test_a_version(name, urn, before, after, rule):
    """A version that can't be compared may be a major upgrade, in a cluster and in the component's Stash."""
    assert judged(changed(name, before, after, urn)) == [rule]


@pytest.mark.parametrize(
    ("consents", "rule"), [(True, ("REVIEW", "major-upgrade-allowed")), (False, ("DANGER", "major-upgrade"))]
)
def test_a_major_upgrade(consents, rule):
    """It is DANGER unless the program allows it. The finding says that all clusters stop, and shows both versions."""
    value = {"engineVersion": "1.4.5.0", "allowMajorVersionUpgrade": consents}
    in_cluster = found(changed("engineVersion", "1.3.4.0", "1.4.5.0", allowMajorVersionUpgrade=consents))
    for (one,) in (in_cluster, found(changed("input", {"engineVersion": "1.3.4.0"}, value, VERSION))):
        assert (one.verdict.name, one.rule.name) == rule
        assert "stop" in one.rule.reason
        (difference,) = one.differences
        assert (difference.before, difference.after) == ('"1.3.4.0"', '"1.4.5.0"')


def test_only_the_permission_for_a_major_upgrade():
    """It is SAFE without another version."""
    version = {"engineVersion": "1.4.5.0"}
    change = changed("input", version | {"allowMajorVersionUpgrade": True}, version, VERSION)
    assert judged(change) == [("SAFE", "upgrade-permission")]


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("[secret]", "(secret)"),
        ({"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}, "(secret)"),
        ("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "(not known yet)"),
        (1.5, "1.5"),
    ],
)
def test_a_version_that_is_not_shown(version, text):
    """A secret or unknown version in the component's Stash is neither compared nor shown."""
    (one,) = found(changed("input", {"engineVersion": "1.3.4.0"}, {"engineVersion": version}, VERSION))
    assert (one.verdict.name, one.rule.name) == ("DANGER", "major-upgrade")
    assert one.differences[0].after == text


@pytest.mark.parametrize("after", [False, None, "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"])
def test_a_protection_that_may_end(after):
    """A protection that is removed, secret or unknown may be turned off."""
    assert judged(changed("deletionProtection", before=True, after=after)) == [("REVIEW", "protection-removed")]


@pytest.mark.parametrize("kind", ["update", "add", "delete"])
def test_another_global_cluster(kind):
    """Every kind of difference means that the cluster leaves its global cluster."""
    assert judged(changed("globalClusterIdentifier", "a", "b", kind=kind)) == [("DANGER", "detached")]


@pytest.mark.parametrize(
    "types", ["aws:neptune/clusterEndpoint:ClusterEndpoint", "aws-native:neptune:EventSubscription"]
)
@pytest.mark.parametrize("operation", ["update", "delete", "replace"])
def test_neptune_types_without_rules(types, operation):
    """Neptune types without a rule are REVIEW."""
    found = judged(step(operation, f"{STACK}{types}::x", state({"a": 1}), state({"a": 2}), a="update"))
    assert set(found) == {("REVIEW", "unknown-change")}


def test_a_stash_that_is_not_the_components():
    """It is the program's own, and not Neptune's."""
    assert judged(changed("input", "a", "b", f"{STACK}pulumi:index:Stash::my-primary-region")) == []


def test_a_stash_of_the_component_that_is_not_known():
    """A Stash of a later version of the component is REVIEW."""
    assert judged(changed("input", "a", "b", f"{COMPONENT}pulumi:index:Stash::orders-x")) == [
        ("REVIEW", "unknown-change")
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "operation"),
    [
        ("delete", "a", "a", Operation.REMOVED),
        ("update", "a", None, Operation.REMOVED),
        ("update", None, "a", Operation.ADDED),
        ("update", "", "a", Operation.ADDED),
        ("update", "a", "", Operation.CHANGED),
        ("update", "a", "b", Operation.CHANGED),
    ],
)
def test_the_operation_on_a_property(kind, before, after, operation):
    """A difference of the kind ``delete``, or without a new value, removes the property."""
    step_of = SimpleNamespace(kind="", before=lambda _: before, after=lambda _: after)
    change = SimpleNamespace(kind=kind, property="port", replaces=False)
    assert classify_property(step_of, change, None) is operation
