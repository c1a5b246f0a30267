"""Pulumi's mocks with the missing parts: hooks, transforms, options, a state between runs, and a fake AWS."""

from __future__ import annotations

import asyncio
import contextvars
from dataclasses import dataclass
from types import SimpleNamespace

import pulumi
from mock_resources import IDS, STASH, create
from pulumi.runtime import mocks, rpc
from pulumi.runtime._callbacks import _CallbackServicer
from pulumi.runtime.proto import resource_pb2
from pulumi.runtime.settings import SETTINGS
from pulumi.runtime.stack import run_pulumi_func

STACK = "pulumi:pulumi:Stack"
UNKNOWN = "not known yet"


@dataclass(frozen=True)
class Secret:
    """A value that is marked as a secret."""

    value: object


@dataclass(frozen=True)
class Registered:
    """A resource as a program registered it; resources are named by their names."""

    type: str
    name: str
    parent: str
    inputs: dict
    ignore_changes: list
    depends_on: list
    import_id: str
    protect: bool
    provider: str


class RefusedByHookError(Exception):
    """A hook failed, so the engine does not create or update the resource."""


class Callbacks(_CallbackServicer):
    """The SDK's servicer of callbacks, without the server: the monitor is in the same process."""

    def __init__(self, monitor):
        self._callbacks, self._transforms, self._monitor, self._target = {}, {}, monitor, "here"
        self._loop, self._context = asyncio.get_running_loop(), contextvars.copy_context()

    def call(self, callback, request):
        """Call a callback as the engine does, and wait for the answer."""
        return self.wait(self._callbacks[callback.token](request.SerializeToString()))

    def wait(self, coroutine):
        """Wait, in the monitor's thread, for a coroutine in the program's thread."""
        start = self._context.copy().run
        return start(asyncio.run_coroutine_threadsafe, coroutine, self._loop).result(timeout=600)


class Monitor:
    """The monitor of one run of a program; the SDK's mock monitor handles all other requests."""

    def __init__(self, engine):
        self._engine = engine
        self._mocks = mocks.MockMonitor(None)
        self._hooks = {}
        self._transforms = {}
        self._stack_transforms = []
        self._objects = {}
        self._before = {urn: one for urn, one in engine.made.items() if urn in engine.state}
        self.callbacks = None

    def __getattr__(self, name):
        return getattr(self._mocks, name)

    def RegisterResourceHook(self, request):  # noqa: N802 - the name of the call
        """Register a hook by its name only, as the engine does."""
        if request.name in self._hooks:
            raise RuntimeError(f"resource hook already registered for name {request.name!r}")
        self._hooks[request.name] = request

    def RegisterStackTransform(self, callback):  # noqa: N802 - the name of the call
        """Register a transform of all resources."""
        self._stack_transforms.append(callback)

    def RegisterResource(self, request):  # noqa: N802 - the name of the call
        """Transform the resource, compare it with the state, call the hooks, and answer."""
        urn = _urn(request)
        if request.type == STACK:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        self._transforms[urn] = [*request.transforms, *self._transforms.get(request.parent, ())]
        for transform in [*self._transforms[urn], *self._stack_transforms]:
            self._transform(request, transform)
        one = _registered(request)
        known = self._engine.state.get(urn)
        if known is None or plain(known) != one.inputs:
            self._call_hooks(request, known)
        self._engine.registered.append(one)
        if not self._engine.preview:
            self._engine.state[urn] = request.object
        id_, outputs = self._engine.answer(urn, one)
        self._objects[urn] = self.callbacks.wait(wired(outputs))
        if not self._engine.preview:
            self._engine.made[urn] = {"type": one.type, "outputs": self._objects[urn]}
        return resource_pb2.RegisterResourceResponse(urn=urn, id=id_, object=self._objects[urn])

    def RegisterResourceOutputs(self, request):  # noqa: N802 - the name of the call
        """Store the outputs of a component."""
        self._engine.outputs[_name(request.urn)] = plain(request.outputs)
        return self._mocks.RegisterResourceOutputs(request)

    def Invoke(self, request):  # noqa: N802 - the name of the call
        """Return the state of a resource or of the stack; any other call is a call to the provider."""
        if request.tok == "pulumi:pulumi:readStackResourceOutputs":
            assert request.args["stackName"] == "organization/project/stack"
            given = {"outputs": self._before}
        elif request.tok == "aws:index/getRegion:getRegion":
            given = {}
        else:
            assert request.tok == "pulumi:pulumi:getResource"
            given = {"state": self._objects[request.args["urn"]]}
        answer = resource_pb2.ResourceInvokeResponse()
        getattr(answer, "return").update(given)
        return answer

    def _transform(self, request, callback):
        options = resource_pb2.TransformResourceOptions(ignore_changes=request.ignoreChanges, protect=request.protect)
        given = resource_pb2.TransformRequest(
            type=request.type,
            name=request.name,
            parent=request.parent,
            custom=request.custom,
            properties=request.object,
            options=options,
        )
        answer = self.callbacks.call(callback, given)
        if not answer.HasField("options"):
            return
        request.object.CopyFrom(answer.properties)
        request.ignoreChanges[:] = answer.options.ignore_changes
        request.importId = getattr(answer.options, "import")
        request.protect = answer.options.protect

    def _call_hooks(self, request, known):
        if known is None and request.importId:
            # The engine calls no hook for an import.
            return
        names = request.hooks.before_create if known is None else request.hooks.before_update
        for hook in (self._hooks[name] for name in names):
            if self._engine.preview and not hook.on_dry_run:
                continue
            given = resource_pb2.ResourceHookRequest(
                urn=_urn(request),
                name=request.name,
                type=request.type,
                new_inputs=request.object,
                old_inputs=known,
            )
            answer = self.callbacks.call(hook.callback, given)
            if answer.error:
                raise RefusedByHookError(answer.error)


class Engine:
    """Runs programs one after the other on the same state.

    Args:
        aws: the fake AWS that resources are made in.
    """

    def __init__(self, aws):
        self.aws = aws
        self.config = {}
        self.state = {}
        self.made = {}
        self._created = {}
        self.preview = False
        self.registered = []
        self.outputs = {}
        self.warnings = []
        self.said = []

    def up(self, program):
        """Run a program as an update; ``registered`` has its resources until the next run."""
        return self._run(program, preview=False)

    def preview_of(self, program):
        """Run a program as a preview."""
        return self._run(program, preview=True)

    def named(self, kind):
        """Return the only resource of a type that the last run registered."""
        (found,) = [one for one in self.registered if one.type.startswith("aws:") and one.type.endswith(f":{kind}")]
        return found

    def answer(self, urn, one):
        """Return id and outputs of a resource; a preview leaves out values that are known only after its creation."""
        given = {key: value for key, value in one.inputs.items() if value is not None}
        if one.type in IDS and not self.preview and urn not in self._created:
            self._created[urn] = create(self.aws, one.type, {key: opened(value) for key, value in given.items()})
        if one.type == STASH:
            # As in the engine, the output stays what the input was at first.
            made = {"output": given.get("input")}
            self._created = self._created if self.preview else {urn: made, **self._created}
            return one.name, {**made, **self._created.get(urn, {}), **given}
        id_ = opened(given.get(IDS.get(one.type), one.name))
        return "" if self.preview and urn not in self.state else id_, {**self._created.get(urn, {}), **given}

    def _run(self, program, *, preview):
        self.preview = preview
        self.registered, self.outputs, self.warnings, self.said = [], {}, [], []
        # A context of its own for each run: the SDK keeps its settings, the stack and open outputs in its variables.
        return contextvars.copy_context().run(asyncio.run, self._main(program))

    async def _main(self, program):
        # Of a program that fails, the SDK leaves futures that nobody reads; asyncio would print each.
        asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
        logger = SimpleNamespace(
            warning=self.warnings.append, error=self.warnings.append, info=self.said.append, debug=lambda _: None
        )
        monitor = Monitor(self)
        SETTINGS.outputs = set()
        mocks.set_mocks(None, preview=self.preview, logger=logger, monitor=monitor, organization="organization")
        SETTINGS.callbacks = monitor.callbacks = Callbacks(monitor)
        pulumi.runtime.set_all_config(self.config)
        made = []
        await run_pulumi_func(lambda: made.append(program()))
        return made[0]


def _registered(request):
    return Registered(
        type=request.type,
        name=request.name,
        parent=_name(request.parent),
        inputs=plain(request.object),
        ignore_changes=list(request.ignoreChanges),
        depends_on=sorted(map(_name, request.dependencies)),
        import_id=request.importId,
        protect=request.protect,
        provider=_name(request.provider.rpartition("::")[0]),
    )


def _urn(request):
    """Return the engine's URN, which has the types of all parents; the SDK's mocks use only the last parent's type."""
    parents = request.parent.split("::")[2] if request.parent else STACK
    prefix = "" if parents == STACK else f"{parents}$"
    return f"urn:pulumi:stack::project::{prefix}{request.type}::{request.name}"


def _name(urn):
    return urn.rpartition("::")[2]


def plain(value):
    """Return a value from the wire in plain types, with secret and unknown values marked."""
    if hasattr(value, "DESCRIPTOR"):
        return plain(rpc.deserialize_properties(value, keep_unknowns=True))
    if rpc.is_rpc_secret(value):
        return Secret(plain(rpc.unwrap_rpc_secret(value)))
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return UNKNOWN if pulumi.contains_unknowns(value) else value


def opened(value):
    """Return a value without its secret mark."""
    return value.value if isinstance(value, Secret) else value


async def wired(values):
    """Return values in plain types with the marks that they have on the wire."""
    return await rpc.serialize_properties({key: _marked(value) for key, value in values.items()}, {})


def _marked(value):
    if isinstance(value, dict):
        return {key: _marked(one) for key, one in value.items()}
    if isinstance(value, Secret):
        return pulumi.Output.secret(value.value)
    return pulumi.output.UNKNOWN if value == UNKNOWN else value
