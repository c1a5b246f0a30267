"""CreateDBClusterEndpoint, DescribeDBClusterEndpoints, ModifyDBClusterEndpoint, DeleteDBClusterEndpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.core.responses import ActionResult

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.endpoint import ClusterEndpoint, built_in_endpoints
from neptune_global_component.local.neptune.exceptions import (
    DBClusterEndpointAlreadyExistsFault,
    DBClusterEndpointNotFoundFault,
)
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import endpoints, states
from neptune_global_component.local.neptune.rules.identifiers import parse_identifier

if TYPE_CHECKING:
    from collections.abc import Mapping

# The filters of DescribeDBClusterEndpoints, and the member that each one compares.
_FILTERS = {
    "db-cluster-endpoint-type": "EndpointType",
    "db-cluster-endpoint-custom-type": "CustomEndpointType",
    "db-cluster-endpoint-id": "DBClusterEndpointIdentifier",
    "db-cluster-endpoint-status": "Status",
}
_MEMBERS = {
    "DBClusterIdentifier": "db_cluster_identifier",
    "DBClusterEndpointIdentifier": "db_cluster_endpoint_identifier",
    "DBClusterEndpointResourceIdentifier": "db_cluster_endpoint_resource_identifier",
    "DBClusterEndpointArn": "db_cluster_endpoint_arn",
    "Endpoint": "endpoint",
    "EndpointType": "endpoint_type",
    "CustomEndpointType": "custom_endpoint_type",
    "StaticMembers": "static_members",
    "ExcludedMembers": "excluded_members",
    "Status": "status",
}


class EndpointOperations(Operations):
    """Endpoints of the clusters of a region: the two built-in ones of each cluster, and custom ones."""

    def create_db_cluster_endpoint(self) -> ActionResult:
        """CreateDBClusterEndpoint."""
        cluster = store.find_cluster(self.backend, self.params["DBClusterIdentifier"])
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        name = "DBClusterEndpointIdentifier"
        identifier = parse_identifier(name, self.params[name])
        existing = store.endpoints(self.backend)
        if identifier in existing:
            raise DBClusterEndpointAlreadyExistsFault(identifier)
        endpoints.check_kind(self.params["EndpointType"])
        created = ClusterEndpoint(cluster, identifier, self.params["EndpointType"].upper())
        _select(self, created)
        created.tags = self.params.get("Tags") or []
        existing[identifier] = created
        return ActionResult(created.begin("creating", self.seconds))

    def describe_db_cluster_endpoints(self) -> ActionResult:
        """DescribeDBClusterEndpoints: by cluster, identifier and filters, with paging."""
        name = self.params.get("DBClusterIdentifier")
        clusters = [store.find_cluster(self.backend, name)] if name else store.clusters(self.backend)
        custom = store.endpoints(self.backend).values()
        entries = [
            entry
            for cluster in clusters
            for entry in (
                *built_in_endpoints(cluster),
                *(_description(endpoint) for endpoint in custom if endpoint.cluster is cluster),
            )
        ]
        filters = {_FILTERS[name]: values for name, values in self.filters.items() if name in _FILTERS}
        if "DBClusterEndpointIdentifier" in self.params:
            filters["DBClusterEndpointIdentifier"] = [self.params["DBClusterEndpointIdentifier"]]
        return self.page("DBClusterEndpoints", [entry for entry in entries if _matches(entry, filters)])

    def modify_db_cluster_endpoint(self) -> ActionResult:
        """ModifyDBClusterEndpoint: a list of members replaces both lists."""
        endpoint = _find(self)
        if "EndpointType" in self.params:
            endpoints.check_kind(self.params["EndpointType"])
        if "StaticMembers" in self.params or "ExcludedMembers" in self.params:
            _select(self, endpoint)
        endpoint.custom_endpoint_type = self.params.get("EndpointType", endpoint.custom_endpoint_type).upper()
        return ActionResult(endpoint.begin("modifying", self.seconds))

    def delete_db_cluster_endpoint(self) -> ActionResult:
        """DeleteDBClusterEndpoint."""
        return ActionResult(_find(self).begin("deleting", self.seconds))


def _find(call: Operations) -> ClusterEndpoint:
    identifier = call.params["DBClusterEndpointIdentifier"]
    endpoint = store.endpoints(call.backend).get(identifier)
    if endpoint is None:
        raise DBClusterEndpointNotFoundFault(identifier)
    endpoints.check_available(identifier, endpoint.status)
    return endpoint


def _select(call: Operations, endpoint: ClusterEndpoint) -> None:
    static, excluded = (call.params.get(name) or [] for name in ("StaticMembers", "ExcludedMembers"))
    instances = [instance.db_instance_identifier for instance in endpoint.cluster.instances]
    endpoints.check_members(static, excluded, instances)
    endpoint.select(static=static, excluded=excluded)


def _description(endpoint: ClusterEndpoint) -> dict[str, object]:
    return {member: getattr(endpoint, attribute) for member, attribute in _MEMBERS.items()}


def _matches(entry: Mapping[str, object], filters: Mapping[str, list[str]]) -> bool:
    return all(
        str(entry.get(member, "")).lower() in [value.lower() for value in values] for member, values in filters.items()
    )
