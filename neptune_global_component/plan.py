"""What is to be done for a spec, given what AWS has now: spec + reading -> plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.errors import Finding, InvalidArgsError
from neptune_global_component.names import ClusterArn, EngineVersion
from neptune_global_component.rules.arguments import UNKNOWN
from neptune_global_component.rules.global_cluster import ENGINE
from neptune_global_component.spec import known

if TYPE_CHECKING:
    from neptune_global_component.observed import ObservedCluster, ObservedGlobalCluster, Reading
    from neptune_global_component.spec import Spec


@dataclass(frozen=True)
class Existing:
    """Something that AWS has already.

    Where the state has it not, an update that was cut off made it, and the next one takes it over; or it is somebody
    else's, and refused: ``refusals`` tells them apart.

    Args:
        id: the id that pulumi-aws imports it with; of what is in a region ``ID@REGION``.
        arn: its ARN.
    """

    id: str
    arn: str


@dataclass(frozen=True)
class Plan:
    """How the children are made.

    Args:
        name: the component's Pulumi name.
        spec: what is wanted.
        reading: what AWS has.
        warnings: where AWS and the program disagree and nothing is done about it.
    """

    name: str
    spec: Spec
    reading: Reading
    warnings: tuple[str, ...] = ()

    @property
    def observed(self) -> ObservedGlobalCluster | None:
        """The global cluster that AWS has under this identifier, None where there is none or none was read."""
        return self.reading.observation.global_cluster if self.reading.observation else None

    @property
    def existing(self) -> Existing | None:
        """The global cluster, where AWS has it."""
        return Existing(self.observed.identifier, self.observed.arn) if self.observed else None

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
        """Whether the engine is to refuse a deletion of the global cluster in its preview."""
        return known(self.spec.deletion_protection) is True

    @property
    def primary_region(self) -> str | None:
        """The region in ``regions`` that has the primary now, or is to have it at first; None where it is elsewhere."""
        writer = self.observed.writer if self.observed else None
        region = writer.region if writer else self.spec.primary_region
        return region if region in self.spec.regions else None

    def cluster(self, region: str) -> ObservedCluster | None:
        """Give the cluster that a region's is in AWS already, None where there is none or none was read."""
        wanted = self.spec.regions[region].cluster
        clusters = self.reading.observation.clusters.values() if self.reading.observation else ()
        return next((one for one in clusters if (one.region, one.identifier) == (region, wanted)), None)

    def existing_cluster(self, region: str) -> Existing | None:
        """Give the cluster of a region, where AWS has it."""
        found = self.cluster(region)
        return Existing(f"{found.identifier}@{region}", found.arn) if found else None

    def existing_instance(self, region: str, number: int) -> Existing | None:
        """Give an instance of a region, where AWS has it."""
        found, name = self.cluster(region), self.spec.regions[region].instance(number)
        if found is None or name not in found.instances:
            return None
        return Existing(f"{name}@{region}", ClusterArn.parse(found.arn).instance(name))

    def existing_subnet_group(self, region: str) -> Existing | None:
        """Give the subnet group of a region, where AWS has it."""
        arn = self.reading.subnet_groups.get(region)
        return Existing(f"{self.spec.regions[region].cluster}@{region}", arn) if arn else None

    def deletion_protection(self, region: str) -> Any:  # noqa: ANN401 - true, false, UNKNOWN or None
        """Give the deletion protection of a region's cluster: its own, or else the global database's."""
        own = self.spec.regions[region].values.get("deletion_protection")
        return self.spec.deletion_protection if own is None else own

    def tags(self, region: str) -> dict[str, Any] | None:
        """Give the tags of what is in a region: the global database's, overridden by its own."""
        own = self.spec.regions[region].values.get("tags")
        if UNKNOWN in (own, self.spec.tags):
            return None
        return {**(known(self.spec.tags) or {}), **(own or {})} or None


def plan(name: str, spec: Spec, reading: Reading) -> Plan:
    """Decide how the children are made.

    Args:
        name: the component's Pulumi name.
        spec: what is wanted.
        reading: what AWS has.

    Raises:
        InvalidArgsError: AWS's state does not allow what is wanted.
    """
    made = Plan(name, spec, reading)
    observed, version = made.observed, known(spec.engine_version)
    if observed is None or version is None or version == observed.engine_version:
        return made
    try:
        runs = EngineVersion.parse(observed.engine_version)
    except ValueError:
        # What AWS writes in another way can't be compared, which is no fault of the program.
        return made
    if EngineVersion.parse(version) > runs:
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
    return Plan(name, spec, reading, (warning,))
