"""Ends a local run when its standard input closes: `python -m neptune_global_component.local.watcher FOLDER`.

It is a process of its own, in a session of its own, so that a local run that is killed ends as completely as any other.
"""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

from neptune_global_component.local import processes


def main() -> None:
    """Wait, end the processes of the folder, and remove it."""
    # Where this run is part of another one, that one asks all its processes to end; this one has still to clean up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    folder = Path(sys.argv[1])
    sys.stdin.buffer.read()
    left = processes.end_run(folder)
    shutil.rmtree(folder)
    if left:
        sys.exit(f"error: these processes of the local run could not be ended: {', '.join(map(str, left))}")


if __name__ == "__main__":
    main()
