"""The program that replaces ``python`` in the engine tests: it asks a WarmPython server to run a script or a module.

It imports only what the interpreter has loaded or built in, so that it starts in a third of the time.
"""

import _signal
import _socket
import os
import sys

FORWARDED = (_signal.SIGINT, _signal.SIGTERM)
LONGEST_REQUEST = 1 << 20
_STREAMS = (0, 1, 2)


def main(address, *arguments):
    """Run Python with these arguments in the server, and exit as it does."""
    request = repr({"environment": dict(os.environ), "folder": os.getcwd(), "arguments": list(arguments)})  # noqa: PTH109 - pathlib takes as long as all of this
    server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    server.setsockopt(_socket.SOL_SOCKET, _socket.SO_SNDBUF, LONGEST_REQUEST)
    server.connect(address)

    def forward(number, _):
        try:
            server.send(bytes([number]))
        except OSError:  # The script has ended: its status is the next answer.
            return

    for number in FORWARDED:
        _signal.signal(number, forward)
    streams = b"".join(stream.to_bytes(4, sys.byteorder) for stream in _STREAMS)
    server.sendmsg([request.encode()], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
    try:
        answer = server.recv(16)
    except ConnectionResetError:  # The script ended before it read a signal.
        answer = server.recv(16)
    status = int(answer or 1)
    for number in FORWARDED:
        _signal.signal(number, _signal.SIG_DFL)
    if status < 0:
        os.kill(os.getpid(), -status)
    sys.exit(status)


main(*sys.argv[1:])
