"""Clusters and instances: identifiers, classes, limits, encryption, groups, roles, stopping."""

from __future__ import annotations

import pytest
from neptune_calls import (
    create_all,
    create_cluster,
    create_global,
    create_instance,
    create_member,
    refusal,
    remove,
    the_cluster,
    the_instance,
)

KEY = "arn:aws:kms:{}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def test_cluster(neptune):
    """A cluster has Neptune's port, endpoints, default group and license."""
    create_cluster(neptune, DBClusterIdentifier="Orders-us-east-1", Tags=[{"Key": "env", "Value": "test"}])
    create_instance(neptune)
    made = the_cluster(neptune)
    assert (made["DBClusterIdentifier"], made["Port"], made["Engine"]) == ("orders-us-east-1", 8182, "neptune")
    assert (made["DBClusterParameterGroup"], made["StorageEncrypted"]) == ("default.neptune1.4", False)
    assert made["Endpoint"].endswith(".us-east-1.neptune.amazonaws.com")
    assert "KmsKeyId" not in made
    instance = the_instance(neptune)
    assert instance["Endpoint"]["Address"].startswith("orders-us-east-1-1.")
    assert instance["LicenseModel"] == "amazon-license"
    assert made["DBClusterMembers"][0]["IsClusterWriter"] is True


def test_modification(neptune):
    """ModifyDBCluster and ModifyDBInstance apply changes. A new cluster identifier applies to its instances too."""
    create_cluster(neptune, EnableCloudwatchLogsExports=["audit"], StorageType="iopt1")
    create_instance(neptune)
    assert the_cluster(neptune)["StorageType"] == "iopt1"
    neptune().modify_db_cluster(
        DBClusterIdentifier="orders-us-east-1",
        NewDBClusterIdentifier="Invoices",
        ApplyImmediately=True,
        BackupRetentionPeriod=7,
        EnableIAMDatabaseAuthentication=True,
        StorageType="standard",
        CloudwatchLogsExportConfiguration={"EnableLogTypes": ["slowquery"], "DisableLogTypes": ["audit"]},
    )
    changed = neptune().describe_db_clusters(DBClusterIdentifier="invoices")["DBClusters"][0]
    assert (changed["BackupRetentionPeriod"], changed["IAMDatabaseAuthenticationEnabled"]) == (7, True)
    assert changed["EnabledCloudwatchLogsExports"] == ["slowquery"]
    assert "StorageType" not in changed
    assert [one["DBInstanceIdentifier"] for one in changed["DBClusterMembers"]] == ["orders-us-east-1-1"]
    neptune().modify_db_instance(
        DBInstanceIdentifier="orders-us-east-1-1",
        NewDBInstanceIdentifier="first",
        ApplyImmediately=True,
        DBInstanceClass="db.r6g.xlarge",
        PromotionTier=3,
    )
    instance = neptune().describe_db_instances(DBInstanceIdentifier="first")["DBInstances"][0]
    assert (instance["DBInstanceClass"], instance["PromotionTier"]) == ("db.r6g.xlarge", 3)
    assert instance["DBClusterIdentifier"] == "invoices"


def test_duplicates(neptune):
    """An identifier is unique in a region, regardless of case."""
    create_cluster(neptune)
    create_instance(neptune)
    assert refusal(lambda: create_cluster(neptune, DBClusterIdentifier="ORDERS-us-east-1")) == (
        "DBClusterAlreadyExistsFault",
        "DB Cluster already exists",
    )
    assert refusal(lambda: create_instance(neptune))[0] == "DBInstanceAlreadyExists"
    create_cluster(neptune, DBClusterIdentifier="other")
    create_instance(neptune, name="2")
    rename_cluster, rename_instance = neptune().modify_db_cluster, neptune().modify_db_instance
    assert (
        refusal(rename_cluster, DBClusterIdentifier="other", NewDBClusterIdentifier="orders-us-east-1")[0]
        == "DBClusterAlreadyExistsFault"
    )
    names = {"DBInstanceIdentifier": "orders-us-east-1-1", "NewDBInstanceIdentifier": "orders-us-east-1-2"}
    assert refusal(rename_instance, **names)[0] == "DBInstanceAlreadyExists"
    create_cluster(neptune, "eu-west-1", DBClusterIdentifier="other")


def test_unknown(neptune):
    """Every call that names an unknown resource fails with 404."""
    cluster, instance = {"DBClusterIdentifier": "nobody"}, {"DBInstanceIdentifier": "nobody"}
    calls = neptune()
    for call in (calls.describe_db_clusters, calls.modify_db_cluster, calls.delete_db_cluster, calls.stop_db_cluster):
        assert refusal(call, **cluster)[0] == "DBClusterNotFoundFault"
    for call in (calls.describe_db_instances, calls.modify_db_instance, calls.delete_db_instance):
        assert refusal(call, **instance)[0] == "DBInstanceNotFound"
    assert refusal(lambda: create_instance(neptune))[0] == "DBClusterNotFoundFault"


def test_bad_identifiers(neptune):
    """Identifiers of clusters and instances must follow AWS's rule."""
    assert refusal(lambda: create_cluster(neptune, DBClusterIdentifier="a--b"))[0] == "InvalidParameterValue"
    create_cluster(neptune)
    assert refusal(lambda: create_instance(neptune, DBInstanceIdentifier="1"))[0] == "InvalidParameterValue"


def test_other_engines(neptune, client):
    """The local AWS supports only Neptune, and only instances in clusters."""
    assert refusal(lambda: create_cluster(neptune, Engine="aurora-mysql"))[0] == "InvalidParameterValue"
    create_cluster(neptune)
    assert refusal(lambda: create_instance(neptune, Engine="mysql"))[0] == "InvalidParameterValue"
    alone = {"DBInstanceIdentifier": "alone", "DBInstanceClass": "db.r6g.large", "Engine": "neptune"}
    assert refusal(client("rds").create_db_instance, **alone)[0] == "InvalidParameterValue"


@pytest.mark.parametrize("instance_class", ["db.t3.medium", "db.t4g.medium"])
def test_classes_of_global_databases(neptune, instance_class):
    """Global databases reject two instance classes."""
    create_cluster(neptune)
    create_instance(neptune, DBInstanceClass=instance_class)
    source = {"GlobalClusterIdentifier": "orders", "SourceDBClusterIdentifier": the_cluster(neptune)["DBClusterArn"]}
    assert refusal(neptune().create_global_cluster, **source)[0] == "InvalidParameterCombination"
    create_global(neptune)
    create_cluster(neptune, "eu-west-1", GlobalClusterIdentifier="orders")
    code, message = refusal(lambda: create_instance(neptune, "eu-west-1", DBInstanceClass=instance_class))
    assert (code, instance_class in message) == ("InvalidParameterCombination", True)
    create_instance(neptune, "eu-west-1")
    change = {"DBInstanceIdentifier": "orders-eu-west-1-1", "DBInstanceClass": instance_class}
    assert refusal(neptune("eu-west-1").modify_db_instance, **change)[0] == "InvalidParameterCombination"


def test_unknown_class(neptune):
    """An instance class that Neptune does not have is rejected."""
    create_cluster(neptune)
    assert refusal(lambda: create_instance(neptune, DBInstanceClass="db.m5.large")) == (
        "InvalidParameterValue",
        "Invalid DB Instance class: db.m5.large",
    )


def test_serverless(neptune):
    """A serverless instance requires the cluster's scaling configuration."""
    create_cluster(neptune)
    code, message = refusal(lambda: create_instance(neptune, DBInstanceClass="db.serverless"))
    assert code == "InvalidParameterCombination"
    assert message.startswith("Set the Serverless v2 scaling configuration on the parent DB cluster")
    scaling = {"MinCapacity": 1.0, "MaxCapacity": 8.0}
    neptune().modify_db_cluster(DBClusterIdentifier="orders-us-east-1", ServerlessV2ScalingConfiguration=scaling)
    create_instance(neptune, DBInstanceClass="db.serverless")
    assert the_cluster(neptune)["ServerlessV2ScalingConfiguration"] == scaling


def test_readers_of_a_secondary(neptune):
    """A secondary has at most 16 readers."""
    create_all(neptune)
    create_member(neptune, "eu-west-1", instances=16)
    assert refusal(lambda: create_instance(neptune, "eu-west-1", "17"))[0] == "InvalidDBClusterStateFault"


def test_readers_of_a_primary(neptune):
    """A primary has a writer, and 15 readers minus the number of secondaries."""
    create_all(neptune, "eu-west-1", "us-west-2")
    for number in range(2, 15):
        create_instance(neptune, name=str(number))
    assert refusal(lambda: create_instance(neptune, name="15"))[0] == "InvalidDBClusterStateFault"
    assert refusal(lambda: create_member(neptune, "ap-northeast-1"))[0] == "InvalidDBClusterStateFault"
    remove(neptune, "us-west-2")
    create_instance(neptune, name="15")


def test_keys(neptune):
    """A key requires an encrypted cluster in the key's region. By default AWS shows the region's own key."""
    assert refusal(lambda: create_cluster(neptune, KmsKeyId=KEY.format("us-east-1"))) == (
        "InvalidParameterCombination",
        "You cannot specify KMS key for unencrypted clusters.",
    )
    elsewhere = {"StorageEncrypted": True, "KmsKeyId": KEY.format("eu-west-1")}
    assert refusal(lambda: create_cluster(neptune, **elsewhere))[0] == "KMSKeyNotAccessibleFault"
    create_cluster(neptune, "eu-west-1", **elsewhere)
    assert the_cluster(neptune, "eu-west-1")["KmsKeyId"] == elsewhere["KmsKeyId"]
    create_cluster(neptune, StorageEncrypted=True)
    assert the_cluster(neptune)["KmsKeyId"].startswith("arn:aws:kms:us-east-1:123456789012:key/")


def test_roles(neptune):
    """A cluster can have several roles, each one once."""
    create_cluster(neptune)
    named = {"DBClusterIdentifier": "orders-us-east-1"}
    one, other = ({"RoleArn": f"arn:aws:iam::123456789012:role/{name}"} for name in ("one", "other"))
    for role in (one, other):
        neptune().add_role_to_db_cluster(**named, **role)
    assert [role["RoleArn"] for role in the_cluster(neptune)["AssociatedRoles"]] == [one["RoleArn"], other["RoleArn"]]
    assert refusal(neptune().add_role_to_db_cluster, **named, **one)[0] == "DBClusterRoleAlreadyExists"
    neptune().remove_role_from_db_cluster(**named, **one)
    assert refusal(neptune().remove_role_from_db_cluster, **named, **one)[0] == "DBClusterRoleNotFound"
    assert [role["RoleArn"] for role in the_cluster(neptune)["AssociatedRoles"]] == [other["RoleArn"]]


def test_stopping(neptune):
    """A cluster can be stopped and started, except one of several members."""
    create_all(neptune)
    stop, start, named = neptune().stop_db_cluster, neptune().start_db_cluster, "orders-us-east-1"
    assert refusal(start, DBClusterIdentifier=named)[0] == "InvalidDBClusterStateFault"
    stop(DBClusterIdentifier=named)
    assert the_cluster(neptune)["Status"] == "stopped"
    change = {"DBClusterIdentifier": named, "DeletionProtection": True}
    assert refusal(neptune().modify_db_cluster, **change)[0] == "InvalidDBClusterStateFault"
    start(DBClusterIdentifier=named)
    assert the_cluster(neptune)["Status"] == "available"
    create_member(neptune, "eu-west-1")
    assert refusal(stop, DBClusterIdentifier=named)[0] == "InvalidDBClusterStateFault"


def test_point_in_time(neptune):
    """A cluster restored to a point in time has its source's properties, but is standalone."""
    create_all(neptune, version="1.3.4.0")
    neptune().restore_db_cluster_to_point_in_time(
        DBClusterIdentifier="again", SourceDBClusterIdentifier="orders-us-east-1", UseLatestRestorableTime=True
    )
    restored = neptune().describe_db_clusters(DBClusterIdentifier="again")["DBClusters"][0]
    assert restored["EngineVersion"] == "1.3.4.0"
    assert "GlobalClusterIdentifier" not in restored


def test_an_operation_of_rds_only(client, aws):
    """An RDS operation that Neptune lacks fails with a code that is not retried."""
    del aws
    call = client("rds").create_db_proxy
    auth = {"DBProxyName": "p", "EngineFamily": "MYSQL", "Auth": [{}], "RoleArn": "a" * 20, "VpcSubnetIds": ["a"]}
    assert refusal(call, **auth) == ("NotImplemented", "the local AWS does not support rds:CreateDBProxy")
