"""What somebody who knows the database is to look at: the rules whose verdict is REVIEW; pure."""

from __future__ import annotations

from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from neptune_global_component.guard.kinds import IDENTIFIER, KEY, PRIMARY_INTENT, STASHED, TAGS_INTENT, VERSION_INTENT
from neptune_global_component.guard.preview import WHOLE
from neptune_global_component.guard.rule import (
    ANY,
    DATABASE,
    GUIDE,
    PROTECTIONS,
    VERSION_PROPERTIES,
    VERSIONED,
    Operation,
    Role,
    Rule,
    Verdict,
)

_API = "https://docs.aws.amazon.com/neptune/latest/apiref"

TOPOLOGY = (
    Rule(
        "switchover",
        (PRIMARY_INTENT,),
        (STASHED,),
        ANY,
        Verdict.REVIEW,
        "SwitchoverGlobalCluster: the primary moves to another region. No data is lost, and writes stop for a while.",
        "See that clients follow, and that the new primary has instances enough.",
        source=f"{GUIDE}/neptune-gdb-disaster-recovery.html",
    ),
    Rule(
        "upgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.UPGRADED, Operation.UPGRADED_MAJOR_WITH_CONSENT),
        Verdict.REVIEW,
        "The engine of the global database is upgraded, secondaries first, then the primary; its instances restart.",
        "Choose the hour. A plain aws.neptune.GlobalCluster needs a `pulumi refresh` before, or it asks AWS for ever.",
        source=f"{GUIDE}/release-types.html",
    ),
    Rule(
        "region-removed",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.REVIEW,
        "RemoveFromGlobalCluster and DeleteDBCluster: the global database loses this secondary.",
        "See that nobody reads there, and that enough regions are left for a disaster.",
        Role.SECONDARY,
    ),
    Rule(
        "region-added",
        (CLUSTER,),
        (WHOLE,),
        (Operation.JOINED,),
        Verdict.REVIEW,
        "CreateDBCluster: the global database gets another secondary, which costs storage, instances and replication.",
        "See that the region, its key and its network are meant.",
    ),
    Rule(
        "source-taken",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.FROM_SOURCE,),
        Verdict.REVIEW,
        "CreateGlobalCluster with a source: a cluster that exists becomes the primary of a global database.",
        "See that it is the cluster that is meant. Where a program has it as an aws.neptune.Cluster, give it "
        'ignore_changes=["globalClusterIdentifier"]: else a later update takes it out again.',
        source=f"{GUIDE}/neptune-gdb-setup.html",
    ),
    Rule(
        "created-again",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.REMADE,),
        Verdict.REVIEW,
        "The state has what the component remembers of this global cluster, and not the global cluster: its first "
        "update was cut off, or AWS did not have it at the last refresh, and it would be made anew, empty.",
        "Where it was there once, see that the account and its credentials are the right ones, and look for snapshots.",
    ),
    Rule(
        "made-anew",
        ANY,
        (WHOLE,),
        (Operation.MADE_ANEW,),
        Verdict.REVIEW,
        "The state has it and AWS has not: it was deleted elsewhere, or these are the credentials of another account.",
        "See that the preview runs in the account of the ARNs in the state, and who deleted it.",
    ),
    Rule(
        "intent-added",
        (PRIMARY_INTENT, VERSION_INTENT, TAGS_INTENT),
        (WHOLE,),
        (Operation.JOINED,),
        Verdict.REVIEW,
        "From now on the component sees to it that AWS has what is declared here, and may change AWS to that end.",
        "Compare with what AWS has: neptune-global status.",
    ),
    Rule(
        "cluster-joined",
        (CLUSTER,),
        (IDENTIFIER,),
        (Operation.ADDED,),
        Verdict.REVIEW,
        "AWS takes no existing cluster into a global database: the update will fail.",
        "Make a new cluster as a secondary, or a new global cluster with this one as its source.",
    ),
    Rule(
        "protection-removed",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_OFF,),
        Verdict.REVIEW,
        "A later update may delete it.",
        "See that this is meant, and that it comes back.",
    ),
    Rule(
        "key-deleted",
        (KEY,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.REVIEW,
        "ScheduleKeyDeletion: no cluster in this preview is shown to be encrypted with this key, and one that does not "
        "change is not shown. Without its key a graph and its snapshots can't be read.",
        "See what is encrypted with it; `pulumi preview --refresh` shows all of the stack.",
        source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    ),
    Rule(
        "left-in-aws",
        ANY,
        (WHOLE,),
        (Operation.FORGOTTEN,),
        Verdict.REVIEW,
        "Pulumi forgets it, and it stays in AWS, by its option retain_on_delete.",
        "See that somebody else looks after it.",
    ),
)
"""Another primary, other members, another version, less protection, a key."""

INSTANCES = (
    Rule(
        "reader-removed",
        (INSTANCE,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.REVIEW,
        "An instance that reads goes, with its connections; a replaced one comes back empty of cache.",
        "See that the others carry its load, and that one is left to fail over to.",
        Role.READER,
    ),
    Rule(
        "instance-class",
        (INSTANCE,),
        ("instanceClass",),
        ANY,
        Verdict.REVIEW,
        "The instance restarts with another class; of the writer, so do the instances of all secondaries.",
        "Choose the hour, and change readers first.",
    ),
    Rule(
        "parameter-group",
        (*DATABASE, INSTANCE),
        ("neptuneClusterParameterGroupName", "neptuneInstanceParameterGroupName", "neptuneParameterGroupName"),
        ANY,
        Verdict.REVIEW,
        "Other parameters, of which some take a restart.",
        "See what differs, and that the group is of the engine version's family.",
    ),
    Rule(
        "applied-at-once",
        ANY,
        ("applyImmediately",),
        (Operation.TURNED_ON, Operation.ADDED, Operation.CHANGED),
        Verdict.REVIEW,
        "AWS applies at once what this update changes and all that is pending for a maintenance window: an upgrade or "
        "another class restarts the instances now. An import turns it on too, for AWS does not keep this setting.",
        "See what is pending: PendingModifiedValues in `aws neptune describe-db-clusters` and `describe-db-instances`.",
        source=f"{_API}/API_ModifyDBInstance.html",
    ),
    Rule(
        "maintenance-window",
        ANY,
        ("preferredMaintenanceWindow",),
        ANY,
        Verdict.REVIEW,
        "Where something is pending that takes a restart, and the new window has the present hour in it, AWS restarts "
        "the instance now.",
        "See what is pending: `aws neptune describe-pending-maintenance-actions`, and PendingModifiedValues.",
        source=f"{_API}/API_ModifyDBInstance.html",
    ),
    Rule(
        "logs-off",
        ANY,
        ("enableCloudwatchLogsExports",),
        (Operation.REMOVED,),
        Verdict.REVIEW,
        "Logs are no longer sent to CloudWatch: of the audit log, nothing is left to tell who did what.",
        "See that nobody has to keep them.",
        source=f"{GUIDE}/cloudwatch-logs.html",
    ),
    Rule(
        "final-snapshot",
        (CLUSTER,),
        ("skipFinalSnapshot",),
        (Operation.TURNED_ON,),
        Verdict.REVIEW,
        "A deletion will leave no last snapshot.",
        "See that backups are elsewhere.",
    ),
    Rule(
        "global-cluster-tags",
        (TAGS_INTENT,),
        (STASHED,),
        ANY,
        Verdict.REVIEW,
        "The tags of the global cluster change, and with them what IAM policies and bills go by.",
        "See that no policy depends on the old ones.",
    ),
)
"""What changes of instances, and around them."""

UNKNOWN = Rule(
    "unknown-change",
    ANY,
    ANY,
    ANY,
    Verdict.REVIEW,
    "The guard has no rule for this change.",
    "See in pulumi preview --diff what it is.",
)
"""What no other rule covers."""
