"""Stops a local run when its standard input closes: `python -m neptune_global_component.local.watcher FOLDER`.

Runs as a separate process in its own session, so that a killed local run is cleaned up as completely as any other.
"""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

from neptune_global_component.local import processes


def main() -> None:
    """Wait for the end of the input, stop the folder's processes, and remove the folder."""
    # In a nested run, the outer run asks all processes to stop. The watcher must still clean up.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    folder = Path(sys.argv[1])
    sys.stdin.buffer.read()
    survivors = processes.stop_run(folder)
    shutil.rmtree(folder)
    if survivors:
        sys.exit(f"error: these processes of the local run could not be stopped: {', '.join(map(str, survivors))}")


if __name__ == "__main__":
    main()
