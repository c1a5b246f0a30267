"""AWS's rules for instance classes, and for the capacity of serverless instances."""

from __future__ import annotations

import pytest
from argument_problems import of_region, one_region, problems

from neptune_global_component.core.inputs.unknown import UNKNOWN

SCALING = "serverless_v2_scaling_configuration"


@pytest.mark.parametrize("value", ["db.t2.small", "db.t3.medium", "db.t4g.medium"])
def test_burstable_classes(value):
    """AWS rejects them in a global database; they fail also without instances."""
    problem = f"{value!r} is burstable, which AWS rejects in a global database. Set for example 'db.r6g.large'."
    assert problems(one_region(instance_class=value)) == of_region("instance_class", problem)
    assert problems(one_region(instance_class=value, instances=0)) == of_region("instance_class", problem)


@pytest.mark.parametrize("value", ["db.r6g.large", "db.x2iedn.32xlarge", "db.t9.new"])
def test_other_classes(value):
    """Other classes are accepted, because AWS may add some."""
    assert problems(one_region(instance_class=value)) == []


@pytest.mark.parametrize("value", ["r6g.large", "large", ""])
def test_what_is_no_class(value):
    """Every class begins with ``db.``."""
    problem = f"{value!r} is not an instance class. Set for example 'db.r6g.large'."
    assert problems(one_region(instance_class=value)) == of_region("instance_class", problem)


def test_serverless_instances_need_limits():
    """AWS needs limits for serverless instances; an imported cluster may have them already."""
    key = "serverless_v2_scaling_configuration"
    problem = "is required for 'db.serverless'. Set its min_capacity and max_capacity."
    without = one_region(instance_class="db.serverless")
    assert problems(without) == of_region(key, problem)
    assert problems({**without, "adopt": True}) == []
    limits = {"min_capacity": 1, "max_capacity": 8}
    assert problems(one_region(instance_class="db.serverless", **{key: limits})) == []


@pytest.mark.parametrize(
    ("given", "name", "problem"),
    [
        (
            {"min_capacity": 1, "max_capcity": 4},
            "max_capcity",
            "is not a scaling setting. Set min_capacity and max_capacity.",
        ),
        ({"min_capacity": 1}, "max_capacity", "is required. Set the Neptune capacity units (NCU), for example 2.5."),
        (
            {"min_capacity": 1, "max_capacity": "4"},
            "max_capacity",
            "must be a number, for example 2.5, got '4'.",
        ),
    ],
)
def test_limits_that_are_none(given, name, problem):
    """AWS would use its highest limit for a missing or misspelled one."""
    found = problems(one_region(serverless_v2_scaling_configuration=given))
    assert f'regions["eu-west-1"].serverless_v2_scaling_configuration.{name}: {problem}' in found


@pytest.mark.parametrize("instances", [{}, {"instances": 1}, {"instances": None}])
def test_instances_need_a_class(instances):
    """AWS has no default class."""
    problem = "is required if there are instances. Set for example 'db.r6g.large'."
    assert problems(one_region(instance_class=None, **instances)) == of_region("instance_class", problem)


@pytest.mark.parametrize("instances", [0, 0.0])
def test_a_cluster_without_instances_needs_no_class(instances):
    """It is storage only."""
    assert problems(one_region(instance_class=None, instances=instances)) == []


@pytest.mark.parametrize(
    ("units", "name", "least"),
    [
        ({"min_capacity": 0.5, "max_capacity": 2.5}, "min_capacity", 1),
        ({"min_capacity": 1, "max_capacity": 2}, "max_capacity", 2.5),
        ({"min_capacity": 1, "max_capacity": 129}, "max_capacity", 2.5),
        ({"min_capacity": 4.3, "max_capacity": 8}, "min_capacity", 1),
        ({"min_capacity": UNKNOWN, "max_capacity": 0.5}, "max_capacity", 2.5),
    ],
)
def test_how_far_serverless_instances_scale(units, name, least):
    """The capacity is 1 to 128 units, in steps of 0.5."""
    problem = f"{units[name]} is not a valid capacity. Set a number from {least} to 128, in steps of 0.5."
    assert problems(one_region(**{SCALING: units})) == of_region(f"{SCALING}.{name}", problem)


def test_serverless_instances_scale_upwards():
    """The lowest capacity is not above the highest."""
    units = {"min_capacity": 8, "max_capacity": 4}
    problem = f"{units} has a min_capacity above its max_capacity. Lower the first or raise the second."
    assert problems(one_region(**{SCALING: units})) == of_region(SCALING, problem)
    assert problems(one_region(**{SCALING: {**units, "min_capacity": 4}})) == []


@pytest.mark.parametrize("units", ["many", 0.25])
def test_secret_scaling_limits_are_hidden(units):
    """A value of a secret map is secret."""
    secret = [f'regions["eu-west-1"].{SCALING}']
    (shown,) = problems(one_region(**{SCALING: {"min_capacity": units, "max_capacity": 4}}), secret)
    assert "[secret]" in shown
    assert str(units) not in shown
