"""What somebody who knows the database is to look at: the rules whose verdict is REVIEW; pure."""

from __future__ import annotations

from neptune_global_component.guard.rule import (
    ANY,
    DATABASE,
    GUIDE,
    PRIMARY_INTENT,
    TAGS_INTENT,
    VERSION_INTENT,
    VERSION_PROPERTIES,
    VERSIONED,
    WHOLE,
    Operation,
    Role,
    Rule,
    Verdict,
)
from neptune_global_component.tokens import CLUSTER, INSTANCE

TOPOLOGY = (
    Rule(
        "switchover",
        (PRIMARY_INTENT,),
        ("input",),
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
        ("globalClusterIdentifier",),
        (Operation.ADDED,),
        Verdict.REVIEW,
        "AWS takes no existing cluster into a global database: the update will fail.",
        "Make a new cluster as a secondary, or a new global cluster with this one as its source.",
    ),
    Rule(
        "protection-removed",
        ANY,
        ("deletionProtection", "protect"),
        (Operation.TURNED_OFF,),
        Verdict.REVIEW,
        "A later update may delete it.",
        "See that this is meant, and that it comes back.",
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
"""Another primary, other members, another version, less protection."""

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
        ("input",),
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
