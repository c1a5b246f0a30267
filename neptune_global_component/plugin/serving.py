"""The plugin's server: reports invalid arguments to the engine as property errors, without a stack trace."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc.aio  # type: ignore[import-untyped]
import pulumi
from pulumi.provider.server import ProviderServicer
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS
from pulumi.runtime.proto import provider_pb2_grpc

from neptune_global_component.component.component import OUTPUTS
from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.messages import Message, render
from neptune_global_component.core.names import camel_case
from neptune_global_component.plugin.provider import NeptuneProvider
from neptune_global_component.plugin.spelling import WIRE

if TYPE_CHECKING:
    from collections.abc import Collection

Grpc = Any
"""An object of grpc, which ships no types."""

_OUTPUTS = frozenset(map(camel_case, OUTPUTS))
_MAX_THREADS = 256
_OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
"""Marks an output in a request."""


class Servicer(ProviderServicer):
    """The SDK's servicer, which converts the component's own errors."""

    async def _construct(self, request: Grpc, context: Grpc) -> Grpc:
        # Arguments that are known late fail while the response is built, not in the component's constructor.
        try:
            response = await super()._construct(request, context)
        except InvalidArgsError as error:
            raise properties_error(error, _outputs(request.inputs)) from None
        # The SDK omits outputs that are None, and a YAML program treats an omitted output as unknown.
        response.state.update(dict.fromkeys(_OUTPUTS - response.state.keys()))
        return response


def _outputs(inputs: Grpc) -> frozenset[str]:
    """Return the names of the inputs that are, or contain, outputs of other resources."""
    return frozenset(name for name, value in inputs.fields.items() if _OUTPUT_SIGNATURE in str(value))


def properties_error(error: InvalidArgsError, outputs: Collection[str] = ()) -> pulumi.InputPropertiesError:
    """Convert the findings into Pulumi's property error, in the caller's spelling.

    Args:
        error: the error with the findings.
        outputs: names of the inputs that the engine can't print: it ends with a panic (3.274.1). Their findings are in
            the heading instead.
    """
    heading = error.heading
    problems: list[Any] = []
    for one in error.findings:
        path = WIRE.path(error.secrets.path(one.path))
        reason = render(Message(one.template, **one.values), error.secrets, WIRE)
        if re.split(r"[.\[]", path)[0] in outputs:
            heading += f"\n  - {path}: {reason}"
        else:
            problems.append({"property_path": path, "reason": reason})
    return pulumi.InputPropertiesError(heading, problems)


async def serve(engine: str) -> None:
    """Serve the component on a free loopback port, and print the port.

    Args:
        engine: the engine's address.
    """
    # The SDK waits for each registration in a thread, and Python's default is six threads on two processors.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_MAX_THREADS))
    server = grpc.aio.server(options=_GRPC_CHANNEL_OPTIONS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(NeptuneProvider(), [], engine), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.wait_for_termination()


def run(engine: str) -> None:
    """Serve until the engine stops the plugin.

    Args:
        engine: the engine's address.
    """
    # The engine stops a plugin with SIGINT. By default, Python would wait for pending reads and print a stack trace.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(serve(engine))
