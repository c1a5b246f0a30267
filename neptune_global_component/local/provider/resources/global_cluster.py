"""`aws:neptune/globalCluster:GlobalCluster`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.common_properties import REGION, argument, output
from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.membership import global_clusters, remove_from_global_cluster
from neptune_global_component.local.provider.properties import Object, Property, Role, Type
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts
from neptune_global_component.local.provider.upgrade import upgrade

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

MEMBER = Object(
    "GlobalClusterGlobalClusterMember",
    (
        Property("dbClusterArn", role=Role.COMPUTED),
        Property("isWriter", Type.BOOLEAN, Role.COMPUTED),
    ),
    many=True,
)
SOURCES = ("engine", "sourceDbClusterIdentifier")
SOURCES_IN_WORDS = "`engine,source_db_cluster_identifier`"


class GlobalCluster(Resource):
    """A Neptune global cluster."""

    token = "aws:neptune/globalCluster:GlobalCluster"  # noqa: S105 - a type token
    title = "Neptune Global Cluster"
    timeouts = Timeouts(create=5, update=120, delete=5)
    properties = (
        REGION,
        output("arn", "GlobalClusterArn"),
        argument("deletionProtection", "DeletionProtection", Type.BOOLEAN, default=False),
        argument("engine", "Engine", role=Role.COMPUTED, replaces=True, validate=validation.one_of(ENGINE)),
        argument("engineVersion", "EngineVersion", role=Role.COMPUTED),
        argument(
            "globalClusterIdentifier",
            "GlobalClusterIdentifier",
            role=Role.REQUIRED,
            replaces=True,
            validate=validation.global_cluster_identifier,
        ),
        output(
            "globalClusterMembers", "GlobalClusterMembers[].{dbClusterArn: DBClusterArn, isWriter: IsWriter}", MEMBER
        ),
        output("globalClusterResourceId", "GlobalClusterResourceId"),
        Property("sourceDbClusterIdentifier", role=Role.COMPUTED, parameter="SourceDBClusterIdentifier", replaces=True),
        # The AWS provider never reads the status, although the API returns it.
        output("status"),
        argument("storageEncrypted", "StorageEncrypted", Type.BOOLEAN, Role.COMPUTED, replaces=True),
    )

    def check(self, inputs: Values) -> list[tuple[str, str]]:
        """Reject both or neither of engine and source."""
        sources = [name for name in SOURCES if name in inputs]
        if len(sources) == 1:
            return []
        rule = (
            "one of {0} must be specified"
            if not sources
            else "only one of {0} can be specified, but {0} were specified."
        )
        return [
            (name, f'Invalid combination of arguments. "{words}": {rule.format(SOURCES_IN_WORDS)}')
            for name, words in zip(SOURCES, ("engine", "source_db_cluster_identifier"), strict=True)
        ]

    def create(self, aws: Aws, values: Values) -> str:
        """Call CreateGlobalCluster."""
        with doing(f"creating Neptune Global Cluster ({values['globalClusterIdentifier']})"):
            answer = aws.retry(
                lambda error: error.says("InvalidGlobalClusterStateFault", "in progress"),
                "CreateGlobalCluster",
                **{name: value for name, value in self.parameters(values).items() if value},
            )
        return str(answer["GlobalCluster"]["GlobalClusterIdentifier"])

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Wait until the global cluster is available."""
        del values
        with doing(f"waiting for Neptune Global Cluster ({resource_id}) create"):
            aws.wait(lambda: self._status(aws, resource_id), ("creating",), "available")

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the global cluster's description."""
        with doing(f"reading Neptune Global Cluster ({resource_id})"):
            matches = global_clusters(aws, GlobalClusterIdentifier=resource_id)
        exact = (one for one in matches if one["GlobalClusterIdentifier"] == resource_id and one["Status"] != "deleted")
        return next(exact, None)

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Sort the members, because AWS does not guarantee an order."""
        del aws, resource_id, old
        values["globalClusterMembers"] = sorted(
            values["globalClusterMembers"] or [], key=lambda one: one["dbClusterArn"]
        )

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Call ModifyGlobalCluster for the protection. Upgrade all members for a new version."""
        if change.of("deletionProtection"):
            self._protect(aws, resource_id, protect=bool(change.new["deletionProtection"]))
        if change.of("engineVersion"):
            with doing(f"updating Neptune Global Cluster ({resource_id})"):
                members = change.old.get("globalClusterMembers") or []
                upgrade(aws, resource_id, change.new["engineVersion"], members)

    def _protect(self, aws: Aws, resource_id: str, *, protect: bool) -> None:
        with doing(f"updating Neptune Global Cluster ({resource_id})"):
            aws.call("ModifyGlobalCluster", GlobalClusterIdentifier=resource_id, DeletionProtection=protect)
        with doing(f"waiting for Neptune Global Cluster ({resource_id}) update"):
            aws.wait(lambda: self._status(aws, resource_id), ("modifying", "upgrading"), "available")

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Call RemoveFromGlobalCluster for each member in the state, then DeleteGlobalCluster."""
        for member in old.get("globalClusterMembers") or []:
            remove_from_global_cluster(aws, member["dbClusterArn"], resource_id)
        try:
            aws.retry(
                lambda error: error.says("InvalidGlobalClusterStateFault", "is not empty"),
                "DeleteGlobalCluster",
                GlobalClusterIdentifier=resource_id,
            )
        except AwsError as error:
            if error.code == "GlobalClusterNotFoundFault":
                return
            raise ProviderError(f"deleting Neptune Global Cluster ({resource_id}): {error}") from error
        with doing(f"waiting for Neptune Global Cluster ({resource_id}) delete"):
            aws.wait(lambda: self._status(aws, resource_id), ("available", "deleting"), None)
