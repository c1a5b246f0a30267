"""The component: args -> spec -> plan -> children -> observation -> outputs."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, overload

import pulumi
from typing_extensions import Unpack

from neptune_global_component.aws.observe import Observer
from neptune_global_component.component.args import GlobalClusterArgs
from neptune_global_component.component.call import bind
from neptune_global_component.component.inputs import are_plain, given, instances, names
from neptune_global_component.component.messages import Messages
from neptune_global_component.component.planning import checked, parsed, planned
from neptune_global_component.component.resources import cluster
from neptune_global_component.component.resources.global_cluster import global_cluster
from neptune_global_component.component.resources.intents import engine_version, global_cluster_tags, primary_region
from neptune_global_component.component.resources.record import declared
from neptune_global_component.component.resources.regions import regions
from neptune_global_component.component.runtime.gate import Gate
from neptune_global_component.component.runtime.provider import (
    provider_configuration,
    provider_default_tags,
    start_provider,
)
from neptune_global_component.component.runtime.state import wait_for_state
from neptune_global_component.component.runtime.transforms import ChildTransforms
from neptune_global_component.core.facts.observed import Observation, ObservedGlobalCluster, ObservedMember
from neptune_global_component.core.facts.state_observation import state_observation
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.names import TYPE_TOKEN, camel_case
from neptune_global_component.core.outputs import outputs
from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster

if TYPE_CHECKING:
    import pulumi_aws as aws


class GlobalCluster(pulumi.ComponentResource):
    """A Neptune global database: a global cluster, the link to an existing source cluster, and clusters in regions."""

    global_cluster_identifier: pulumi.Output[str]
    """Name of the global cluster, in lower case as AWS stores it."""

    global_cluster_arn: pulumi.Output[str]
    """ARN of the global cluster: `arn:PARTITION:rds::ACCOUNT:global-cluster:IDENTIFIER`, without a region."""

    global_cluster_resource_id: pulumi.Output[str]
    """Immutable id of the global cluster, unique in all regions; in CloudTrail where its KMS key is used."""

    status: pulumi.Output[str | None]
    """`available`, `creating`, `modifying`, `upgrading` or `deleting`. Absent where AWS is not read."""

    engine: pulumi.Output[str]
    """Database engine: `neptune`."""

    engine_version: pulumi.Output[str]
    """Engine version, for example `1.4.6.0`."""

    storage_encrypted: pulumi.Output[bool]
    """Whether the storage of the whole global database is encrypted."""

    deletion_protection: pulumi.Output[bool]
    """Whether AWS refuses to delete the global cluster."""

    global_cluster_members: pulumi.Output[list[GlobalClusterMember]]
    """The clusters of the global database: the writer first, then by region."""

    failover_state: pulumi.Output[FailoverState | None]
    """A switchover or failover that is under way; absent where there is none."""

    primary_region: pulumi.Output[str | None]
    """Region of the primary as AWS has it now; absent while the global cluster is empty."""

    primary_cluster_arn: pulumi.Output[str | None]
    """ARN of the primary as AWS has it now; absent while the global cluster is empty."""

    endpoint: pulumi.Output[str | None]
    """Endpoint (host name) of the primary, which takes the writes; absent while the global cluster is empty."""

    clusters: pulumi.Output[dict[str, RegionalCluster]]
    """Each region's cluster and where to reach it, by region."""

    @overload
    def __init__(
        self,
        name: str,
        args: GlobalClusterArgs,
        opts: pulumi.ResourceOptions | None = None,
        *,
        spelled: Callable[[str], str] = str,
    ) -> None: ...

    @overload
    def __init__(
        self, name: str, *, opts: pulumi.ResourceOptions | None = None, **arguments: Unpack[GlobalClusterArgs]
    ) -> None: ...

    @overload
    def __init__(
        self, name: str, opts: pulumi.ResourceOptions | None, /, **arguments: Unpack[GlobalClusterArgs]
    ) -> None: ...

    def __init__(
        self,
        name: str,
        args: GlobalClusterArgs | pulumi.ResourceOptions | None = None,
        opts: pulumi.ResourceOptions | None = None,
        *,
        spelled: Callable[[str], str] = str,
        **arguments: Any,
    ) -> None:
        """Make the component.

        Args:
            name: its Pulumi name.
            args: the arguments of the global database as a map, or the resource options before keyword arguments.
            opts: the resource options; the children inherit them.
            spelled: spells the arguments that a message names, for programs in other languages than Python.
            arguments: the arguments of the global database as keywords, instead of `args`.

        Raises:
            InvalidArgsError: arguments with known values break rules. Outputs are checked when they are known.
            TypeError: a keyword is not an argument, or the same thing is set twice.
        """
        values, opts = bind(name, args, opts, arguments)
        taken = given(checked(name, values))
        spec = parsed(name, taken) if are_plain(taken) else None
        transforms = ChildTransforms()
        super().__init__(TYPE_TOKEN, name, None, transforms.with_them(opts))
        # The state comes first: the engine makes one provider ready after another, and keeps other questions waiting.
        wait_for_state()
        start_provider(self)
        messages = Messages(name, self, spelled)
        observer = Observer(lambda: provider_configuration(self), messages.warn)
        gate = Gate(messages, planned(taken, observer, messages), taken, observer.clients, spec, transforms)
        counts = instances(taken)
        memory = declared(gate, counts)
        version = engine_version(gate, memory)
        aws_global_cluster = global_cluster(gate, [memory, *version])
        clusters = regions(gate, memory, aws_global_cluster, counts)
        tags = global_cluster_tags(gate, aws_global_cluster, provider_default_tags(self))
        intents = [*version, *primary_region(gate, clusters), *tags]
        found = _observation(gate, aws_global_cluster, clusters, intents, observer).apply(outputs)
        self._register({output: found.apply(partial(_output, output)) for output in OUTPUTS}, gate, aws_global_cluster)

    def _register(self, values: dict[str, pulumi.Output[Any]], gate: Gate, child: "aws.neptune.GlobalCluster") -> None:
        given_identifier = gate.args.get("global_cluster_identifier")
        identifier = gate.input(lambda plan: plan.spec.global_cluster_identifier, given_identifier)
        # What a program passes the identifier on to is made after the global cluster, and deleted before it.
        both = pulumi.Output.all(identifier, child.global_cluster_identifier)
        values["global_cluster_identifier"] = both.apply(itemgetter(0))
        # What has a name in it is as secret as the name that the program gave.
        given_names = names(gate.args)
        if not are_plain(given_names):
            for output in _NAMED:
                values[output] = pulumi.Output.all(values[output], *given_names).apply(itemgetter(0))
        for output, value in values.items():
            setattr(self, output, value)
        self.register_outputs({camel_case(output): value for output, value in values.items()})


# Pulumi's component host reads the inputs from the annotation of `args`, which has to be one TypedDict.
GlobalCluster.__init__.__annotations__["args"] = GlobalClusterArgs

OUTPUTS = tuple(GlobalCluster.__annotations__)
"""The outputs by their Python names."""

_NAMED = (
    "clusters",
    "endpoint",
    "failover_state",
    "global_cluster_arn",
    "global_cluster_members",
    "primary_cluster_arn",
)
"""Those that have the identifiers of the global cluster or of a cluster in them."""


def _output(name: str, values: dict[str, Any]) -> Any:  # noqa: ANN401 - any output
    return pulumi.UNKNOWN if values[name] is UNKNOWN else values[name]


def _observation(
    gate: Gate,
    child: "aws.neptune.GlobalCluster",
    members: list[pulumi.CustomResource],
    intents: list[pulumi.Resource],
    observer: Observer,
) -> "pulumi.Output[Observation]":
    """Read AWS after the children; the child's own outputs where it is not to be read, or can't be."""

    async def read(values: dict[str, Any]) -> Observation:
        plan = await gate.plan()
        del values["after"]
        entries = (ObservedMember(one["db_cluster_arn"], one["is_writer"]) for one in values.pop("members") or ())
        in_state = ObservedGlobalCluster(status=None, members=tuple(entries), **values)

        async def state() -> Observation:
            # A switchover is made without a read of the component's own, too.
            primary = plan.primary_region if plan.observed else known(plan.wanted_primary_region)
            return state_observation(in_state, await cluster.known(members), primary)

        if plan.spec.observe:
            created = await cluster.known(members) if plan.is_creation else []
            observation = await observer.after(in_state, state, created, preview=pulumi.runtime.is_dry_run())
        else:
            observation = await state()
        observation = observation.without(await gate.leaving())
        return plan.expected(observation) if pulumi.runtime.is_dry_run() else observation

    return pulumi.Output.all(
        identifier=pulumi.Output.unsecret(child.global_cluster_identifier),
        arn=child.arn,
        resource_id=child.global_cluster_resource_id,
        engine=child.engine,
        engine_version=child.engine_version,
        storage_encrypted=child.storage_encrypted,
        deletion_protection=child.deletion_protection,
        members=child.global_cluster_members,
        # Of what is not there yet a preview knows the URN, but not the id: without members there is nothing to read.
        after=[*(pulumi.Output.unsecret(member.id) for member in members), *(intent.urn for intent in intents)],
    ).apply(read)
