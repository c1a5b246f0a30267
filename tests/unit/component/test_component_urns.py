"""The parts of Pulumi's URNs."""

from __future__ import annotations

import pytest

from neptune_global_component.core.urns import child_urn, split_urn, stack_of, type_of, types_of

PARENT = "neptune-global:index:GlobalCluster"
CHILD = "aws:neptune/cluster:Cluster"
URN = f"urn:pulumi:dev::shop::{PARENT}${CHILD}::orders::eu"


def test_the_parts_of_a_urn():
    """A name may contain `::`."""
    assert split_urn(URN) == (f"urn:pulumi:dev::shop::{PARENT}${CHILD}", "orders::eu")
    assert (types_of(URN), type_of(URN)) == (f"{PARENT}${CHILD}", CHILD)
    assert child_urn(f"urn:pulumi:dev::shop::{PARENT}::orders", CHILD, "orders::eu") == URN


@pytest.mark.parametrize(("urn", "stack"), [(URN, "shop/dev"), ("", ""), ("nonsense", ""), ("urn:pulumi:dev", "")])
def test_the_stack_of_a_urn(urn, stack):
    """The project comes first, and a text that is not a URN has neither."""
    assert stack_of(urn) == stack
