"""The rules for changes that need a review by a person: their verdict is REVIEW; pure."""

from __future__ import annotations

from neptune_global_component.core.membership import IGNORE_CHANGES
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP
from neptune_global_component.guard.kinds import (
    CLUSTER_PARAMETERS,
    IDENTIFIER,
    INSTANCE_PARAMETERS,
    KEY,
    PRIMARY_INTENT,
    STASHED,
    TAGS_INTENT,
    VERSION_INTENT,
)
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
        "SwitchoverGlobalCluster: the primary moves to another region. No data is lost. Writes fail in the meantime.",
        "Check that clients use the new endpoint, and that the new primary has enough instances.",
        source=f"{GUIDE}/neptune-gdb-disaster-recovery.html",
    ),
    Rule(
        "major-upgrade-allowed",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.UPGRADED_MAJOR_WITH_CONSENT,),
        Verdict.REVIEW,
        "A major upgrade, which the program allows: all clusters stop at the same time, and nobody can read or write "
        "until it ends. It can't be undone, and AWS resets the parameter groups to the defaults.",
        "Read the release notes, take a snapshot, and choose a quiet time.",
        source=f"{GUIDE}/release-types.html",
    ),
    Rule(
        "upgrade",
        VERSIONED,
        VERSION_PROPERTIES,
        (Operation.UPGRADED,),
        Verdict.REVIEW,
        "A minor upgrade: each secondary is upgraded, then the primary. Their instances restart.",
        "Choose a quiet time. From before 1.4.7.0 to it, or past it, AWS rejects a minor upgrade while there are "
        "secondaries. For a plain aws.neptune.GlobalCluster, run `pulumi refresh` first, or its update never ends.",
        source=f"{GUIDE}/release-types.html",
    ),
    Rule(
        "region-removed",
        (CLUSTER,),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.REVIEW,
        "RemoveFromGlobalCluster and DeleteDBCluster: this secondary is deleted.",
        "Check that no client reads there, and that enough regions are left for a disaster.",
        Role.SECONDARY,
    ),
    Rule(
        "region-added",
        (CLUSTER,),
        (WHOLE,),
        (Operation.JOINED,),
        Verdict.REVIEW,
        "CreateDBCluster: a secondary is added, which costs storage, instances and replication.",
        "Check the region, its KMS key and its network.",
    ),
    Rule(
        "source-taken",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.FROM_SOURCE,),
        Verdict.REVIEW,
        "CreateGlobalCluster with a source: an existing cluster becomes the primary of a global database.",
        "Check that it is the right cluster. If a program declares it as an aws.neptune.Cluster, set "
        f"{IGNORE_CHANGES} on it: otherwise a later update detaches it.",
        source=f"{GUIDE}/neptune-gdb-setup.html",
    ),
    Rule(
        "created-again",
        (GLOBAL_CLUSTER,),
        (WHOLE,),
        (Operation.REMADE,),
        Verdict.REVIEW,
        "The state has the component's record of this global cluster, but not the global cluster: the first update "
        "was interrupted, or the global cluster was not in AWS at the last refresh. An empty one would be created.",
        "If it existed before, check that these are the right account and credentials, and look for snapshots.",
    ),
    Rule(
        "recreated",
        ANY,
        (WHOLE,),
        (Operation.RECREATED,),
        Verdict.REVIEW,
        "The resource is in the state but not in AWS: it was deleted outside Pulumi, or these are another account's "
        "credentials.",
        "Check that the preview runs in the account of the ARNs in the state, and find out why it was deleted.",
    ),
    Rule(
        "intent-added",
        (PRIMARY_INTENT, VERSION_INTENT, TAGS_INTENT),
        (WHOLE,),
        (Operation.JOINED,),
        Verdict.REVIEW,
        "From now on, the component keeps AWS as declared here, and may change AWS to do so.",
        "Compare with AWS: `neptune-global status IDENTIFIER` shows the global database.",
    ),
    Rule(
        "cluster-joined",
        (CLUSTER,),
        (IDENTIFIER,),
        (Operation.ADDED,),
        Verdict.REVIEW,
        "AWS does not add an existing cluster to a global database: the update will fail.",
        "Create a new cluster as a secondary, or a new global cluster with this cluster as its source.",
    ),
    Rule(
        "protection-removed",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_OFF,),
        Verdict.REVIEW,
        "A later update may delete the resource.",
        "Check that this is intended, and restore the protection afterwards.",
    ),
    Rule(
        "key-deleted",
        (KEY,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.REVIEW,
        "ScheduleKeyDeletion: no cluster in this preview is encrypted with this key, but a preview does not show "
        "unchanged clusters. Without its key, a graph and its snapshots can't be read.",
        "Check what is encrypted with the key.",
        source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
        unrefreshed="`pulumi preview --refresh` shows all resources of the stack.",
    ),
    Rule(
        "left-in-aws",
        ANY,
        (WHOLE,),
        (Operation.FORGOTTEN,),
        Verdict.REVIEW,
        "The resource is removed from the state and stays in AWS, because of its option retain_on_delete.",
        "Check that it is managed in another way.",
    ),
)
"""Another primary, other members, another version, less protection, or a deleted key."""

INSTANCES = (
    Rule(
        "reader-removed",
        (INSTANCE,),
        ANY,
        (Operation.DELETED, Operation.REPLACED),
        Verdict.REVIEW,
        "A reader is deleted with its connections. A replaced reader starts with an empty cache.",
        "Check that the other instances can serve its load, and that a reader is left to fail over to.",
        Role.READER,
    ),
    Rule(
        "instance-class",
        (INSTANCE,),
        ("instanceClass",),
        ANY,
        Verdict.REVIEW,
        "The instance restarts with another class. If it is the writer, the instances of all secondaries restart too.",
        "Choose a quiet time, and change readers first.",
    ),
    Rule(
        "parameter-group",
        (*DATABASE, INSTANCE),
        ("neptuneClusterParameterGroupName", "neptuneInstanceParameterGroupName", "neptuneParameterGroupName"),
        ANY,
        Verdict.REVIEW,
        "The parameters change, and some changes need a restart.",
        "Compare the parameter groups, and check that the family of the new one matches the engine version.",
    ),
    Rule(
        "parameters",
        (CLUSTER_PARAMETERS, INSTANCE_PARAMETERS),
        ("parameters",),
        (Operation.ADDED, Operation.CHANGED, Operation.REMOVED, Operation.UNSET),
        Verdict.REVIEW,
        "The parameters change for everything that uses the group. Most of them apply after a reboot of the instances.",
        "Compare the parameters, and plan the reboots.",
        source=f"{GUIDE}/parameters.html",
    ),
    Rule(
        "group-replaced",
        (CLUSTER_PARAMETERS, INSTANCE_PARAMETERS),
        ANY,
        (Operation.REPLACED,),
        Verdict.REVIEW,
        "Another parameter group is created, and the old one is deleted. No database changes by that: AWS rejects the "
        "deletion of a group that is in use.",
        "Check that the new group has the parameters of the old one, and the family of the engine version.",
        source=f"{GUIDE}/parameter-groups.html",
    ),
    Rule(
        "group-deleted",
        (SUBNET_GROUP, CLUSTER_PARAMETERS, INSTANCE_PARAMETERS),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.REVIEW,
        "The subnet group or parameter group is deleted. No database changes: AWS rejects the deletion of a group that "
        "is in use.",
        "Check that no other stack creates clusters or instances with this group.",
        source=f"{_API}/API_DeleteDBSubnetGroup.html",
    ),
    Rule(
        "applied-at-once",
        ANY,
        ("applyImmediately",),
        (Operation.TURNED_ON, Operation.ADDED, Operation.CHANGED),
        Verdict.REVIEW,
        "AWS immediately applies this update's changes and everything that is pending for a maintenance window: an "
        "upgrade or another class restarts the instances now. An import turns it on too, because AWS does not store "
        "this setting.",
        "Check the pending changes: PendingModifiedValues in `aws neptune describe-db-clusters` and "
        "`describe-db-instances`.",
        source=f"{_API}/API_ModifyDBInstance.html",
    ),
    Rule(
        "maintenance-window",
        ANY,
        ("preferredMaintenanceWindow",),
        ANY,
        Verdict.REVIEW,
        "If a pending change needs a restart and the new window includes the current time, AWS restarts the instance "
        "now.",
        "Check the pending changes: `aws neptune describe-pending-maintenance-actions`, and PendingModifiedValues.",
        source=f"{_API}/API_ModifyDBInstance.html",
    ),
    Rule(
        "logs-off",
        ANY,
        ("enableCloudwatchLogsExports",),
        (Operation.REMOVED, Operation.UNSET),
        Verdict.REVIEW,
        "Logs are no longer sent to CloudWatch. Without the audit log, nothing records who did what.",
        "Check that these logs do not have to be kept.",
        source=f"{GUIDE}/cloudwatch-logs.html",
    ),
    Rule(
        "final-snapshot",
        (CLUSTER,),
        ("skipFinalSnapshot",),
        (Operation.TURNED_ON,),
        Verdict.REVIEW,
        "A deletion will not leave a final snapshot.",
        "Check that there are other backups.",
    ),
    Rule(
        "global-cluster-tags",
        (TAGS_INTENT,),
        (STASHED,),
        ANY,
        Verdict.REVIEW,
        "The tags of the global cluster change, which IAM policies and cost allocation may use.",
        "Check that no policy depends on the old tags.",
    ),
)
"""Changes of instances and of settings."""

UNKNOWN = Rule(
    "unknown-change",
    ANY,
    ANY,
    ANY,
    Verdict.REVIEW,
    "The guard has no rule for this change.",
    "Run `pulumi preview --diff` to see the change.",
)
"""Covers every change that no other rule covers."""
