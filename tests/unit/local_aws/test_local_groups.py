"""Parameter groups: families, parameters, use, defaults. Settings that instances inherit."""

from __future__ import annotations

import pytest
from neptune_calls import create_cluster, create_instance, create_parameter_groups, refusal, the_cluster, the_instance

GROUP = {"Description": "mine", "DBParameterGroupFamily": "neptune1.4"}
KINDS = {"db_parameter": "DBParameterGroupName", "db_cluster_parameter": "DBClusterParameterGroupName"}

NAMES = {
    "db_parameter": ("neptune_query_timeout", "neptune_result_cache"),
    "db_cluster_parameter": ("neptune_query_timeout", "neptune_streams"),
}
"""Two parameters of each kind of group."""


def parameter(name, value):
    """Return a parameter that is applied immediately."""
    return {"ParameterName": name, "ParameterValue": value, "ApplyMethod": "immediate"}


@pytest.mark.parametrize("kind", KINDS)
def test_parameters(neptune, kind):
    """A group lists all parameters, and marks those that a user set. A reset restores the engine's values."""
    calls, named = neptune(), {KINDS[kind]: "mine"}
    first, second = NAMES[kind]

    def call(verb, noun, **others):
        return getattr(calls, f"{verb}_{kind}{noun}")(**named, **others)

    def listed(**others):
        found = call("describe", "s", **others)["Parameters"]
        return {one["ParameterName"]: one.get("ParameterValue") for one in found}

    assert refusal(lambda: call("describe", "s"))[0] == "DBParameterGroupNotFound"
    call("create", "_group", **GROUP)
    defaults = listed()
    assert {first, second} < set(defaults)
    assert listed(Source="engine-default") == defaults
    call("modify", "_group", Parameters=[parameter(first, "20"), parameter(second, "1")])
    call("modify", "_group", Parameters=[parameter(first, "30")])
    assert listed(Source="user") == {first: "30", second: "1"}
    assert listed() == defaults | {first: "30", second: "1"}
    assert not {first, second} & set(listed(Source="engine-default"))
    call("reset", "_group", Parameters=[parameter(second, "1")])
    assert listed(Source="user") == {first: "30"}
    call("reset", "_group", ResetAllParameters=True)
    assert listed() == defaults


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("nonsense", "1", "Could not find parameter with name: nonsense"),
        (
            "neptune_query_timeout",
            "9",
            "Invalid parameter value: 9 for: neptune_query_timeout allowed values are: 10-2147483647",
        ),
        (
            "neptune_query_timeout",
            "soon",
            "Invalid parameter value: soon for: neptune_query_timeout allowed values are: 10-2147483647",
        ),
    ],
)
def test_rejected_parameters(neptune, kind, name, value, message):
    """An unknown parameter and an invalid value are rejected, and the call sets no parameter."""
    calls, named = neptune(), {KINDS[kind]: "mine"}
    getattr(calls, f"create_{kind}_group")(**named, **GROUP)
    given = {"Parameters": [parameter("neptune_query_timeout", "20"), parameter(name, value)]}
    assert refusal(getattr(calls, f"modify_{kind}_group"), **named, **given) == ("InvalidParameterValue", message)
    assert getattr(calls, f"describe_{kind}s")(**named, Source="user")["Parameters"] == []


def test_rejected_cluster_parameter(neptune):
    """The values of a boolean parameter are 0 and 1."""
    neptune().create_db_cluster_parameter_group(DBClusterParameterGroupName="mine", **GROUP)
    given = {"Parameters": [parameter("neptune_enable_audit_log", "maybe")]}
    call = neptune().modify_db_cluster_parameter_group
    assert refusal(call, DBClusterParameterGroupName="mine", **given) == (
        "InvalidParameterValue",
        "Invalid parameter value: maybe for: neptune_enable_audit_log allowed values are: 0,1",
    )


def test_default_parameters(neptune):
    """A default group lists its family's engine default parameters."""
    calls, family = neptune(), "neptune1.4"
    for listed, defaults in (
        (
            calls.describe_db_parameters(DBParameterGroupName=f"default.{family}"),
            calls.describe_engine_default_parameters(DBParameterGroupFamily=family),
        ),
        (
            calls.describe_db_cluster_parameters(DBClusterParameterGroupName=f"default.{family}"),
            calls.describe_engine_default_cluster_parameters(DBParameterGroupFamily=family),
        ),
    ):
        assert listed["Parameters"] == defaults["EngineDefaults"]["Parameters"] != []
    code, _ = refusal(calls.describe_engine_default_parameters, DBParameterGroupFamily="neptune9")
    assert code == "InvalidParameterValue"


def test_port_of_an_instance(neptune):
    """An instance listens on its cluster's port, also after a change."""
    create_cluster(neptune, Port=8183)
    create_instance(neptune)
    assert the_instance(neptune)["Endpoint"]["Port"] == 8183
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", Port=8184)
    assert the_instance(neptune)["Endpoint"]["Port"] == 8184


def test_days_of_maintenance(neptune):
    """The days of a maintenance window are returned in lower case."""
    window = {"PreferredMaintenanceWindow": "Mon:03:00-Mon:04:00"}
    create_cluster(neptune, **window)
    create_instance(neptune, **window)
    shown = [the(neptune)["PreferredMaintenanceWindow"] for the in (the_cluster, the_instance)]
    assert shown == ["mon:03:00-mon:04:00"] * 2
    window = {"PreferredMaintenanceWindow": "TUE:03:00-TUE:04:00"}
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", **window)
    neptune().modify_db_instance(DBInstanceIdentifier="orders-us-east-1-1", **window)
    shown = [the(neptune)["PreferredMaintenanceWindow"] for the in (the_cluster, the_instance)]
    assert shown == ["tue:03:00-tue:04:00"] * 2


def test_parameter_group_families(neptune):
    """A parameter group must belong to the engine version's family, for clusters and for instances."""
    calls = neptune()
    create_parameter_groups(neptune, "old", "neptune1.2")
    expected = (
        "InvalidParameterCombination",
        (
            "The Parameter Group old with DBParameterGroupFamily neptune1.2 cannot be used for this instance. Please "
            "use a Parameter Group with DBParameterGroupFamily neptune1.4"
        ),
    )
    assert refusal(lambda: create_cluster(neptune, DBClusterParameterGroupName="old")) == expected
    code, _ = refusal(lambda: create_cluster(neptune, DBClusterParameterGroupName="nobody"))
    assert code == "DBClusterParameterGroupNotFound"
    create_cluster(neptune)
    assert refusal(lambda: create_instance(neptune, DBParameterGroupName="old")) == expected
    assert refusal(lambda: create_instance(neptune, DBParameterGroupName="no"))[0] == "DBParameterGroupNotFound"
    change = {"DBClusterIdentifier": "orders-us-east-1", "DBClusterParameterGroupName": "old"}
    assert refusal(calls.modify_db_cluster, **change) == expected


def test_unknown_family(neptune):
    """A parameter group of an unknown family is rejected."""
    group = {"Description": "mine", "DBParameterGroupFamily": "neptune9"}
    expected = ("InvalidParameterValue", "ParameterGroupFamily neptune9 is not a valid parameter group family")
    calls = neptune()
    assert refusal(calls.create_db_parameter_group, DBParameterGroupName="mine", **group) == expected
    assert refusal(calls.create_db_cluster_parameter_group, DBClusterParameterGroupName="mine", **group) == expected


def test_default_groups(neptune):
    """Each family has a default group, which is for its versions only and can't be changed or deleted."""
    calls = neptune()
    for name, code in (
        ("default.postgres16", "DBClusterParameterGroupNotFound"),
        ("default.neptune1.2", "InvalidParameterCombination"),
    ):
        assert refusal(lambda name=name: create_cluster(neptune, DBClusterParameterGroupName=name))[0] == code
    create_cluster(neptune, DBClusterParameterGroupName="default.neptune1.4")
    code, _ = refusal(lambda: create_instance(neptune, DBParameterGroupName="default.neptune1.2"))
    assert code == "InvalidParameterCombination"
    create_instance(neptune, DBParameterGroupName="default.neptune1.4")
    named = {"DBClusterParameterGroupName": the_cluster(neptune)["DBClusterParameterGroup"]}
    (shown,) = calls.describe_db_cluster_parameter_groups(**named)["DBClusterParameterGroups"]
    assert (shown["DBClusterParameterGroupName"], shown["DBParameterGroupFamily"]) == (
        "default.neptune1.4",
        "neptune1.4",
    )
    assert refusal(calls.delete_db_cluster_parameter_group, **named) == (
        "InvalidDBParameterGroupState",
        "Default DBClusterParameterGroup cannot be deleted: default.neptune1.4",
    )
    change = {"Parameters": [parameter("neptune_enable_audit_log", "1")]}
    expected = ("InvalidParameterValue", "Cannot modify a default parameter group.")
    assert refusal(calls.modify_db_cluster_parameter_group, **named, **change) == expected
    named = {"DBParameterGroupName": "default.neptune1.4"}
    assert refusal(calls.modify_db_parameter_group, **named, **change) == expected
    assert refusal(calls.delete_db_parameter_group, **named)[0] == "InvalidDBParameterGroupState"


def test_parameter_groups_in_use(neptune):
    """A parameter group in use can't be deleted."""
    calls = neptune()
    create_parameter_groups(neptune)
    create_cluster(neptune, DBClusterParameterGroupName="mine")
    create_instance(neptune, DBParameterGroupName="mine")
    deletions = (
        (calls.delete_db_cluster_parameter_group, {"DBClusterParameterGroupName": "mine"}),
        (calls.delete_db_parameter_group, {"DBParameterGroupName": "mine"}),
    )
    for call, name in deletions:
        code, message = refusal(call, **name)
        assert code == "InvalidDBParameterGroupState"
        assert message.startswith("One or more database instances are still members of this parameter group mine")
    calls.delete_db_instance(DBInstanceIdentifier="orders-us-east-1-1")
    calls.delete_db_cluster(DBClusterIdentifier="orders-us-east-1", SkipFinalSnapshot=True)
    for call, name in deletions:
        call(**name)
    for call, name in (
        (calls.describe_db_cluster_parameter_groups, {"DBClusterParameterGroupName": "mine"}),
        (calls.describe_db_parameter_groups, {"DBParameterGroupName": "mine"}),
    ):
        assert refusal(call, **name)[0] == "DBParameterGroupNotFound"
    left = [one["DBParameterGroupName"] for one in calls.describe_db_parameter_groups()["DBParameterGroups"]]
    assert left == ["default.neptune1", "default.neptune1.2", "default.neptune1.3", "default.neptune1.4"]


def test_case_of_group_names(neptune, client):
    """Group names are stored in lower case. A group that is referred to in another case is in use too."""
    calls, subnets = neptune(), client("ec2").describe_subnets()["Subnets"]
    named = {"DBSubnetGroupDescription": "mine", "SubnetIds": [one["SubnetId"] for one in subnets[:2]]}
    calls.create_db_subnet_group(DBSubnetGroupName="Mine", **named)
    create_parameter_groups(neptune, "Mine")
    create_cluster(neptune, DBSubnetGroupName="MINE", DBClusterParameterGroupName="MINE")
    create_instance(neptune, DBParameterGroupName="MINE")
    cluster, instance = the_cluster(neptune), the_instance(neptune)
    assert (cluster["DBSubnetGroup"], cluster["DBClusterParameterGroup"]) == ("mine", "mine")
    assert instance["DBParameterGroups"][0]["DBParameterGroupName"] == "mine"
    assert instance["DBSubnetGroup"]["DBSubnetGroupName"] == "mine"
    for call, name, code in (
        (calls.delete_db_subnet_group, "DBSubnetGroupName", "InvalidDBSubnetGroupStateFault"),
        (calls.delete_db_cluster_parameter_group, "DBClusterParameterGroupName", "InvalidDBParameterGroupState"),
        (calls.delete_db_parameter_group, "DBParameterGroupName", "InvalidDBParameterGroupState"),
    ):
        assert refusal(call, **{name: "mine"})[0] == code
