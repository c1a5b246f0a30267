"""What holds for any arguments at all."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from neptune_global_component.errors import InvalidArgsError
from neptune_global_component.rules import UNKNOWN
from neptune_global_component.spec import KEYS, Spec, parse

# Of AWS's own pattern the part that is stored as it is given, after lower-casing.
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
right = st.one_of(
    st.fixed_dictionaries(identifier, optional=always | not_beside_a_source),
    st.fixed_dictionaries(identifier | source, optional=always),
)
args = st.one_of(
    right,
    st.fixed_dictionaries({}, optional=identifier | always | source | not_beside_a_source),
    st.builds(dict.__or__, right, st.dictionaries(st.sampled_from(KEYS), anything)),
    st.dictionaries(st.sampled_from(KEYS) | st.text(), anything),
)


def parsed(args, secret=()):
    """The spec of arguments, or the error about them; every other exception is a failure of the test."""
    try:
        return parse("orders", args, secret)
    except InvalidArgsError as error:
        return error


@given(args, st.sets(st.sampled_from(KEYS)))
def test_arguments_are_a_spec_or_an_error_with_findings(args, secret):
    """Whatever a program gives, it gets a spec or the findings, and never another exception."""
    result = parsed(args, secret)
    assert isinstance(result, Spec) or all(finding.problem for finding in result.findings)
    assert isinstance(result, Spec) or result.findings


@given(right)
def test_a_spec_is_in_its_final_form(args):
    """Right arguments are a spec; what was brought into AWS's form is accepted again, and stays as it is."""
    spec = parsed(args)
    assert isinstance(spec, Spec)
    assert parse("orders", {key: getattr(spec, key) for key in KEYS}) == spec


@given(st.one_of(st.text(alphabet="aZ09-_.é\n\u212a", max_size=8), st.text(alphabet="aZ0-", min_size=55), identifiers))
def test_identifiers_are_those_that_aws_stores(value):
    """The rule takes exactly AWS's safe pattern, in either case, and stores it in lower case."""
    fits = value.isascii() and SAFE.fullmatch(value.lower()) is not None and len(value) <= 63
    result = parsed({"global_cluster_identifier": value})
    assert result == Spec(value.lower()) if fits else isinstance(result, InvalidArgsError)


@given(args, st.data())
def test_the_error_does_not_tell_a_secret(args, data):
    """A secret value is in no message, wherever its argument appears."""
    canary = data.draw(st.text(alphabet="qxz", min_size=12))
    key = data.draw(st.sampled_from(KEYS))
    assume(all(canary not in repr(value) for value in args.values()))
    result = parsed({**args, key: canary}, [key])
    assert isinstance(result, Spec) or canary not in str(result)
