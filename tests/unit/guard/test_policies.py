"""The policies, on resources as Pulumi hands them over."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pulumi_policy import EnforcementLevel, StackValidationArgs
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy

from neptune_global_component.core.membership import IGNORE_CHANGES
from neptune_global_component.guard.rules import RULES
from neptune_global_component.policy.policies import NOTES, policies

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
CLUSTER = "aws:neptune/cluster:Cluster"
ARN = "arn:aws:rds:us-east-1:123456789012:cluster:c"


def resource(kind, name, ignored=(), *, protect=False, sources=(), **properties):
    """A resource of a stack."""
    return SimpleNamespace(
        resource_type=kind,
        name=name,
        urn=f"urn:{name}",
        props=unknown_checking_proxy(properties),
        opts=SimpleNamespace(ignore_changes=list(ignored), protect=protect),
        property_dependencies={"sourceDbClusterIdentifier": list(sources)} if sources else {},
    )


def violations(*resources, given=None):
    """Return the violations of a stack; ``given`` are inputs of the cluster ``c``."""
    said = []
    notes, *others = policies()
    for one in resources:
        inputs = SimpleNamespace(resource_type=one.resource_type, urn=one.urn, props=given or {})
        notes.validate(inputs, lambda text, urn: said.append((notes.name, urn, text)))
    for policy in others:
        policy.validate(
            StackValidationArgs(list(resources)), lambda text, urn, policy=policy: said.append((policy.name, urn, text))
        )
    return said


def named(*resources, **given):
    """The policies and resources alone."""
    return {(policy, urn) for policy, urn, _ in violations(*resources, given=given)}


def test_policies_are_rules_of_the_table():
    """Each has a rule's name and sentences of its own; what detaches is mandatory, what is unprotected is told."""
    rules = {one.name: one for one in RULES if one.rail}
    notes, *others = policies()
    assert (notes.name, notes.enforcement_level) == (NOTES, EnforcementLevel.ADVISORY)
    assert {one.name: one.description for one in others} == {name: one.without_rail for name, one in rules.items()}
    levels = {one.name: one.enforcement_level for one in others}
    assert levels.pop("detached") is EnforcementLevel.MANDATORY
    assert set(levels.values()) == {EnforcementLevel.ADVISORY}


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        ([], {("detached", "urn:c")}),
        (["port"], {("detached", "urn:c")}),
        (["globalClusterIdentifier"], set()),
        (["*"], set()),
    ],
)
def test_a_source_cluster(ignored, expected):
    """Found by what the program's input comes from, or by its ARN; other clusters are not meant."""
    other = resource(CLUSTER, "other", protect=True, arn=UNKNOWN_STRING_VALUE)
    new = resource(CLUSTER, "c", ignored, protect=True, arn=UNKNOWN_STRING_VALUE)
    whole = resource(GLOBAL, "g", protect=True, sources=[new], sourceDbClusterIdentifier=UNKNOWN_STRING_VALUE)
    assert named(new, other, whole) == expected
    known = resource(CLUSTER, "c", ignored, protect=True, arn=ARN)
    assert named(known, other, resource(GLOBAL, "g", protect=True, sourceDbClusterIdentifier=ARN)) == expected
    assert named(known, other, resource(GLOBAL, "g", protect=True, engine="neptune")) == set()


@pytest.mark.parametrize(
    ("given", "identifier", "expected"),
    [
        ({"globalClusterIdentifier": "g"}, "g", set()),
        ({"globalClusterIdentifier": "other"}, "g", {("detached", "urn:c")}),
        ({"globalClusterIdentifier": "other"}, "other", {("detached", "urn:c")}),
        ({}, "g", {("detached", "urn:c")}),
    ],
)
def test_a_source_cluster_that_names_its_global_cluster(given, identifier, expected):
    """Its program has what AWS has, so nothing differs; that AWS has it is not enough, nor is another one."""
    cluster = resource(CLUSTER, "c", protect=True, arn=ARN, globalClusterIdentifier=identifier)
    whole = resource(GLOBAL, "g", protect=True, sourceDbClusterIdentifier=ARN, globalClusterIdentifier="g")
    assert named(cluster, whole, **given) == expected


def test_a_violation_speaks_of_a_program():
    """The message is about the program, because nothing was deleted or detached yet."""
    cluster = resource(CLUSTER, "c", arn=ARN)
    said = violations(cluster, resource(GLOBAL, "g", sourceDbClusterIdentifier=ARN))
    assert len(said) == 3
    for _, _, text in said:
        assert text.endswith(".")
        assert not any(word in text for word in ("allow", "Put it back", "Put the resource back", "Delete"))


def test_the_same_of_another_provider():
    """Resources of other providers need protection too."""
    assert named(resource("aws-native:neptune:DbCluster", "c")) == {("primary-deleted", "urn:c")}


def test_a_violation_has_the_next_step():
    """The resource, the reason and the remedy."""
    cluster = resource(CLUSTER, "c", protect=True, arn=ARN)
    ((_, _, text),) = violations(cluster, resource(GLOBAL, "g", protect=True, sourceDbClusterIdentifier=ARN))
    assert text.startswith("c: This cluster is the source of a global cluster in this program")
    assert IGNORE_CHANGES in text


@pytest.mark.parametrize(
    ("source", "members", "expected"),
    [
        ("arn:aws:rds:eu-west-1:123456789012:cluster:primary", [], {("primary-deleted", "urn:c")}),
        ("arn:aws:rds:eu-west-1:123456789012:cluster:primary", [{"dbClusterArn": ARN, "isWriter": False}], set()),
        (
            "arn:aws:rds:eu-west-1:123456789012:cluster:primary",
            [{"dbClusterArn": ARN, "isWriter": True}],
            {("primary-deleted", "urn:c")},
        ),
        ("", [], {("primary-deleted", "urn:c")}),
        (UNKNOWN_STRING_VALUE, UNKNOWN_STRING_VALUE, {("primary-deleted", "urn:c")}),
    ],
    ids=["no member", "reader", "promoted", "primary", "new"],
)
def test_a_secondary_is_not_the_primary(source, members, expected):
    """A cluster with a replication source is a secondary if the members of the global cluster have it as a reader."""
    cluster = resource(CLUSTER, "c", arn=ARN, replicationSourceIdentifier=source)
    assert named(cluster, resource(GLOBAL, "g", protect=True, globalClusterMembers=members)) == expected


def test_protection():
    """By the engine or by AWS, either will do; other resources need none."""
    bucket = resource("aws:s3/bucket:Bucket", "b")
    assert named(bucket, resource(GLOBAL, "g"), resource(CLUSTER, "c", arn=ARN)) == {
        ("global-cluster-deleted", "urn:g"),
        ("primary-deleted", "urn:c"),
    }
    assert named(resource(GLOBAL, "g", deletionProtection=True), resource(CLUSTER, "c", protect=True, arn=ARN)) == set()
