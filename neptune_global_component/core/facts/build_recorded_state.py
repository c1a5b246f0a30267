"""Build the recorded state of a component from the Pulumi state: the values of its Stashes and its children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.facts.location import misnamed_children
from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.table import (
    ARGUMENTS,
    INSTANCE_ARGUMENTS,
    REGION_ARGUMENTS,
    recorded_arguments,
)
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.stashes import (
    DECLARED,
    ENGINE_VERSION,
    OWN_SUBNET_GROUP,
    PRIMARY_REGION,
    SET_PROPERTIES,
    TAGS,
    VERSION,
)
from neptune_global_component.core.tokens import GLOBAL_CLUSTER, INSTANCE, SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.core.facts.location import Location
    from neptune_global_component.core.facts.pulumi_state import PulumiState


def build_recorded_state(state: PulumiState, location: Location, own: Location) -> RecordedState:
    """Return what the last update recorded about a component.

    Args:
        state: the Pulumi state.
        location: where the state has the component's children.
        own: where the program has them.
    """
    children = location.children(state.regions)
    first = location.child_urn(INSTANCE, "-")
    instances = {urn: f"{own.name}-{urn.removeprefix(first)}" for urn in children if urn.startswith(first)}
    ours = {*children, *own.children(state.regions)}
    recorded = _from_stashes(state, location)
    recorded = _with_global_cluster(recorded, state, location)
    recorded = _with_clusters(recorded, state, location)
    return replace(
        recorded,
        urn=location.component_urn,
        instances={one: state.arns[urn].rpartition(":")[2] for urn, one in instances.items()},
        instance_placements={one: _placement(state.outputs[urn]) for urn, one in instances.items()},
        instance_classes=_instance_classes(state, children),
        moved_from=location.child_urn(GLOBAL_CLUSTER) if location != own else None,
        other_urns={arn: urn for urn, arn in state.arns.items() if urn not in ours},
        misnamed=frozenset(misnamed_children(state, location, own)),
    )


def declared_inputs(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments in the value of the Stash ``{name}-declared``.

    Args:
        value: the Stash's value.
    """
    keys = (*recorded_arguments(REGION_ARGUMENTS), OWN_SUBNET_GROUP)
    regions = {
        region: {key: _integer(values.get(camel_case(key))) for key in keys}
        for region, values in (value.get("regions") or {}).items()
    }
    return {**{key: value.get(camel_case(key)) for key in recorded_arguments(ARGUMENTS)}, "regions": regions}


def _integer(value: object) -> object:
    # The state returns every number as a float.
    return int(value) if isinstance(value, float) else value


def _from_stashes(state: PulumiState, location: Location) -> RecordedState:
    version = state.stashed.get(location.stash_urn(ENGINE_VERSION)) or {}
    declared = state.stashed.get(location.stash_urn(DECLARED)) or {}
    inputs = declared_inputs(declared)
    return RecordedState(
        has_begun=location.stash_urn(DECLARED) in state.stashed,
        engine_version=version.get(VERSION),
        primary_region=state.stashed.get(location.stash_urn(PRIMARY_REGION)),
        source=inputs["source_db_cluster_identifier"],
        regions=frozenset(inputs["regions"]),
        has_tags=bool(state.stashed.get(location.stash_urn(TAGS))),
        inputs=inputs,
        set_properties={
            region: frozenset(one.get(SET_PROPERTIES) or ())
            for region, one in {"": declared, **(declared.get("regions") or {})}.items()
        },
    )


def _with_global_cluster(recorded: RecordedState, state: PulumiState, location: Location) -> RecordedState:
    urn = location.child_urn(GLOBAL_CLUSTER)
    outputs = state.outputs.get(urn, {})
    # A refresh updates the global cluster in the state, but not the component's outputs, which are those of the last
    # completed update. A completed update leaves the Stash in the state.
    has_ended = urn in state.arns and location.stash_urn(PRIMARY_REGION) in state.stashed
    outputs_before = state.components.get(location.component_urn, {})
    last_outputs = outputs_before if has_ended else {}
    refreshed = _text(outputs.get("globalClusterResourceId"))
    return replace(
        recorded,
        arn=_text(last_outputs.get("globalClusterArn")) or state.arns.get(urn),
        resource_id=_text(last_outputs.get("globalClusterResourceId")) or refreshed,
        refreshed_id=refreshed,
        last_id=_text(outputs_before.get("globalClusterResourceId")) or refreshed,
        members=frozenset(_regions(last_outputs.get("globalClusterMembers"))),
        is_protected=outputs.get("deletionProtection") is True,
        is_incomplete=urn in state.incomplete,
    )


def _with_clusters(recorded: RecordedState, state: PulumiState, location: Location) -> RecordedState:
    urns = location.cluster_urns(state.regions)
    outputs = {region: state.outputs[urn] for region, urn in urns.items()}
    identifier = state.outputs.get(location.child_urn(GLOBAL_CLUSTER), {}).get("globalClusterIdentifier")
    groups = {region: location.child_urn(SUBNET_GROUP, f"-{region}") for region in urns}
    snapshots = {region: _final_snapshot(one) for region, one in outputs.items()}
    arns = {region: state.arns[urn] for region, urn in urns.items()}
    before = state.components.get(location.component_urn, {}).get("clusters")
    ids, arns_before = _of_each(before, "resourceId"), _of_each(before, "arn")
    for region, one in outputs.items():
        if resource_id := _text(one.get("clusterResourceId")):
            ids[region] = resource_id
    return replace(
        recorded,
        clusters=arns,
        incomplete_regions=frozenset(location.cluster_urns(state.incomplete)),
        cluster_ids=ids,
        cluster_arns={**arns_before, **arns},
        unlinked=frozenset(
            region for region, one in outputs.items() if one.get("globalClusterIdentifier") != identifier
        ),
        roots={region: groups[region] if groups[region] in state.arns else urn for region, urn in urns.items()},
        final_snapshots={region: name for region, name in snapshots.items() if name},
        without_snapshot=frozenset(region for region, one in outputs.items() if one.get("skipFinalSnapshot") is True),
        protected=frozenset(region for region, one in outputs.items() if one.get("deletionProtection") is True),
    )


def _of_each(clusters: object, key: str) -> dict[str, str]:
    """Return one value of each cluster in the component's outputs, by region."""
    entries = clusters.items() if isinstance(clusters, Mapping) else ()
    values = {region: _text(one.get(key)) for region, one in entries if isinstance(one, Mapping)}
    return {region: value for region, value in values.items() if value is not None}


def _instance_classes(state: PulumiState, regions: Mapping[str, str]) -> dict[str, set[str]]:
    classes: dict[str, set[str]] = {}
    for urn, region in regions.items():
        instance_class = _text(state.outputs[urn].get("instanceClass"))
        if instance_class is not None:
            classes.setdefault(region, set()).add(instance_class)
    return classes


def _placement(instance: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of an instance that AWS never changes."""
    return {key: instance.get(camel_case(key)) for key, row in INSTANCE_ARGUMENTS.items() if INSTANCE in row.fixed_in}


def _final_snapshot(cluster: Mapping[str, Any]) -> str | None:
    return None if cluster.get("skipFinalSnapshot") else _text(cluster.get("finalSnapshotIdentifier"))


def _regions(members: object) -> Iterator[str]:
    for member in members if isinstance(members, list) else ():
        if isinstance(member, Mapping) and (region := _text(member.get("region"))):
            yield region


def _text(value: object) -> str | None:
    # A secret is not a string in the state.
    return value if isinstance(value, str) else None
