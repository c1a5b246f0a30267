"""What puts nothing at risk that exists: the rules whose verdict is SAFE; pure."""

from __future__ import annotations

from neptune_global_component.core.tokens import CLUSTER
from neptune_global_component.guard.kinds import DECLARED, PRIMARY_INTENT, TAGS_INTENT, VERSION_INTENT
from neptune_global_component.guard.preview import WHOLE
from neptune_global_component.guard.rule import ANY, PROTECTIONS, Operation, Rule, Verdict

COSMETICS = (
    Rule(
        "protection-added",
        ANY,
        PROTECTIONS,
        (Operation.TURNED_ON,),
        Verdict.SAFE,
        "It can't be deleted any more.",
        "Nothing.",
    ),
    Rule(
        "created",
        ANY,
        (WHOLE,),
        (Operation.CREATED,),
        Verdict.SAFE,
        "It is new: nothing that exists is touched.",
        "Nothing.",
    ),
    Rule(
        "imported",
        ANY,
        (WHOLE,),
        (Operation.IMPORTED,),
        Verdict.SAFE,
        "What AWS has is taken into the state; AWS is not changed.",
        "Nothing.",
    ),
    Rule(
        "remembered",
        (DECLARED,),
        ANY,
        ANY,
        Verdict.SAFE,
        "The component remembers what is declared; what changes in AWS is a finding of its own.",
        "Nothing.",
    ),
    Rule(
        "forgotten-intent",
        (PRIMARY_INTENT, VERSION_INTENT, TAGS_INTENT),
        (WHOLE,),
        (Operation.DELETED,),
        Verdict.SAFE,
        "The component no longer looks after it; nothing changes in AWS.",
        "Nothing.",
    ),
    Rule(
        "cosmetic",
        ANY,
        (
            *("tags", "tagsAll", "preferredBackupWindow", "copyTagsToSnapshot"),
            *("finalSnapshotIdentifier", "enableCloudwatchLogsExports", "applyImmediately", "allowMajorVersionUpgrade"),
        ),
        (Operation.ADDED, Operation.CHANGED, Operation.REMOVED, Operation.TURNED_ON, Operation.TURNED_OFF),
        Verdict.SAFE,
        "Neither data nor connections are touched.",
        "Nothing.",
    ),
    Rule(
        "final-snapshot-kept",
        (CLUSTER,),
        ("skipFinalSnapshot",),
        (Operation.TURNED_OFF,),
        Verdict.SAFE,
        "A deletion will leave a last snapshot.",
        "Nothing.",
    ),
)
"""Created, imported, remembered, protected, tagged."""
