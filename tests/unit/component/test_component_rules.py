"""AWS's rules for the global cluster, with the full text of each finding."""

from __future__ import annotations

import pytest
from argument_problems import SOURCE, not_an_identifier, other, problems

from neptune_global_component.core.inputs.table import ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN

IDENTIFIER = "global_cluster_identifier"


def not_an_arn(shown):
    """Return the message about a source."""
    return [
        (
            f"source_db_cluster_identifier: {shown} is not the ARN of a Neptune DB cluster: it must be like "
            "'arn:aws:rds:us-east-1:123456789012:cluster:orders'. Set the `arn` of the cluster, not its identifier."
        )
    ]


def inherited(key, given):
    """Return the message about an argument that AWS copies from the source cluster."""
    return (
        f"{key}: {given} can't be set beside source_db_cluster_identifier: AWS takes it from the source. Remove {key}."
    )


REQUIRED = ["global_cluster_identifier: is required: set the name of the global cluster, for example 'orders-global'."]


@pytest.mark.parametrize("value", ["a", "orders", "Orders-Global", "o1-2-3", "o" * 63])
def test_identifiers_that_aws_takes(value):
    """1-63 letters, digits and hyphens, a letter first, are an identifier."""
    assert problems({IDENTIFIER: value}) == []


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1orders",
        "-orders",
        "orders-",
        "orders--eu",
        "orders_eu",
        "ordérs",
        "orders.eu",
        "orders\n",
        "o" * 64,
    ],
)
def test_identifiers_that_aws_refuses(value):
    """Any other identifier fails, and the error has the value and the full rule."""
    assert problems({IDENTIFIER: value}) == not_an_identifier(IDENTIFIER, repr(value))


@pytest.mark.parametrize("args", [{}, {"global_cluster_identifier": None}])
def test_the_identifier_is_required(args):
    """A missing identifier is a finding."""
    assert problems(args) == REQUIRED


@pytest.mark.parametrize("value", [SOURCE, SOURCE.replace("arn:aws:", "arn:aws-us-gov:").replace("eu-", "us-gov-")])
def test_sources_that_aws_takes(value):
    """A source is the ARN of a DB cluster, in every partition."""
    assert problems(other(source_db_cluster_identifier=value)) == []


@pytest.mark.parametrize("value", ["orders", "", SOURCE.replace(":cluster:", ":db:")])
def test_sources_that_aws_refuses(value):
    """An identifier, or the ARN of another resource, is not a source."""
    assert problems(other(source_db_cluster_identifier=value)) == not_an_arn(repr(value))


@pytest.mark.parametrize(
    ("key", "value"),
    [("engine", "neptune"), ("storage_encrypted", True), ("storage_encrypted", False)],
)
def test_a_source_excludes_what_is_inherited_from_it(key, value):
    """AWS rejects engine and encryption beside a source; the error lists each with its value."""
    args = other(source_db_cluster_identifier=SOURCE, **{key: value})
    assert problems(args) == [inherited(key, repr(value))]


def test_a_source_excludes_what_is_not_known_yet():
    """Two arguments that exclude each other fail before their values are known."""
    args = other(source_db_cluster_identifier=UNKNOWN, engine="neptune", engine_version=UNKNOWN)
    assert problems(args) == [inherited("engine", "'neptune'")]


@pytest.mark.parametrize("engine", ["aurora", "neptune"])
def test_an_engine_beside_a_source_is_one_problem(engine):
    """The engine is removed, whatever it is."""
    args = other(source_db_cluster_identifier=SOURCE, engine=engine)
    assert problems(args) == [inherited("engine", repr(engine))]


def test_a_source_allows_what_is_not_inherited():
    """Protection can be set beside a source, and None equals a missing argument."""
    args = other(source_db_cluster_identifier=SOURCE, deletion_protection=True, engine=None, engine_version=None)
    assert problems(args) == []


@pytest.mark.parametrize("value", ["aurora", "Neptune", ""])
def test_the_engine_is_neptune(value):
    """Any other engine fails, because Aurora uses the same API."""
    assert problems(other(engine=value)) == [
        f"engine: {value!r} is not the engine of Neptune. Set 'neptune', or remove engine."
    ]


@pytest.mark.parametrize("value", ["1.2.0.0", "1.2.0.1", "1.4.6.0", "1.10.0.0", "2.0.0.0"])
def test_versions_that_have_global_databases(value):
    """1.2.0.0 is the first, and versions are compared by number."""
    assert problems(other(engine_version=value)) == []


@pytest.mark.parametrize("value", ["1.1.1.0", "1.0.9.9", "0.9.0.0"])
def test_versions_that_are_too_old(value):
    """Before 1.2.0.0 there were no global databases."""
    assert problems(other(engine_version=value)) == [
        f"engine_version: {value!r} is too old for a global database. Set 1.2.0.0 or later."
    ]


@pytest.mark.parametrize("value", ["1.4", "latest", "", "1.4.6.0\n", "1.4.6.0.0"])
def test_what_is_not_a_version(value):
    """A version is four numbers; 1.4 is not one."""
    assert problems(other(engine_version=value)) == [
        f"engine_version: {value!r} is not an engine version: it must be four numbers, for example '1.4.6.0'."
    ]


@pytest.mark.parametrize("key", [IDENTIFIER, "source_db_cluster_identifier", "engine", "engine_version"])
@pytest.mark.parametrize("value", [7, 1.4, True, [SOURCE]])
def test_a_string_is_a_string(key, value):
    """A number, even one like a version, is not a string; other rules do not repeat the finding."""
    assert problems(other(**{key: value})) == [f"{key}: must be a string, got {value!r}."]


@pytest.mark.parametrize("key", ["deletion_protection", "storage_encrypted", "observe"])
@pytest.mark.parametrize("value", ["false", "true", 0, 1, 1.0, []])
def test_a_switch_is_true_or_false(key, value):
    """The string 'false' would be true, and 0 is not false."""
    assert problems(other(**{key: value})) == [f"{key}: must be true or false, got {value!r}."]


@pytest.mark.parametrize("key", ["observe", "regions", "primary_region"])
def test_what_decides_about_children_and_reads_is_plain(key):
    """Values that decide about children and reads must be known in preview."""
    assert problems(other(**{key: UNKNOWN})) == [
        f"{key}: is an output. Set a plain value: the program must know it when it runs."
    ]


@pytest.mark.parametrize(
    ("key", "problem"),
    [("regions", "must be a map of regions to their arguments"), ("tags", "must be a map of keys to values")],
)
@pytest.mark.parametrize("value", [["eu-west-1"], "eu-west-1", 1])
def test_a_map_is_a_map(key, problem, value):
    """A list is not a map of regions."""
    assert problems(other(**{key: value})) == [f"{key}: {problem}, got {value!r}."]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("engine_versoin", "engine_version"),
        ("engineVersion", "engine_version"),
        ("globalClusterIdentifier", "global_cluster_identifier"),
        ("source_cluster_identifier", "source_db_cluster_identifier"),
        ("deletion_protected", "deletion_protection"),
        ("encrypted", "storage_encrypted"),
        ("region", "regions"),
        ("primaryRegion", "primary_region"),
    ],
)
def test_a_typo_is_refused_with_the_nearest_key(key, meant):
    """The error suggests the nearest argument."""
    assert problems(other(**{key: True})) == [f"{key}: is not an argument of a global cluster. Did you mean {meant}?"]


@pytest.mark.parametrize("value", [1, None, UNKNOWN])
def test_another_key_is_refused_with_all_that_there_are(value):
    """The error lists all arguments if none is near, whatever the value is."""
    assert problems(other(zzz=value)) == [
        (
            "zzz: is not an argument of a global cluster. Remove it; the arguments are adopt, "
            "allow_major_version_upgrade, deletion_protection, engine, engine_version, global_cluster_identifier, "
            "observe, primary_region, regions, source_db_cluster_identifier, storage_encrypted, tags."
        )
    ]


def test_all_findings_come_at_once():
    """One error has all findings."""
    args = {
        "global_cluster_identifier": "-",
        "source_db_cluster_identifier": "orders",
        "engine": "aurora",
        "engine_version": "1",
        "storage_encrypted": "yes",
        "deletion_protection": "no",
        "enginee": "neptune",
    }
    assert problems(args) == [
        "enginee: is not an argument of a global cluster. Did you mean engine?",
        "deletion_protection: must be true or false, got 'no'.",
        "storage_encrypted: must be true or false, got 'yes'.",
        *not_an_identifier(IDENTIFIER, "'-'"),
        *not_an_arn("'orders'"),
        inherited("engine", "'aurora'"),
        inherited("storage_encrypted", "'yes'"),
        "engine_version: '1' is not an engine version: it must be four numbers, for example '1.4.6.0'.",
    ]


def test_a_key_that_is_no_text_is_refused():
    """A key of another kind is a finding like any other."""
    assert problems({**other(), 7: 1})[0].startswith("7: is not an argument of a global cluster. Remove it; ")


@pytest.mark.parametrize("key", [key for key, kind in ARGUMENTS.items() if not kind.plain])
def test_unknown_values_are_not_checked(key):
    """A preview accepts unknown values."""
    assert problems(other(**{key: UNKNOWN})) == []


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({"global_cluster_identifier": "hid--den"}, not_an_identifier(IDENTIFIER, "[secret]")),
        (other(source_db_cluster_identifier="hid--den"), not_an_arn("[secret]")),
        (other(engine="hid--den"), ["engine: [secret] is not the engine of Neptune. Set 'neptune', or remove engine."]),
        (
            other(engine_version="hid--den"),
            ["engine_version: [secret] is not an engine version: it must be four numbers, for example '1.4.6.0'."],
        ),
        (
            other(engine_version="1.1.0.0"),
            ["engine_version: [secret] is too old for a global database. Set 1.2.0.0 or later."],
        ),
        (other(observe="hid--den"), ["observe: must be true or false, got [secret]."]),
        (other(tags="hid--den"), ["tags: must be a map of keys to values, got [secret]."]),
        (
            other(primary_region="hid--den"),
            ["primary_region: [secret] is not in regions. Set regions, or remove it."],
        ),
        (
            other(source_db_cluster_identifier=SOURCE, storage_encrypted=True),
            [inherited("storage_encrypted", "[secret]")],
        ),
    ],
)
def test_a_secret_is_never_shown(args, expected):
    """The message has ``[secret]`` instead of a secret value."""
    assert problems(args, secret=list(args)) == expected


def test_only_the_secret_is_hidden():
    """The values of the other arguments are shown."""
    args = {"global_cluster_identifier": "-", "engine": "aurora"}
    assert problems(args, secret=["global_cluster_identifier"]) == [
        *not_an_identifier(IDENTIFIER, "[secret]"),
        "engine: 'aurora' is not the engine of Neptune. Set 'neptune', or remove engine.",
    ]
