"""Subnet groups: zones, use, and the default group with its security group."""

from __future__ import annotations

from neptune_calls import create_cluster, create_instance, refusal, the_cluster, the_instance


def test_default_security_group(neptune, client):
    """A cluster without security groups has its VPC's default group, and so have its instances."""
    network = client("ec2")
    vpc = network.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        network.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{number}.0/24", AvailabilityZone=f"us-east-1{zone}")
        for number, zone in enumerate("ab")
    ]
    ids = [one["Subnet"]["SubnetId"] for one in subnets]
    neptune().create_db_subnet_group(DBSubnetGroupName="mine", DBSubnetGroupDescription="mine", SubnetIds=ids)
    create_cluster(neptune, DBSubnetGroupName="mine")
    create_instance(neptune)
    found = network.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    expected = [{"VpcSecurityGroupId": found[0]["GroupId"], "Status": "active"}]
    assert the_cluster(neptune)["VpcSecurityGroups"] == expected
    assert the_instance(neptune)["VpcSecurityGroups"] == expected


def test_default_subnet_group(neptune, client):
    """A cluster without a subnet group uses the default one, which its instances may name."""
    create_cluster(neptune)
    create_instance(neptune, DBSubnetGroupName="default")
    assert the_cluster(neptune)["DBSubnetGroup"] == "default"
    group = the_instance(neptune)["DBSubnetGroup"]
    subnets = client("ec2").describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
    assert {one["SubnetIdentifier"] for one in group["Subnets"]} == {one["SubnetId"] for one in subnets}
    assert (group["DBSubnetGroupName"], group["VpcId"]) == ("default", subnets[0]["VpcId"])
    (found,) = neptune().describe_db_subnet_groups(DBSubnetGroupName="default")["DBSubnetGroups"]
    assert found["DBSubnetGroupArn"] == "arn:aws:rds:us-east-1:123456789012:subgrp:default"


def test_subnet_groups(neptune, client):
    """A subnet group requires two zones, and can't be deleted while a cluster uses it."""
    subnets = {one["AvailabilityZone"]: one["SubnetId"] for one in client("ec2").describe_subnets()["Subnets"]}
    calls, name = neptune(), {"DBSubnetGroupName": "mine"}
    create = {**name, "DBSubnetGroupDescription": "mine"}
    two = [subnets["us-east-1a"], subnets["us-east-1b"]]
    assert refusal(calls.create_db_subnet_group, **create, SubnetIds=two[:1]) == (
        "DBSubnetGroupDoesNotCoverEnoughAZs",
        (
            "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: "
            "us-east-1a. Add subnets to cover at least 2 AZs."
        ),
    )
    assert refusal(calls.create_db_subnet_group, **create, SubnetIds=["subnet-0"])[0] == "InvalidParameterValue"
    calls.create_db_subnet_group(**create, SubnetIds=two)
    assert refusal(calls.create_db_subnet_group, **create, SubnetIds=two)[0] == "DBSubnetGroupAlreadyExists"
    assert refusal(calls.modify_db_subnet_group, **name, SubnetIds=two[:1])[0] == "DBSubnetGroupDoesNotCoverEnoughAZs"
    calls.modify_db_subnet_group(**name, SubnetIds=[*two, subnets["us-east-1c"]])
    assert len(calls.describe_db_subnet_groups(**name)["DBSubnetGroups"][0]["Subnets"]) == 3
    no_group = {"DBSubnetGroupName": "nobody"}
    assert refusal(calls.modify_db_subnet_group, **no_group, SubnetIds=two)[0] == "DBSubnetGroupNotFoundFault"
    assert refusal(lambda: create_cluster(neptune, **no_group))[0] == "DBSubnetGroupNotFoundFault"
    create_cluster(neptune, **name)
    create_instance(neptune)
    assert the_instance(neptune)["DBSubnetGroup"]["DBSubnetGroupName"] == "mine"
    assert refusal(calls.delete_db_subnet_group, **name) == (
        "InvalidDBSubnetGroupStateFault",
        (
            "Cannot delete the subnet group 'mine' because at least one database cluster: orders-us-east-1 is still "
            "using it."
        ),
    )
