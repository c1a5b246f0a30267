"""AWS's rules for the cluster of one region, with the full text of each finding."""

from __future__ import annotations

import pytest
from argument_problems import ENCRYPTED, REGION, documented, of_region, one_region, other, problems

from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.inputs.table import REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import NO_SECRETS

STRING, NUMBER = "a string", "a whole number, for example 3"
KINDS = {
    STRING: ("instance_class", "cluster_identifier", "kms_key_arn", "preferred_backup_window", "storage_type"),
    NUMBER: ("instances", "port", "backup_retention_period"),
    "true or false": ("iam_database_authentication_enabled", "deletion_protection", "skip_final_snapshot"),
    "a list of strings, for example ['a', 'b']": ("subnet_ids", "vpc_security_group_ids"),
    "a map of keys to values": ("tags", "serverless_v2_scaling_configuration"),
}
WRONG = {STRING: (1, True, ["a"]), NUMBER: ("3", 2.5, True, float("nan"), float("inf"), [3])}


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        (key, kind, value)
        for kind, keys in KINDS.items()
        for key in keys
        for value in WRONG.get(kind, ("true", 1, "subnet-1"))
    ],
)
def test_every_value_is_of_its_kind(key, kind, value):
    """The string 'true' is not a boolean, 2.5 not a number of instances, and one subnet not a list."""
    assert of_region(key, f"must be {kind}, got {value!r}.")[0] in problems(one_region(ENCRYPTED, **{key: value}))


@pytest.mark.parametrize("value", [3, 3.0])
@pytest.mark.parametrize("key", ["instances", "backup_retention_period"])
def test_integers_of_other_languages(key, value):
    """Integers may arrive as floats."""
    assert problems(one_region(**{key: value})) == []


def test_instances_are_plain():
    """The number of children must be known in preview."""
    assert problems(one_region(instances=UNKNOWN)) == of_region(
        "instances", "is an output. Set a plain value: the program must know it when it runs."
    )


@pytest.mark.parametrize("key", [key for key, kind in REGION_ARGUMENTS.items() if not kind.plain])
def test_unknown_values_are_not_checked(key):
    """A preview accepts unknown values."""
    whole = ENCRYPTED if key == "kms_key_arn" else {}
    assert problems(one_region(whole, **{key: UNKNOWN})) == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("prot", "port"),
        ("instanceClass", "instance_class"),
        ("instance", "instances"),
        ("subnets", "subnet_ids"),
        ("kms_key_id", "kms_key_arn"),
        ("neptune_cluster_parameter_group", "neptune_cluster_parameter_group_name"),
    ],
)
def test_a_typo_is_refused_with_the_nearest_key(key, meant):
    """The error suggests the nearest argument."""
    assert problems(one_region(**{key: 1})) == of_region(key, f"is not an argument of a region. Did you mean {meant}?")


@pytest.mark.parametrize("key", ["zzz", 7])
def test_another_key_is_refused_with_all_that_there_are(key):
    """The error lists all arguments if none is near, or if the key is not a string."""
    args = other(regions={"eu-west-1": {**REGION, key: 1}})
    listed = ", ".join(sorted(REGION_ARGUMENTS))
    assert problems(args) == of_region(key, f"is not an argument of a region. Remove it; the arguments are {listed}.")


@pytest.mark.parametrize(
    ("args", "secret", "shown"),
    [
        ({"subnet_ids": ["subnet-1", "subnet-2"]}, (), "['subnet-1', 'subnet-2']"),
        ({"subnet_ids": ["subnet-1"]}, ('regions["eu-west-1"].subnet_ids',), "[secret]"),
        ({"subnet_ids": ["subnet-1", UNKNOWN]}, (), "['subnet-1', (not known yet)]"),
        ({"subnet_ids": UNKNOWN}, (), "a value"),
    ],
)
def test_subnets_exclude_a_subnet_group(args, secret, shown):
    """A subnet group either exists or is created from subnets."""
    given = one_region(**args, neptune_subnet_group_name="mine")
    problem = f"{shown} can't be set beside neptune_subnet_group_name. Remove one of the two."
    assert problems(given, secret) == of_region("subnet_ids", problem)


@pytest.mark.parametrize("skip", [{}, {"skip_final_snapshot": False}, {"skip_final_snapshot": None}])
def test_a_last_snapshot_has_a_name(skip):
    """pulumi-aws would report it only when the cluster is deleted."""
    problem = (
        "is required to delete the cluster later. Set the name of the final snapshot, or skip_final_snapshot: true."
    )
    args = other(regions={"eu-west-1": {"instance_class": "db.r6g.large", **skip}})
    assert problems(args) == of_region("final_snapshot_identifier", problem)
    args["regions"]["eu-west-1"]["final_snapshot_identifier"] = "last"
    assert problems(args) == []


@pytest.mark.parametrize("name", ["", "-last", "last-", "la--st", "bad name!", "9last", "l" * 256])
def test_names_that_no_snapshot_has(name):
    """AWS would reject the name when the cluster is deleted; an unknown name is accepted."""
    problem = (
        f"{name!r} is not the name of a snapshot: it must be 1 to 255 letters, digits and hyphens, with a letter "
        "first, no hyphen at the end and no two in a row."
    )
    assert problems(one_region(final_snapshot_identifier=name)) == of_region("final_snapshot_identifier", problem)
    assert problems(one_region(final_snapshot_identifier=UNKNOWN)) == []


@pytest.mark.parametrize("given", [[], ()])
def test_no_subnets(given):
    """An empty list can't make a subnet group."""
    problem = f"{given!r} is empty. Set subnets in at least two availability zones, or remove subnet_ids."
    assert problems(one_region(subnet_ids=given)) == of_region("subnet_ids", problem)


@pytest.mark.parametrize(
    "key", ["neptune_subnet_group_name", "neptune_cluster_parameter_group_name", "neptune_parameter_group_name"]
)
def test_no_name_of_a_group(key):
    """pulumi-aws would use the default group."""
    problem = f"'' is empty. Set the name of a group, or remove {key}."
    assert problems(one_region(**{key: ""})) == of_region(key, problem)


@pytest.mark.parametrize("key", ["neptune_cluster_parameter_group_name", "neptune_parameter_group_name"])
@pytest.mark.parametrize(
    ("version", "group", "secret", "wanted"),
    [
        ("1.4.6.0", "default.neptune1.3", (), "version '1.4.6.0'. Set a group of 'neptune1.4'"),
        ("1.2.0.0", "default.neptune1", (), "version '1.2.0.0'. Set a group of 'neptune1.2'"),
        ("1.4.6.0", "default.neptune1.3", ("engine_version",), "version [secret]. Set a group of [secret]"),
    ],
)
def test_a_default_group_of_another_family(key, version, group, secret, wanted):
    """AWS would reject the group after minutes; the name of a default group shows its family."""
    problem = f"{group!r} is of another family than engine {wanted}."
    assert problems(one_region({"engine_version": version}, **{key: group}), secret) == of_region(key, problem)


@pytest.mark.parametrize(
    ("version", "group"),
    [
        ("1.4.6.0", "default.neptune1.4"),
        ("1.4.6.0", "mine"),
        (None, "default.neptune1.3"),
        (UNKNOWN, "default.neptune1.3"),
        ("1.4.6.0", UNKNOWN),
    ],
)
def test_a_group_that_fits_or_has_an_unknown_family(version, group):
    """The family of a custom group is not known."""
    assert problems(one_region({"engine_version": version}, neptune_parameter_group_name=group)) == []


def test_a_group_beside_a_wrong_version_is_not_checked():
    """An invalid version is the only finding."""
    args = one_region({"engine_version": "1.4"}, neptune_parameter_group_name="default.neptune1.3")
    assert problems(args) == [
        "engine_version: '1.4' is not an engine version: it must be four numbers, for example '1.4.6.0'."
    ]


@pytest.mark.parametrize(("key", "least", "most"), [("port", 1150, 65535), ("backup_retention_period", 1, 35)])
def test_numbers_have_limits(key, least, most):
    """The limits are valid, and the numbers beyond them are not."""
    for value in (least, most, float(most)):
        assert problems(one_region(**{key: value})) == []
    for value in (least - 1, most + 1, -(10**400), 1e300):
        problem = f"{value!r} is out of range. Set a number from {least} to {most}."
        assert problems(one_region(**{key: value})) == of_region(key, problem)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("port", 123456),
        ("port", "8182"),
        ("cluster_identifier", "hid--den"),
        ("instance_class", "db.t3.hidden"),
        ("tags", "hidden"),
        ("neptune_parameter_group_name", "default.neptune1.999"),
        ("backup_retention_period", 12345),
    ],
)
def test_a_secret_of_a_region_is_never_shown(key, value):
    """The message has ``[secret]`` instead of a secret value; the same argument of another region is shown."""
    args = other(
        regions={"eu-west-1": {**REGION, key: value}, "us-east-1": {**REGION, "backup_retention_period": 99}},
        primary_region="eu-west-1",
        engine_version="1.4.6.0",
    )
    found = problems(args, [f'regions["eu-west-1"].{key}'])
    assert "[secret]" in found[0]
    assert str(value) not in "".join(found)
    assert found[1:] == of_region(
        "backup_retention_period", "99 is out of range. Set a number from 1 to 35.", "us-east-1"
    )


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("storage_type", "gp2", "is not a known storage type of Neptune. The known types are 'standard' and 'iopt1'."),
        *(
            (
                "enable_cloudwatch_logs_exports",
                value,
                "has an unknown log type of Neptune. The known types are 'audit' and 'slowquery'.",
            )
            for value in (["error"], ["audit", "slow"])
        ),
    ],
)
def test_a_storage_type_or_log_type_that_aws_may_have_one_day(key, value, problem):
    """An unknown type is a warning, because AWS may support it later."""
    (doubt,) = parse("orders", one_region(**{key: value})).doubts
    assert documented(doubt, NO_SECRETS) == of_region(key, f"{value!r} {problem}")[0]


def test_logs_that_aws_has():
    """An unknown value has no warning."""
    assert (
        parse("orders", one_region(enable_cloudwatch_logs_exports=["audit", UNKNOWN], storage_type="iopt1")).doubts
        == ()
    )


@pytest.mark.parametrize("name", ["last", UNKNOWN])
def test_a_final_snapshot_that_is_skipped(name):
    """A name for a final snapshot that no deletion takes is a warning."""
    (doubt,) = parse("orders", one_region(skip_final_snapshot=True, final_snapshot_identifier=name)).doubts
    assert (
        documented(doubt, NO_SECRETS)
        == of_region(
            "final_snapshot_identifier",
            "has no effect while skip_final_snapshot is True: the cluster is deleted without a final snapshot. Remove "
            "skip_final_snapshot to keep the snapshot, or remove final_snapshot_identifier.",
        )[0]
    )


@pytest.mark.parametrize("skip", [None, False, UNKNOWN])
def test_a_final_snapshot_that_is_taken(skip):
    """A name for a final snapshot that a deletion takes, or may take, has no warning."""
    assert parse("orders", one_region(skip_final_snapshot=skip, final_snapshot_identifier="last")).doubts == ()
