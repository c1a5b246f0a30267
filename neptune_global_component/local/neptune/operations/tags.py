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
    """Tags: of a global cluster from every region, of everything else in its own."""

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        found = _tagged(self, self.params["ResourceName"])
        return ActionResult({"TagList": found.get_tags() if found else []})

    def add_tags_to_resource(self) -> ActionResult:
        """AddTagsToResource."""
        found = _tagged(self, self.params["ResourceName"])
        if found:
            found.add_tags(self.params.get("Tags", []))
        return EmptyResult()

    def remove_tags_from_resource(self) -> ActionResult:
        """RemoveTagsFromResource."""
        found = _tagged(self, self.params["ResourceName"])
        if found:
            found.remove_tags(self.params["TagKeys"])
        return EmptyResult()


def _tagged(call: Operations, arn: str) -> RDSBaseModel | None:
    kind, _, name = arn.partition(":rds:")[2].partition(":")[2].partition(":")[2].partition(":")
    if kind == "global-cluster":
        found = store.find_global_cluster(call.current_account, call.region, name)
        if found.arn != arn:
            raise GlobalClusterNotFoundFault(arn)
        return found
    if kind == ClusterEndpoint.resource_type:
        return store.endpoints(call.backend).get(name)
    found = call.backend._get_resource_for_tagging(arn)  # noqa: SLF001 - moto's lookup for all other resources
    if found is None and kind == "cluster":
        raise DBClusterNotFoundError(name)
    if found is None and kind == "db":
        raise DBInstanceNotFoundError(name)
    return cast("RDSBaseModel | None", found)
