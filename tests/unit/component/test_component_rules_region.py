"""AWS's rules for the cluster of one region, with the full text of each finding."""

from __future__ import annotations

import pytest
from argument_problems import REGION, SOURCE, not_an_identifier, of_region, one_region, other, problems

from neptune_global_component.core.inputs.spec import parse
from neptune_global_component.core.inputs.table import REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN

KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"
ENCRYPTED = {"storage_encrypted": True}
LONG = "o" * 54
SCALING = "serverless_v2_scaling_configuration"
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


@pytest.mark.parametrize(
    ("whole", "key"),
    [
        (ENCRYPTED, KEY),
        (ENCRYPTED, KEY.replace("key/1", "alias/mine")),
        ({"storage_encrypted": UNKNOWN}, KEY),
        ({}, None),
    ],
)
def test_keys_that_aws_takes(whole, key):
    """A key or an alias in the same region is accepted for an encrypted database."""
    assert problems(one_region(whole, kms_key_arn=key)) == []


NOT_A_KEY = "is not the ARN of a KMS key. Set 'arn:aws:kms:eu-west-1:ACCOUNT:key/ID'."
NOT_ENCRYPTED = "needs an encrypted database. Set storage_encrypted: true, or remove kms_key_arn."
NOT_TO_ENCRYPT = "needs an encrypted database, and storage_encrypted is False. Set it to True, or remove kms_key_arn."
ELSEWHERE = "is a key of another region, and each region needs its own key. Set a key of eu-west-1."


@pytest.mark.parametrize(
    ("whole", "key", "problem"),
    [
        ({}, KEY, NOT_ENCRYPTED),
        ({"storage_encrypted": None}, KEY, NOT_ENCRYPTED),
        ({"storage_encrypted": False}, KEY, NOT_TO_ENCRYPT),
        (ENCRYPTED, KEY.replace("eu-west-1", "us-east-1"), ELSEWHERE),
        (ENCRYPTED, "1234abcd-12ab-34cd-56ef-1234567890ab", NOT_A_KEY),
        (ENCRYPTED, "alias/aws/rds", NOT_A_KEY),
        (ENCRYPTED, SOURCE, NOT_A_KEY),
        (ENCRYPTED, "", NOT_A_KEY),
    ],
)
@pytest.mark.parametrize("secret", [False, True])
def test_keys_that_aws_refuses(whole, key, problem, secret):
    """A key of another region, an id, or a key of an unencrypted database is a finding."""
    shown = "[secret]" if secret else repr(key)
    hidden = ['regions["eu-west-1"].kms_key_arn'] if secret else []
    assert problems(one_region(whole, kms_key_arn=key), hidden) == of_region("kms_key_arn", f"{shown} {problem}")


def test_a_key_that_is_not_known_yet():
    """An unknown key of an unencrypted database is a finding."""
    assert problems(one_region(kms_key_arn=UNKNOWN)) == of_region("kms_key_arn", f"a value {NOT_ENCRYPTED}")


def test_a_key_beside_a_source():
    """The encryption of the source is not known."""
    args = other(source_db_cluster_identifier=SOURCE, regions={"us-east-1": {**REGION, "kms_key_arn": UNKNOWN}})
    assert problems(args) == []


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
    assert str(doubt) == of_region(key, f"{value!r} {problem}")[0]


def test_logs_that_aws_has():
    """An unknown value has no warning."""
    assert (
        parse("orders", one_region(enable_cloudwatch_logs_exports=["audit", UNKNOWN], storage_type="iopt1")).doubts
        == ()
    )


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
