"""The provider: maps the engine's requests to the resource types."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from pulumi.provider.experimental import provider as rpc

from neptune_global_component.local.provider import checks
from neptune_global_component.local.provider.aws import Aws
from neptune_global_component.local.provider.clients import Clients
from neptune_global_component.local.provider.configuration import NO_REGION, Configuration, region_of_environment
from neptune_global_component.local.provider.errors import InitializationError, ProviderError, unsupported
from neptune_global_component.local.provider.functions import FUNCTIONS
from neptune_global_component.local.provider.plan import compare, plan
from neptune_global_component.local.provider.reading import imported, refreshed
from neptune_global_component.local.provider.resource import Change, Resource
from neptune_global_component.local.provider.resources import RESOURCES
from neptune_global_component.local.provider.schema import package_schema
from neptune_global_component.local.provider.values import UNKNOWN, Value, Values, plain_map, wire_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.local.provider.aws import Connect
    from neptune_global_component.local.provider.properties import Property

T = TypeVar("T")

# The engine requests up to four operations per processor at once, and most of them wait.
THREADS = 64


class StandInProvider(rpc.Provider):
    """The stand-in `aws` provider.

    Args:
        version: the version of pulumi-aws that it replaces.
        connect: creates clients from a configuration; by default boto3 clients for a local AWS.
    """

    def __init__(self, version: str, connect: Callable[[Configuration], Connect] = Clients) -> None:
        self._version = version
        self._make_connect = connect
        self._configuration = Configuration()
        self._connect = connect(self._configuration)
        self._threads = ThreadPoolExecutor(THREADS)
        self._cancelled = threading.Event()

    async def get_schema(self, request: rpc.GetSchemaRequest) -> rpc.GetSchemaResponse:
        """Return the package schema."""
        del request
        return rpc.GetSchemaResponse(json.dumps(package_schema(self._version)))

    async def check_config(self, request: rpc.CheckRequest) -> rpc.CheckResponse:
        """Reject a configuration without a region, and accept everything else unchanged."""
        known = plain_map(request.new_inputs).get("region") or region_of_environment()
        if not known:
            return rpc.CheckResponse(request.new_inputs, [rpc.CheckFailure("", NO_REGION)])
        return rpc.CheckResponse(request.new_inputs)

    async def diff_config(self, request: rpc.DiffRequest) -> rpc.DiffResponse:
        """Never require a replacement, because every resource has its own region in its state."""
        changed = plain_map(request.old_state) != plain_map(request.new_inputs)
        return rpc.DiffResponse(changes=changed)

    async def configure(self, request: rpc.ConfigureRequest) -> rpc.ConfigureResponse:
        """Store the configuration.

        Secrets and outputs are not accepted, as in the bridge. The engine then tracks them itself.
        """
        values = {**request.variables, **plain_map(request.args)}
        self._configuration = Configuration.parse({key: value for key, value in values.items() if value != UNKNOWN})
        self._connect = self._make_connect(self._configuration)
        return rpc.ConfigureResponse(supports_preview=True)

    async def invoke(self, request: rpc.InvokeRequest) -> rpc.InvokeResponse:
        """Call a function."""
        function = FUNCTIONS.get(request.tok)
        if function is None:
            raise ProviderError(unsupported(f"the function {request.tok}"))
        args = plain_map(request.args)
        region = args.get("region") or self._configuration.region
        return rpc.InvokeResponse(wire_map(await self._work(function, self._connect, region, args)))

    async def check(self, request: rpc.CheckRequest) -> rpc.CheckResponse:
        """Return the completed inputs and the failures."""
        resource = _resource(request.type)
        inputs = checks.complete(
            resource,
            request.name,
            plain_map(request.new_inputs),
            plain_map(request.old_inputs),
            checks.Surroundings(self._configuration.region, self._configuration.default_tags, request.random_seed),
        )
        reasons = [
            *checks.unknown(resource, plain_map(request.new_inputs)),
            *checks.failures(resource, request.name, inputs),
        ]
        return rpc.CheckResponse(wire_map(inputs), [rpc.CheckFailure("", reason) for reason in reasons])

    async def diff(self, request: rpc.DiffRequest) -> rpc.DiffResponse:
        """Return the difference between the state and its plan."""
        resource, state = _resource(request.type), plain_map(request.old_state)
        inputs = plain_map(request.new_inputs)
        planned = plan(resource, state, inputs, request.ignore_changes)
        return compare(resource, state, planned, inputs).response(resource, inputs)

    async def create(self, request: rpc.CreateRequest) -> rpc.CreateResponse:
        """Create a resource, or in a preview return its planned state."""
        resource = _resource(request.type)
        planned = plan(resource, None, plain_map(request.properties))
        if request.preview:
            return rpc.CreateResponse(properties=wire_map(planned))
        known = {name: None if value == UNKNOWN else value for name, value in planned.items()}
        aws = self._aws(known, request.timeout, resource.timeouts.create)
        resource_id, state = await self._work(_create, resource, aws, planned, known)
        return rpc.CreateResponse(resource_id, wire_map(state))

    async def read(self, request: rpc.ReadRequest) -> rpc.ReadResponse:
        """Read a resource, for a refresh, an import, or a lookup."""
        resource = _resource(request.type)
        state, inputs = plain_map(request.properties), plain_map(request.inputs)
        resource_id, _, region = request.resource_id.partition("@")
        aws = self._aws({"region": region or state.get("region") or inputs.get("region")}, 0, resource.timeouts.create)
        outputs = await self._work(resource.read, aws, resource_id, state)
        if outputs is None:
            return rpc.ReadResponse("")
        new_inputs = refreshed(resource, inputs, outputs) if inputs else imported(resource, outputs)
        return rpc.ReadResponse(outputs["id"], wire_map(outputs), wire_map(new_inputs))

    async def update(self, request: rpc.UpdateRequest) -> rpc.UpdateResponse:
        """Update a resource, or in a preview return its planned state."""
        resource, state = _resource(request.type), plain_map(request.olds)
        planned = plan(resource, state, plain_map(request.news), request.ignore_changes)
        if request.preview:
            return rpc.UpdateResponse(wire_map(planned))
        aws = self._aws(state, request.timeout, resource.timeouts.update)
        updated = await self._work(_update, resource, aws, request.resource_id, Change(state, planned))
        return rpc.UpdateResponse(wire_map(updated))

    async def delete(self, request: rpc.DeleteRequest) -> None:
        """Delete a resource."""
        resource, state = _resource(request.type), plain_map(request.properties)
        aws = self._aws(state, request.timeout, resource.timeouts.delete)
        await self._work(resource.delete, aws, request.resource_id, state)

    async def cancel(self) -> None:
        """Stop waiting for AWS. The engine requests this at the first Ctrl-C, then waits for every operation."""
        self._cancelled.set()

    def _aws(self, values: Values, timeout: float, default_minutes: int) -> Aws:
        region = values.get("region") or self._configuration.region
        if not region:
            raise ProviderError(NO_REGION)
        seconds = timeout or default_minutes * 60.0
        return Aws(self._connect, region, seconds, self._configuration.default_tags, self._cancelled)

    async def _work(self, function: Callable[..., T], *args: Value) -> T:
        """Run a function that waits for AWS in a thread, so that the event loop keeps answering the engine."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)


def _resource(qualified_type: str) -> Resource:
    # The types of the parents precede the resource's type in a URN.
    token = qualified_type.rpartition("$")[2]
    resource = RESOURCES.get(token)
    if resource is None:
        raise ProviderError(unsupported(f"the resource type {token}"))
    return resource


def _create(resource: Resource, aws: Aws, planned: Values, values: Values) -> tuple[str, Values]:
    resource_id = resource.create(aws, values)
    created = {**values, "id": resource_id} | ({"region": aws.region} if resource.has_region else {})
    outputs = _act_and_read(resource, aws, created, lambda: resource.settle(aws, resource_id, values))
    return resource_id, _keep_planned_sets(resource, planned, outputs)


def _update(resource: Resource, aws: Aws, resource_id: str, change: Change) -> Values:
    def act() -> None:
        if change.of("tagsAll"):
            resource.update_tags(aws, resource_id, change)
        resource.update(aws, resource_id, change)

    outputs = _act_and_read(resource, aws, {**change.new, "id": resource_id}, act)
    return _keep_planned_sets(resource, change.new, outputs)


def _act_and_read(resource: Resource, aws: Aws, values: Values, act: Callable[[], None]) -> Values:
    """Act, then read. On failure the planned values stay in the state, as with the AWS provider."""
    try:
        act()
        outputs = resource.read(aws, values["id"], values)
    except ProviderError as error:
        raise InitializationError(values["id"], values, str(error)) from error
    if outputs is None:
        raise InitializationError(
            values["id"], values, f"reading {resource.title} ({values['id']}): couldn't find resource"
        )
    return outputs


def _keep_planned_sets(resource: Resource, planned: Values, outputs: Values) -> Values:
    """Return the state as Terraform's SDK stores it: a set that the plan knew is taken from the plan."""
    return outputs | {
        row.name: planned[row.name] for row in resource.properties if _is_as_planned(row, planned, outputs)
    }


def _is_as_planned(row: Property, planned: Values, outputs: Values) -> bool:
    value = planned[row.name]
    if value is None:
        return outputs[row.name] in ([], {})
    return row.is_set and value != UNKNOWN and UNKNOWN not in value
