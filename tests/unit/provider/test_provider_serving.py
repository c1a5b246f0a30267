"""The plugin's process: starts fast, returns error messages unchanged, and stops with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from neptune_global_component.local.provider.errors import InitializationError, ProviderError
from neptune_global_component.local.provider.serving import details_of

PLUGIN = [sys.executable, "-m", "neptune_global_component.local.provider", "127.0.0.1:1"]
# The parent prints the child's id and then waits.
LIMIT_SECONDS = 600
PARENT = "import subprocess, sys, time; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); time.sleep(60)"


@pytest.fixture
def plugin():
    """A running plugin, as a gRPC stub."""
    with subprocess.Popen(PLUGIN, stdout=subprocess.PIPE, text=True) as process:
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield provider_pb2_grpc.ResourceProviderStub(channel)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == -signal.SIGINT


def test_version(plugin):
    """The plugin returns the version of the installed pulumi_aws."""
    from importlib.metadata import version  # noqa: PLC0415

    assert plugin.GetPluginInfo(provider_pb2.google_dot_protobuf_dot_empty__pb2.Empty()).version == version(
        "pulumi_aws"
    )


def test_words_of_an_error(plugin):
    """An error contains its own message, without the name of an exception class."""
    with pytest.raises(grpc.RpcError) as caught:
        plugin.Invoke(provider_pb2.InvokeRequest(tok="aws:lambda/getFunction:getFunction"))
    assert caught.value.details().startswith("the built-in stand-in for the aws provider does not support the function")


def test_state_in_an_error():
    """The error of a partially created resource contains id, outputs and reason for the engine."""
    ((key, value),) = details_of(InitializationError("a", {"port": 8182}, "no time left"))
    failed = provider_pb2.ErrorResourceInitFailed()
    assert key == "grpc-status-details-bin"
    assert status_pb2.Status.FromString(value).details[0].Unpack(failed)
    assert (failed.id, failed.properties["port"], list(failed.reasons)) == ("a", 8182, ["no time left"])
    assert details_of(ProviderError("other")) == ()


def test_ends_with_its_parent():
    """The plugin stops when the engine is killed."""
    with subprocess.Popen([sys.executable, "-c", PARENT, *PLUGIN], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert int(parent.stdout.readline()) > 0
        parent.kill()
    deadline = time.monotonic() + LIMIT_SECONDS
    while is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process_id):
    """Return whether a process exists and is not a zombie."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False)
    return status.stdout.strip()[:1] not in {"", "Z"}
