"""What may lose or stop a database: the rules whose verdict is DANGER; pure.

What pulumi-aws replaces is measured, and held by tests/engine/conformance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    "Give the old value back, or ignore_changes for it. For another database, make a new one beside this one and move "
    "the data."
)
_RECREATED = "AWS can't change it, so the cluster is deleted with its storage, the graph, and an empty one is created."


def _replaced(name: str, properties: Collection[str], what: str, kind: str = CLUSTER) -> Rule:
    """A property that AWS can't change, so that the provider replaces the whole resource."""
    consequence = _RECREATED if kind == CLUSTER else "The global cluster is deleted, which detaches its members."
    return Rule(name, (kind,), properties, (Operation.REPLACED,), Verdict.DANGER, f"{what} {consequence}", _KEEP)


DELETIONS = (
    Rule(
        "lost",
        (*DATABASE, GRAPH),
        (WHOLE,),
        (Operation.MADE_ANEW,),
        Verdict.DANGER,
        "The state has it and AWS has not: it was deleted elsewhere, or these are the credentials of another account. "
        "The update would make it anew, empty, and forget the one that was.",
        "See that the preview runs in the account of the ARNs in `pulumi stack export`: `aws sts get-caller-identity`. "
        "Where it was deleted elsewhere, look for its snapshots and restore the graph before any update; to begin with "
        "an empty one, allow this finding.",
        source=f"{GUIDE}/backup-restore-restore-snapshot.html",
    ),
    Rule(
        "global-cluster-deleted",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.DANGER,
        "DeleteGlobalCluster: the global database ends, and its members are detached.",
        "Put the resource back into the program, with protect=True. To end it on purpose, allow this finding.",
        source=f"{GUIDE}/neptune-gdb-deleting.html",
        rail=Rail.PROTECT,
        without_rail="Nothing keeps this global cluster from being deleted, which would end the global database. "
        "Give it protect=True or deletion_protection=True.",
    ),
    _replaced("identifier-replaced", (IDENTIFIER,), "Another identifier.", GLOBAL_CLUSTER),
    _replaced("encryption-replaced", ("storageEncrypted",), "Other encryption.", GLOBAL_CLUSTER),
    Rule(
        "source-changed",
        (GLOBAL_CLUSTER,),
        (SOURCE,),
        ANY,
        Verdict.DANGER,
        "A global cluster takes its source once, when it is created: another one replaces the global cluster, which "
        "detaches its members.",
        _KEEP,
    ),
    _replaced("global-cluster-replaced", ANY, "The provider replaces the whole.", GLOBAL_CLUSTER),
    Rule(
        "primary-deleted",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.DANGER,
        "DeleteDBCluster: the preview does not show this cluster to be a secondary, so it may be the one that takes "
        "the writes, with the only copy of the graph.",
        "Put it back into the program. A secondary is told by `pulumi preview --refresh`; to delete the cluster on "
        "purpose, take a snapshot and allow this finding.",
        Role.PRIMARY,
        f"{GUIDE}/neptune-gdb-deleting.html",
        Rail.PROTECT,
        "Nothing keeps this cluster from being deleted: the primary would take the only copy of the graph with it, a "
        "secondary what is left in a disaster. Give it protect=True or deletion_protection=True.",
    ),
    Rule(
        "last-copy-deleted",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED_LAST_COPY,),
        Verdict.DANGER,
        "RemoveFromGlobalCluster and DeleteDBCluster without a final snapshot: as the preview shows it, the primary "
        "is then the only copy of the graph. If its region is lost, the graph is lost.",
        "Keep the secondary; or first deploy skip_final_snapshot=False with a final_snapshot_identifier for it, and "
        "then delete it. If there are other secondaries, `pulumi preview --refresh` shows them. To go on with one "
        "copy, allow this finding.",
        Role.SECONDARY,
        f"{GUIDE}/neptune-gdb-disaster-recovery.html",
    ),
    Rule(
        "snapshot-deleted",
        (SNAPSHOT,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "DeleteDBClusterSnapshot: the snapshot can be the only other copy of the graph, and its deletion is final.",
        "Put it back into the program, with protect=True. To delete it on purpose, check that the graph exists "
        "elsewhere, and allow this finding.",
        source=f"{GUIDE}/backup-restore-overview.html",
    ),
    Rule(
        "detached",
        (CLUSTER,),
        (IDENTIFIER,),
        (Operation.REMOVED, Operation.CHANGED),
        Verdict.DANGER,
        "RemoveFromGlobalCluster: the cluster leaves the global database and stands alone, and it can't be put back. "
        "After a refresh pulumi-aws plans it for every source cluster whose program does not name the global cluster.",
        'Give the cluster ignore_changes=["globalClusterIdentifier"]. To detach it on purpose, allow this finding.',
        source=f"{GUIDE}/neptune-gdb-detaching.html",
        rail=Rail.IGNORE_CHANGES,
        without_rail="A global cluster of this program has this cluster as its source, and the cluster's part of the "
        "program does not name the global cluster: after a refresh pulumi-aws takes it out, and it can't be put back. "
        'Give the cluster ignore_changes=["globalClusterIdentifier"].',
    ),
    Rule(
        "promoted",
        (CLUSTER,),
        ("replicationSourceIdentifier",),
        ANY,
        Verdict.DANGER,
        "The cluster is told to replicate from elsewhere, or from nowhere: it may be promoted and leave the global "
        "database. AWS sets this property of secondaries itself.",
        'Give the cluster ignore_changes=["replicationSourceIdentifier"].',
        source="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/neptune_cluster",
    ),
    _replaced("encryption-replaced", ("storageEncrypted",), "Other encryption."),
    _replaced("kms-key-replaced", ("kmsKeyArn",), "Another KMS key."),
    _replaced("port-replaced", ("port",), "Another port."),
    _replaced("subnet-group-replaced", ("neptuneSubnetGroupName",), "Another subnet group."),
    _replaced("identifier-replaced", ("clusterIdentifier", "clusterIdentifierPrefix"), "Another identifier."),
    _replaced("region-replaced", ("region",), "Another region."),
    _replaced("cluster-replaced", ANY, "The provider replaces the whole."),
    Rule(
        "failover",
        (INSTANCE,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "The preview does not show this instance to be a reader: if it is the writer, writes stop until a reader has "
        "taken over, or for good where there is none, and the instances of all secondaries restart.",
        "Keep the instance. Where it is a reader, `pulumi preview --refresh` shows it; else fail over to another one "
        "first, or allow this finding in a quiet hour.",
        Role.WRITER,
        f"{GUIDE}/neptune-global-database.html",
    ),
    Rule(
        "graph-deleted",
        (GRAPH,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "DeleteGraph: the graph of Neptune Analytics goes with all that is in it.",
        "Put it back into the program, or give the old value back. To delete it on purpose, take a snapshot and allow "
        "this finding.",
        source="https://docs.aws.amazon.com/neptune-analytics/latest/userguide/managing-deleting.html",
    ),
    Rule(
        "key-in-use-deleted",
        (KEY,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.DANGER,
        "ScheduleKeyDeletion: a cluster in this preview is encrypted with this key. Without it the graph and its "
        "snapshots can't be read, and when the waiting period is over that is for good.",
        "Put the key back into the program, with protect=True. In the waiting period: `aws kms cancel-key-deletion`.",
        Role.KEY,
        "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    ),
    Rule(
        "protection-removed-to-delete",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_OFF_TO_DELETE,),
        Verdict.DANGER,
        "The protection goes in the same update as a cluster: nothing is left to stop a mistake.",
        "Take the protection off in an update of its own, and look at the next preview.",
    ),
)
"""Lost, replaced, deleted, detached, promoted, failed over, without its key, unprotected."""

VERSIONS = (
    Rule(
        "downgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.DOWNGRADED,),
        Verdict.DANGER,
        "AWS has no downgrade: the update fails halfway, or the state says what is not so.",
        "Give the version that AWS runs.",
        source=f"{GUIDE}/engine-releases.html",
    ),
    Rule(
        "major-upgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.UPGRADED_MAJOR, Operation.MOVED_TO_UNKNOWN),
        Verdict.DANGER,
        "A major upgrade can't be undone, takes all members down together and resets their parameter groups; or "
        "whether it is one can't be told.",
        "Read the release notes, take a snapshot, and say so in the program: allow_major_version_upgrade.",
        source=f"{GUIDE}/release-types.html",
    ),
)
"""Versions that AWS refuses, or from which there is no way back."""
