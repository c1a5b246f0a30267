"""Construct a component: args -> spec -> plan -> children."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.observe import Observer
from neptune_global_component.component.gate import Gate
from neptune_global_component.component.inputs import are_plain, instance_counts, normalize_args
from neptune_global_component.component.messages import Messages
from neptune_global_component.component.planning import parse_args, plan_update, require_map
from neptune_global_component.component.resources.global_cluster import global_cluster
from neptune_global_component.component.resources.intents import (
    engine_version,
    global_cluster_tags,
    has_tags_stash,
    primary_region,
)
from neptune_global_component.component.resources.record import declared
from neptune_global_component.component.resources.regions import regions
from neptune_global_component.component.runtime.engine_present import require_engine
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.provider import (
    provider_configuration,
    provider_default_tags,
    start_provider,
)
from neptune_global_component.component.runtime.state import wait_for_state

if TYPE_CHECKING:
    import pulumi
    import pulumi_aws as aws

    from neptune_global_component.component.resources.regions import RegionalResources
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.messages import Spelling


@dataclass(frozen=True)
class ConstructorCall:
    """A call of the component's constructor, with checked arguments.

    Args:
        name: the component's Pulumi name.
        args: the arguments, which can be read repeatedly.
        spec: the arguments as a spec, if none of them is an output.
        spelling: the spelling of the arguments in messages.
    """

    name: str
    args: dict[str, Any]
    spec: Spec | None
    spelling: Spelling


@dataclass(frozen=True)
class Children:
    """The children of a component, and what its outputs are made with.

    Args:
        gate: creates their inputs.
        observer: reads AWS.
        declared: the Stash of the declared values.
        global_cluster: the global cluster.
        regional: the clusters, instances and subnet groups.
        intents: the Stashes of changes that pulumi-aws lacks.
    """

    gate: Gate
    observer: Observer
    declared: pulumi.Stash
    global_cluster: aws.neptune.GlobalCluster
    regional: RegionalResources
    intents: list[pulumi.Resource]


def check_arguments(name: str, args: object, spelling: Spelling) -> ConstructorCall:
    """Check the arguments whose values are known, before a resource is created.

    Args:
        name: the component's Pulumi name.
        args: the arguments as the program set them.
        spelling: the spelling of the arguments in messages.

    Raises:
        InvalidArgsError: with all findings.
        NoEngineError: the program runs without an engine.
    """
    normalized = normalize_args(require_map(name, args))
    spec = parse_args(name, normalized, spelling=spelling) if are_plain(normalized) else None
    require_engine(name)
    return ConstructorCall(name, normalized, spec, spelling)


def create_children(component: pulumi.ComponentResource, call: ConstructorCall) -> Children:
    """Create the children.

    Args:
        component: their parent.
        call: the constructor call.
    """
    program = current_program()
    program.components.append(component)
    # Read the state first: the engine starts providers one after another, and other requests wait for that.
    wait_for_state()
    start_provider(component)
    messages = Messages(call.name, component, call.spelling)
    observer = Observer(lambda: provider_configuration(component), messages.warn, program.clients)
    defaults = provider_default_tags(component)
    changes_tags = has_tags_stash(call.name, call.args, defaults)
    plan = plan_update(call.args, observer, messages, changes_tags=changes_tags)
    gate = Gate(messages, plan, call.args, observer.clients, call.spec)
    counts = instance_counts(call.args)
    declared_stash = declared(gate, counts)
    version = engine_version(gate, declared_stash)
    aws_global_cluster = global_cluster(gate, [declared_stash, *version])
    regional = regions(gate, declared_stash, aws_global_cluster, counts)
    tags = [global_cluster_tags(gate, aws_global_cluster, defaults)] if changes_tags else []
    intents = [*version, *primary_region(gate, regional.all), *tags]
    return Children(gate, observer, declared_stash, aws_global_cluster, regional, intents)
