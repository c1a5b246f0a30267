"""The plugin, started as the current Pulumi's Python host starts it."""

from __future__ import annotations

import json
import os
import subprocess

import grpc
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

MODULE = ("-m", "pulumi.run.plugin", "neptune-global-component")
"""What the host runs in the plugin's folder, with the engine's address as the last argument."""


def served_schema(python, folder):
    """Return the schema that the plugin answers with when a Python runs it in a folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [python, *MODULE, "127.0.0.1:1"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as plugin:
        try:
            port = int(plugin.stdout.readline())
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                stub = provider_pb2_grpc.ResourceProviderStub(channel)
                answer = stub.GetSchema(provider_pb2.GetSchemaRequest(), timeout=600)
        finally:
            plugin.kill()
    return json.loads(answer.schema)
