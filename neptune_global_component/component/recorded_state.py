"""Read a component's recorded state from the Pulumi state: the Stash values and the children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from neptune_global_component.component.runtime.former_names import current_location, former_locations
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.state import read_state
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.facts.location import (
    Location,
    find_location,
    misnamed_children,
    with_current_urns,
)
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.table import (
    ARGUMENTS,
    INSTANCE_ARGUMENTS,
    REGION_ARGUMENTS,
    recorded_arguments,
)
from neptune_global_component.core.names import camel_case
from neptune_global_component.core.plan.checks.changes import OWN_SUBNET_GROUP
from neptune_global_component.core.stashes import (
    DECLARED,
    ENGINE_VERSION,
    PRIMARY_REGION,
    SET_PROPERTIES,
    TAGS,
    VERSION,
)
from neptune_global_component.core.tokens import GLOBAL_CLUSTER, INSTANCE, STASH, SUBNET_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pulumi

    from neptune_global_component.core.facts.pulumi_state import PulumiState


async def read_recorded_state(component: pulumi.Resource, name: str, identifier: str | None) -> RecordedState:
    """Read what the last update recorded about a component.

    Args:
        component: the parent of the Stashes.
        name: the component's Pulumi name.
        identifier: the identifier of the global cluster, in lower case; None if it is unknown.

    Returns:
        The recorded state; UNREAD_STATE if it can't be read.
    """
    state = await read_state()
    if state is None:
        return UNREAD_STATE
    own = Location.of(await urn_of(component))
    current = await current_location(component)
    for former in await former_locations(component):
        state = with_current_urns(state, former, current)
    location = find_location(state, current, identifier, current_program().other_components(component))
    regions = state.regions
    children = location.children(regions)
    first = location.child_urn(INSTANCE, "-")
    instances = {urn: f"{name}-{urn.removeprefix(first)}" for urn in children if urn.startswith(first)}
    ours = {*children, *own.children(regions)}
    return replace(
        _of_the_stashes(state, location),
        **_of_the_global_cluster(state, location),
        **_of_the_clusters(state, location, location.cluster_urns(regions)),
        incomplete_regions=frozenset(location.cluster_urns(state.incomplete)),
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


def _of_the_stashes(state: PulumiState, location: Location) -> RecordedState:
    version = state.stashed.get(location.child_urn(STASH, f"-{ENGINE_VERSION}")) or {}
    declared = state.stashed.get(location.child_urn(STASH, f"-{DECLARED}")) or {}
    inputs = declared_inputs(declared)
    return RecordedState(
        has_begun=location.child_urn(STASH, f"-{DECLARED}") in state.stashed,
        engine_version=version.get(VERSION),
        primary_region=state.stashed.get(location.child_urn(STASH, f"-{PRIMARY_REGION}")),
        source=inputs["source_db_cluster_identifier"],
        regions=frozenset(inputs["regions"]),
        has_tags=bool(state.stashed.get(location.child_urn(STASH, f"-{TAGS}"))),
        inputs=inputs,
        set_properties={
            region: frozenset(one.get(SET_PROPERTIES) or ())
            for region, one in {"": declared, **(declared.get("regions") or {})}.items()
        },
    )


def _of_the_global_cluster(state: PulumiState, location: Location) -> dict[str, Any]:
    urn = location.child_urn(GLOBAL_CLUSTER)
    outputs = state.outputs.get(urn, {})
    # A refresh updates the global cluster in the state, but not the component's outputs, which are those of the last
    # completed update. A completed update leaves the Stash in the state.
    has_ended = urn in state.arns and location.child_urn(STASH, f"-{PRIMARY_REGION}") in state.stashed
    outputs_before = state.components.get(location.component_urn, {})
    last_outputs = outputs_before if has_ended else {}
    refreshed = _text(outputs.get("globalClusterResourceId"))
    return {
        "arn": _text(last_outputs.get("globalClusterArn")) or state.arns.get(urn),
        "resource_id": _text(last_outputs.get("globalClusterResourceId")) or refreshed,
        "refreshed_id": refreshed,
        "last_id": _text(outputs_before.get("globalClusterResourceId")) or refreshed,
        "members": frozenset(_regions(last_outputs.get("globalClusterMembers"))),
        "is_protected": outputs.get("deletionProtection") is True,
        "is_incomplete": urn in state.incomplete,
    }


def _of_the_clusters(state: PulumiState, location: Location, urns: Mapping[str, str]) -> dict[str, Any]:
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
    return {
        "clusters": arns,
        "cluster_ids": ids,
        "cluster_arns": {**arns_before, **arns},
        "unlinked": frozenset(
            region for region, one in outputs.items() if one.get("globalClusterIdentifier") != identifier
        ),
        "roots": {region: groups[region] if groups[region] in state.arns else urn for region, urn in urns.items()},
        "final_snapshots": {region: name for region, name in snapshots.items() if name},
        "without_snapshot": frozenset(
            region for region, one in outputs.items() if one.get("skipFinalSnapshot") is True
        ),
        "protected": frozenset(region for region, one in outputs.items() if one.get("deletionProtection") is True),
    }


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
