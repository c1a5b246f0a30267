"""Plain resources of a Pulumi stack that become children of the component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.cli.program.steps import PREVIEW, Step
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.cli.program.values import Value
    from neptune_global_component.core.facts.details import DatabaseDetails

_CHILDREN = (GLOBAL_CLUSTER, CLUSTER, INSTANCE)
_DELETION = {"skipFinalSnapshot": "skip_final_snapshot", "finalSnapshotIdentifier": "final_snapshot_identifier"}
_DEFAULT_PROVIDER = "pulumi:providers:aws::default"


@dataclass(frozen=True)
class PlainResources:
    """The plain resources of a database in a stack.

    Args:
        resources: the global cluster, clusters and instances by ARN, as the export has them.
        others: the other aws.neptune resources of the stack.
    """

    resources: Mapping[str, Mapping[str, Any]]
    others: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def parse(cls, exported: Mapping[str, Any], details: DatabaseDetails) -> PlainResources:
        """Read the output of ``pulumi stack export``.

        Args:
            exported: the output.
            details: the database.

        Raises:
            ReadError: the output is another one, or a component of the stack has the database.
        """
        found = (exported.get("deployment") or {}).get("resources")
        if not isinstance(found, list):
            raise ReadError("The file of --stack has no resources. Write it with `pulumi stack export`.")
        arns = set(details.arns)
        of_neptune = [one for one in found if str(one.get("type")).startswith("aws:neptune/")]
        own = {arn: one for one in of_neptune if one["type"] in _CHILDREN and (arn := _arn(one)) in arns}
        for one in own.values():
            if f"{TYPE_TOKEN}$" in one["urn"]:
                raise ReadError(f"The stack has the database already, in a component of this package: {one['urn']}.")
        return cls(own, tuple(one for one in of_neptune if _arn(one) not in own))

    def deletion(self, arn: str) -> dict[str, Value]:
        """Return what the stack sets for the deletion of a cluster, by the names of the arguments.

        Args:
            arn: of the cluster.
        """
        inputs = self.resources.get(arn, {}).get("inputs") or {}
        return {
            name: inputs[key]
            for key, name in _DELETION.items()
            if isinstance(inputs.get(key), str) or inputs.get(key) is True
        }

    def has_local_settings(self, details: DatabaseDetails) -> bool:
        """Return whether the stack has the settings that AWS does not store, so that no update adds them.

        Args:
            details: the database.
        """
        arns = set(details.arns) - ({details.global_cluster.arn} if details.global_cluster else set())
        inputs = {arn: self.resources.get(arn, {}).get("inputs") or {} for arn in arns}
        clusters = [one.arn for one in details.clusters]
        return all(one.get("applyImmediately") is True for one in inputs.values()) and all(map(self.deletion, clusters))

    def steps(self) -> tuple[Step, ...]:
        """Return what to do with the plain resources."""
        if not self.resources:
            return (Step("The stack has no plain resources of this database: the first update imports it."),)
        remove = Step(
            "Remove these resources from the program. They become children of the component through aliases: no change "
            "of the state is needed.",
            tuple(_name(one) for one in self.resources.values()),
        )
        keep = Step("Keep these resources in the program:", tuple(_name(one) for one in self.others))
        explicit = [one for one in self.resources.values() if _DEFAULT_PROVIDER not in str(one.get("provider"))]
        providers = Step(
            "These resources have a provider of their own. If the preview fails because a child would be replaced, set "
            "the same provider on the component, or remove them from the state as the error says:",
            tuple(_name(one) for one in explicit),
        )
        return (remove, *([keep] if self.others else []), *([providers] if explicit else []), PREVIEW)


def _arn(resource: Mapping[str, Any]) -> object:
    return (resource.get("outputs") or {}).get("arn")


def _name(resource: Mapping[str, Any]) -> str:
    return f"{resource['type'].rpartition(':')[2]} {resource['urn'].rpartition('::')[2]} ({resource['urn']})"
