"""The status as a JSON document for programs: the component's outputs, and details of each cluster; pure.

The keys are those of the outputs (``globalClusterIdentifier``, ``status``, ``engineVersion``, ``globalClusterMembers``,
``failoverState``, ``primaryRegion``, ``endpoint``, …), null if AWS has no value. In ``clusters``, by region, each
cluster has ``arn``, ``identifier``, ``resourceId``, ``endpoint``, ``readerEndpoint``, ``port`` and ``isWriter``, and
also ``status``, ``engineVersion`` and ``instances``, a list of ``identifier``, ``instanceClass``, ``status`` and
``isWriter``, the writer first. A region that could not be read is not in ``clusters``. ``warnings`` are texts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.names import camel_case
from neptune_global_component.core.outputs import outputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.cli.topology.model import GlobalStatus
    from neptune_global_component.core.facts.observed import ObservedCluster, ObservedInstance


def json_document(status: GlobalStatus) -> str:
    """Return the status as JSON.

    Args:
        status: the status of a global database.
    """
    document: dict[str, Any] = {camel_case(name): value for name, value in outputs(status.observation).items()}
    more = {one.member.region: _more(one.cluster, one.instances) for one in status.regions if one.cluster}
    clusters = {region: cluster | more[region] for region, cluster in document["clusters"].items()}
    return json.dumps(document | {"clusters": clusters, "warnings": status.warnings}, indent=2)


def _more(cluster: ObservedCluster, instances: Iterable[ObservedInstance]) -> dict[str, object]:
    """Return the details of a cluster that are not among the outputs."""
    return {
        "status": cluster.status,
        "engineVersion": cluster.engine_version,
        "instances": [_instance(one) for one in instances],
    }


def _instance(instance: ObservedInstance) -> dict[str, object]:
    return {
        "identifier": instance.identifier,
        "instanceClass": instance.instance_class,
        "status": instance.status,
        "isWriter": instance.is_writer,
    }
