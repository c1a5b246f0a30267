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
    for number in FORWARDED:
        _signal.signal(number, lambda received, _: server.send(bytes([received])))
    streams = b"".join(stream.to_bytes(4, sys.byteorder) for stream in _STREAMS)
    server.sendmsg([request.encode()], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
    status = int(server.recv(16) or 1)
    for number in FORWARDED:
        _signal.signal(number, _signal.SIG_DFL)
    if status < 0:
        os.kill(os.getpid(), -status)
    sys.exit(status)


main(*sys.argv[1:])
