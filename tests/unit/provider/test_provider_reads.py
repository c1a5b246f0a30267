"""Read and functions: AWS's values as state and as inputs."""

from __future__ import annotations

from neptune_answers import CLUSTER_STATE, MEMBER, STATE, cluster, described


def test_read_cluster(driver, fake):
    """A refresh finds the global cluster of a source-linked cluster, and adds no inputs."""
    fake.answers |= {"DescribeDBClusters": cluster(), "DescribeGlobalClusters": described([MEMBER])}
    inputs = {"__defaults": ["port"], "clusterIdentifier": "a", "port": 8182, "skipFinalSnapshot": True}
    state = {**CLUSTER_STATE, "globalClusterIdentifier": None}
    _, read, refreshed = driver.read("Cluster", "a", state, inputs)
    assert read["globalClusterIdentifier"] == "orders"
    assert read["vpcSecurityGroupIds"] == ["sg-1", "sg-2"]
    assert read["skipFinalSnapshot"] is True
    assert refreshed == inputs
    _, kinds = driver.diff("Cluster", read, driver.inputs("Cluster", {"clusterIdentifier": "a"}))
    assert kinds["globalClusterIdentifier"] == "delete"


def test_refresh_of_what_changed(driver, fake):
    """Inputs follow AWS. A changed default becomes an input, and a removed member has no global cluster identifier."""
    fake.answers["DescribeDBClusters"] = cluster(BackupRetentionPeriod=5)
    inputs = {"__defaults": ["backupRetentionPeriod", "port"], "backupRetentionPeriod": 1, "port": 8182}
    _, _, refreshed = driver.read("Cluster", "a", CLUSTER_STATE, inputs | {"globalClusterIdentifier": "orders"})
    assert refreshed == {
        "__defaults": ["port"],
        "backupRetentionPeriod": 5,
        "globalClusterIdentifier": "",
        "port": 8182,
    }


def test_read_of_a_deleted_resource(driver, fake, refuse):
    """Reading a resource that does not exist returns an empty id."""
    fake.answers["DescribeDBClusters"] = refuse("DBClusterNotFoundFault", status=404)
    assert driver.read("Cluster", "a", CLUSTER_STATE)[0] == ""
    fake.answers["DescribeGlobalClusters"] = described(GlobalClusterIdentifier="another")
    assert driver.read("GlobalCluster", "orders", STATE)[0] == ""


def test_import_global_cluster(driver, fake):
    """An import returns AWS's values as inputs, without a source and without empty values."""
    fake.answers["DescribeGlobalClusters"] = described([MEMBER], StorageEncrypted=True)
    resource_id, state, inputs = driver.read("GlobalCluster", "orders@eu-west-1")
    assert resource_id == "orders"
    assert state["globalClusterMembers"] == [{"dbClusterArn": MEMBER, "isWriter": True}]
    assert inputs == {
        "__defaults": [],
        "engine": "neptune",
        "engineVersion": "1.4.1.0",
        "globalClusterIdentifier": "orders",
        "region": "eu-west-1",
        "storageEncrypted": True,
    }


def test_import_cluster(driver, fake):
    """An import omits defaults and values that Check would reject."""
    fake.answers["DescribeDBClusters"] = cluster(KmsKeyId="not-an-arn", StorageType="gp2")
    _, _, inputs = driver.read("Cluster", "a")
    assert sorted(inputs) == ["__defaults", "clusterIdentifier", "engineVersion", "region", "vpcSecurityGroupIds"]


def test_import_of_a_made_name(driver, fake):
    """A generated name is imported as its prefix, which excludes the name."""
    name = "orders-20261124120000123456789abc"
    fake.answers["DescribeDBClusters"] = cluster(DBClusterIdentifier=name)
    _, state, inputs = driver.read("Cluster", name)
    assert state["clusterIdentifier"] == name
    assert inputs["clusterIdentifierPrefix"] == "orders-"
    assert "clusterIdentifier" not in inputs


def test_parameters_of_a_group(driver, fake):
    """A group's parameters are set after its creation. The state contains only those that a user set."""
    fake.answers["DescribeDBClusterParameterGroups"] = {
        "DBClusterParameterGroups": [{"DBClusterParameterGroupName": "fixed", "DBClusterParameterGroupArn": "arn:x"}]
    }
    fake.answers["DescribeDBClusterParameters"] = {
        "Parameters": [
            {"ParameterName": "a", "ParameterValue": "1", "ApplyMethod": "pending-reboot", "Source": "user"},
            {"ParameterName": "z", "ParameterValue": "9", "ApplyMethod": "pending-reboot", "Source": "engine-default"},
        ]
    }
    given = {"family": "neptune1.4", "name": "fixed", "parameters": [{"name": "a", "value": "1"}]}
    _, state = driver.create("ClusterParameterGroup", given)
    assert fake.writes() == ["CreateDBClusterParameterGroup", "ModifyDBClusterParameterGroup"]
    assert state["parameters"] == [{"applyMethod": "pending-reboot", "name": "a", "value": "1"}]


def test_writer_of_a_cluster(driver, fake):
    """An instance is the writer if its cluster lists it as the writer."""
    instance = {
        "DBInstanceIdentifier": "a-1",
        "DBInstanceArn": "arn:x",
        "DBInstanceStatus": "available",
        "DBClusterIdentifier": "a",
        "Endpoint": {"Address": "host", "Port": 8182},
    }
    fake.answers |= {
        "CreateDBInstance": {"DBInstance": instance},
        "DescribeDBInstances": {"DBInstances": [instance]},
        "DescribeDBClusters": cluster(DBClusterMembers=[{"DBInstanceIdentifier": "a-1", "IsClusterWriter": True}]),
    }
    given = {"clusterIdentifier": "a", "identifier": "a-1", "instanceClass": "db.r6g.large"}
    _, state = driver.create("ClusterInstance", given)
    assert state["writer"] is True
    assert state["endpoint"] == "host:8182"
    assert fake.calls[0][2]["PromotionTier"] == 0


def test_engine_version_function(driver, fake):
    """GetEngineVersion returns the newest matching version, with its upgrade targets by kind."""
    major = {"EngineVersion": "1.5.0.0", "IsMajorVersionUpgrade": True}
    minor = {"EngineVersion": "1.4.11.0", "IsMajorVersionUpgrade": False}
    versions = [
        {"Engine": "neptune", "EngineVersion": "1.4.2.0", "ValidUpgradeTarget": [major]},
        {"Engine": "neptune", "EngineVersion": "1.4.10.0", "ValidUpgradeTarget": [minor]},
    ]
    fake.answers["DescribeDBEngineVersions"] = {"DBEngineVersions": versions}
    assert driver.invoke("aws:neptune/getEngineVersion:getEngineVersion")["versionActual"] == "1.4.10.0"
    answer = driver.invoke("aws:neptune/getEngineVersion:getEngineVersion", preferredVersions=["1.4.2.0"])
    assert (answer["hasMajorTarget"], answer["validMajorTargets"]) == (True, ["1.5.0.0"])
    assert (answer["hasMinorTarget"], answer["validMinorTargets"]) == (False, [])


def test_region_function(driver):
    """GetRegion returns the provider's region."""
    answer = driver.invoke("aws:index/getRegion:getRegion")
    assert answer["region"] == "us-east-1"
    assert answer["description"] == "US East (N. Virginia)"
