"""The plugin's server: reports invalid arguments to the engine as property errors, without a stack trace."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import grpc.aio  # type: ignore[import-untyped]
import pulumi
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from pulumi.provider.server import ProviderServicer
from pulumi.runtime import rpc
from pulumi.runtime._grpc_settings import _GRPC_CHANNEL_OPTIONS
from pulumi.runtime.proto import provider_pb2_grpc

from neptune_global_component.component.component import OUTPUTS
from neptune_global_component.component.runtime.program import PROGRAM, Program
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.messages import Message, render
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.parent import end_with_parent
from neptune_global_component.plugin.provider import NeptuneProvider
from neptune_global_component.plugin.spelling import WIRE

if TYPE_CHECKING:
    from collections.abc import Mapping

Grpc = Any
"""An object of grpc, which ships no types."""

_OUTPUTS = frozenset(map(camel_case, OUTPUTS))
_MAX_THREADS = 256
_PATH_STEP = re.compile(r'\["([^"]*)"\]|([^.\[\]]+)')


class Servicer(ProviderServicer):
    """The SDK's servicer, which converts the component's own errors.

    Args:
        engine: the engine's address.
    """

    def __init__(self, engine: str) -> None:
        super().__init__(NeptuneProvider(), [], engine)
        self._programs: defaultdict[str, Program] = defaultdict(Program)

    async def _construct(self, request: Grpc, context: Grpc) -> Grpc:
        # The components of a program are constructed at the same time, each with a connection of its own to the engine.
        PROGRAM.set(self._programs[request.monitorEndpoint])
        # Arguments that are known late fail while the response is built, not in the component's constructor.
        try:
            response = await super()._construct(request, context)
        except InvalidArgsError as error:
            raise properties_error(error, MessageToDict(request.inputs)) from None
        # The SDK omits outputs that are None, and a YAML program treats an omitted output as unknown.
        response.state.update(dict.fromkeys(_OUTPUTS - response.state.keys()))
        return response

    @staticmethod
    async def _construct_inputs(inputs: Grpc, input_dependencies: Grpc) -> dict[str, Any]:
        # The component needs the state in its constructor, which can't wait while others are constructed.
        await read_state()
        return await ProviderServicer._construct_inputs(inputs, input_dependencies)  # noqa: SLF001 - this overrides it


def properties_error(error: InvalidArgsError, inputs: Mapping[str, Any]) -> pulumi.InputPropertiesError:
    """Convert the findings into Pulumi's property error, in the caller's spelling.

    The engine prints the value of each property. It panics (3.274.1) if the value has an unknown output, so such a
    finding is in the heading.

    Args:
        error: the error with the findings.
        inputs: the inputs of the component, as the engine sent them.
    """
    heading = error.heading
    problems: list[Any] = []
    for one in error.findings:
        path = WIRE.path(error.secrets.path(one.path))
        reason = render(Message(one.template, **one.values), error.secrets, WIRE)
        if _has_unknown_output(_value_at(inputs, path)):
            heading += f"\n  - {path}: {reason}"
        else:
            problems.append({"property_path": path, "reason": reason})
    return pulumi.InputPropertiesError(heading, problems)


def _value_at(value: Any, path: str) -> Any:  # noqa: ANN401 - any value of an argument
    """Return the value at a path like ``regions["eu-west-1"].port``; None if there is none."""
    for key, name in _PATH_STEP.findall(path):
        value = value.get("value") if _is_output(value) else value
        if isinstance(value, list):
            value = value[int(name)] if name.isdecimal() and int(name) < len(value) else None
        else:
            value = value.get(key or name) if isinstance(value, dict) else None
    return value


def _has_unknown_output(value: object) -> bool:
    if isinstance(value, dict):
        return (_is_output(value) and "value" not in value) or any(map(_has_unknown_output, value.values()))
    return isinstance(value, list) and any(map(_has_unknown_output, value))


def _is_output(value: object) -> bool:
    return isinstance(value, dict) and value.get(rpc._special_sig_key) == rpc._special_output_value_sig  # noqa: SLF001 - the SDK's own marks


async def serve(engine: str) -> None:
    """Serve the component on a free loopback port, and print the port.

    Args:
        engine: the engine's address.
    """
    # The SDK waits for each registration in a thread, and Python's default is six threads on two processors.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_MAX_THREADS))
    server = grpc.aio.server(options=_GRPC_CHANNEL_OPTIONS)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(engine), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.wait_for_termination()


def run(engine: str) -> None:
    """Serve until the engine stops the plugin, or exits.

    Args:
        engine: the engine's address.
    """
    # The engine stops a plugin with SIGINT. By default, Python would wait for pending reads and print a stack trace.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()
    asyncio.run(serve(engine))
