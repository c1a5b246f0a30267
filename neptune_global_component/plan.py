"""What is to be done for a spec, given what AWS has now: spec + reading -> plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.errors import Finding, InvalidArgsError
from neptune_global_component.names import EngineVersion
from neptune_global_component.rules import ENGINE, UNKNOWN
from neptune_global_component.spec import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.observed import ObservedGlobalCluster, Reading
    from neptune_global_component.spec import Spec


@dataclass(frozen=True)
class Plan:
    """How the children are made.

    Args:
        name: the component's Pulumi name.
        spec: what is wanted.
        observed: the global cluster that AWS has under this identifier, None where there is none or none was read.
        warnings: where AWS and the program disagree and nothing is done about it.
    """

    name: str
    spec: Spec
    observed: ObservedGlobalCluster | None = None
    warnings: tuple[str, ...] = ()

    @property
    def import_id(self) -> str | None:
        """The id to take an existing global cluster into the state with, None where AWS has none.

        The engine ignores it where the state has the global cluster. Where it has not, either an earlier update was
        cut off after AWS had created it, and this one takes it over, or it is somebody else's: ``refuse_creation``.
        """
        return self.observed.identifier if self.observed else None

    @property
    def engine(self) -> str | None:
        """The engine of the child: it excludes the source."""
        return None if self.source else ENGINE

    @property
    def source(self) -> object:
        """The source of the child: an ARN, UNKNOWN or None.

        An existing global cluster is given without its source: with one, a global cluster that was taken over would be
        replaced, and for one that was created from its source the two are the same to pulumi-aws.
        """
        return None if self.observed else self.spec.source_db_cluster_identifier

    @property
    def protect(self) -> bool:
        """Whether the engine is to refuse a deletion in its preview."""
        return known(self.spec.deletion_protection) is True


def plan(name: str, spec: Spec, reading: Reading) -> Plan:
    """Decide how the children are made.

    Args:
        name: the component's Pulumi name.
        spec: what is wanted.
        reading: what AWS has.

    Raises:
        InvalidArgsError: AWS's state does not allow what is wanted.
    """
    observed = reading.global_cluster
    version = known(spec.engine_version)
    if observed is None or version is None or version == observed.engine_version:
        return Plan(name, spec, observed)
    if EngineVersion.parse(version) > EngineVersion.parse(observed.engine_version):
        problem = (
            f"{spec.shown('engine_version', version)} is newer than {observed.engine_version}, which AWS runs: an "
            "upgrade is not made through this argument. Upgrade each secondary cluster in AWS, then the primary, "
            "and give the new version here; until then give the version that runs, or leave it out."
        )
        raise InvalidArgsError(name, [Finding("engine_version", problem)])
    warning = (
        f"engine_version: AWS runs {observed.engine_version}, which is newer than "
        f"{spec.shown('engine_version', version)}; nothing is done, as AWS has no downgrade. "
        f"Give {observed.engine_version!r}, or leave it out."
    )
    return Plan(name, spec, observed, (warning,))


def refuse_creation(plan: Plan) -> None:
    """Refuse to create what exists.

    Raises:
        InvalidArgsError: AWS has a global cluster of this identifier, and this stack did not create it.
    """
    if plan.observed is None:
        return
    key = "global_cluster_identifier"
    problem = (
        f"{plan.spec.shown(key, plan.observed.identifier)} exists already in AWS, and this stack did not create it: "
        f"{plan.spec.shown(key, plan.observed.arn)}. Give another identifier, or delete that global cluster first."
    )
    raise InvalidArgsError(plan.name, [Finding(key, problem)])


def refuse_change(plan: Plan, created: Mapping[str, object]) -> None:
    """Refuse to change what AWS can't change: pulumi-aws would replace the global cluster.

    Args:
        plan: what is wanted.
        created: what the global cluster was created with, by argument.

    Raises:
        InvalidArgsError: the identifier, the source or the encryption is another one.
    """
    findings = list(_changes(plan, created))
    if findings:
        raise InvalidArgsError(plan.name, findings)


def _changes(plan: Plan, created: Mapping[str, object]) -> Iterator[Finding]:
    spec, observed = plan.spec, plan.observed
    members = [member.arn for member in observed.members] if observed else []
    encrypted = observed.storage_encrypted if observed else bool(created.get("storage_encrypted"))
    allowed: dict[str, list[object]] = {
        "global_cluster_identifier": [created.get("global_cluster_identifier")],
        "source_db_cluster_identifier": [None, created.get("source_db_cluster_identifier"), *members],
        "storage_encrypted": [None, encrypted],
    }
    for key, values in allowed.items():
        value = getattr(spec, key)
        if value is not UNKNOWN and value not in values:
            yield Finding(
                key,
                f"{spec.shown(key, value)} can't be: it was {spec.shown(key, created.get(key))} when the global "
                "cluster was created, and AWS never changes it. A change would delete the global cluster and "
                "create another. Give the old value; for another database, use another component.",
            )
