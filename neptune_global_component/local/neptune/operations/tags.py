"""AddTagsToResource, RemoveTagsFromResource, ListTagsForResource."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from moto.core.responses import ActionResult, EmptyResult
from moto.rds.exceptions import DBClusterNotFoundError, DBInstanceNotFoundError

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.endpoint import ClusterEndpoint
from neptune_global_component.local.neptune.exceptions import GlobalClusterNotFoundFault
from neptune_global_component.local.neptune.operations.base import Operations

if TYPE_CHECKING:
    from moto.rds.models import RDSBaseModel


class TagOperations(Operations):
    """Tags: a global cluster's are accessible from every region, other resources' only from their own."""

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        resource = _find(self, self.params["ResourceName"])
        return ActionResult({"TagList": resource.get_tags() if resource else []})

    def add_tags_to_resource(self) -> ActionResult:
        """AddTagsToResource."""
        resource = _find(self, self.params["ResourceName"])
        if resource:
            resource.add_tags(self.params.get("Tags", []))
        return EmptyResult()

    def remove_tags_from_resource(self) -> ActionResult:
        """RemoveTagsFromResource."""
        resource = _find(self, self.params["ResourceName"])
        if resource:
            resource.remove_tags(self.params["TagKeys"])
        return EmptyResult()


def _find(call: Operations, arn: str) -> RDSBaseModel | None:
    kind, _, name = arn.partition(":rds:")[2].partition(":")[2].partition(":")[2].partition(":")
    if kind == "global-cluster":
        resource = store.find_global_cluster(call.current_account, call.region, name)
        if resource.arn != arn:
            raise GlobalClusterNotFoundFault(arn)
        return resource
    if kind == ClusterEndpoint.resource_type:
        return store.endpoints(call.backend).get(name)
    resource = call.backend._get_resource_for_tagging(arn)  # noqa: SLF001 - moto's lookup for all other resources
    if resource is None and kind == "cluster":
        raise DBClusterNotFoundError(name)
    if resource is None and kind == "db":
        raise DBInstanceNotFoundError(name)
    return cast("RDSBaseModel | None", resource)
