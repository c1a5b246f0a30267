"""Properties that hold for all arguments."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.spec import Spec, known, parse
from neptune_global_component.core.inputs.table import ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN

KEYS = tuple(ARGUMENTS)
# The part of AWS's pattern that AWS stores unchanged, except for upper case.
SAFE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

identifiers = st.from_regex(re.compile(r"[A-Za-z][A-Za-z0-9]{0,9}(-[A-Za-z0-9]{1,9}){0,3}", re.ASCII), fullmatch=True)
arns = st.builds("arn:aws:rds:eu-west-1:{:012}:cluster:{}".format, st.integers(0, 10**12 - 1), identifiers)
versions = st.builds("1.{}.{}.{}".format, st.integers(2, 20), st.integers(0, 20), st.integers(0, 20))
unknown = st.just(UNKNOWN)
switches = st.sampled_from([None, True, False])
anything = st.one_of(
    st.none(), unknown, st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), identifiers
)
identifier = {"global_cluster_identifier": identifiers | unknown}
always = {"deletion_protection": switches | unknown, "observe": switches}
source = {"source_db_cluster_identifier": arns | unknown}
not_beside_a_source = {
    "engine": st.none() | st.just("neptune") | unknown,
    "engine_version": st.none() | versions | unknown,
    "storage_encrypted": switches | unknown,
}
names = st.sampled_from(["eu-west-1", "us-east-1", "ap-northeast-1", "us-west-2", "ca-west-1", "us-east-2"])
of_tags = st.characters(categories=["L", "Nd", "Zs"], include_characters="_.:/=+-@")
tag_keys = st.text(of_tags, min_size=1, max_size=128).filter(lambda key: not key.lower().startswith("aws:"))
tags = st.none() | unknown | st.dictionaries(tag_keys, st.text(of_tags, max_size=256) | unknown, max_size=2)
region = st.fixed_dictionaries(
    {"instance_class": st.just("db.r6g.large") | unknown, "skip_final_snapshot": st.just(value=True) | unknown},
    optional={
        "instances": st.integers(1, 11) | st.sampled_from([None, 1.0, 3.0]),
        "cluster_identifier": identifiers | unknown | st.none(),
        "port": st.integers(1150, 65535) | st.just(8182.0) | unknown,
        "subnet_ids": st.lists(st.text() | unknown, min_size=1, max_size=2) | unknown,
        "deletion_protection": switches | unknown,
        "tags": tags,
    },
)


def with_a_primary(regions):
    """Return arguments with regions, the first one the primary."""
    return {"regions": regions, "primary_region": next(iter(regions))} if regions else {}


whole = {"tags": tags}
right = st.one_of(
    st.builds(
        dict.__or__,
        st.fixed_dictionaries(identifier, optional=always | whole | not_beside_a_source),
        st.dictionaries(names, region, max_size=3).map(with_a_primary),
    ),
    st.fixed_dictionaries(identifier | source, optional=always | whole),
)
numbers = st.sampled_from([float("nan"), float("inf"), -float("inf"), 2.5, -1, 0, 10**30, 10**400, 1e300])
wild_values = st.one_of(
    anything, numbers, st.dictionaries(st.text() | st.integers(), anything, max_size=2), st.lists(unknown, max_size=2)
)
wild_region = st.one_of(
    region,
    wild_values,
    st.builds(dict.__or__, region, st.dictionaries(st.sampled_from(list(REGION_ARGUMENTS)), wild_values, max_size=4)),
    st.dictionaries(st.text() | st.integers() | st.none(), wild_values, max_size=3),
)
wild_regions = st.dictionaries(names | st.text() | st.integers() | st.none() | unknown, wild_region, max_size=8)
args = st.one_of(
    right,
    st.fixed_dictionaries({}, optional=identifier | always | source | not_beside_a_source),
    st.builds(dict.__or__, right, st.dictionaries(st.sampled_from(KEYS), anything)),
    st.dictionaries(st.sampled_from(KEYS) | st.text(), anything),
)


def parsed(args, secret=()):
    """Return the spec or the error; any other exception fails the test."""
    try:
        return parse("orders", args, secret)
    except InvalidArgsError as error:
        return error


def again(spec):
    """Return the arguments of a spec, in AWS's format."""
    regions = {
        name: {"cluster_identifier": one.cluster_identifier, "instances": one.instances, **one.values}
        for name, one in spec.regions.items()
    }
    return {**{key: getattr(spec, key) for key in KEYS}, "regions": regions or None}


@given(args, st.sets(st.sampled_from(KEYS)))
def test_arguments_are_a_spec_or_an_error_with_findings(args, secret):
    """Any arguments return a spec or raise an error with findings."""
    result = parsed(args, secret)
    assert isinstance(result, Spec) or all(finding.problem for finding in result.findings)
    assert isinstance(result, Spec) or result.findings


@given(right, wild_regions | wild_values, anything, st.sets(st.sampled_from(KEYS)))
def test_any_regions_are_a_spec_or_an_error_with_findings(args, regions, primary, secret):
    """Any keys, numbers and maps return a spec or raise an error with findings."""
    result = parsed({**args, "regions": regions, "primary_region": primary}, secret)
    assert isinstance(result, Spec) or all(finding.path and finding.problem for finding in result.findings)
    assert isinstance(result, Spec) or result.findings


@given(right)
def test_a_spec_is_in_its_final_form(args):
    """A spec's normalized arguments are accepted again and do not change."""
    spec = parsed(args)
    assert isinstance(spec, Spec)
    assert parse("orders", again(spec)) == spec


@given(right)
def test_every_cluster_and_instance_has_a_name_that_aws_takes(args):
    """Default identifiers follow the rules for identifiers."""
    for one in parsed(args).regions.values():
        assert (one.cluster is None) == (one.cluster_identifier is UNKNOWN)
        if one.cluster:
            assert SAFE.fullmatch(one.cluster)
            assert one.instance(one.instances) == f"{one.cluster}-{one.instances}"


@given(st.one_of(st.text(alphabet="aZ09-_.é\n\u212a", max_size=8), st.text(alphabet="aZ0-", min_size=55), identifiers))
def test_identifiers_are_those_that_aws_stores(value):
    """The rule accepts AWS's pattern in any case, and AWS stores it in lower case."""
    fits = value.isascii() and SAFE.fullmatch(value.lower()) is not None and len(value) <= 63
    result = parsed({"global_cluster_identifier": value})
    assert result == Spec(value.lower()) if fits else isinstance(result, InvalidArgsError)


@given(args, st.data())
def test_the_error_does_not_tell_a_secret(args, data):
    """A secret value is in no message, wherever its argument appears."""
    canary = data.draw(st.text(alphabet="qxz", min_size=12))
    key = data.draw(st.sampled_from(KEYS))
    assume(canary not in repr(args))
    result = parsed({**args, key: canary}, [key])
    assert isinstance(result, Spec) or canary not in str(result)


@given(right, names, st.sampled_from(list(REGION_ARGUMENTS)), st.text(alphabet="qxz", min_size=12), st.booleans())
def test_the_error_does_not_tell_a_secret_of_a_region(args, name, key, canary, in_a_list):
    """A secret value is in no message, wherever in the arguments it appears."""
    value = [canary, UNKNOWN] if in_a_list else canary
    given_regions = {**(known(args.get("regions")) or {}), name: {"neptune_subnet_group_name": "mine", key: value}}
    result = parsed({**args, "regions": given_regions}, [f'regions["{name}"].{key}'])
    assert isinstance(result, InvalidArgsError)
    assert canary not in str(result)
