"""The table of changes of subnet groups and parameter groups."""

from __future__ import annotations

from conformance_row import Row, each
from conformance_stack import CLUSTER_PARAMETER_GROUP, PARAMETER_GROUP, SUBNET_GROUP

TIMEOUT = {"name": "neptune_query_timeout", "value": "1000"}

SUBNET_GROUPS = [
    Row(SUBNET_GROUP, {}, {}),
    Row(SUBNET_GROUP, {}, {}, {"name": None}),
    Row(SUBNET_GROUP, {"name": None}, {}),
    Row(
        SUBNET_GROUP,
        {"description": "ours", "tags": {"env": "test"}},
        {"description": "update", "tags": "add", "tagsAll.env": "add"},
    ),
    Row(SUBNET_GROUP, {"description": None}, {"description": "update"}, {"description": "ours"}),
    Row(SUBNET_GROUP, {"subnetIds": ["subnet 1", "subnet 0"]}, {}),
    Row(SUBNET_GROUP, {"subnetIds": ["subnet 0", "subnet 2"]}, {"subnetIds[1]": "update"}),
    Row(SUBNET_GROUP, {"subnetIds": ["subnet 2", "subnet 0"]}, {"subnetIds[0]": "add", "subnetIds[1]": "delete"}),
    Row(SUBNET_GROUP, {"name": "another"}, {"name": "update-replace"}),
    Row(SUBNET_GROUP, {"region": "eu-west-1"}, {"region": "update-replace"}),
    Row(SUBNET_GROUP, {"region": "eu-west-1"}, {"region": "update-replace"}, {"name": None}),
]


def parameter_groups(kind: str) -> list[Row]:
    """Return the rows of a type of parameter group."""
    parameters = {"parameters": [TIMEOUT]}
    return [
        Row(kind, {}, {}),
        Row(kind, {}, {}, {"name": None}),
        Row(kind, {"name": None}, {}),
        Row(kind, {"parameters": [TIMEOUT], "tags": {"env": "test"}}, each("add", "parameters", "tags", "tagsAll.env")),
        Row(kind, {"parameters": [TIMEOUT | {"value": "2000"}]}, {"parameters": "update"}, parameters),
        Row(
            kind,
            {"parameters": [TIMEOUT | {"applyMethod": "immediate"}]},
            {"parameters[0].applyMethod": "update"},
            parameters,
        ),
        Row(kind, {"parameters": [TIMEOUT | {"applyMethod": "pending-reboot"}]}, {}, parameters),
        Row(kind, {"parameters": None}, {"parameters": "delete"}, parameters),
        Row(kind, {"description": "ours"}, {"description": "update-replace"}),
        Row(kind, {"description": None}, {"description": "update-replace"}, {"description": "ours"}),
        Row(kind, {"family": "neptune1.3"}, {"family": "update-replace"}),
        Row(kind, {"name": "another"}, {"name": "update-replace"}),
        Row(kind, {"region": "eu-west-1"}, {"region": "update-replace"}),
        Row(kind, {"region": "eu-west-1"}, {"region": "update-replace"}, {"name": None}),
    ]


PARAMETER_GROUPS = [*parameter_groups(PARAMETER_GROUP), *parameter_groups(CLUSTER_PARAMETER_GROUP)]
