"""Every value that a rule of the arguments advises is one that all rules accept."""

from __future__ import annotations

import inspect

import pytest
from argument_problems import SOURCE

from neptune_global_component.core.inputs import rules
from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.unknown import UNKNOWN

WEST = "eu-west-1"
REMOVED = object()
SCALING = "serverless_v2_scaling_configuration"
LIMITS = {"min_capacity": 2.5, "max_capacity": 128}

FROM_SOURCE = {"source_db_cluster_identifier": SOURCE, "regions": None}

ADVISED = [
    ("global_cluster_identifier", {"global_cluster_identifier": "-"}, "orders-global"),
    ("global_cluster_identifier", {"global_cluster_identifier": None}, "orders-global"),
    (
        "source_db_cluster_identifier",
        {"source_db_cluster_identifier": "orders", "regions": None},
        "arn:aws:rds:us-east-1:123456789012:cluster:orders",
    ),
    (
        "storage_encrypted",
        {"source_db_cluster_identifier": SOURCE, "storage_encrypted": True, "regions": None},
        REMOVED,
    ),
    ("engine", {"source_db_cluster_identifier": SOURCE, "engine": "neptune", "regions": None}, REMOVED),
    ("engine", {"engine": "aurora"}, "neptune"),
    ("engine_version", {"engine_version": "1.4"}, "1.4.6.0"),
    ("engine_version", {"engine_version": "1.1.0.0"}, "1.2.0.0"),
    ("engin", {"engin": "neptune"}, REMOVED),
    ("zzz", {"zzz": 1}, REMOVED),
    ("deletion_protection", {"deletion_protection": "true"}, True),
    ("tags", {"tags": {"owner": ["a"]}}, {"owner": "a"}),
    ("tags", {"tags": {"aws:owner": "a"}}, {"owner": "a"}),
    ("tags", {"tags": {f"key{number}": "a" for number in range(51)}}, {f"key{number}": "a" for number in range(50)}),
    ("regions", {"regions": {}}, REMOVED),
    ("primary_region", {**FROM_SOURCE, "primary_region": "us-east-1"}, WEST),
    ("primary_region", {"primary_region": "us-east-1", "regions": None}, REMOVED),
    ("primary_region", {"primary_region": "us-east-1"}, WEST),
]
"""The argument, arguments of the component that are wrong, and the value that the message advises for the argument."""

ADVISED_IN_REGION = [
    ("instances", {"instances": 17}, 16),
    ("instances", {"instances": UNKNOWN}, REMOVED),
    ("instances", {"instances": 1, "instance_settings": [{}]}, REMOVED),
    ("instance_settings", {"instance_settings": [1]}, [{"instance_class": "db.r6g.large"}]),
    ("instance_settings", {"instance_settings": [{"promotion_tier": 16}]}, [{"promotion_tier": 15}]),
    ("instance_settings", {"instance_settings": [{"availability_zone": "b"}]}, [{"availability_zone": f"{WEST}a"}]),
    ("instance_settings", {"instance_settings": [{"instance_class": "large"}]}, [{"instance_class": "db.r6g.large"}]),
    ("cluster_identifier", {"cluster_identifier": "-"}, "orders-global"),
    ("cluster_identifier", {"cluster_identifier": "o" * 62}, "o" * 61),
    ("instance_class", {"instance_class": "db.t3.medium"}, "db.r6g.large"),
    ("instance_class", {"instance_class": "large"}, "db.r6g.large"),
    ("instance_class", {"instance_class": None}, "db.r6g.large"),
    (SCALING, {"instance_class": "db.serverless"}, LIMITS),
    ("subnet_ids", {"subnet_ids": []}, REMOVED),
    ("subnet_ids", {"subnet_ids": ["a", "b"], "neptune_subnet_group_name": "mine"}, REMOVED),
    ("neptune_subnet_group_name", {"subnet_ids": ["a", "b"], "neptune_subnet_group_name": "mine"}, REMOVED),
    ("neptune_parameter_group_name", {"neptune_parameter_group_name": ""}, REMOVED),
    ("kms_key_arn", {"kms_key_arn": "key"}, f"arn:aws:kms:{WEST}:123456789012:key/ID"),
    ("kms_key_arn", {"kms_key_arn": "arn:aws:kms:us-east-1:123456789012:key/ID"}, REMOVED),
    ("final_snapshot_identifier", {"skip_final_snapshot": None}, "orders-last"),
    ("skip_final_snapshot", {"skip_final_snapshot": None}, True),
    ("final_snapshot_identifier", {"final_snapshot_identifier": "-"}, "o" * 255),
    ("neptune_cluster_parameter_group_name", {"neptune_cluster_parameter_group_name": "default.neptune1.3"}, REMOVED),
    (
        "neptune_cluster_parameter_group_name",
        {"neptune_cluster_parameter_group_name": "default.neptune1.3"},
        "default.neptune1.4",
    ),
    ("port", {"port": 80}, 1150),
    ("port", {"port": 80}, 65535),
    ("backup_retention_period", {"backup_retention_period": 0}, 1),
    ("backup_retention_period", {"backup_retention_period": 36}, 35),
    (SCALING, {SCALING: {"min_capacity": 1}}, LIMITS),
    (SCALING, {SCALING: {**LIMITS, "max_capcity": 4}}, LIMITS),
    (SCALING, {SCALING: {"min_capacity": "1", "max_capacity": 4}}, {"min_capacity": 2.5, "max_capacity": 4}),
    (SCALING, {SCALING: {"min_capacity": 0.5, "max_capacity": 4}}, {"min_capacity": 1, "max_capacity": 4}),
    (SCALING, {SCALING: {"min_capacity": 1, "max_capacity": 129}}, {"min_capacity": 1, "max_capacity": 128}),
    (SCALING, {SCALING: {"min_capacity": 8, "max_capacity": 4}}, {"min_capacity": 4, "max_capacity": 4}),
    ("preferred_backup_window", {"preferred_backup_window": "4-5"}, "04:00-04:30"),
    ("preferred_backup_window", {"preferred_backup_window": "04:00-04:10"}, "04:00-04:30"),
    ("preferred_maintenance_window", {"preferred_maintenance_window": "sunday"}, "sun:05:00-sun:05:30"),
]
"""The same of a region's arguments."""

OTHER_REGIONS = [
    ({"mars": {}}, {"eu-west-1": {}}),
    ({"us-east-1": {}, "cn-north-1": {}}, {"us-east-1": {}}),
    ({"us-east-1": UNKNOWN}, {"us-east-1": {}}),
    ({"us-east-1": 1}, {"us-east-1": {"instances": 1}}),
    ({f"us-east-{number}": {} for number in range(1, 8)}, {f"us-east-{number}": {} for number in range(1, 7)}),
]
"""Regions that are wrong, and as the message advises them."""

REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
BASE = {"global_cluster_identifier": "orders", "engine_version": "1.4.6.0", "storage_encrypted": True}


def findings(args):
    """Return all findings about arguments, those about a new global database too."""
    arguments = Arguments({key: value for key, value in args.items() if value is not REMOVED})
    return [str(one) for one in [*rules.findings(arguments), *rules.new_database_findings(arguments)]]


def database(**changed):
    """Return arguments of one region, with changes."""
    inherited = {"engine_version"} if changed.get("engine_version", REMOVED) is None else set()
    base = {key: value for key, value in BASE.items() if key not in inherited}
    if "source_db_cluster_identifier" in changed:
        del base["storage_encrypted"]
    return {**base, "regions": {WEST: REGION}, **changed}


def region(**changed):
    """Return arguments of one region, with changes of its own arguments."""
    values = {key: value for key, value in {**REGION, **changed}.items() if value is not REMOVED}
    return {**BASE, "regions": {WEST: values}}


def with_regions(regions):
    """Return arguments of several regions; a map gets what a region needs."""
    filled = {name: {**REGION, **value} if isinstance(value, dict) else value for name, value in regions.items()}
    return {**BASE, "primary_region": next(iter(regions)), "regions": filled}


ROWS = [
    *((database(**wrong), database(**{**wrong, key: advised})) for key, wrong, advised in ADVISED),
    *((region(**wrong), region(**{**wrong, key: advised})) for key, wrong, advised in ADVISED_IN_REGION),
    *((with_regions(wrong), with_regions(advised)) for wrong, advised in OTHER_REGIONS),
    (with_regions({"us-east-1": {}, "eu-west-1": {}}) | {"primary_region": None}, with_regions({"us-east-1": {}})),
]


def as_in_message(advised):
    """Return a value as a message has it: of some only the number of characters, or what is the same in all."""
    if isinstance(advised, str) and set(advised) == {"o"}:
        return str(len(advised))
    parts = {"orders-last": "name", "123456789012:key": "ACCOUNT:key", "default.": ""}
    for value, part in parts.items():
        advised = str(advised).replace(value, part)
    return advised


@pytest.mark.parametrize(("wrong", "advised"), ROWS)
def test_an_advised_value_is_accepted(wrong, advised):
    """Arguments with the advised value have no finding."""
    assert findings(wrong)
    assert findings(advised) == []


@pytest.mark.parametrize(
    ("wrong", "advised"),
    [
        *((database(**wrong), advised) for _, wrong, advised in ADVISED),
        *((region(**wrong), advised) for _, wrong, advised in ADVISED_IN_REGION),
    ],
)
def test_an_advised_value_is_in_the_message(wrong, advised):
    """The values above are those of the messages: the value itself, or the number of its characters."""
    printed = " ".join(findings(wrong))
    listed = advised if isinstance(advised, list) else [advised]
    values = [value for one in listed for value in (one.values() if isinstance(one, dict) else [one])]
    values = [one for one in values if type(one) in {str, int}] if type(advised) is not dict else []
    assert all(as_in_message(one) in printed for one in values), printed


def test_every_rule_has_a_row():
    """Each rule has arguments above that it rejects, so its advice is tested."""
    every = [*rules.DATABASE, *rules.REGION]
    rejecting = set()
    for wrong, _ in ROWS:
        args = Arguments({key: value for key, value in wrong.items() if value is not REMOVED})
        for one in (args, *args.regions().values()):
            for rule in every:
                of_region = len(inspect.signature(rule).parameters) == 2
                if of_region is (one is not args) and list(rule(one, args) if of_region else rule(one)):
                    rejecting.add(rule)
    assert [rule.__name__ for rule in every if rule not in rejecting] == []
