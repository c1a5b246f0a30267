"""Run blocking AWS calls in threads that the Pulumi SDK does not use.

The SDK waits for the engine in a small thread pool: four threads for each operation that `--parallel` allows. The
engine may be waiting, in all of them, for one of the component's hooks, and the hook waits for AWS. If the hook needed
a thread of the same pool, both would wait forever.
"""

from __future__ import annotations

import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from neptune_global_component.core.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

P = ParamSpec("P")
T = TypeVar("T")

# These calls wait only for AWS, so a call that finds no free thread is queued and runs later.
_MAX_THREADS = 64
_FIRST = 5
"""The number of regions to query first."""
_threads = ThreadPoolExecutor(_MAX_THREADS, "neptune-global")


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a thread, so that the event loop keeps running.

    Args:
        function: may wait for AWS, but not for another function that runs here.
        args: the function's positional arguments.
        kwargs: the function's keyword arguments.

    Returns:
        The function's return value.
    """
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(function, *args, **kwargs))


def first_answer(query: Callable[[str], T | None], regions: Collection[str]) -> tuple[str, T] | None:
    """Query the first few regions at once, then all others, and return the first answer.

    The other regions' threads are daemons: the process can exit while they run.

    Args:
        query: queries a region; returns None or raises ReadError without an answer.
        regions: the regions to query, the most likely ones first.

    Returns:
        The region and its answer, or None if no region has an answer.
    """
    answers: queue.Queue[tuple[str, T | None, Exception | None]] = queue.Queue()

    def query_region(region: str) -> None:
        try:
            answers.put((region, query(region), None))
        except ReadError:
            answers.put((region, None, None))
        except Exception as error:  # noqa: BLE001 - raised in the caller's thread, which would wait forever for an answer
            answers.put((region, None, error))

    in_order = list(regions)
    for some in (in_order[:_FIRST], in_order[_FIRST:]):
        for region in some:
            Thread(target=query_region, args=(region,), daemon=True).start()
        for _ in some:
            region, answer, error = answers.get()
            if error is not None:
                raise error
            if answer is not None:
                return region, answer
    return None
