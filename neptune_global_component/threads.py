"""Threads of the component's own, for what waits for AWS.

The SDK waits for the engine in threads too, and has few: four for each operation that `--parallel` allows at once. In
all of them the engine may be waiting for a hook of the component's, which waits for AWS: were it for one of the same
threads, neither would ever end.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

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
