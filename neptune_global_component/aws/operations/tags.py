"""Tags on a global cluster: pulumi-aws sets none there.

https://docs.aws.amazon.com/neptune/latest/apiref/API_AddTagsToResource.html
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from neptune_global_component.aws.calls import call
from neptune_global_component.aws.operations.waiting import Pace, Run, persist
from neptune_global_component.core.inputs.arguments import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from neptune_global_component.aws.clients import Connect

PACE = Pace(seconds=300)
"""Tags are set at once: only an AWS that does not answer takes time."""


def steps(
    now: Mapping[str, str], wanted: Mapping[str, str], owned: Collection[str] = (), *, secret: bool = False
) -> tuple[str, ...]:
    """Say what is to be done.

    Args:
        now: the tags that the global cluster has.
        wanted: those that it is to have.
        owned: the keys that the program gave before; of others none is removed.
        secret: whether the keys must not be shown; the values never are.

    Returns:
        One line for each step, for example ``set tags of the global cluster: env``.
    """
    keys = zip(("set", "remove"), _differences(now, wanted, owned), strict=True)
    return tuple(
        f"{act} tags of the global cluster: {SECRET if secret else ', '.join(some)}" for act, some in keys if some
    )


def read_tags(connect: Connect, arn: str) -> dict[str, str]:
    """ListTagsForResource of a global cluster.

    Args:
        connect: gives the boto3 client of a service and a region.
        arn: of the global cluster.

    Raises:
        CallError: AWS did not answer, or refused.
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
    say: Callable[[str], None],
    pace: Pace = PACE,
) -> tuple[str, ...]:
    """Set the tags that differ, and remove those that the program gave before and gives no more.

    Args:
        connect: gives the boto3 client of a service and a region.
        arn: of the global cluster.
        wanted: the tags that it is to have.
        owned: the keys that the program gave before; of others none is removed.
        secret: whether the keys must not be shown.
        say: takes a line of progress.
        pace: how long to wait for an AWS that does not answer.

    Returns:
        The calls that changed something.

    Raises:
        OperationError: AWS refused it, or did not answer.
        ReadError: there is no client to ask with.
    """
    made = Run(say, pace)
    now = persist(partial(read_tags, connect, arn), made)
    for step in steps(now, wanted, owned, secret=secret):
        say(step)
    added, removed = _differences(now, wanted, owned)
    if added:
        tags = [{"Key": key, "Value": wanted[key]} for key in added]
        persist(partial(call, connect, None, "AddTagsToResource", ResourceName=arn, Tags=tags), made)
        made.sent.append("AddTagsToResource")
    if removed:
        persist(partial(call, connect, None, "RemoveTagsFromResource", ResourceName=arn, TagKeys=removed), made)
        made.sent.append("RemoveTagsFromResource")
    return tuple(made.sent)


def _differences(
    now: Mapping[str, str], wanted: Mapping[str, str], owned: Collection[str]
) -> tuple[list[str], list[str]]:
    added = sorted(key for key, value in wanted.items() if now.get(key) != value)
    removed = sorted(key for key in owned if key in now and key not in wanted)
    return added, removed
