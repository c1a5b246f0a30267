"""The rules for changes that put no existing data at risk: their verdict is SAFE; pure."""

from __future__ import annotations

from neptune_global_component.core.tokens import CLUSTER
from neptune_global_component.guard.kinds import DECLARED, PRIMARY_INTENT, STASHED, TAGS_INTENT, VERSION_INTENT
from neptune_global_component.guard.preview import WHOLE
from neptune_global_component.guard.rule import ANY, PROTECTIONS, Operation, Rule, Verdict

COSMETICS = (
    Rule(
        "protection-added",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_ON,),
        Verdict.SAFE,
        "The resource can no longer be deleted.",
        "Nothing.",
    ),
    Rule(
        "created",
        ANY,
        (WHOLE,),
        (Operation.CREATED,),
        Verdict.SAFE,
        "A new resource: existing resources do not change.",
        "Nothing.",
    ),
    Rule(
        "imported",
        ANY,
        (WHOLE,),
        (Operation.IMPORTED,),
        Verdict.SAFE,
        "An existing resource is imported into the state. AWS does not change.",
        "Nothing.",
    ),
    Rule(
        "remembered",
        (DECLARED,),
        ANY,
        ANY,
        Verdict.SAFE,
        "The component records the declared values. Changes in AWS are findings of their own.",
        "Nothing.",
    ),
    Rule(
        "forgotten-intent",
        (PRIMARY_INTENT, VERSION_INTENT, TAGS_INTENT),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.SAFE,
        "The component no longer manages this. AWS does not change.",
        "Nothing.",
    ),
    Rule(
        "upgrade-permission",
        (VERSION_INTENT,),
        (STASHED,),
        (Operation.CHANGED,),
        Verdict.SAFE,
        "Only the permission for a major upgrade changes. AWS does not change.",
        "Nothing.",
    ),
    Rule(
        "final-snapshot-unused",
        (CLUSTER,),
        ("finalSnapshotIdentifier",),
        (Operation.UNUSED,),
        Verdict.SAFE,
        "skip_final_snapshot is true: a deletion leaves no final snapshot, whatever its name is.",
        "To keep a final snapshot, remove skip_final_snapshot.",
    ),
    Rule(
        "cosmetic",
        ANY,
        (
            *("tags", "tagsAll", "preferredBackupWindow", "copyTagsToSnapshot"),
            *("autoMinorVersionUpgrade", "promotionTier"),
            *("finalSnapshotIdentifier", "enableCloudwatchLogsExports", "applyImmediately", "allowMajorVersionUpgrade"),
        ),
        (
            *(Operation.ADDED, Operation.CHANGED, Operation.REMOVED, Operation.UNSET),
            *(Operation.TURNED_ON, Operation.TURNED_OFF),
        ),
        Verdict.SAFE,
        "Data and connections are not affected.",
        "Nothing.",
    ),
    Rule(
        "final-snapshot-kept",
        (CLUSTER,),
        ("skipFinalSnapshot",),
        (Operation.TURNED_OFF, Operation.REMOVED, Operation.UNSET),
        Verdict.SAFE,
        "A deletion will leave a final snapshot.",
        "Nothing.",
    ),
)
"""Created, imported, recorded, protected or tagged."""
