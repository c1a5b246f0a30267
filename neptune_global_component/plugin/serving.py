"""The plugin's server: what is wrong with the arguments reaches the engine property by property, without a stack."""

from __future__ import annotations

import asyncio
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc.aio  # type: ignore[import-untyped]
import pulumi
from pulumi.provider.server import ProviderServicer
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS
from pulumi.runtime.proto import provider_pb2_grpc

from neptune_global_component.component.component import OUTPUTS
from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.names import camel_case
from neptune_global_component.plugin.provider import NeptuneProvider
from neptune_global_component.plugin.spelling import as_on_the_wire

Grpc = Any
"""An object of grpc, which ships no types."""

_OUTPUTS = frozenset(map(camel_case, OUTPUTS))
_WAITING = 256


class Servicer(ProviderServicer):
    """The SDK's servicer, which knows the component's own errors."""

    async def _construct(self, request: Grpc, context: Grpc) -> Grpc:
        # Arguments that are known only later are refused when the answer is made, not where the component is.
        try:
            answer = await super()._construct(request, context)
        except InvalidArgsError as error:
            raise properties_error(error) from None
        # The SDK leaves out what is None, and a program in YAML takes what is left out for not known yet.
        answer.state.update(dict.fromkeys(_OUTPUTS - answer.state.keys()))
        return answer


def properties_error(error: InvalidArgsError) -> pulumi.InputPropertiesError:
    """Turn what was refused into Pulumi's own error, in the caller's spelling.

    Args:
        error: all findings.
    """
    return pulumi.InputPropertiesError(
        str(error).partition("\n")[0],
        [
            {"property_path": as_on_the_wire(finding.path), "reason": as_on_the_wire(finding.problem)}
            for finding in error.findings
        ],
    )


async def serve(engine: str) -> None:
    """Serve the component on a free loopback port, and print the port.

    Args:
        engine: address of the engine.
    """
    # The SDK waits for each registration in a thread: Python's own choice is six of them on two processors.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_WAITING))
    server = grpc.aio.server(options=_GRPC_CHANNEL_OPTIONS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(NeptuneProvider(), [], engine), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.wait_for_termination()


def run(engine: str) -> None:
    """Serve until the engine ends the plugin.

    Args:
        engine: address of the engine.
    """
    # The engine ends a plugin by an interrupt: Python would wait for reads under way, and print a stack of calls.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(serve(engine))
