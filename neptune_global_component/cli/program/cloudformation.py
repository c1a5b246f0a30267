"""Commands that make CloudFormation forget a database; the tags of its resources name the stack."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from neptune_global_component.cli.program.steps import PREVIEW, UPDATE, Step
from neptune_global_component.core.names import region_of

if TYPE_CHECKING:
    from neptune_global_component.core.facts.details import DatabaseDetails

_STACK, _LOGICAL_ID = "aws:cloudformation:stack-name", "aws:cloudformation:logical-id"


def cloudformation_steps(details: DatabaseDetails) -> tuple[Step, ...]:
    """Return the steps from CloudFormation, which CDK and SAM use too, to Pulumi.

    Args:
        details: the database.
    """
    if details.global_cluster is None:
        # A source cluster stays in its stack.
        return ()
    stacks: dict[tuple[str, str], list[str]] = {}
    for arn in details.arns:
        tags = details.tags_of(arn)
        if _STACK in tags:
            # A global cluster has no region in its ARN: its stack is most likely in the primary's.
            region = region_of(arn) or (details.clusters[0].region if details.clusters else "")
            stacks.setdefault((tags[_STACK], region), []).append(tags.get(_LOGICAL_ID, arn))
    if not stacks:
        return ()
    return (PREVIEW, *(step for (name, region), ids in stacks.items() for step in _forget(name, region, ids)), UPDATE)


def _forget(stack: str, region: str, ids: list[str]) -> tuple[Step, ...]:
    place = f"{f'--region {region} ' if region else ''}--stack-name {shlex.quote(stack)}"
    deploy = f"aws cloudformation deploy {place} --template-file TEMPLATE --fail-on-empty-changeset"
    listed = ", ".join(ids)
    return (
        Step(
            f"In the template of the stack {stack}, set `DeletionPolicy: Retain` on {listed}, change the `Metadata` of "
            "each, and deploy it. CloudFormation may not apply a change of the policy alone:",
            (deploy,),
        ),
        Step(
            f"Check that the deployed template has the policy on {listed}. Without it, the next step deletes them:",
            (f"aws cloudformation get-template {place} --template-stage Processed",),
        ),
        Step(f"Remove {listed} from that template, and deploy it again. CloudFormation forgets them:", (deploy,)),
    )
