"""AWS's rules for the regions of a global database, with the full text of each finding."""

from __future__ import annotations

import pytest
from argument_problems import REGION, SOURCE, of_region, other, problems

from neptune_global_component.core.inputs.unknown import UNKNOWN

NAMES = ("us-east-1", "eu-west-1", "ap-northeast-1", "us-west-2", "eu-central-1", "ca-west-1", "il-central-1")
NOT_A_REGION = "is not the name of a region. Set for example 'eu-west-1'."
TAKEN = "is the region of the source cluster, and each region has one cluster. Remove the region."


def regions(names, /, **args):
    """Return arguments with these regions, the first one the primary; ``args`` has arguments by region."""
    given = {name: {**REGION, **args.get(name, {})} for name in names}
    return other(regions=given, primary_region=next(iter(names), None))


def beside_a_source(names, source=SOURCE, **args):
    """Return arguments with a source, in eu-west-1 by default, and regions beside it."""
    return other(source_db_cluster_identifier=source, regions=dict.fromkeys(names, REGION), **args)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_as_many_regions_as_aws_takes(count):
    """A primary and up to five secondaries are accepted."""
    assert problems(regions(NAMES[:count])) == []


@pytest.mark.parametrize("count", [0, 7])
def test_fewer_or_more_regions(count):
    """Zero or seven regions are a finding."""
    assert problems(regions(NAMES[:count])) == [f"regions: has {count} regions. Set 1 to 6, or remove regions."]


@pytest.mark.parametrize("source", [SOURCE.replace("eu-west-1", "eu-north-1"), UNKNOWN])
def test_the_source_counts(source):
    """A source takes one of the six regions, even if it is unknown in preview."""
    assert problems(beside_a_source(NAMES[:5], source)) == []
    assert problems(beside_a_source(NAMES[:6], source)) == [
        "regions: has 6 regions. Set 1 to 5 beside the source cluster's, or remove regions."
    ]


@pytest.mark.parametrize("name", ["us-east-1", "ap-southeast-5", "us-gov-west-1", "eusc-de-east-1", "xx-newregion-9"])
def test_names_of_regions(name):
    """A new AWS region is accepted."""
    assert problems(regions([name])) == []


@pytest.mark.parametrize("name", ["", "eu-west-1a", "EU-WEST-1", "eu_west_1", "ireland", "eu-west-1\n", "*"])
def test_what_is_not_the_name_of_a_region(name):
    """Availability zones and cities are not regions."""
    assert problems(regions([name])) == [f'regions["{name}"]: {NOT_A_REGION}']


@pytest.mark.parametrize("name", [1, None, ("eu-west-1",), UNKNOWN, True])
def test_a_key_that_is_no_text(name):
    """A key that is not a string is a finding, and the other regions are checked."""
    args = other(regions={name: REGION, "eu-west-1": {**REGION, "port": 1}}, primary_region="eu-west-1")
    assert problems(args) == [
        f'regions["{name}"]: {NOT_A_REGION}',
        *of_region("port", "1 is out of range. Set a number from 1150 to 65535."),
    ]


def test_the_primary_of_keys_that_are_no_texts():
    """The message about the primary offers only valid regions."""
    assert problems(other(regions={1: REGION, "eu-west-1": REGION, "us-east-1": REGION})) == [
        f'regions["1"]: {NOT_A_REGION}',
        "primary_region: is required with several regions. Set one of eu-west-1, us-east-1.",
    ]


@pytest.mark.parametrize("values", [None, "db.r6g.large", ["db.r6g.large"], 1])
def test_a_region_without_a_map(values):
    """Arguments of a region that are not a map are a finding."""
    assert problems(other(regions={"eu-west-1": values})) == [
        "regions[\"eu-west-1\"]: is not a map. Set the arguments of the region, for example {'instances': 1}."
    ]


def test_a_region_that_is_an_output():
    """The program must know the number of instances when it runs."""
    assert problems(other(regions={"eu-west-1": UNKNOWN})) == [
        'regions["eu-west-1"]: is an output. Set a plain map; its values may be outputs.'
    ]


@pytest.mark.parametrize("secret", [(), ("source_db_cluster_identifier",)])
def test_the_region_of_the_source_is_taken(secret):
    """Each region has one cluster."""
    assert problems(beside_a_source(["us-east-1", "eu-west-1"]), secret) == [f'regions["eu-west-1"]: {TAKEN}']


def test_a_source_that_is_not_known_takes_no_region():
    """An unknown source has no finding."""
    assert problems(beside_a_source(["us-east-1", "eu-west-1"], UNKNOWN)) == []


@pytest.mark.parametrize(
    "args",
    [
        other(regions={"eu-west-1": REGION}),
        other(regions={"eu-west-1": REGION}, primary_region="eu-west-1"),
        other(regions={"eu-west-1": REGION, "us-east-1": REGION}, primary_region="us-east-1"),
        beside_a_source(["us-east-1", "us-west-2"]),
        beside_a_source(["us-east-1"], primary_region="eu-west-1"),
        beside_a_source(["us-east-1"], UNKNOWN, primary_region="eu-west-1"),
        beside_a_source(["us-east-1"], primary_region="us-east-1"),
        beside_a_source(["us-east-1"], UNKNOWN, primary_region="us-east-1"),
    ],
)
def test_where_the_primary_may_be(args):
    """It is one of the regions, by default the only one, or the source's region."""
    assert problems(args) == []


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (
            other(regions={"eu-west-1": REGION, "us-east-1": REGION}),
            "is required with several regions. Set one of eu-west-1, us-east-1.",
        ),
        (
            other(regions={"eu-west-1": REGION, "us-east-1": REGION}, primary_region="us-west-2"),
            "'us-west-2' is not in regions. Set one of eu-west-1, us-east-1.",
        ),
        (other(primary_region="us-west-2"), "'us-west-2' is not in regions. Set regions, or remove it."),
        (
            beside_a_source(["us-east-1"], primary_region="us-west-2"),
            "'us-west-2' is neither the source cluster's region nor in regions. Set 'eu-west-1' at first.",
        ),
    ],
)
def test_where_the_primary_can_not_be(args, problem):
    """The error for another primary region lists the regions."""
    assert problems(args) == [f"primary_region: {problem}"]


def test_regions_that_are_an_output_are_one_finding():
    """The primary region is not checked against regions that are not known."""
    found = problems(other(regions=UNKNOWN, primary_region="us-east-1"))
    assert [one.partition(":")[0] for one in found] == ["regions"]


def test_the_region_of_a_secret_source_is_not_told():
    """The region of a secret source is secret."""
    args = beside_a_source(["us-east-1"], primary_region="us-west-2")
    assert problems(args, ["source_db_cluster_identifier"]) == [
        "primary_region: 'us-west-2' is neither the source cluster's region nor in regions. Set [secret] at first."
    ]


@pytest.mark.parametrize(
    ("names", "region", "count"),
    [
        (NAMES[:1], "us-east-1", 16),
        (NAMES[:1], "us-east-1", 0),
        (NAMES[:3], "us-east-1", 1),
        (NAMES[:3], "us-east-1", 14),
        (NAMES[:6], "us-east-1", 11),
        (NAMES[:3], "eu-west-1", 0),
        (NAMES[:3], "eu-west-1", 16),
        (NAMES[:3], "eu-west-1", 16.0),
    ],
)
def test_numbers_of_instances_that_aws_takes(names, region, count):
    """The primary has a writer and 15 readers less one per secondary; a secondary has up to 16 readers."""
    assert problems(regions(names, **{region: {"instances": count}})) == []


@pytest.mark.parametrize(
    ("names", "region", "count", "allowed"),
    [
        (NAMES[:1], "us-east-1", 17, "primary. Set 0 to 16"),
        (NAMES[:1], "us-east-1", -1, "primary. Set 0 to 16"),
        (NAMES[:3], "us-east-1", 0, "primary. Set 1 to 14"),
        (NAMES[:3], "us-east-1", 15, "primary. Set 1 to 14"),
        (NAMES[:6], "us-east-1", 12, "primary. Set 1 to 11"),
        (NAMES[:3], "eu-west-1", 17, "secondary. Set 0 to 16"),
        (NAMES[:3], "eu-west-1", -1, "secondary. Set 0 to 16"),
        (NAMES[:3], "eu-west-1", 10**400, "secondary. Set 0 to 16"),
    ],
)
def test_numbers_of_instances_that_aws_refuses(names, region, count, allowed):
    """A primary with secondaries needs its writer."""
    problem = f"{count} is not a valid number of instances of the {allowed}."
    assert problems(regions(names, **{region: {"instances": count}})) == of_region("instances", problem, region)


def test_beside_a_source_all_are_secondaries():
    """The primary's instances do not belong to this component."""
    args = beside_a_source(["us-east-1"])
    args["regions"] = {"us-east-1": {"instances": 0, "skip_final_snapshot": True}}
    assert problems(args) == []
    args["regions"]["us-east-1"]["instances"] = 17
    assert problems(args)[0].endswith("of the secondary. Set 0 to 16.")


KEY = "arn:aws:kms:us-east-1:123456789012:key/1"


def test_two_regions_have_no_key_in_common():
    """A key of one region is wrong in the other one, which is one finding."""
    args = regions(NAMES[:2], **{name: {"kms_key_arn": KEY} for name in NAMES[:2]}) | {"storage_encrypted": True}
    assert problems(args) == [
        *of_region(
            "kms_key_arn",
            f"'{KEY}' is a key of another region, and each region needs its own key. Set a key of eu-west-1.",
        ),
    ]


@pytest.mark.parametrize("other_key", [UNKNOWN, None, KEY.replace("us-east-1", "eu-west-1")])
def test_two_regions_with_keys_of_their_own(other_key):
    """Unknown and missing keys are not shared."""
    args = regions(NAMES[:2], **{"us-east-1": {"kms_key_arn": KEY}, "eu-west-1": {"kms_key_arn": other_key}})
    assert problems(args | {"storage_encrypted": True}) == []
    unknown = regions(NAMES[:2], **{name: {"kms_key_arn": UNKNOWN} for name in NAMES[:2]})
    assert problems(unknown | {"storage_encrypted": True}) == []


def test_the_findings_of_all_regions_come_at_once():
    """Findings are ordered: the global database, then region by region, each with its path."""
    args = other(
        global_cluster_identifier="-",
        regions={
            "eu-west-1": {"port": "8182", "instances": 2.5, "skip_final_snapshot": "true", "prot": 1},
            "us-east-1": {"instance_class": "db.t3.medium", "instances": 17, "skip_final_snapshot": True},
        },
    )
    assert [text.partition(": ")[0] for text in problems(args)] == [
        "global_cluster_identifier",
        'regions["us-east-1"].instances',
        'regions["eu-west-1"].prot',
        'regions["eu-west-1"].instances',
        'regions["eu-west-1"].port',
        'regions["eu-west-1"].skip_final_snapshot',
        'regions["eu-west-1"].instance_class',
        'regions["us-east-1"].instance_class',
        "primary_region",
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("us-east-1", "cn-north-1"), "aws and aws-cn"),
        (("us-gov-west-1", "us-east-1"), "aws and aws-us-gov"),
        (("us-isob-east-1", "us-iso-east-1"), "aws-iso and aws-iso-b"),
        (("eusc-de-east-1", "eu-central-1"), "aws and aws-eusc"),
        (("cn-north-1", "cn-northwest-1"), None),
    ],
)
def test_one_partition(names, found):
    """A global database can't span AWS partitions."""
    expected = [f"regions: has regions of {found}. Set regions of one partition."] if found else []
    assert problems(regions(names)) == expected


def test_a_primary_beside_a_source():
    """The declared primary has a writer and one reader less per secondary, including the source."""
    args = beside_a_source(["us-east-1"], primary_region="us-east-1")
    args["regions"] = {"us-east-1": {**REGION, "instances": 16}}
    assert problems(args) == of_region(
        "instances", "16 is not a valid number of instances of the primary. Set 1 to 15.", "us-east-1"
    )
