"""Rendered messages: secret values are hidden by what they are, and no other word changes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import neptune_global_component
from neptune_global_component.core.facts.observed import (
    Observation,
    ObservedCluster,
    ObservedGlobalCluster,
    ObservedMember,
    Reading,
)
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.rules.capacity import CAPACITY
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.table import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.messages import (
    Argument,
    Arn,
    Identifier,
    Message,
    Prose,
    Secrets,
    Value,
    Version,
    render,
)
from neptune_global_component.core.plan.announcements import announcements
from neptune_global_component.core.plan.checks.all_checks import findings
from neptune_global_component.core.plan.drift import warnings
from neptune_global_component.core.plan.plan import Plan
from neptune_global_component.plugin.spelling import WIRE

US, EU, AP = "us-east-1", "eu-west-1", "ap-south-1"
KEY = "arn:aws:kms:{}:123456789012:key/{}"
PUBLIC = "public-identifier"
PACKAGE = Path(neptune_global_component.__file__).parent


def arn(region, identifier):
    """Return the ARN of a cluster."""
    return f"arn:aws:rds:{region}:123456789012:cluster:{identifier}"


def observed(name):
    """Return AWS with a primary, a secondary with more instances, and an unmanaged member."""
    clusters = [
        ObservedCluster(arn(region, one), one, f"id-{region}", None, None, 8182, (f"{one}-1", f"{one}-9"))
        for region, one in ((US, f"{name}-{US}"), (EU, f"{name}-{EU}"), (AP, f"{name}-{AP}"))
    ]
    members = tuple(ObservedMember(one.arn, is_writer=one.region == US) for one in clusters)
    found = ObservedGlobalCluster(
        name,
        f"arn:aws:rds::123456789012:global-cluster:{name}",
        "cluster-1",
        "available",
        "neptune",
        "1.4.6.0",
        storage_encrypted=True,
        deletion_protection=False,
        members=members,
    )
    return Observation(found, {one.arn: one for one in clusters})


def state(name, **values):
    """Return the state of a component with both clusters."""
    return RecordedState(
        **{
            "has_begun": True,
            "arn": f"arn:aws:rds::123456789012:global-cluster:{name}",
            "primary_region": US,
            "engine_version": "1.4.6.0",
            "clusters": {US: arn(US, f"{name}-{US}"), EU: arn(EU, f"{name}-{EU}")},
            "instances": {f"x-{US}-1": f"{name}-{US}-1", f"x-{EU}-1": f"{name}-{EU}-1"},
            "inputs": {
                "global_cluster_identifier": name,
                "storage_encrypted": True,
                "regions": {one: {"cluster_identifier": f"{name}-{one}", "port": 8182} for one in (US, EU)},
            },
            **values,
        }
    )


def plans(name, secret):
    """Return plans with many findings, warnings and announcements."""
    values = {"kms_key_arn": KEY.format(EU, name), "port": 9999, "tags": {name: name}}
    regions = {one: RegionSpec(one, f"{name}-{one}", 1, values) for one in (US, EU)}
    spec = Spec(name, engine_version="1.4.5.0", regions=regions, primary_region=US, tags={name: name}, secret=secret)
    both, read = state(name), Reading(observed(name))
    alone = Reading(
        Observation(observed(name).global_cluster), detached={EU: observed(name).clusters[arn(EU, f"{name}-{EU}")]}
    )
    changed = Spec(
        name, arn(AP, name), storage_encrypted=False, regions={US: regions[US]}, primary_region=US, secret=secret
    )
    return [
        Plan("x", spec, read, both),
        Plan("x", spec, alone, both),
        Plan("x", changed, read, both),
        Plan("x", spec, read, RecordedState()),
        Plan("x", Spec(name, adopt=True, regions=regions, secret=secret), read, RecordedState()),
        Plan("x", spec, read, state(name, arn=None, clusters={}, instances={})),
        Plan("x", Spec(name, regions={US: regions[US]}, secret=secret), read, both),
        Plan("x", spec, Reading(None, renamed=observed("other").global_cluster), both),
        Plan("x", Spec(name, regions=regions, primary_region=EU, secret=secret), read, both),
        Plan("x", spec, Reading(observed(name), subnet_groups={AP: "arn"})),
    ]


def texts(name, *paths):
    """Return all rendered messages of the plans."""
    secret = frozenset(paths)
    return [
        render(one, plan.spec.secrets)
        for plan in plans(name, secret)
        for one in (*findings(plan), *warnings(plan), *announcements(plan))
    ]


SECRET_PATHS = (
    "global_cluster_identifier",
    "source_db_cluster_identifier",
    *(f'regions["{region}"].{key}' for region in (US, EU) for key in ("cluster_identifier", "kms_key_arn", "tags")),
)


@given(
    st.sampled_from(["a", "db", "the", "is", "aws", "cluster"])
    | st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
)
def test_a_secret_identifier_changes_no_other_word(name):
    """Messages with a secret identifier equal those with another one, and have ``[secret]`` in its places."""
    shown = [text for text in texts(PUBLIC, *SECRET_PATHS) if PUBLIC in text]
    assert shown == []
    assert texts(name, *SECRET_PATHS) == texts(PUBLIC, *SECRET_PATHS)


def test_secret_identifiers_are_hidden():
    """A message has ``[secret]`` in place of a secret identifier, whatever the identifier is."""
    assert texts("orders", *SECRET_PATHS) == texts(PUBLIC, *SECRET_PATHS)
    assert not any(PUBLIC in text for text in texts(PUBLIC, *SECRET_PATHS))


def test_the_plans_have_messages_of_many_kinds():
    """The test above covers most checks, and their messages have the identifier if it is not a secret."""
    codes = {
        getattr(one, "code", "line")
        for plan in plans(PUBLIC, frozenset())
        for one in (*findings(plan), *warnings(plan))
    }
    assert len(codes) >= 12
    assert sum(PUBLIC in text for text in texts(PUBLIC)) >= 15


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Identifier("a"), "[secret]"),
        (Identifier("a-eu-west-1-1"), "[secret]"),
        (Identifier("alpha"), "alpha"),
        (Arn("arn:aws:rds:eu-west-1:1:cluster:a-eu"), "arn:aws:rds:eu-west-1:1:cluster:[secret]"),
        (Arn("arn:aws:rds:eu-west-1:1:cluster:source"), "[secret]"),
        (Version("1.4.6.0"), "[secret]"),
        (Version("1.4.5.0"), "1.4.5.0"),
        (Prose("There is a cluster."), "[secret]"),
        (Value("port", 1), "[secret]"),
        (Value('tags["team"]', "a"), "[secret]"),
        (Value("engine", "a"), "'a'"),
        (Argument("engine_version"), "engine_version"),
        ([Identifier("b"), Identifier("a")], "b, [secret]"),
        (Message("a {b}", b=Identifier("a")), "a [secret]"),
    ],
)
def test_a_value_is_hidden_by_what_it_is(value, text):
    """An identifier, an ARN, a version, AWS's words and the value of an argument; never a word of the text."""
    source = "arn:aws:rds:eu-west-1:1:cluster:source"
    secrets = Secrets(["port", "tags", "engine_version"], ["a"], [source], "1.4.6.0")
    assert render(Message("a {value}", value=value), secrets) == f"a {text}"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (
            Message("Set {adopt}: {value!r}, or remove {engine_version}.", value=True),
            "Set adopt: true, or remove engineVersion.",
        ),
        (Message("{value}", value=Value("x", {"a": [True, None]})), "{'a': [true, null]}"),
        (Message("{path}", path=Argument('regions["my_region"].kms_key_arn')), 'regions["my_region"].kmsKeyArn'),
        (Message("{one}", one=Argument("my_argument")), "my_argument"),
    ],
)
def test_the_spelling_of_other_languages(message, text):
    """Arguments are in camel case, and values as in JSON; names and values of the user do not change."""
    assert render(message, spelling=WIRE) == text


def templates():
    """Yield the template of each message in the package, with its place."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            function = getattr(node, "func", None)
            name = getattr(function, "id", getattr(function, "attr", ""))
            if isinstance(node, ast.Call) and name in {"Message", "Finding", "finding"} and node.args:
                yield f"{path.name}:{node.lineno}", node.args[-1], {"value", *(one.arg for one in node.keywords)}


def test_templates_have_no_values_in_them():
    """A template is a constant: an f-string would show a secret."""
    assert [place for place, template, _ in templates() if isinstance(template, ast.JoinedStr)] == []


def test_the_fields_of_templates_are_values_or_arguments():
    """A field without a value is the name of an argument, not a typing error."""
    arguments = {*ARGUMENTS, *REGION_ARGUMENTS, *INSTANCE_ARGUMENTS, *CAPACITY}
    unknown = [
        (place, field)
        for place, template, values in templates()
        if isinstance(template, ast.Constant) and None not in values
        for field in re.findall(r"(?<!\{)\{(\w+)(?:!r)?\}", template.value)
        if field not in values | arguments
    ]
    assert unknown == []
