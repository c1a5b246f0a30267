"""Threads of the component's own, for what waits for AWS.

The SDK waits for the engine in threads too, and has few: four for each operation that `--parallel` allows at once. In
all of them the engine may be waiting for a hook of the component's, which waits for AWS: were it for one of the same
threads, neither would ever end.
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

# What runs here waits for AWS alone: one more than there are threads has to wait its turn, and gets it.
_MOST = 64
_threads = ThreadPoolExecutor(_MOST, "neptune-global")


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a thread, so that the whole program does not wait with it.

    Args:
        function: waits for AWS, and for nothing that another function here does.
        args: its arguments.
        kwargs: its arguments by name.

    Returns:
        What the function returns.
    """
    return await asyncio.get_running_loop().run_in_executor(_threads, partial(function, *args, **kwargs))


def first_answer(ask: Callable[[str], T | None], regions: Collection[str]) -> tuple[str, T] | None:
    """Ask several regions at once, and return what the first says that has an answer.

    The others are not waited for, and their threads do not keep the process from ending.

    Args:
        ask: asks a region; it returns None or raises ReadError where it has no answer.
        regions: to ask.

    Returns:
        The region and its answer; None where no region has one.
    """
    answers: queue.Queue[tuple[str, T | None]] = queue.Queue()

    def asked(region: str) -> None:
        try:
            answers.put((region, ask(region)))
        except ReadError:
            answers.put((region, None))

    for region in regions:
        Thread(target=asked, args=(region,), daemon=True).start()
    for _ in regions:
        region, answer = answers.get()
        if answer is not None:
            return region, answer
    return None
