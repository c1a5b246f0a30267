"""The resource types that the stand-in serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.resources.cluster import Cluster
from neptune_global_component.local.provider.resources.cluster_instance import ClusterInstance
from neptune_global_component.local.provider.resources.cluster_parameter_group import ClusterParameterGroup
from neptune_global_component.local.provider.resources.global_cluster import GlobalCluster
from neptune_global_component.local.provider.resources.parameter_group import ParameterGroup
from neptune_global_component.local.provider.resources.subnet_group import SubnetGroup
from neptune_global_component.local.provider.services import (
    classic_rules,
    dns_records,
    gateways,
    hosted_zones,
    iam,
    kms,
    monitoring,
    neptune,
    network,
    routes,
    secrets,
    security_group_rules,
    security_groups,
    storage,
)

if TYPE_CHECKING:
    from neptune_global_component.local.provider.resource import Resource

_ALL: tuple[Resource, ...] = (
    Cluster(),
    ClusterInstance(),
    ClusterParameterGroup(),
    GlobalCluster(),
    ParameterGroup(),
    SubnetGroup(),
    *neptune.TYPES,
    *network.TYPES,
    *security_groups.TYPES,
    *kms.TYPES,
    *iam.TYPES,
    *gateways.TYPES,
    *routes.TYPES,
    *storage.TYPES,
    *security_group_rules.TYPES,
    *classic_rules.TYPES,
    *hosted_zones.TYPES,
    *dns_records.TYPES,
    *monitoring.TYPES,
    *secrets.TYPES,
)
RESOURCES: dict[str, Resource] = {resource.token: resource for resource in _ALL}
"""By type token."""
