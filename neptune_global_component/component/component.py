"""The component: args -> spec -> plan -> children -> observation -> outputs."""

# The component host reads these annotations at run time: no `from __future__ import annotations` in this file.

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, overload

import pulumi
from typing_extensions import Unpack

from neptune_global_component.aws.observe import Observer
from neptune_global_component.component.args import GlobalClusterArgs
from neptune_global_component.component.call import bind
from neptune_global_component.component.inputs import are_plain, instance_counts, normalize_args
from neptune_global_component.component.messages import Messages
from neptune_global_component.component.planning import parse_args, plan_update, require_map
from neptune_global_component.component.resources.cluster import observed_clusters
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
from neptune_global_component.core.messages import PYTHON, Spelling
from neptune_global_component.core.names import TYPE_TOKEN, camel_case
from neptune_global_component.core.outputs import outputs
from neptune_global_component.core.results import FailoverState, GlobalClusterMember, RegionalCluster

if TYPE_CHECKING:
    import pulumi_aws as aws


class GlobalCluster(pulumi.ComponentResource):
    """A Neptune global database: a global cluster, the link to an existing source cluster, and clusters in regions.

    A Python program can use the children, for example to put an alarm beside a cluster: `aws_global_cluster`, and by
    region `aws_clusters`, `aws_instances` (a list, the first instance first) and `aws_subnet_groups`.
    """

    global_cluster_identifier: pulumi.Output[str]
    """Name of the global cluster, in lower case as AWS stores it."""

    global_cluster_arn: pulumi.Output[str]
    """ARN of the global cluster: `arn:PARTITION:rds::ACCOUNT:global-cluster:IDENTIFIER`, without a region."""

    global_cluster_resource_id: pulumi.Output[str]
    """Immutable ID of the global cluster, unique across regions. CloudTrail logs show it when the KMS key is used."""

    status: pulumi.Output[str | None]
    """`available`, `creating`, `modifying`, `upgrading` or `deleting`. Absent if AWS is not read."""

    engine: pulumi.Output[str]
    """Database engine: `neptune`."""

    engine_version: pulumi.Output[str]
    """Engine version, for example `1.4.6.0`."""

    storage_encrypted: pulumi.Output[bool]
    """Whether the storage of the global database is encrypted."""

    deletion_protection: pulumi.Output[bool]
    """Whether AWS rejects deletion of the global cluster."""

    global_cluster_members: pulumi.Output[list[GlobalClusterMember]]
    """The clusters of the global database: the writer first, then the readers by region."""

    failover_state: pulumi.Output[FailoverState | None]
    """The switchover or failover in progress; absent if there is none."""

    primary_region: pulumi.Output[str | None]
    """Region of the current primary in AWS; absent while the global cluster is empty."""

    primary_cluster_arn: pulumi.Output[str | None]
    """ARN of the current primary in AWS; absent while the global cluster is empty."""

    endpoint: pulumi.Output[str | None]
    """Write endpoint (host name) of the primary; absent while the global cluster is empty."""

    clusters: pulumi.Output[dict[str, RegionalCluster]]
    """Each region's cluster and its endpoints, by region."""

    @overload
    def __init__(
        self,
        name: str,
        args: GlobalClusterArgs,
        opts: pulumi.ResourceOptions | None = None,
        *,
        spelling: Spelling = PYTHON,
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
        spelling: Spelling = PYTHON,
        **arguments: Any,
    ) -> None:
        """Create the component.

        Args:
            name: its Pulumi name.
            args: the arguments of the global database as a map, or the resource options before keyword arguments.
            opts: the resource options; the children inherit them.
            spelling: the spelling of the arguments in messages, for programs in other languages.
            arguments: the arguments of the global database as keywords, instead of `args`.

        Raises:
            InvalidArgsError: arguments with known values break rules. Outputs are checked when they are known.
            TypeError: a keyword is not an argument, or an argument is set twice.
        """
        values, opts = bind(name, args, opts, arguments)
        normalized = normalize_args(require_map(name, values))
        spec = parse_args(name, normalized) if are_plain(normalized) else None
        transforms = ChildTransforms()
        super().__init__(TYPE_TOKEN, name, None, transforms.add_to(opts))
        # Read the state first: the engine starts providers one after another, and other requests wait for that.
        wait_for_state()
        start_provider(self)
        messages = Messages(name, self, spelling)
        observer = Observer(lambda: provider_configuration(self), messages.warn)
        gate = Gate(
            messages, plan_update(normalized, observer, messages), normalized, observer.clients, spec, transforms
        )
        counts = instance_counts(normalized)
        declared_stash = declared(gate, counts)
        version = engine_version(gate, declared_stash)
        aws_global_cluster = global_cluster(gate, [declared_stash, *version])
        regional = regions(gate, declared_stash, aws_global_cluster, counts)
        self.aws_global_cluster = aws_global_cluster
        self.aws_clusters = regional.clusters
        self.aws_instances = regional.instances
        self.aws_subnet_groups = regional.subnet_groups
        tags = global_cluster_tags(gate, aws_global_cluster, provider_default_tags(self))
        intents = [*version, *primary_region(gate, regional.all), *tags]
        observed = _observation(gate, declared_stash, aws_global_cluster, regional.all, intents, observer)
        observed_outputs = observed.apply(outputs)
        self._register(
            {output: observed_outputs.apply(partial(_output, output)) for output in OUTPUTS}, gate, aws_global_cluster
        )

    def _register(self, values: dict[str, pulumi.Output[Any]], gate: Gate, child: "aws.neptune.GlobalCluster") -> None:
        key = "global_cluster_identifier"
        identifier = gate.input(lambda plan: plan.spec.global_cluster_identifier, key)
        # Resources that use the identifier output are created after the global cluster and deleted before it.
        both = pulumi.Output.all(identifier, child.global_cluster_identifier)
        values[key] = both.apply(itemgetter(0))
        # Outputs that contain a name are secret if the name is a secret in the program.
        for output in _NAMED:
            values[output] = gate.as_secret_as_names(values[output])
        for output, value in values.items():
            setattr(self, output, value)
        self.register_outputs({camel_case(output): value for output, value in values.items()})


# Pulumi's component host reads the inputs from the annotation of `args`, which must be a single TypedDict.
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
"""The outputs that contain an identifier of the global cluster or of a cluster."""


def _output(name: str, values: dict[str, Any]) -> Any:  # noqa: ANN401 - any output
    return pulumi.UNKNOWN if values[name] is UNKNOWN else values[name]


def _observation(  # noqa: PLR0913, PLR0917 - everything that is read after
    gate: Gate,
    declared_stash: pulumi.Stash,
    child: "aws.neptune.GlobalCluster",
    members: list[pulumi.CustomResource],
    intents: list[pulumi.Resource],
    observer: Observer,
) -> "pulumi.Output[Observation]":
    """Read AWS after the children; return the children's own outputs if AWS is not, or can't be, read."""

    async def read(values: dict[str, Any]) -> Observation:
        plan = await gate.plan()
        in_state = _global_cluster_in_state(values["global_cluster"])

        async def from_state() -> Observation:
            # With observe=False, a switchover changes the primary too.
            primary = plan.primary_region if plan.observed else known(plan.wanted_primary_region)
            return state_observation(in_state, await observed_clusters(members), primary)

        if plan.spec.observe:
            created = await observed_clusters(members) if plan.is_absent else []
            observation = await observer.after(in_state, from_state, created, preview=pulumi.runtime.is_dry_run())
        else:
            observation = await from_state()
        observation = observation.without(await gate.removed_cluster_arns(declared_stash))
        return plan.expected(observation) if pulumi.runtime.is_dry_run() else observation

    global_cluster = {
        "identifier": pulumi.Output.unsecret(child.global_cluster_identifier),
        "arn": child.arn,
        "resource_id": child.global_cluster_resource_id,
        "engine": child.engine,
        "engine_version": child.engine_version,
        "storage_encrypted": child.storage_encrypted,
        "deletion_protection": child.deletion_protection,
        "members": child.global_cluster_members,
    }
    return pulumi.Output.all(
        global_cluster=global_cluster,
        # In a preview, a child that does not exist yet has a URN but no ID. Without the members there is nothing to
        # read.
        after=[*(pulumi.Output.unsecret(member.id) for member in members), *(intent.urn for intent in intents)],
    ).apply(read)


def _global_cluster_in_state(values: dict[str, Any]) -> ObservedGlobalCluster:
    members = tuple(ObservedMember(one["db_cluster_arn"], one["is_writer"]) for one in values["members"] or ())
    return ObservedGlobalCluster(**{**values, "members": members, "status": None})
