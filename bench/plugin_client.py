"""Start a plugin as the engine does: request the schema, and construct a component without an engine.

The monitor answers a registration as the engine does in the preview of a new resource: with a URN and without an ID.
"""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import grpc  # type: ignore[import-untyped]
from google.protobuf import empty_pb2, struct_pb2  # type: ignore[import-untyped]
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2, provider_pb2_grpc, resource_pb2
from pulumi.runtime.proto.resource_pb2_grpc import ResourceMonitorServicer, add_ResourceMonitorServicer_to_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ANSWER_SECONDS = 60
_IDENTIFIER = {"globalClusterIdentifier": "orders"}


def seconds_to_schema(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Start a plugin, request its schema, and stop it.

    Args:
        command: the plugin.
        environment: its environment variables.
    """
    with _engine() as address, _plugin([*command, address], environment) as (stub, start):
        stub.GetSchema(provider_pb2.GetSchemaRequest(), timeout=_ANSWER_SECONDS)
        return time.monotonic() - start


def seconds_to_construct(
    command: Sequence[str], environment: Mapping[str, str], kind: str, inputs: Mapping[str, object]
) -> float:
    """Start a plugin, preview an empty global cluster with its component, and stop it.

    Args:
        command: the plugin.
        environment: its environment variables.
        kind: the component's type token.
        inputs: the component's inputs, without the identifier.
    """
    arguments = struct_pb2.Struct()
    arguments.update({**_IDENTIFIER, **inputs})
    with _engine() as address, _plugin([*command, address], environment) as (stub, start):
        request = provider_pb2.ConstructRequest(
            project="bench",
            stack="dev",
            type=kind,
            name="orders",
            inputs=arguments,
            monitorEndpoint=address,
            dryRun=True,
        )
        stub.Construct(request, timeout=_ANSWER_SECONDS)
        return time.monotonic() - start


@contextmanager
def _plugin(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[tuple[Any, float]]:
    start = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - the process has a pipe
        try:
            with grpc.insecure_channel(f"127.0.0.1:{int(process.stdout.readline())}") as channel:
                yield provider_pb2_grpc.ResourceProviderStub(channel), start
        finally:
            process.kill()


@contextmanager
def _engine() -> Iterator[str]:
    """Serve an engine and its monitor, and yield their address."""
    server = grpc.server(ThreadPoolExecutor(4))
    engine_pb2_grpc.add_EngineServicer_to_server(_Engine(), server)
    add_ResourceMonitorServicer_to_server(_Monitor(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(None)


class _Engine(engine_pb2_grpc.EngineServicer):
    def Log(self, request: engine_pb2.LogRequest, context: Any) -> empty_pb2.Empty:  # noqa: ANN401, ARG002, N802 - grpc's
        return empty_pb2.Empty()


class _Monitor(ResourceMonitorServicer):
    """A monitor that supports every feature and has no resources."""

    def SupportsFeature(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        return resource_pb2.SupportsFeatureResponse(hasSupport=True)

    def RegisterResource(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        urn = f"urn:pulumi:dev::bench::{request.type}::{request.name}"
        return resource_pb2.RegisterResourceResponse(urn=urn, object=request.object)

    def RegisterResourceOutputs(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        return empty_pb2.Empty()

    def RegisterResourceHook(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        return empty_pb2.Empty()

    def RegisterStackTransform(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: Any) -> Any:  # noqa: ANN401, ARG002, N802 - grpc's
        result = struct_pb2.Struct()
        result.update({"outputs": {}})
        return provider_pb2.InvokeResponse(**{"return": result})
