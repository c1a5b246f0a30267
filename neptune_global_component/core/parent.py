"""Ends a plugin with the process that started it."""

from __future__ import annotations

import os
import threading
import time

_CHECK_SECONDS = 0.5


def end_with_parent() -> None:
    """Exit when the parent exits, however that happens: an engine that was killed stops no plugins."""
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_CHECK_SECONDS)
    os._exit(1)
