"""AWS's rules for the settings of one instance, with the full text of each finding."""

from __future__ import annotations

import pytest
from argument_problems import of_region, one_region, problems

from neptune_global_component.core.inputs.unknown import UNKNOWN

KEY = "instance_settings"


def of_instance(setting, problem, number=0):
    """Return the message about a setting of an instance."""
    return of_region(f"{KEY}[{number}].{setting}", problem)


@pytest.mark.parametrize(
    "settings",
    [
        [],
        [{}],
        ({"promotion_tier": 0}, {"promotion_tier": 15}, {"promotion_tier": 1.0}),
        [{"promotion_tier": UNKNOWN, "availability_zone": UNKNOWN, "instance_class": UNKNOWN, "tags": UNKNOWN}],
        [{"availability_zone": "eu-west-1a", "publicly_accessible": False, "auto_minor_version_upgrade": True}],
        [{"instance_class": "db.x2g.large", "preferred_maintenance_window": "sun:05:00-sun:05:30"}],
        [{"instance_class": None, "promotion_tier": None}],
    ],
)
def test_settings_that_aws_takes(settings):
    """Settings within AWS's limits, and unknown ones, have no finding."""
    assert problems(one_region(**{KEY: settings})) == []


@pytest.mark.parametrize("tier", [-1, 16])
def test_a_promotion_tier_is_from_0_to_15(tier):
    """A tier outside the limits fails."""
    assert problems(one_region(**{KEY: [{}, {"promotion_tier": tier}]})) == of_instance(
        "promotion_tier", f"{tier} is out of range. Set a number from 0 to 15.", 1
    )


def test_an_availability_zone_is_in_the_region():
    """A zone of another region fails, and the error shows a zone of the right one."""
    assert problems(one_region(**{KEY: [{"availability_zone": "us-east-1a"}]})) == of_instance(
        "availability_zone", "'us-east-1a' is not in eu-west-1. Set for example 'eu-west-1a'."
    )


def test_settings_and_a_number_of_instances():
    """The settings have the number of instances."""
    assert problems(one_region(instances=1, **{KEY: [{}]})) == of_region(
        "instances", "can't be set together with instance_settings. Remove one of them."
    )


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (UNKNOWN, "must be a plain map, got an output. Use outputs for the values in the map."),
        ("db.r6g.large", "must be a map of settings. Set for example {'instance_class': 'db.r6g.large'}."),
        (None, "must be a map of settings. Set for example {'instance_class': 'db.r6g.large'}."),
    ],
)
def test_settings_are_maps(entry, problem):
    """Each entry is a map."""
    assert problems(one_region(**{KEY: [{}, entry]})) == of_region(f"{KEY}[1]", problem)


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("promotion_tier", "1", "must be a whole number, for example 3, got '1'."),
        ("publicly_accessible", "no", "must be true or false, got 'no'."),
        ("tags", "a", "must be a map of keys to values, got 'a'."),
        (
            "instance_class",
            "db.t3.medium",
            "'db.t3.medium' is burstable, which AWS rejects in a global database. Set for example 'db.r6g.large'.",
        ),
        ("instance_class", "r6g", "'r6g' is not an instance class. Set for example 'db.r6g.large'."),
        (
            "preferred_maintenance_window",
            "sun:05:00-sun:05:29",
            "'sun:05:00-sun:05:29' is shorter than 30 minutes. Set for example 'sun:05:00-sun:05:30'.",
        ),
        ("promotion", 1, "is not an argument of an instance. Did you mean promotion_tier?"),
        ("port", 1, "is not an argument of an instance."),
    ],
)
def test_settings_that_aws_rejects(setting, value, problem):
    """Each rule of the region's argument is a rule of the instance's setting too."""
    assert problems(one_region(**{KEY: [{setting: value}]}))[0].startswith(of_instance(setting, problem)[0])


def test_a_class_is_required_of_each_instance():
    """The region's class applies to an instance without its own; without both, the error names the region's."""
    without = {"instance_class": None, KEY: [{"instance_class": "db.r6g.large"}, {}]}
    assert problems(one_region(**without)) == of_region(
        "instance_class", "is required if there are instances. Set for example 'db.r6g.large'."
    )
    assert problems(one_region(**(without | {KEY: [{"instance_class": "db.r6g.large"}]}))) == []
    assert problems(one_region(**(without | {KEY: []}))) == []


@pytest.mark.parametrize("adopt", [False, True])
def test_a_serverless_instance_needs_scaling_limits(adopt):
    """The limits are the cluster's; an imported cluster has its own."""
    found = problems(one_region({"adopt": adopt}, **{KEY: [{"instance_class": "db.serverless"}]}))
    assert found == (
        []
        if adopt
        else of_region(
            "serverless_v2_scaling_configuration",
            "is required for 'db.serverless'. Set its min_capacity and max_capacity.",
        )
    )


def test_too_many_settings():
    """The path is that of the settings, which have the number of instances."""
    assert problems(one_region(**{KEY: [{}] * 17})) == of_region(
        KEY, "17 is not a valid number of instances of the primary. Set 0 to 16."
    )
