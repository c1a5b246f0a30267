"""The table of changes of global clusters."""

from __future__ import annotations

from conformance_row import OLD, Row, each
from conformance_stack import GLOBAL

GLOBAL_CLUSTERS = [
    Row(GLOBAL, {}, {}),
    Row(GLOBAL, {}, {}, OLD),
    Row(GLOBAL, {"deletionProtection": False, "storageEncrypted": False}, {}),
    Row(
        GLOBAL,
        {"engineVersion": "1.4.2.0", "deletionProtection": True},
        each("update", "engineVersion", "deletionProtection"),
        OLD,
    ),
    Row(GLOBAL, {"engineVersion": "1.3.4.0"}, {"engineVersion": "update"}, OLD),
    Row(GLOBAL, {"engineVersion": "1.1.0.0"}, {"engineVersion": "update"}, OLD),
    Row(
        GLOBAL,
        {"engineVersion": None, "storageEncrypted": None, "deletionProtection": None},
        {"deletionProtection": "update"},
        {**OLD, "storageEncrypted": True, "deletionProtection": True},
    ),
    Row(GLOBAL, {"storageEncrypted": True}, {"storageEncrypted": "update-replace"}),
    Row(GLOBAL, {"storageEncrypted": False}, {"storageEncrypted": "update-replace"}, {"storageEncrypted": True}),
    Row(GLOBAL, {"globalClusterIdentifier": "other"}, {"globalClusterIdentifier": "update-replace"}),
    Row(
        GLOBAL,
        {"engine": None, "sourceDbClusterIdentifier": "${host1.arn}"},
        {"sourceDbClusterIdentifier": "add-replace"},
    ),
    Row(GLOBAL, {"region": "eu-west-1"}, {"region": "update-replace"}),
]
