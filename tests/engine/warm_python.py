"""A server with preloaded imports that forks Python processes, which would take a second to start.

Only the engine tests use it. Each program and each plugin is still its own process, with the environment, folder,
arguments and standard streams of its client, and ends with the client.
"""

from __future__ import annotations

import array
import ast
import atexit
import contextlib
import functools
import gc
import os
import runpy
import select
import shlex
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

IMPORTED = (
    "pulumi",
    "boto3",
    # grpc loads it with the first channel.
    "grpc.experimental",
    "neptune_global_component.component.component",
    "neptune_global_component.component.construction",
    "neptune_global_component.component.observation",
    "neptune_global_component.local.provider.__main__",
    "neptune_global_component.plugin.serving",
)
_STREAMS = (0, 1, 2)
_READY = b"ready"
_LONGEST = 1 << 20


class WarmPython:
    """Starts the server, and provides a program that replaces ``python``.

    Args:
        folder: an empty folder.
        cold: the program that starts Python, if the arguments are neither a script nor ``-m MODULE``.
        listing: the arguments of a command whose output never changes, ``-m pip list …``.
    """

    def __init__(self, folder, cold, listing):
        self._address = folder / "socket"
        answer = folder / "installed.json"
        answer.write_bytes(_output(cold, *listing.split()))
        # Pulumi asks for the version twice in each operation.
        version = shlex.quote(_output(cold, "--version").decode().strip())
        self.program = folder / "python"
        script = Path(__file__).with_name("warm_client.py")
        client = shlex.join([sys.executable, "-I", "-S", str(script), str(self._address)])
        self.program.write_text(
            f'#!/bin/sh\nif [ "$*" = "{listing}" ]; then exec cat {shlex.quote(str(answer))}; fi\n'
            f'case "$*" in --version) echo {version}; exit ;; /* | "-m "*) exec {client} "$@" ;; esac\n'
            f'exec {shlex.quote(str(cold))} "$@"\n'
        )
        self.program.chmod(0o755)

    @contextlib.contextmanager
    def running(self):
        """Run the server, which ends with this process in any case."""
        command = [sys.executable, __file__, str(self._address)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            assert server.stdout.readline().strip() == _READY
            yield


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def serve(address):
    """Fork for each client, and send it the exit status, until standard input ends."""
    for name in IMPORTED:
        __import__(name)
    # pulumi_aws loads its modules lazily.
    getattr(sys.modules["pulumi_aws"].neptune, "GlobalCluster")  # noqa: B009 - see above
    _keep_what_botocore_loads()
    gc.collect()
    gc.freeze()
    clients = {}

    def reap(*_):
        with contextlib.suppress(ChildProcessError):  # no child is left
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                with clients.pop(ended[0]) as client, contextlib.suppress(OSError):  # who asked may be gone
                    client.send(str(os.waitstatus_to_exitcode(ended[1])).encode())

    signal.signal(signal.SIGCHLD, reap)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(address)
        listener.listen(64)
        os.write(1, _READY + b"\n")
        while listener in select.select([listener, sys.stdin], [], [])[0]:
            client, _ = listener.accept()
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
            request, streams = _received(client)
            if not streams:
                client.close()
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
                continue
            child = os.fork()
            if child == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
                for other in [listener, *clients.values()]:
                    other.close()
                _become(client, streams, **ast.literal_eval(request.decode()))
                _end()
            for stream in streams:
                os.close(stream)
            clients[child] = client
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])


def _keep_what_botocore_loads():
    """Share one loader among all boto3 sessions, with the data of Neptune's clients preloaded."""
    import boto3  # noqa: PLC0415 - only the server needs it
    import botocore.session  # noqa: PLC0415

    botocore.session.create_loader = functools.cache(botocore.session.create_loader)
    boto3.client("neptune", region_name="us-east-1")


def _received(client):
    size = array.array("i", _STREAMS).itemsize * len(_STREAMS)
    streams = array.array("i")
    try:
        request, ancillary, _, _ = client.recvmsg(_LONGEST, socket.CMSG_SPACE(size))
    except ConnectionError:
        request, ancillary = b"", []
    # A client that is killed before its request sends none.
    for _, _, data in ancillary:
        streams.frombytes(data[:size])
    return request, streams


def _become(client, streams, environment, folder, arguments):
    """Run as the Python process that the client requested."""
    for stream, number in zip(streams, _STREAMS, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    threading.Thread(target=_end_with, args=[client], daemon=True).start()
    sys.path[:1] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    try:
        if arguments[0] == "-m":
            sys.argv = arguments[1:]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            sys.argv = arguments
            runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        _end(end.code)


def _end(status=0):
    """End as Python does, but keep the modules: freeing them would copy the memory that is shared with the server."""
    threading._shutdown()  # noqa: SLF001 - it waits for the threads, as Python does at its end
    atexit._run_exitfuncs()  # noqa: SLF001 - and calls these functions
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status)


def _end_with(client):
    # The client forwards its signals; when it ends, this process ends too.
    while received := client.recv(1):
        os.kill(os.getpid(), received[0])
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    serve(sys.argv[1])
