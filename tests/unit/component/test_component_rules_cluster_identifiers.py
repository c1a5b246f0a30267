"""AWS's rules for cluster identifiers, and for the instance identifiers that are made from them."""

from __future__ import annotations

import pytest
from argument_problems import REGION, not_an_identifier, of_region, one_region, other, problems

from neptune_global_component.core.inputs.unknown import UNKNOWN

LONG = "o" * 54


@pytest.mark.parametrize("value", ["", "1orders", "-o", "o-", "o--o", "o_o", "o" * 64])
def test_cluster_identifiers_that_aws_refuses(value):
    """Cluster identifiers follow the rules for the global cluster's."""
    assert problems(one_region(cluster_identifier=value)) == not_an_identifier(
        'regions["eu-west-1"].cluster_identifier', repr(value)
    )


@pytest.mark.parametrize("value", ["Orders-EU", "o" * 61])
def test_cluster_identifiers_that_aws_takes(value):
    """Upper case becomes lower case."""
    assert problems(one_region(cluster_identifier=value)) == []


@pytest.mark.parametrize(("length", "instances", "most"), [(62, None, 61), (63, 9, 61), (61, 10, 60)])
def test_instances_whose_identifiers_would_be_too_long(length, instances, most):
    """AWS would reject them after the cluster is created, and its identifier can't change."""
    ending = "1" if instances is None else str(instances)
    problem = (
        f"is '{'o' * length}', which is too long for instance identifiers that end in '-{ending}'. Set an identifier "
        f"of at most {most} characters."
    )
    given = {"cluster_identifier": "o" * length, "instances": instances}
    assert problems(one_region(**given)) == of_region("cluster_identifier", problem)
    assert problems(one_region({"adopt": True}, **given)) == []
    assert problems(one_region({"adopt": False}, **given)) == problems(one_region(**given))


@pytest.mark.parametrize(
    ("secret", "shown"), [((), f"'{'o' * 52}-eu-west-1'"), (("global_cluster_identifier",), "[secret]")]
)
def test_instances_whose_default_identifiers_would_be_too_long(secret, shown):
    """The error shows the cluster's default identifier, which is as secret as the global cluster's."""
    problem = (
        f"is {shown}, which is too long for instance identifiers that end in '-1'. Set an identifier of at most 61 "
        "characters."
    )
    found = problems(one_region({"global_cluster_identifier": "o" * 52}), secret)
    assert found == of_region("cluster_identifier", problem)


def test_an_identifier_that_no_instance_is_named_by():
    """A secondary without instances can have the longest identifier."""
    args = other(
        primary_region="us-east-1",
        regions={
            "us-east-1": REGION,
            "eu-west-1": {"instances": 0, "cluster_identifier": "o" * 63, "skip_final_snapshot": True},
        },
    )
    assert problems(args) == []


@pytest.mark.parametrize(
    ("secret", "shown"), [((), f"'{LONG}-eu-west-1'"), (("global_cluster_identifier",), "[secret]")]
)
def test_a_default_identifier_that_is_too_long(secret, shown):
    """It is longer than the global cluster's; the error asks for a shorter one."""
    problem = f"would be {shown}, which is too long. Set an identifier of at most 63 characters."
    assert problems(one_region({"global_cluster_identifier": LONG}), secret) == of_region("cluster_identifier", problem)


@pytest.mark.parametrize("args", [{"global_cluster_identifier": LONG[:-3]}, {"global_cluster_identifier": UNKNOWN}])
def test_a_default_identifier_that_is_not_too_long(args):
    """An instance number needs two of the 63 characters; an unknown identifier is accepted."""
    assert problems(one_region(args)) == []


@pytest.mark.parametrize("given", ["orders-eu", UNKNOWN])
def test_an_own_identifier_takes_the_place_of_a_default_that_is_too_long(given):
    """A default that is not used is not checked."""
    assert problems(one_region({"global_cluster_identifier": LONG}, cluster_identifier=given)) == []


def test_a_secret_identifier_is_hidden_if_it_is_too_long():
    """The global cluster's identifier, which is not secret, does not decide it."""
    secret = ('regions["eu-west-1"].cluster_identifier',)
    (found,) = problems(one_region(cluster_identifier="o" * 63), secret)
    assert found.startswith('regions["eu-west-1"].cluster_identifier: is [secret], which is too long')


def test_an_unknown_identifier_is_not_the_default_one():
    """The default identifier would be too long, but is not used."""
    assert problems(one_region({"global_cluster_identifier": "o" * 52}, cluster_identifier=UNKNOWN)) == []
