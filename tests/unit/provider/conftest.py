"""A provider whose AWS is a table of responses."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from botocore.exceptions import ClientError
from pulumi.provider.experimental import provider as rpc

from neptune_global_component.local.provider.aws import Pause
from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.values import plain_map, wire_map

MODULES = {
    "GlobalCluster": "globalCluster",
    "Cluster": "cluster",
    "ClusterInstance": "clusterInstance",
    "SubnetGroup": "subnetGroup",
    "ClusterParameterGroup": "clusterParameterGroup",
    "ParameterGroup": "parameterGroup",
}


def refusal(code, words="no", status=400):
    """Return the exception that botocore raises when AWS rejects a call."""
    return ClientError({"Error": {"Code": code, "Message": words}, "ResponseMetadata": {"HTTPStatusCode": status}}, "")


class FakeAws:
    """AWS's responses by operation: a value, an exception, a list of these, or a function of the parameters."""

    def __init__(self):
        self.answers: dict[str, Any] = {"ListTagsForResource": {"TagList": []}, "DescribeGlobalClusters": {}}
        self.calls: list[tuple[str, str, dict[str, Any]]] = []

    def connect(self, _configuration):
        """The provider's connect function."""
        return lambda _service, region: FakeClient(self, region)

    def named(self, *operations):
        """Return the region and parameters of the calls to these operations."""
        return [(region, parameters) for operation, region, parameters in self.calls if operation in operations]

    def writes(self):
        """Return the calls that change something, in order."""
        return [call[0] for call in self.calls if not call[0].startswith(("Describe", "List"))]


class FakeClient:
    """A stand-in for a boto3 client of one region."""

    def __init__(self, aws, region):
        self._aws, self._region = aws, region

    def __getattr__(self, method):
        def call(**parameters):
            words = method.replace("db", "DB").split("_")
            operation = "".join(word if word.startswith("DB") else word.capitalize() for word in words)
            self._aws.calls.append((operation, self._region, parameters))
            answer = self._aws.answers.get(operation, {})
            if isinstance(answer, list):
                answer = answer.pop(0) if len(answer) > 1 else answer[0]
            if callable(answer):
                answer = answer(**parameters)
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


class Driver:
    """Calls the provider as the engine does, with plain values."""

    def __init__(self, provider):
        self.provider = provider

    def configure(self, **values):
        """Configure the provider with values as the engine sends them."""
        request = rpc.ConfigureRequest({}, wire_map(values), accept_secrets=True, accept_resources=True)
        return asyncio.run(self.provider.configure(request))

    def check(self, kind, inputs, old=None, seed=b"seed"):
        """Call Check. Return the inputs and the failures."""
        request = rpc.CheckRequest(urn(kind), wire_map(old or {}), wire_map(inputs), seed)
        answer = asyncio.run(self.provider.check(request))
        return plain_map(answer.inputs), [failure.reason for failure in answer.failures]

    def inputs(self, kind, inputs):
        """Return checked inputs without failures."""
        checked, failures = self.check(kind, inputs)
        assert failures == []
        return checked

    def diff(self, kind, state, inputs, ignore_changes=()):
        """Call Diff with a state and checked inputs. Return the response, and the kinds by path."""
        request = rpc.DiffRequest(urn(kind), "id", wire_map(state), wire_map(inputs), list(ignore_changes))
        answer = asyncio.run(self.provider.diff(request))
        return answer, {path: one.kind.name.lower().replace("_", "-") for path, one in answer.detailed_diff.items()}

    def create(self, kind, inputs, *, preview=False):
        """Create a resource from a program's inputs. Return id and state."""
        request = rpc.CreateRequest(urn(kind), wire_map(self.inputs(kind, inputs)), 0, preview)
        answer = asyncio.run(self.provider.create(request))
        return answer.resource_id, plain_map(answer.properties)

    def update(self, kind, state, inputs, *, preview=False, timeout=0.0):
        """Update a state to a program's inputs."""
        new = wire_map(self.inputs(kind, inputs))
        request = rpc.UpdateRequest(urn(kind), state["id"], wire_map(state), new, timeout, [], preview)
        return plain_map(asyncio.run(self.provider.update(request)).properties)

    def delete(self, kind, state):
        """Delete the resource of a state."""
        request = rpc.DeleteRequest(urn(kind), state["id"], wire_map(state), 0)
        asyncio.run(self.provider.delete(request))

    def read(self, kind, resource_id, state=None, inputs=None):
        """Call Read. Return id, state and inputs."""
        request = rpc.ReadRequest(urn(kind), resource_id, wire_map(state or {}), wire_map(inputs or {}))
        answer = asyncio.run(self.provider.read(request))
        return answer.resource_id, plain_map(answer.properties), plain_map(answer.inputs)

    def invoke(self, token, **args):
        """Call a function."""
        answer = asyncio.run(self.provider.invoke(rpc.InvokeRequest(token, wire_map(args))))
        return plain_map(answer.return_value)


def urn(kind):
    """Return the URN of a resource of a type."""
    return f"urn:pulumi:stack::project::aws:neptune/{MODULES[kind]}:{kind}::it"


@pytest.fixture
def fake(monkeypatch):
    """AWS as a table of responses. No wait sleeps."""
    monkeypatch.setattr(Pause, "sleep", lambda _pause: None)
    return FakeAws()


@pytest.fixture
def driver(fake):
    """A provider for us-east-1 on the fake AWS."""
    driver = Driver(StandInProvider("7.0.0", fake.connect))
    driver.configure(region="us-east-1")
    return driver


@pytest.fixture
def refuse():
    """Return a function that creates the exception for a rejected call."""
    return refusal
