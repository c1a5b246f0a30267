"""Parameter groups' parameters, the default subnet group, and what an instance has of its cluster."""

from __future__ import annotations

import pytest
from neptune_calls import create_cluster, create_instance, refusal, the_cluster, the_instance

GROUP = {"Description": "mine", "DBParameterGroupFamily": "neptune1.4"}
KINDS = {"db_parameter": "DBParameterGroupName", "db_cluster_parameter": "DBClusterParameterGroupName"}


def parameter(name, value):
    """A parameter that is applied at once."""
    return {"ParameterName": name, "ParameterValue": value, "ApplyMethod": "immediate"}


@pytest.mark.parametrize("kind", KINDS)
def test_parameters(neptune, kind):
    """A group lists the parameters that a user set, and those only as a user's; a reset takes them away."""
    calls, named = neptune(), {KINDS[kind]: "mine"}

    def call(verb, noun, **others):
        return getattr(calls, f"{verb}_{kind}{noun}")(**named, **others)

    def listed(**others):
        return {one["ParameterName"]: one["ParameterValue"] for one in call("describe", "s", **others)["Parameters"]}

    assert refusal(lambda: call("describe", "s"))[0] == "DBParameterGroupNotFound"
    call("create", "_group", **GROUP)
    call("modify", "_group", Parameters=[parameter("a", "1"), parameter("b", "2")])
    call("modify", "_group", Parameters=[parameter("b", "3"), parameter("c", "4")])
    assert listed() == listed(Source="user") == {"a": "1", "b": "3", "c": "4"}
    assert {one["Source"] for one in call("describe", "s")["Parameters"]} == {"user"}
    assert listed(Source="engine-default") == {}
    call("reset", "_group", Parameters=[parameter("a", "1")])
    assert listed() == {"b": "3", "c": "4"}
    call("reset", "_group", ResetAllParameters=True)
    assert listed() == {}


def test_default_subnet_group(neptune, client):
    """A cluster that names no subnet group is in the default one, which its instances may name."""
    create_cluster(neptune)
    create_instance(neptune, DBSubnetGroupName="default")
    assert the_cluster(neptune)["DBSubnetGroup"] == "default"
    group = the_instance(neptune)["DBSubnetGroup"]
    subnets = client("ec2").describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
    assert {one["SubnetIdentifier"] for one in group["Subnets"]} == {one["SubnetId"] for one in subnets}
    assert (group["DBSubnetGroupName"], group["VpcId"]) == ("default", subnets[0]["VpcId"])
    (found,) = neptune().describe_db_subnet_groups(DBSubnetGroupName="default")["DBSubnetGroups"]
    assert found["DBSubnetGroupArn"] == "arn:aws:rds:us-east-1:123456789012:subgrp:default"


def test_port_of_an_instance(neptune):
    """An instance listens at its cluster's port, also after that has changed."""
    create_cluster(neptune, Port=8183)
    create_instance(neptune)
    assert the_instance(neptune)["Endpoint"]["Port"] == 8183
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", Port=8184)
    assert the_instance(neptune)["Endpoint"]["Port"] == 8184


def test_days_of_maintenance(neptune):
    """The days of a maintenance window are shown in lower case, however they were given."""
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
