"""Plain resources of a Pulumi stack that become children of the component."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.cli.program.steps import CREATION, PREVIEW, UPDATE, Step, resources
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.membership import LINK, ROLE, VERSION
from neptune_global_component.core.names import TYPE_TOKEN, region_of
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE
from neptune_global_component.core.urns import split_urn, stack_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from neptune_global_component.cli.program.values import Value
    from neptune_global_component.core.facts.details import DatabaseDetails

_ARN_KINDS = {GLOBAL_CLUSTER: "global-cluster", CLUSTER: "cluster", INSTANCE: "db"}
_DELETION = {"skipFinalSnapshot": "skip_final_snapshot", "finalSnapshotIdentifier": "final_snapshot_identifier"}
_DEFAULT_PROVIDER = re.compile(r"::pulumi:providers:aws::default(_[^:]*)?::")

_SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105 - the key that marks a secret value in a Pulumi state


_READ = (
    "These resources only read the database (`get`). Remove them from the program, and run `pulumi up` before you add "
    "the component:"
)
_REPLACE = (
    "In the program of the stack {stack}, replace these resources with the component. They become its children through "
    "aliases: no change of the state is needed. If they are removed without it, Pulumi deletes them in AWS."
)
_LOST = (
    "The children would lose options of these resources. Set {options} in the options of the component; its children "
    "inherit them:"
)
_EXPLICIT = (
    "These resources have a provider of their own. If the preview fails because a child would be replaced, set the "
    "same provider on the component, or remove them from the state as the error says:"
)
_KEEP_SOURCE = "Keep these resources in the program. They don't become children of the component:"
_IGNORE = (
    f"Set ignoreChanges: [{LINK}, {ROLE}, {VERSION}] on the cluster, in Python with source_cluster_options(). "
    "Otherwise its next update after a refresh detaches it:"
)


@dataclass(frozen=True)
class PlainResources:
    """The plain resources of a database in a stack.

    Args:
        resources: the global cluster, clusters and instances by ARN, as the export has them.
        others: the other aws.neptune resources of the stack.
        has_source: whether the database is a single cluster, which becomes the source of a global cluster.
    """

    resources: Mapping[str, Mapping[str, Any]]
    others: tuple[Mapping[str, Any], ...] = ()
    has_source: bool = False

    @classmethod
    def parse(cls, exported: Mapping[str, Any], details: DatabaseDetails) -> PlainResources:
        """Read the output of ``pulumi stack export``.

        Args:
            exported: the output.
            details: the database.

        Raises:
            ReadError: the output is another one, or a component of the stack has the database.
        """
        deployment = exported.get("deployment")
        listed = deployment.get("resources") if isinstance(deployment, dict) else None
        of_neptune = [one for one in resources(listed, "--stack", "pulumi stack export") if _is_of_neptune(one)]
        own = {arn: one for one in of_neptune if one["type"] in _ARN_KINDS and (arn := _arn(one, details.arns))}
        for one in own.values():
            if _is_of_component(one):
                raise ReadError(f"The stack has the database already, in a component of this package: {one['urn']}.")
        owned = [one["urn"] for one in own.values()]
        others = [one for one in of_neptune if one["urn"] not in owned and not _is_of_component(one)]
        return cls(own, tuple(others), has_source=details.global_cluster is None)

    def deletion(self, arn: str) -> dict[str, Value]:
        """Return what the stack sets for the deletion of a cluster, by the names of the arguments.

        Args:
            arn: the ARN of the cluster.
        """
        inputs = self.resources.get(arn, {}).get("inputs") or {}
        return {
            name: inputs[key]
            for key, name in _DELETION.items()
            if isinstance(inputs.get(key), str) or inputs.get(key) is True
        }

    def default_tags(self, arn: str) -> set[str]:
        """Return the keys of the tags that the provider adds to a resource: its program does not set them.

        Args:
            arn: of the resource.
        """
        outputs = self.resources.get(arn, {}).get("outputs") or {}
        every, own = outputs.get("tagsAll") or {}, outputs.get("tags") or {}
        # A secret map is one encrypted value.
        return set() if _SECRET in {*every, *own} else every.keys() - own.keys()

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
            after = CREATION if self.has_source else UPDATE
            return (Step(f"The stack has no plain resources of this database. {after.text}", after.lines),)
        if self.has_source:
            return self._source_steps()
        read = [one for one in self.resources.values() if one.get("external")]
        own = [one for one in self.resources.values() if not one.get("external")]
        kept = [option for option in ("protect", "retainOnDelete") if any(one.get(option) for one in own)]
        explicit = [one for one in own if not _DEFAULT_PROVIDER.search(str(one.get("provider")))]
        steps = (
            _step(_READ, read),
            _step(_REPLACE.format(stack=_stack(own)), own),
            _step("Keep these resources in the program:", self.others),
            _step(_LOST.format(options=" and ".join(kept)), [one for one in own if any(map(one.get, kept))]),
            _step(_EXPLICIT, explicit),
        )
        return (*(one for one in steps if one.lines), PREVIEW)

    def _source_steps(self) -> tuple[Step, ...]:
        clusters = [one for one in self.resources.values() if one["type"] == CLUSTER and not one.get("external")]
        steps = (_step(_KEEP_SOURCE, [*self.resources.values(), *self.others]), _step(_IGNORE, clusters))
        return (*(one for one in steps if one.lines), CREATION)


def _is_of_neptune(resource: Mapping[str, Any]) -> bool:
    """Return whether a resource is of Neptune, and not one that was replaced and is about to be deleted."""
    return str(resource.get("type")).startswith("aws:neptune/") and not resource.get("delete")


def _is_of_component(resource: Mapping[str, Any]) -> bool:
    return f"{TYPE_TOKEN}$" in resource["urn"]


def _arn(resource: Mapping[str, Any], arns: Sequence[str]) -> str | None:
    """Return which of the ARNs a resource has; None for none of them."""
    outputs = resource.get("outputs") or {}
    if isinstance(outputs.get("arn"), str):
        return outputs["arn"] if outputs["arn"] in arns else None
    # A secret ARN is encrypted in the file; the ID is not.
    region, ending = outputs.get("region"), f":{_ARN_KINDS[resource['type']]}:{resource.get('id')}"
    found = [one for one in arns if one.endswith(ending) and (region is None or region_of(one) in {"", region})]
    return found[0] if len(found) == 1 else None


def _step(text: str, resources: Iterable[Mapping[str, Any]]) -> Step:
    return Step(text, tuple(map(_name, resources)))


def _stack(resources: Sequence[Mapping[str, Any]]) -> str:
    project, _, stack = stack_of(resources[0]["urn"] if resources else "").partition("/")
    return f"{stack} of the project {project}"


def _name(resource: Mapping[str, Any]) -> str:
    return f"{resource['type'].rpartition(':')[2]} {split_urn(resource['urn'])[1]} ({resource['urn']})"
