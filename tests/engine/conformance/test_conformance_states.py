"""The table of states: after the first update, a refresh and an import; with defaults and with all properties."""

from __future__ import annotations

from conformance_stack import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    INSTANCE,
    PARAMETER_GROUP,
    SNAPSHOT,
    SUBNET_GROUP,
    SUBSCRIPTION,
    Stack,
    cluster,
    global_cluster,
    instance,
)
from conformance_states import CREATED, DEFAULTS, FOUND, IMPORTED, READ, TOPIC

# pulumi-aws itself, not the provider behind it, puts these into the inputs.
OF_PULUMI = ("region", "tagsAll")


def least(subnets):
    """Return a resource of each type with its required inputs."""
    family = {"family": "neptune1.4"}
    return {
        "g": global_cluster("orders"),
        "a": {"type": CLUSTER, "properties": {}},
        "i": {"type": INSTANCE, "properties": {"clusterIdentifier": "${a.id}", "instanceClass": "db.r6g.large"}},
        "s": {"type": SUBNET_GROUP, "properties": {"subnetIds": subnets[:2]}},
        "p": {"type": PARAMETER_GROUP, "properties": family},
        "c": {"type": CLUSTER_PARAMETER_GROUP, "properties": family},
        "e": {
            "type": ENDPOINT,
            "properties": {
                "clusterIdentifier": "${a.id}",
                "clusterEndpointIdentifier": "orders-e",
                "endpointType": "ANY",
            },
        },
        "n": {
            "type": SNAPSHOT,
            "properties": {"dbClusterIdentifier": "${a.id}", "dbClusterSnapshotIdentifier": "orders-n"},
        },
        "v": {"type": SUBSCRIPTION, "properties": {"snsTopicArn": TOPIC}},
    }


def most(subnets):
    """Return a resource of each type with all inputs that can be combined."""
    common = {"applyImmediately": True, "skipFinalSnapshot": True, "tags": {"env": "test"}}
    timeout = {"name": "neptune_query_timeout", "value": "1000", "applyMethod": "immediate"}
    group = {"family": "neptune1.4", "description": "ours", "tags": {"env": "test"}, "parameters": [timeout]}
    windows = {"preferredMaintenanceWindow": "mon:03:00-mon:04:00", "preferredBackupWindow": "01:00-02:00"}
    return {
        "g-all": global_cluster("all", engineVersion="1.4.5.0", storageEncrypted=True, deletionProtection=True),
        "a-all": cluster(
            "a-all",
            **common,
            **windows,
            allowMajorVersionUpgrade=True,
            availabilityZones=["us-east-1a", "us-east-1b"],
            backupRetentionPeriod=3,
            copyTagsToSnapshot=True,
            deletionProtection=True,
            enableCloudwatchLogsExports=["audit", "slowquery"],
            engine="neptune",
            engineVersion="1.4.5.0",
            finalSnapshotIdentifier="last",
            iamDatabaseAuthenticationEnabled=True,
            iamRoles=["arn:aws:iam::123456789012:role/load"],
            kmsKeyArn="arn:aws:kms:us-east-1:123456789012:key/k",
            neptuneClusterParameterGroupName="${c-all.name}",
            neptuneInstanceParameterGroupName="${p-all.name}",
            neptuneSubnetGroupName="${s-all.name}",
            port=8183,
            serverlessV2ScalingConfiguration={"maxCapacity": 8, "minCapacity": 1},
            storageEncrypted=True,
            storageType="iopt1",
            vpcSecurityGroupIds=["sg-1"],
        ),
        "i-all": instance(
            "i-all",
            "${a-all.id}",
            **common,
            **windows,
            autoMinorVersionUpgrade=False,
            availabilityZone="us-east-1b",
            engine="neptune",
            engineVersion="1.4.5.0",
            neptuneParameterGroupName="${p-all.name}",
            neptuneSubnetGroupName="${s-all.name}",
            port=8183,
            promotionTier=1,
            publiclyAccessible=True,
        ),
        "s-all": {
            "type": SUBNET_GROUP,
            "properties": {
                "name": "s-all",
                "description": "ours",
                "subnetIds": subnets[:2],
                "tags": {"env": "test"},
            },
        },
        "p-all": {"type": PARAMETER_GROUP, "properties": group | {"name": "p-all"}},
        "c-all": {"type": CLUSTER_PARAMETER_GROUP, "properties": group | {"name": "c-all"}},
        "e-all": {
            "type": ENDPOINT,
            "properties": {
                "clusterIdentifier": "${a-all.id}",
                "clusterEndpointIdentifier": "e-all",
                "endpointType": "READER",
                "staticMembers": ["${i-all.identifier}"],
                "tags": {"env": "test"},
            },
        },
        "v-all": {
            "type": SUBSCRIPTION,
            "properties": {
                "name": "v-all",
                "snsTopicArn": TOPIC,
                "enabled": False,
                "sourceType": "db-cluster",
                "sourceIds": ["${a-all.id}"],
                "eventCategories": ["failover", "maintenance"],
                "tags": {"env": "test"},
            },
        },
    }


def plain(value):
    """Return a value without the bridge's internal keys."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: plain(item) for key, item in value.items() if not key.startswith("__")}


def inputs(state):
    """Return the inputs of a state that the provider has set."""
    return {key: value for key, value in plain(state[0]).items() if value is not None and key not in OF_PULUMI}


def outputs(state):
    """Return the outputs of the minimal resources."""
    return {name: plain(state[name][1]) for name in CREATED}


def plus(states, changes):
    """Return states with changes by resource."""
    return {name: state | changes.get(name, {}) for name, state in states.items()}


def stored(given, values):
    """Return the values that were set, or that are unchanged."""
    return {key: value for key, value in values.items() if key in given}


def test_states(make_project, aws, subnets):
    """Values that AWS returns are in the state at once, others are absent, and an import finds the same."""
    aws.client("sns").create_topic(Name=TOPIC.rsplit(":", 1)[1])
    everything = least(subnets) | most(subnets)
    stack = Stack(make_project("made"))
    stack.write(everything)
    stack.up()
    created = stack.state()
    assert outputs(created) == CREATED
    assert {name: stored(created[name][0]["__defaults"], created[name][0]) for name in DEFAULTS} == DEFAULTS
    for name, resource in most(subnets).items():
        given = resource["properties"]
        told = {key: value for key, value in given.items() if "${" not in str(value)}
        assert stored(told, created[name][1]) == told
    stack.refresh()
    refreshed = stack.state()
    assert outputs(refreshed) == plus(CREATED, READ)
    assert {name: inputs(refreshed[name]) for name in everything} == {
        name: inputs(created[name]) for name in everything
    }
    importing = Stack(make_project("imported"))
    importing.write(
        {name: one | {"options": {"import": created[name][1]["id"]}} for name, one in least(subnets).items()}
    )
    importing.up()
    imported = importing.state()
    assert outputs(imported) == plus(plus(CREATED, READ), IMPORTED)
    assert {name: inputs(imported[name]) for name in FOUND} == FOUND
