"""Random arguments are accepted, or rejected with the properties' paths; there is never a traceback."""

from __future__ import annotations

import pulumi
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mock_engine import Engine

from neptune_global_component import GlobalCluster, InvalidArgsError
from neptune_global_component.core.inputs.table import ARGUMENTS, REGION_ARGUMENTS

TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "orders",
            "Orders-1",
            "neptune",
            "1.4.6.0",
            "db.r6g.large",
            "us-east-1",
            "eu-west-1",
            "arn:aws:rds:us-east-1:123456789012:cluster:orders",
            "arn:aws:kms:us-east-1:123456789012:key/k",
        ]
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(), TEXTS, st.binary(max_size=3))
VALUES = st.recursive(
    SCALARS,
    # Pulumi itself takes no other keys than texts.
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


def arguments(kinds):
    """Return arguments with valid or invalid names and values."""
    return st.dictionaries(st.one_of(st.sampled_from(sorted(kinds)), st.text(max_size=6)), VALUES, max_size=6)


REGIONS = st.dictionaries(st.sampled_from(["us-east-1", "eu-west-1", "mars"]), arguments(REGION_ARGUMENTS), max_size=3)
WAYS = st.sampled_from([lambda value: value, pulumi.Output.from_input, pulumi.Output.secret])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments(ARGUMENTS), st.one_of(st.none(), REGIONS), st.lists(WAYS, min_size=1, max_size=3), st.booleans())
def test_any_arguments(fake_neptune, args, regions, ways, preview):
    """If arguments are rejected, every finding has a path and nothing is registered."""
    if regions is not None:
        args = {"global_cluster_identifier": "orders", **args, "regions": regions}
    engine = Engine(fake_neptune)

    def program():
        GlobalCluster("x", {key: ways[at % len(ways)](value) for at, (key, value) in enumerate(args.items())})

    refused = None
    try:
        (engine.preview_of if preview else engine.up)(program)
    except InvalidArgsError as error:
        refused = error
    if refused:
        assert isinstance(refused, pulumi.RunError)
        assert refused.findings
        assert all(finding.path and finding.problem for finding in refused.findings)
        assert [one for one in engine.registered if one.type.startswith("aws:")] == []
