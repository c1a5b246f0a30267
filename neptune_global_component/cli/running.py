"""Run an operation of AWS: its progress, and what happens at Ctrl-C and SIGTERM."""

# ruff: noqa: PLC0415 - rich is imported only when a command needs it

from __future__ import annotations

import signal
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from neptune_global_component.cli.duration import format_duration
from neptune_global_component.cli.progress import fit
from neptune_global_component.core.terminal import has_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from neptune_global_component.core.messages import Message

    Say = Callable[[Message | str], None]

_TERMINATED = 128 + signal.SIGTERM
"""The exit status after SIGTERM, as in shells."""


def run_with_progress(run: Callable[[Say], tuple[str, ...]]) -> tuple[str, ...]:
    """Run an operation, with its progress and the elapsed time on standard error.

    Args:
        run: carries the operation out, and reports progress to its argument.

    Returns:
        The requests that were sent.

    Raises:
        KeyboardInterrupt: the user pressed Ctrl-C.
        click.exceptions.Exit: the process received SIGTERM.
    """
    from rich.console import Console

    # Rich treats a file as a terminal if FORCE_COLOR is set, and prints bold text if NO_COLOR is set.
    console = Console(
        stderr=True,
        highlight=False,
        markup=False,
        soft_wrap=True,
        force_terminal=sys.stderr.isatty(),
        color_system="auto" if has_colour(sys.stderr) else None,
    )
    start = time.monotonic()

    def say(line: Message | str) -> None:
        console.print(fit(f"{format_duration(time.monotonic() - start)}: {line}"))

    with _sigterm_as_interrupt(), ExitStack() as stack:
        if console.is_terminal:
            _show_spinner(console, stack)
        return _run(run, say, console)


def _run(run: Callable[[Say], tuple[str, ...]], say: Say, console: Console) -> tuple[str, ...]:
    from neptune_global_component.aws.operations.waiting import InterruptedChange

    try:
        return run(say)
    except InterruptedChange as continued:
        console.print(fit(f"interrupted: AWS continues with {continued}; run the command again to watch it"))
        raise
    except KeyboardInterrupt:
        console.print("interrupted: AWS has accepted no request of this command")
        raise


def _show_spinner(console: Console, stack: ExitStack) -> None:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("waiting for AWS", markup=False))
    # Rich 14 redirects to a stream that is not a terminal, so `fit` would not wrap.
    spinner = Progress(*shown, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    stack.enter_context(spinner).add_task("", total=None)


@contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
    """Treat SIGTERM, which CI systems send to a canceled job, as Ctrl-C, but with its own exit status."""
    received: list[int] = []

    def interrupt(number: int, _frame: object) -> NoReturn:
        received.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        if received:
            raise click.exceptions.Exit(_TERMINATED) from None
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
