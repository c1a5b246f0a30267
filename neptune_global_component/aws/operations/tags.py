"""Set tags on a global cluster, which pulumi-aws can't do.

https://docs.aws.amazon.com/neptune/latest/apiref/API_AddTagsToResource.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.waiting import Pace, Run, retry
from neptune_global_component.core.messages import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from neptune_global_component.aws.clients import Connect
    from neptune_global_component.core.messages import Message

PACE = Pace(seconds=300)
"""Tags are set at once; the time is for retries while AWS does not answer."""


def steps(
    now: Mapping[str, str], wanted: Mapping[str, str], owned: Collection[str] = (), *, secret: bool = False
) -> tuple[str, ...]:
    """Return the steps that are missing.

    Args:
        now: the tags that the global cluster has now.
        wanted: the tags that it should have.
        owned: the keys that the program set before: no other key is removed.
        secret: whether to hide the keys; values are never shown.

    Returns:
        One line for each step, for example ``set tags of the global cluster: env``.
    """
    keys = zip(("set", "remove"), _differences(now, wanted, owned), strict=True)
    return tuple(
        f"{act} tags of the global cluster: {SECRET if secret else ', '.join(some)}" for act, some in keys if some
    )


def read_tags(connect: Connect, arn: str) -> dict[str, str]:
    """Return the tags of a global cluster (ListTagsForResource).

    Args:
        connect: returns the boto3 client of a service and a region.
        arn: the ARN of the global cluster.

    Raises:
        CallError: AWS did not answer, or returned an error.
    """
    answer = call(connect, None, "ListTagsForResource", ResourceName=arn)
    return {key: one.get("Value", "") for one in answer.get("TagList") or () if (key := one.get("Key"))}


def run(  # noqa: PLR0913 - which tags, and how it is watched
    connect: Connect,
    arn: str,
    wanted: Mapping[str, str],
    *,
    owned: Collection[str] = (),
    secret: bool = False,
    report: Callable[[Message | str], None],
    pace: Pace = PACE,
) -> tuple[str, ...]:
    """Set the tags that differ, and remove those that the program set before and no longer sets.

    Args:
        connect: returns the boto3 client of a service and a region.
        arn: the ARN of the global cluster.
        wanted: the tags that it should have.
        owned: the keys that the program set before: no other key is removed.
        secret: whether to hide the keys.
        report: shows a line of progress.
        pace: the time limit for retries while AWS does not answer.

    Returns:
        The requests that were sent.

    Raises:
        OperationError: AWS rejected a request, or did not answer.
        ReadError: no client can be created.
    """
    current_run = Run(report, pace)
    now = retry(partial(read_tags, connect, arn), current_run)
    for step in steps(now, wanted, owned, secret=secret):
        report(step)
    added, removed = _differences(now, wanted, owned)
    if added:
        tags = [{"Key": key, "Value": wanted[key]} for key in added]
        retry(partial(call, connect, None, "AddTagsToResource", ResourceName=arn, Tags=tags), current_run)
        current_run.sent.append("AddTagsToResource")
    if removed:
        retry(partial(call, connect, None, "RemoveTagsFromResource", ResourceName=arn, TagKeys=removed), current_run)
        current_run.sent.append("RemoveTagsFromResource")
    return tuple(current_run.sent)


def _differences(
    now: Mapping[str, str], wanted: Mapping[str, str], owned: Collection[str]
) -> tuple[list[str], list[str]]:
    added = sorted(key for key, value in wanted.items() if now.get(key) != value)
    removed = sorted(key for key in owned if key in now and key not in wanted)
    return added, removed
