"""The table of calls, in one project: its resources are created, changed and deleted."""

from __future__ import annotations

from calls_of_clusters import CLUSTERS
from conformance_calls import OTHERS, TOPIC
from conformance_stack import (
    CLUSTER,
    CLUSTER_PARAMETER_GROUP,
    ENDPOINT,
    GLOBAL,
    INSTANCE,
    PARAMETER_GROUP,
    SNAPSHOT,
    SUBNET_GROUP,
    SUBSCRIPTION,
    Stack,
    cluster,
    instance,
)

ROWS = CLUSTERS | OTHERS
FAMILY = {"family": "neptune1.4"}
BESIDE = {
    "host": cluster("host"),
    "member": instance("member", "${host.id}"),
    "cluster-group": {"type": CLUSTER_PARAMETER_GROUP, "properties": FAMILY | {"name": "cluster-group"}},
    "instance-group": {"type": PARAMETER_GROUP, "properties": FAMILY | {"name": "instance-group"}},
}
NAMES = {
    GLOBAL: ("globalClusterIdentifier", {"engine": "neptune"}),
    CLUSTER: ("clusterIdentifier", {"skipFinalSnapshot": True}),
    INSTANCE: ("identifier", {"clusterIdentifier": "${host.id}", "instanceClass": "db.r6g.large"}),
    SUBNET_GROUP: ("name", {"subnetIds": 2}),
    PARAMETER_GROUP: ("name", FAMILY),
    CLUSTER_PARAMETER_GROUP: ("name", FAMILY),
    ENDPOINT: ("clusterEndpointIdentifier", {"clusterIdentifier": "${host.id}", "endpointType": "READER"}),
    SNAPSHOT: ("dbClusterSnapshotIdentifier", {"dbClusterIdentifier": "${host.id}"}),
    SUBSCRIPTION: ("name", {"snsTopicArn": TOPIC}),
}
# The first of these parameters in a call names its resource.
NAMING = (
    "ResourceName",
    "DBClusterEndpointIdentifier",
    "DBClusterSnapshotIdentifier",
    "SubscriptionName",
    "DBInstanceIdentifier",
    "DBClusterIdentifier",
    "GlobalClusterIdentifier",
    "DBSubnetGroupName",
    "DBClusterParameterGroupName",
    "DBParameterGroupName",
)


def program(subnets, *, changed):
    """Return the program of all rows, before or after their changes."""
    resources = {}
    for name, row in ROWS.items():
        key, least = NAMES[row.kind]
        inputs = {key: name, **least, **row.given, **(row.change if changed else {})}
        if row.kind == SUBNET_GROUP:
            inputs["subnetIds"] = subnets[: inputs["subnetIds"]]
        given = {key: value for key, value in inputs.items() if value is not None}
        resources[name] = {"type": row.kind, "properties": given}
    return BESIDE | resources


def written(calls):
    """Return the write calls by resource name."""
    found = {name: [] for name in ROWS}
    for call in calls:
        if call["operation"].startswith(("Describe", "List", "Get")):
            continue
        parameters = dict(call["parameters"])
        name = parameters.pop(next(key for key in NAMING if key in parameters)).rsplit(":", 1)[-1]
        if name in found:
            found[name].append((call["operation"], {key: steady(key, value) for key, value in parameters.items()}))
    return found


def steady(key, value):
    """Return a value of a call without random parts: the order of a set, and subnet names."""
    if key == "SubnetIds":
        return len(value)
    return sorted(value, key=str) if isinstance(value, list) else value


def test_calls(project, aws, subnets):
    """Each resource is created and changed by the calls in the table, tags first, and deleted by one call."""
    aws.client("sns").create_topic(Name=TOPIC.rsplit(":", 1)[1])
    aws.cluster("snapped")
    aws.neptune().create_db_cluster_snapshot(DBClusterSnapshotIdentifier="snapshot", DBClusterIdentifier="snapped")
    stack = Stack(project)
    before = len(aws.calls())
    stack.write(program(subnets, changed=False))
    stack.up()
    created = len(aws.calls())
    assert written(aws.calls()[before:created]) == {name: row.created for name, row in ROWS.items()}
    stack.write(program(subnets, changed=True))
    stack.up()
    assert written(aws.calls()[created:]) == {name: row.changed for name, row in ROWS.items()}
    assert stack.changes() == {
        # A change that is not sent is planned again in every preview.
        "a-less": ("update", {"serverlessV2ScalingConfiguration": "delete"}),
        "a-source": ("update", {"replicationSourceIdentifier": "update"}),
        "i": ("update", {"preferredBackupWindow": "update"}),
        "i-version": ("update", {"engineVersion": "update"}),
    }
