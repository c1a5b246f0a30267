"""Computed properties that contain the value of a secret argument."""

from __future__ import annotations

import pytest

from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.secret_outputs import secret_outputs
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

EU = "eu-west-1"
KINDS = (GLOBAL_CLUSTER, CLUSTER, INSTANCE, SUBNET_GROUP)


@pytest.mark.parametrize(
    ("secret", "expected"),
    [
        (None, {}),
        ("engine_version", {}),
        ("global_cluster_identifier", {}),
        ("tags", {kind: ["tagsAll"] for kind in (CLUSTER, INSTANCE, SUBNET_GROUP)}),
        (f'regions["{EU}"].kms_key_arn', {INSTANCE: ["kmsKeyArn"]}),
        ('regions["us-east-1"].kms_key_arn', {}),
    ],
)
def test_what_contains_a_secret_is_secret(secret, expected):
    """Only properties that AWS computes from a secret argument are secret; without one, none is."""
    spec = Spec("orders", regions={EU: RegionSpec(EU, "orders-eu", 1)}, secret=frozenset({secret} - {None}))
    assert {
        kind: found for kind in KINDS if (found := secret_outputs(spec, kind, "" if kind == GLOBAL_CLUSTER else EU))
    } == expected


def test_secret_tags_of_a_region():
    """They are secret in this region's children only."""
    spec = Spec(
        "orders",
        regions={EU: RegionSpec(EU, "orders-eu", 1), "us-east-1": RegionSpec("us-east-1", "orders-us", 1)},
        secret=frozenset({f'regions["{EU}"].tags'}),
    )
    assert secret_outputs(spec, CLUSTER, EU) == ["tagsAll"]
    assert secret_outputs(spec, CLUSTER, "us-east-1") == []
