"""The stand-in for ``python`` in the engine tests exits as its script does, whenever a signal arrives."""

from __future__ import annotations

import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[1] / "engine" / "warm_client.py"


@pytest.fixture
def client(tmp_path):
    """A client that waits for the answer of a server, and the server's end of its connection."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(tmp_path / "socket"))
        listener.listen()
        with subprocess.Popen([sys.executable, "-I", "-S", CLIENT, tmp_path / "socket"]) as started:
            connection, _ = listener.accept()
            with connection:
                assert connection.recv(1 << 20)
                yield started, connection


def test_a_signal_that_the_script_did_not_read(client):
    """The status counts, although the script ended before it read the signal."""
    started, connection = client
    started.send_signal(signal.SIGINT)
    assert select.select([connection], [], [], 30)[0]
    connection.send(b"7")
    connection.close()
    assert started.wait(30) == 7


def test_a_signal_after_the_end_of_the_script(client):
    """The status counts, although nobody receives the signal."""
    started, connection = client
    started.send_signal(signal.SIGSTOP)
    connection.send(b"7")
    connection.close()
    started.send_signal(signal.SIGINT)
    started.send_signal(signal.SIGCONT)
    assert started.wait(30) == 7
