"""The plugin's gRPC server: stops with the engine, and returns error messages unchanged."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING, Any

import grpc  # type: ignore[import-untyped]
import grpc.aio  # type: ignore[import-untyped]
from pulumi.provider.experimental.property_value import PropertyValue
from pulumi.provider.experimental.server import ProviderServicer
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from neptune_global_component.core.parent import end_with_parent
from neptune_global_component.local.provider.errors import InitializationError, ProviderError
from neptune_global_component.local.provider.values import wire_map

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pulumi.provider.experimental.provider import Provider

Grpc = Any
"""An object of grpc, which ships no types."""
# A message may contain the state of an entire stack.
LARGEST_MESSAGE = 400 * 1024 * 1024


class Words(grpc.aio.ServerInterceptor):  # type: ignore[misc]
    """Returns the message of a ProviderError, which gRPC would prefix with the name of the exception's class."""

    async def intercept_service(self, continuation: Callable[[Grpc], Awaitable[Grpc]], details: Grpc) -> Grpc:
        """Wrap the called method."""
        handler = await continuation(details)
        if handler is None or handler.unary_unary is None:
            return handler
        method = handler.unary_unary

        async def worded(request: Grpc, context: Grpc) -> Grpc:
            try:
                return await method(request, context)
            except Exception as raised:
                error = provider_error(raised)
                if error is None:
                    raise
                await context.abort(grpc.StatusCode.UNKNOWN, str(error), details_of(error))

        return grpc.unary_unary_rpc_method_handler(
            worded,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )


class Servicer(ProviderServicer):
    """The SDK's servicer, with responses as the engine expects them."""

    async def DiffConfig(self, request: Grpc, context: Grpc) -> Grpc:  # noqa: N802 - gRPC's name
        """Compare configurations: the SDK writes True where the engine expects 1, which is "no changes"."""
        answer = await super().DiffConfig(request, context)
        kinds = provider_pb2.DiffResponse
        answer.changes = kinds.DIFF_SOME if answer.changes else kinds.DIFF_NONE
        return answer

    async def Read(self, request: Grpc, context: Grpc) -> Grpc:  # noqa: N802 - gRPC's name
        """Read a resource. A deleted one has neither properties nor inputs, where the SDK returns empty ones."""
        answer = await super().Read(request, context)
        return answer if answer.id else provider_pb2.ReadResponse()


def provider_error(raised: BaseException) -> ProviderError | None:
    """Return the ProviderError behind an exception: since 3.260 the SDK raises its own exception while handling it."""
    inner: BaseException | None = raised
    while inner is not None and not isinstance(inner, ProviderError):
        inner = inner.__context__
    return inner


def details_of(error: ProviderError) -> tuple[tuple[str, bytes], ...]:
    """Return the ProviderError behind an exception: since 3.260 the SDK raises its own while handling it."""
    if not isinstance(error, InitializationError):
        return ()
    failed = provider_pb2.ErrorResourceInitFailed(
        id=error.resource_id,
        properties=PropertyValue.marshal_map(wire_map(error.state)),
        reasons=[error.reason],
    )
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=error.reason)
    status.details.add().Pack(failed)
    return (("grpc-status-details-bin", status.SerializeToString()),)


def serve(provider: Provider, version: str, engine: str) -> None:
    """Serve a provider on a free loopback port, print the port, and run until the engine exits."""
    # Python would wait for operations in progress. The engine does not.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()
    asyncio.run(_serve(provider, version, engine))


async def _serve(provider: Provider, version: str, engine: str) -> None:
    limits = [("grpc.max_receive_message_length", LARGEST_MESSAGE), ("grpc.max_send_message_length", LARGEST_MESSAGE)]
    server = grpc.aio.server(interceptors=(Words(),), options=limits)
    servicer = Servicer([], version, provider, engine_address=engine)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await server.wait_for_termination()
