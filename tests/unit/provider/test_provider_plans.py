"""Diff: updates in place, replacements, and ignored differences."""

from __future__ import annotations

import pytest

from neptune_global_component.local.provider.values import UNKNOWN

GLOBAL = {
    "id": "orders",
    "arn": "arn:aws:rds::123456789012:global-cluster:orders",
    "deletionProtection": False,
    "engine": "neptune",
    "engineVersion": "1.4.1.0",
    "globalClusterIdentifier": "orders",
    "globalClusterMembers": [],
    "globalClusterResourceId": "cluster-1",
    "region": "us-east-1",
    "sourceDbClusterIdentifier": None,
    "status": None,
    "storageEncrypted": False,
}
CLUSTER = {
    "id": "a",
    "clusterIdentifier": "a",
    "clusterIdentifierPrefix": "",
    "backupRetentionPeriod": 1,
    "engine": "neptune",
    "engineVersion": "1.4.1.0",
    "globalClusterIdentifier": "orders",
    "iamRoles": ["arn:aws:iam::123456789012:role/load"],
    "port": 8182,
    "region": "us-east-1",
    "serverlessV2ScalingConfiguration": {"maxCapacity": 8, "minCapacity": 2},
    "skipFinalSnapshot": False,
    "storageEncrypted": False,
    "storageType": "",
    "snapshotIdentifier": "snap",
    "tags": {"env": "x", "team": "y"},
    "tagsAll": {"env": "x", "team": "y"},
    "vpcSecurityGroupIds": ["sg-1", "sg-2"],
}
INSTANCE = {
    "id": "a-1",
    "autoMinorVersionUpgrade": True,
    "clusterIdentifier": "a",
    "engine": "neptune",
    "identifier": "a-1",
    "instanceClass": "db.r6g.large",
    "port": 8182,
    "promotionTier": 0,
    "publiclyAccessible": False,
    "region": "us-east-1",
    "tagsAll": {},
}
STATES = {"GlobalCluster": GLOBAL, "Cluster": CLUSTER, "ClusterInstance": INSTANCE}
GIVEN = {
    "GlobalCluster": {"globalClusterIdentifier": "orders", "engine": "neptune", "engineVersion": "1.4.1.0"},
    "Cluster": {
        "clusterIdentifier": "a",
        "engineVersion": "1.4.1.0",
        "globalClusterIdentifier": "orders",
        "iamRoles": ["arn:aws:iam::123456789012:role/load"],
        "serverlessV2ScalingConfiguration": {"maxCapacity": 8, "minCapacity": 2},
        "tags": {"env": "x", "team": "y"},
        "vpcSecurityGroupIds": ["sg-2", "sg-1"],
    },
    "ClusterInstance": {"clusterIdentifier": "a", "identifier": "a-1", "instanceClass": "db.r6g.large"},
}

CHANGES = [
    ("GlobalCluster", {}, {}),
    ("GlobalCluster", {"engineVersion": "1.4.2.0"}, {"engineVersion": "update"}),
    ("GlobalCluster", {"engineVersion": "1.1.0.0"}, {"engineVersion": "update"}),
    ("GlobalCluster", {"engineVersion": None}, {}),
    ("GlobalCluster", {"deletionProtection": True}, {"deletionProtection": "update"}),
    ("GlobalCluster", {"storageEncrypted": False}, {}),
    ("GlobalCluster", {"storageEncrypted": True}, {"storageEncrypted": "update-replace"}),
    ("GlobalCluster", {"globalClusterIdentifier": "Orders"}, {"globalClusterIdentifier": "update-replace"}),
    (
        "GlobalCluster",
        {"engine": None, "sourceDbClusterIdentifier": "arn:x"},
        {"sourceDbClusterIdentifier": "add-replace"},
    ),
    ("GlobalCluster", {"region": "eu-west-1"}, {"region": "update-replace"}),
    ("Cluster", {}, {}),
    ("Cluster", {"globalClusterIdentifier": None}, {"globalClusterIdentifier": "delete"}),
    ("Cluster", {"globalClusterIdentifier": "other"}, {"globalClusterIdentifier": "update"}),
    ("Cluster", {"globalClusterIdentifier": UNKNOWN}, {"globalClusterIdentifier": "update"}),
    ("Cluster", {"clusterIdentifier": "b"}, {"clusterIdentifier": "update-replace"}),
    ("Cluster", {"storageEncrypted": True}, {"storageEncrypted": "update-replace"}),
    ("Cluster", {"kmsKeyArn": "arn:aws:kms:us-east-1:1:key/k"}, {"kmsKeyArn": "add-replace"}),
    ("Cluster", {"port": 8183}, {"port": "update-replace"}),
    ("Cluster", {"snapshotIdentifier": "other"}, {"snapshotIdentifier": "update-replace"}),
    ("Cluster", {"engineVersion": None}, {}),
    ("Cluster", {"storageType": "standard"}, {}),
    ("Cluster", {"storageType": "iopt1"}, {"storageType": "update"}),
    ("Cluster", {"deletionProtection": False}, {}),
    ("Cluster", {"deletionProtection": True}, {"deletionProtection": "add"}),
    ("Cluster", {"skipFinalSnapshot": True}, {"skipFinalSnapshot": "update"}),
    (
        "Cluster",
        {"serverlessV2ScalingConfiguration": {"maxCapacity": 16, "minCapacity": 2}},
        {"serverlessV2ScalingConfiguration.maxCapacity": "update"},
    ),
    (
        "Cluster",
        {"tags": {"env": "z", "new": "n"}},
        {
            "tags.env": "update",
            "tags.new": "add",
            "tags.team": "delete",
            "tagsAll.env": "update",
            "tagsAll.new": "add",
            "tagsAll.team": "delete",
        },
    ),
    (
        "Cluster",
        {"tags": None},
        {"tags.env": "delete", "tags.team": "delete", "tagsAll.env": "delete", "tagsAll.team": "delete"},
    ),
    (
        "Cluster",
        {"vpcSecurityGroupIds": ["sg-2", "sg-3"]},
        {"vpcSecurityGroupIds[0]": "delete", "vpcSecurityGroupIds[1]": "add"},
    ),
    # An element is removed by its index in the state, and added by its index in the program.
    ("Cluster", {"vpcSecurityGroupIds": ["sg-3", "sg-2"]}, {"vpcSecurityGroupIds[0]": "update"}),
    ("Cluster", {"vpcSecurityGroupIds": None}, {}),
    ("Cluster", {"iamRoles": None}, {"iamRoles": "delete"}),
    ("ClusterInstance", {}, {}),
    ("ClusterInstance", {"instanceClass": "db.r6g.xlarge"}, {"instanceClass": "update"}),
    ("ClusterInstance", {"promotionTier": 1}, {"promotionTier": "update"}),
    ("ClusterInstance", {"autoMinorVersionUpgrade": False}, {"autoMinorVersionUpgrade": "update"}),
    ("ClusterInstance", {"identifier": "a-2"}, {"identifier": "update-replace"}),
    ("ClusterInstance", {"clusterIdentifier": UNKNOWN}, {"clusterIdentifier": "update-replace"}),
    ("ClusterInstance", {"publiclyAccessible": True}, {"publiclyAccessible": "update-replace"}),
]


@pytest.mark.parametrize(("kind", "change", "expected"), CHANGES)
def test_kinds(driver, kind, change, expected):
    """Each change has the same kind as in the AWS provider."""
    inputs = driver.inputs(kind, {**GIVEN[kind], **change})
    response, kinds = driver.diff(kind, STATES[kind], inputs)
    replaced = sorted(path for path, kind in expected.items() if kind.endswith("replace"))
    assert kinds == expected
    assert response.changes is bool(expected)
    assert response.replaces == replaced
    assert not response.delete_before_replace
    assert not any(one.input_diff for one in response.detailed_diff.values())


def test_ignore_changes(driver):
    """An ignored property keeps its value, for any path into it."""
    inputs = driver.inputs("Cluster", {**GIVEN["Cluster"], "globalClusterIdentifier": None, "tags": {}})
    _, kinds = driver.diff("Cluster", CLUSTER, inputs, ["globalClusterIdentifier", "tags.env", 'tagsAll["env"]'])
    assert kinds == {}


@pytest.mark.parametrize(("given", "first"), [({"name": "fixed"}, True), ({}, False)])
def test_replacement_of_a_named_group(driver, given, first):
    """A group that the program named is deleted before its replacement. A group with a generated name is not."""
    old = driver.inputs("ParameterGroup", {"family": "neptune1.3", **given})
    state = {"id": old["name"], **old}
    new, _ = driver.check("ParameterGroup", {"family": "neptune1.4", **given}, old=old)
    response, kinds = driver.diff("ParameterGroup", state, new)
    assert kinds == {"family": "update-replace"}
    assert response.delete_before_replace is first
    assert response.stables == ["description", "name", "namePrefix", "region"]


def test_parameters(driver):
    """A changed parameter updates all parameters, unless the program specifies all of them."""
    given = {"family": "neptune1.4", "name": "fixed", "parameters": [{"name": "a", "value": "1"}]}
    inputs = driver.inputs("ClusterParameterGroup", given)
    filled = [{"name": "a", "value": "1", "applyMethod": "pending-reboot"}]
    state = {"id": "fixed", **inputs, "parameters": filled}
    assert driver.diff("ClusterParameterGroup", state, inputs)[1] == {}
    inputs["parameters"][0]["value"] = "2"
    assert driver.diff("ClusterParameterGroup", state, inputs)[1] == {"parameters": "update"}
    inputs["parameters"][0]["applyMethod"] = "immediate"
    assert driver.diff("ClusterParameterGroup", state, inputs)[1] == {
        "parameters[0].applyMethod": "update",
        "parameters[0].value": "update",
    }
    inputs["parameters"] = []
    assert driver.diff("ClusterParameterGroup", state, inputs)[1] == {"parameters": "delete"}


def test_what_an_import_left_out(driver):
    """A default that the state lacks is not a change by itself, but is included in another change."""
    imported = {**CLUSTER, "skipFinalSnapshot": None}
    inputs = driver.inputs("Cluster", GIVEN["Cluster"])
    assert driver.diff("Cluster", imported, inputs)[1] == {}
    inputs["backupRetentionPeriod"] = 2
    assert driver.diff("Cluster", imported, inputs)[1] == {
        "backupRetentionPeriod": "update",
        "skipFinalSnapshot": "add",
    }


def test_create_preview(driver, fake):
    """In the preview of a create, the program's values are known and AWS's values are not."""
    given = {"globalClusterIdentifier": "orders", "engine": "neptune"}
    resource_id, state = driver.create("GlobalCluster", given, preview=True)
    unknown = {name for name, value in state.items() if value == UNKNOWN}
    assert resource_id is None
    assert unknown == {
        "arn",
        "engineVersion",
        "globalClusterMembers",
        "globalClusterResourceId",
        "id",
        "sourceDbClusterIdentifier",
        "status",
        "storageEncrypted",
    }
    assert {name: state[name] for name in state.keys() - unknown} == {
        **given,
        "deletionProtection": False,
        "region": "us-east-1",
    }
    assert fake.calls == []


def test_create_preview_of_a_member(driver):
    """Outputs of unknown inputs are unknown, and properties without a value are absent."""
    given = {"clusterIdentifier": "a", "globalClusterIdentifier": UNKNOWN, "vpcSecurityGroupIds": [UNKNOWN]}
    _, state = driver.create("Cluster", given, preview=True)
    assert state["globalClusterIdentifier"] == UNKNOWN
    assert state["vpcSecurityGroupIds"] == [UNKNOWN]
    assert state["endpoint"] == UNKNOWN
    assert state["iamRoles"] is None
    assert state["port"] == 8182


def test_update_preview(driver, fake):
    """In the preview of an update, outputs stay known."""
    state = driver.update("GlobalCluster", GLOBAL, {**GIVEN["GlobalCluster"], "engineVersion": "1.4.2.0"}, preview=True)
    assert state == {**GLOBAL, "engineVersion": "1.4.2.0"}
    assert fake.calls == []
