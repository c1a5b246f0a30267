"""The lines that a component shows in the program's output."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar

from neptune_global_component.aws.threads import in_thread
from neptune_global_component.component.messages import Messages


def test_a_line_from_a_thread_is_shown_in_its_own_program(monkeypatch):
    """With several programs at once in a process, a line that a thread reports belongs to the program that waits."""
    program, shown = ContextVar("program", default="another program"), []
    monkeypatch.setattr("pulumi.log.info", lambda text, _component: shown.append((program.get(), text)))

    async def update():
        program.set("this program")
        await in_thread(Messages("orders", None).from_threads(), "the upgrade begins")
        await asyncio.sleep(0)

    asyncio.run(update())
    assert shown == [("this program", "the upgrade begins")]
