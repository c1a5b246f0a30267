"""The server process of the local AWS: moto with the Neptune overlay on a free loopback port, and the control calls.

The server prints its port as soon as it listens, and then imports moto. Calls that arrive earlier wait for the import.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from concurrent.futures import Future
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from neptune_global_component.local.control import Control

if TYPE_CHECKING:
    from neptune_global_component.local.gateway import Gateway


class Handler(WSGIRequestHandler):
    """A request handler without a log: the control API returns the calls, and a URL may contain a signature."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def main() -> None:
    """Serve until the parent exits, or with ``--keep`` until stopped."""
    aws: Future[Gateway] = Future()
    control = Control(aws)
    server = make_server("127.0.0.1", 0, control, threaded=True, request_handler=Handler)
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    # Otherwise moto creates 1,300 machine images in every region that is called. Neptune does not use them.
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    # moto sometimes prints, and nothing reads the pipe from here on.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    threading.Thread(target=_load, args=(aws, control), daemon=True).start()
    if "--keep" not in sys.argv[1:]:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    server.serve_forever()


def _load(aws: Future[Gateway], control: Control) -> None:
    try:
        # Imported here: it takes seconds, beside the first answers.
        from neptune_global_component.local.gateway import Gateway, prepare_moto  # noqa: PLC0415

        prepare_moto(control.settings)
        aws.set_result(Gateway(control))
    except BaseException:  # noqa: BLE001 - without moto there is nothing to serve, whatever the reason
        traceback.print_exc()
        os._exit(1)


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
