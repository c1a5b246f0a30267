"""The table of changes, in one project and one preview."""

from __future__ import annotations

import json

import pytest
from changes_of_clusters import CLUSTERS
from changes_of_endpoints import ENDPOINTS, SNAPSHOTS, SUBSCRIPTIONS
from changes_of_global_clusters import GLOBAL_CLUSTERS
from changes_of_groups import PARAMETER_GROUPS, SUBNET_GROUPS
from changes_of_instances import INSTANCES
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
    global_cluster,
    instance,
)

ROWS = [
    *GLOBAL_CLUSTERS,
    *CLUSTERS,
    *INSTANCES,
    *SUBNET_GROUPS,
    *PARAMETER_GROUPS,
    *ENDPOINTS,
    *SNAPSHOTS,
    *SUBSCRIPTIONS,
]
BESIDE = {
    "home1": global_cluster("home1"),
    "home2": global_cluster("home2"),
    "host1": cluster("host1"),
    "host2": cluster("host2"),
    "reader1": instance("reader1", "${host1.id}"),
    "reader2": instance("reader2", "${host1.id}"),
}
"""The resources that the rows name."""

BASE = {
    GLOBAL: {"globalClusterIdentifier": "{name}", "engine": "neptune"},
    CLUSTER: {"clusterIdentifier": "{name}", "skipFinalSnapshot": True},
    INSTANCE: {"clusterIdentifier": "${host1.id}", "identifier": "{name}", "instanceClass": "db.r6g.large"},
    SUBNET_GROUP: {"name": "{name}", "subnetIds": ["subnet 0", "subnet 1"]},
    PARAMETER_GROUP: {"name": "{name}", "family": "neptune1.4"},
    CLUSTER_PARAMETER_GROUP: {"name": "{name}", "family": "neptune1.4"},
    ENDPOINT: {
        "clusterIdentifier": "${host1.id}",
        "clusterEndpointIdentifier": "{name}",
        "endpointType": "READER",
    },
    SNAPSHOT: {"dbClusterIdentifier": "${host1.id}", "dbClusterSnapshotIdentifier": "{name}"},
    SUBSCRIPTION: {"name": "{name}", "snsTopicArn": "arn:aws:sns:us-east-1:123456789012:alerts"},
}
"""The inputs that every row of a kind has at first."""


@pytest.fixture
def program(subnets):
    """Returns the program of all rows, before or after their changes."""
    ids = {f"subnet {number}": name for number, name in enumerate(subnets)}

    def inputs(name, row, change):
        given = {key: value for key, value in {**BASE[row.kind], **row.given, **change}.items() if value is not None}
        text = json.dumps(given).replace("{name}", name)
        for placeholder, identity in ids.items():
            text = text.replace(placeholder, identity)
        return json.loads(text)

    def make(*, changed):
        resources = {
            name: {"type": row.kind, "properties": inputs(name, row, row.change if changed else {})}
            for name, row in named().items()
        }
        return BESIDE | resources

    return make


def named():
    """The rows by resource name."""
    return {f"row-{number}": row for number, row in enumerate(ROWS)}


def answered(changes):
    """Return a preview's changes by row."""
    return {str(row): changes.get(name) for name, row in named().items()} | {
        name: change for name, change in changes.items() if name not in named()
    }


def expected(kinds_of):
    """Return the changes that the rows' kinds imply."""
    return {str(row): (operation(row, kinds_of(row)), kinds_of(row)) if kinds_of(row) else None for row in ROWS}


def operation(row, kinds):
    """Return the operation of a change: one replacing property replaces the resource."""
    if not any(kind.endswith("replace") for kind in kinds.values()):
        return "update"
    # A name that the program sets, and Pulumi could generate, can't exist twice.
    named = (BASE[row.kind] | row.given | row.change).get("name")
    return "delete-replaced" if named else "create-replacement"


def test_changes(project, aws, program):
    """Each change is an update, a replacement or nothing, as the table says for its paths.

    A replacement is created first, except if the program sets a name that Pulumi could generate.
    """
    assert len({str(row) for row in ROWS}) == len(ROWS)
    aws.cluster("snapped")
    aws.neptune().create_db_cluster_snapshot(DBClusterSnapshotIdentifier="snapshot", DBClusterIdentifier="snapped")
    for name in ("alerts", "others"):
        aws.client("sns").create_topic(Name=name)
    stack = Stack(project)
    stack.write(program(changed=False))
    stack.up()
    assert answered(stack.changes()) == expected(lambda row: row.endless)
    stack.write(program(changed=True))
    assert answered(stack.changes()) == expected(lambda row: row.kinds)
    stack.write(program(changed=False))
    assert answered(stack.changes("--refresh")) == expected(lambda row: row.endless)
