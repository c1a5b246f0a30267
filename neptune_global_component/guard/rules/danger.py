"""The rules for changes that may delete or stop a database: their verdict is DANGER; pure.

tests/engine/conformance measures which properties pulumi-aws replaces a resource for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.membership import IGNORE_CHANGES
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from neptune_global_component.guard.kinds import GRAPH, IDENTIFIER, KEY, SNAPSHOT, SOURCE
from neptune_global_component.guard.preview import WHOLE
from neptune_global_component.guard.rule import (
    ANY,
    DATABASE,
    GUIDE,
    PROTECTIONS,
    VERSION_PROPERTIES,
    VERSIONED,
    Operation,
    Rail,
    Role,
    Rule,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Collection

_KEEP = (
    "Restore the old value, or set ignore_changes for it. If you need another value, create a second database and "
    "migrate the data."
)
_RECREATED = "AWS can't change it, so the cluster and its graph are deleted, and an empty cluster is created."


def _replaced(name: str, properties: Collection[str], what: str, kind: str = CLUSTER) -> Rule:
    """Return the rule for a property that AWS can't change, so that the provider replaces the resource."""
    consequence = _RECREATED if kind == CLUSTER else "The global cluster is deleted, which detaches its members."
    return Rule(name, (kind,), properties, (Operation.REPLACED,), Verdict.DANGER, f"{what} {consequence}", _KEEP)


DELETIONS = (
    Rule(
        "lost",
        (*DATABASE, GRAPH),
        (WHOLE,),
        (Operation.RECREATED,),
        Verdict.DANGER,
        "The resource is in the state but not in AWS: it was deleted outside Pulumi, or these are another account's "
        "credentials. The update would create an empty one, and the state would forget the old one.",
        "Check that `aws sts get-caller-identity` shows the account of the ARNs in `pulumi stack export`. If the "
        "resource was deleted, restore its graph from a snapshot before any update. To start with an empty one, allow "
        "this finding.",
        source=f"{GUIDE}/backup-restore-restore-snapshot.html",
    ),
    Rule(
        "global-cluster-deleted",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.DANGER,
        "DeleteGlobalCluster: replication ends, and the members become standalone clusters.",
        "Restore the resource in the program, with protect=True. To delete it on purpose, allow this finding.",
        source=f"{GUIDE}/neptune-gdb-deleting.html",
        rail=Rail.PROTECT,
        without_rail="This global cluster is not protected from deletion, which would end replication. "
        "Set protect=True or deletion_protection=True.",
    ),
    _replaced("identifier-replaced", (IDENTIFIER,), "The identifier changes.", GLOBAL_CLUSTER),
    _replaced("encryption-replaced", ("storageEncrypted",), "The encryption changes.", GLOBAL_CLUSTER),
    Rule(
        "source-changed",
        (GLOBAL_CLUSTER,),
        (SOURCE,),
        ANY,
        Verdict.DANGER,
        "The source of a global cluster is set when it is created. Another source replaces the global cluster, which "
        "detaches its members.",
        _KEEP,
    ),
    _replaced("global-cluster-replaced", ANY, "The provider replaces the resource.", GLOBAL_CLUSTER),
    Rule(
        "primary-deleted",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.DANGER,
        "DeleteDBCluster: the preview does not show that this cluster is a secondary. It may be the primary, with the "
        "only copy of the graph.",
        "Restore it in the program. To delete the cluster on purpose, take a snapshot and allow this finding.",
        Role.PRIMARY,
        f"{GUIDE}/neptune-gdb-deleting.html",
        "If it is a secondary, `pulumi preview --refresh` shows that.",
        Rail.PROTECT,
        "This cluster is not protected from deletion. It may be the primary, with the only copy of the graph. Set "
        "protect=True or deletion_protection=True.",
    ),
    Rule(
        "last-copy-deleted",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED_LAST_COPY,),
        Verdict.DANGER,
        "RemoveFromGlobalCluster and DeleteDBCluster without a final snapshot. In this preview, the primary would "
        "become the only copy of the graph: if its region is lost, the graph is lost.",
        "Keep the secondary, or first deploy skip_final_snapshot=False with a final_snapshot_identifier for it, and "
        "then delete it. To continue with one copy, allow this finding.",
        Role.SECONDARY,
        f"{GUIDE}/neptune-gdb-disaster-recovery.html",
        "If there are other secondaries, `pulumi preview --refresh` shows them.",
    ),
    Rule(
        "snapshot-deleted",
        (SNAPSHOT,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "DeleteDBClusterSnapshot: the snapshot can be the only other copy of the graph, and its deletion is final.",
        "Restore it in the program, with protect=True. To delete it on purpose, check that another copy of the graph "
        "exists, and allow this finding.",
        source=f"{GUIDE}/backup-restore-overview.html",
    ),
    Rule(
        "detached",
        (CLUSTER,),
        (IDENTIFIER,),
        (Operation.REMOVED, Operation.CHANGED, Operation.UNSET),
        Verdict.DANGER,
        "RemoveFromGlobalCluster: the cluster leaves the global database and becomes standalone. It can't join again. "
        "After a refresh, pulumi-aws plans this for every source cluster whose program does not name the global "
        "cluster.",
        f"Set {IGNORE_CHANGES} on a source cluster; for another cluster, restore the property. To detach it on "
        "purpose, allow this finding.",
        source=f"{GUIDE}/neptune-gdb-detaching.html",
        rail=Rail.IGNORE_CHANGES,
        without_rail="This cluster is the source of a global cluster in this program, but does not name the global "
        "cluster: after a refresh, pulumi-aws detaches it, and it can't join again. "
        f"Set {IGNORE_CHANGES} on the cluster.",
    ),
    Rule(
        "promoted",
        (CLUSTER,),
        ("replicationSourceIdentifier",),
        ANY,
        Verdict.DANGER,
        "The replication source of the cluster changes or is removed: it may be promoted and leave the global "
        "database. AWS sets this property of secondaries.",
        'Set ignore_changes=["replicationSourceIdentifier"] on the cluster.',
        source="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/neptune_cluster",
    ),
    _replaced("encryption-replaced", ("storageEncrypted",), "The encryption changes."),
    _replaced("kms-key-replaced", ("kmsKeyArn",), "The KMS key changes."),
    _replaced("port-replaced", ("port",), "The port changes."),
    _replaced("subnet-group-replaced", ("neptuneSubnetGroupName",), "The subnet group changes."),
    _replaced("identifier-replaced", ("clusterIdentifier", "clusterIdentifierPrefix"), "The identifier changes."),
    _replaced("region-replaced", ("region",), "The region changes."),
    _replaced("cluster-replaced", ANY, "The provider replaces the resource."),
    Rule(
        "failover",
        (INSTANCE,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "The preview does not show that this instance is a reader. If it is the writer, writes fail until a reader is "
        "promoted or, without a reader, until an instance is created. The instances of all secondaries restart.",
        "Keep the instance, or fail over to another instance first, or allow this finding at a quiet time.",
        Role.WRITER,
        f"{GUIDE}/neptune-global-database.html",
        "If it is a reader, `pulumi preview --refresh` shows that.",
    ),
    Rule(
        "graph-deleted",
        (GRAPH,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "DeleteGraph: the Neptune Analytics graph and its data are deleted.",
        "Restore it, or its old value, in the program. To delete it on purpose, take a snapshot and allow this "
        "finding.",
        source="https://docs.aws.amazon.com/neptune-analytics/latest/userguide/managing-deleting.html",
    ),
    Rule(
        "key-in-use-deleted",
        (KEY,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "ScheduleKeyDeletion: a cluster in this preview is encrypted with this key, and so are its snapshots. Without "
        "the key they can't be read. After the waiting period, they can never be read again.",
        "Restore the key in the program. If the cluster is deleted on purpose, first deploy retain_on_delete=True for "
        "the key, which then stays in AWS; or delete the key in a later update, when no snapshot of it is left. "
        "`aws kms cancel-key-deletion` restores a key in its waiting period.",
        Role.KEY,
        "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    ),
    Rule(
        "protection-removed-to-delete",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_OFF_TO_DELETE,),
        Verdict.DANGER,
        "The same update removes a protection and deletes a cluster, so nothing stops a mistake.",
        "Remove the protection in an update of its own, and check the next preview.",
    ),
)
"""Lost, replaced, deleted, detached, promoted, failed over, without its key, or unprotected."""

VERSIONS = (
    Rule(
        "downgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.DOWNGRADED,),
        Verdict.DANGER,
        "AWS does not support downgrades: the update fails, or the state is wrong afterwards.",
        "Set the version that AWS runs.",
        source=f"{GUIDE}/engine-releases.html",
    ),
    Rule(
        "major-upgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.UPGRADED_MAJOR, Operation.MOVED_TO_UNKNOWN),
        Verdict.DANGER,
        "This is a major upgrade, or the preview does not show whether it is one. A major upgrade can't be undone, "
        "stops all members at once, and resets their parameter groups.",
        "Read the release notes, take a snapshot, and set allow_major_version_upgrade in the program.",
        source=f"{GUIDE}/release-types.html",
    ),
)
"""Versions that AWS rejects, and versions without a way back."""
