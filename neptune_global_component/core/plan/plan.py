"""What is to be done for a spec, given what AWS has now: spec + reading -> plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.facts.observed import CREATING
from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.names import TYPE_TOKEN, ClusterArn
from neptune_global_component.core.plan.instance_names import instance_names
from neptune_global_component.core.plan.primary import wanted_primary
from neptune_global_component.core.plan.unset import PROTECTION

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.facts.last_update import Declared
    from neptune_global_component.core.facts.observed import (
        Observation,
        ObservedCluster,
        ObservedGlobalCluster,
        Reading,
    )
    from neptune_global_component.core.inputs.spec import Spec
    from neptune_global_component.core.inputs.unknown import Unknown


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
        declared: what the last update declared; None where the state is not known.
        has_default_tags: whether the provider adds tags of its own to every resource.
    """

    name: str
    spec: Spec
    reading: Reading
    declared: Declared | None = None
    has_default_tags: bool = False

    @property
    def observed(self) -> ObservedGlobalCluster | None:
        """The global cluster that AWS has under this identifier, None where there is none or none was read."""
        return self.reading.observation.global_cluster if self.reading.observation else None

    @property
    def existing(self) -> Existing | None:
        """The global cluster, where AWS has it."""
        return Existing(self.observed.identifier, self.observed.arn) if self.observed else None

    @property
    def is_creation(self) -> bool:
        """Whether AWS has nothing yet of the global cluster: what is there after this update was created by it."""
        return self.reading.is_complete and self.observed is None

    @property
    def is_new(self) -> bool:
        """Whether no update of this stack has begun to create the component; false where that is not known."""
        has_begun = self.declared is None or self.declared.has_begun
        # Without the identifier, what an alias has renamed is not found in the state.
        return not has_begun and known(self.spec.global_cluster_identifier) is not None

    @property
    def engine(self) -> str | None:
        """The engine of the child: it excludes the source."""
        return None if self.source else ENGINE

    @property
    def source(self) -> object:
        """The source of the child: an ARN, UNKNOWN or None.

        An existing global cluster is given without its source: with one, a global cluster that was taken over would be
        replaced, and for one that was created from its source the two are the same to pulumi-aws, once it has read it.
        """
        is_read = not (self.declared and self.declared.is_half_made)
        return None if self.observed and is_read else self.spec.source_db_cluster_identifier

    @property
    def wanted_primary_region(self) -> str | Unknown | None:
        """The region that is to have the primary, as ``wanted_primary`` returns it."""
        return wanted_primary(self.spec, self.observed, self.declared)

    @property
    def protect(self) -> bool:
        """Whether the engine is to refuse a deletion of the global cluster in its preview."""
        in_state = self.declared is not None and self.declared.is_protected
        given = self.spec.deletion_protection
        return self._is_protected(given, self.observed, in_state=in_state, was_set=PROTECTION in self.set_before())

    def protects(self, region: str) -> bool:
        """Say whether the engine is to refuse a deletion of a region's cluster, and of its first instance.

        Args:
            region: where they are.
        """
        in_state = self.declared is not None and region in self.declared.protected
        given, was_set = self.spec.protection_of(region), PROTECTION in self.set_before(region)
        return self._is_protected(given, self.cluster(region), in_state=in_state, was_set=was_set)

    def _is_protected(
        self, given: object, found: ObservedGlobalCluster | ObservedCluster | None, *, in_state: bool, was_set: bool
    ) -> bool:
        # AWS keeps its protection unless the program sets it, or set it in the last update.
        is_kept = given is None and not was_set
        protection = found.deletion_protection if found else None
        return given is True or (is_kept and (in_state if protection is None else protection))

    def set_before(self, region: str = "") -> Collection[str]:
        """Return the properties that the program set in the last update, of those that pulumi-aws resets.

        Args:
            region: of a cluster, its instances and its subnet group; empty for the global cluster.
        """
        return self.declared.set_properties.get(region, ()) if self.declared else ()

    @property
    def switchover(self) -> str | None:
        """The region that the primary moves to, as the program declares another one than before; None: it stays."""
        before, wanted = self.declared.primary_region if self.declared else None, known(self.wanted_primary_region)
        writer = self.observed.writer if self.observed else None
        moves = writer and before and wanted not in {None, before, writer.region}
        return wanted if moves else None

    def has_primary(self, region: str) -> bool:
        """Say whether AWS has the primary in a region, and is at no switchover or failover.

        Args:
            region: an AWS region.
        """
        found = self.observed
        return (
            found is not None and found.failover is None and found.writer is not None and found.writer.region == region
        )

    @property
    def primary_region(self) -> str | None:
        """The region in ``regions`` that has the primary after this update; None where it is elsewhere."""
        writer = self.observed.writer if self.observed else None
        before = self.declared.primary_region if self.declared else None
        region = self.switchover or (writer.region if writer else before or known(self.wanted_primary_region))
        return region if region in self.spec.regions else None

    @property
    def engine_version(self) -> str | None:
        """The engine version that a new member must have: AWS's, or what this update upgrades to before."""
        found, wanted = self.observed, known(self.spec.engine_version)
        if found is None:
            return None
        before = self.declared.engine_version if self.declared else None
        return wanted if found.members and wanted not in {None, before} else found.engine_version

    def expected(self, observation: Observation) -> Observation:
        """Tell how it is after this update: what depends on the outputs is planned with it.

        Args:
            observation: what AWS has before.
        """
        if self.switchover is not None:
            observation = observation.with_primary(self.switchover)
        if self.observed is not None and self.engine_version is not None:
            observation = observation.with_engine_version(self.engine_version)
        protection = known(self.spec.deletion_protection)
        was_taken_out = self.spec.deletion_protection is None and PROTECTION in self.set_before()
        if was_taken_out and self.declared and self.declared.is_protected:
            protection = False
        return observation if protection is None else observation.with_protection(protection)

    def cluster(self, region: str) -> ObservedCluster | None:
        """Give the cluster that a region's is in AWS already, None where there is none or none was read."""
        wanted = self.spec.regions[region].cluster
        clusters = self.reading.observation.clusters.values() if self.reading.observation else ()
        return next((one for one in clusters if (one.region, one.identifier) == (region, wanted)), None)

    def may_have_cluster(self, region: str) -> bool:
        """Say whether the state has a cluster of a region, or AWS a member there; so too where either is not known."""
        in_state = self.declared is None or self.declared.has_cluster(region)
        observed = self.observed
        return in_state or not self.reading.is_complete or bool(observed and observed.member(region))

    @property
    def has_another_identifier(self) -> bool:
        """Whether the program gives another identifier than the global cluster in the state has."""
        arn, wanted = self.declared.arn if self.declared else None, known(self.spec.global_cluster_identifier)
        return arn is not None and wanted is not None and not arn.endswith(f":{wanted}")

    @property
    def leaving(self) -> list[str]:
        """The regions whose cluster the state has and the program no more: the engine deletes it at the end."""
        return [
            region for region in (self.declared.clusters if self.declared else {}) if region not in self.spec.regions
        ]

    @property
    def has_lost_primary(self) -> bool:
        """Whether the global database had members once and has none: what is made next would be an empty primary."""
        if self.observed is None or self.observed.members or self.declared is None:
            return False
        had = (self.declared.primary_region, self.declared.source, *self.declared.clusters)
        return any(one is not None for one in had)

    @property
    def moved_from(self) -> str | None:
        """The URN under which the state has the global cluster, where that is not the component's own."""
        found = self.urn_elsewhere(self.observed.arn) if self.observed else None
        return found or (self.declared.moved_from if self.declared else None)

    def urn_elsewhere(self, arn: str) -> str | None:
        """Give the URN under which the state has something that is not the component's; None where it has it not.

        Args:
            arn: of a global cluster, a cluster, an instance or a subnet group.
        """
        return self.declared.elsewhere.get(arn) if self.declared else None

    def alias_of(self, existing: Existing | None) -> str | None:
        """Return the URN of a plain pulumi-aws resource of this stack that an adoption turns into a child.

        Args:
            existing: the resource in AWS.
        """
        urn = self.urn_elsewhere(existing.arn) if existing and self.spec.adopt else None
        # A resource of another component of this type needs an alias on the component itself.
        return None if urn is None or f"{TYPE_TOKEN}$" in urn else urn

    def is_detached(self, region: str) -> bool:
        """Say whether the cluster of a region is no member any more, and there: it was detached elsewhere."""
        return self.observed is not None and region in self.reading.detached

    def may_be_standalone(self, region: str) -> bool:
        """Return whether the cluster of a region may live outside the global cluster; also if AWS can't be read.

        Args:
            region: where it is.
        """
        unlinked = self.declared is not None and region in self.declared.unlinked
        is_read = self.reading.is_complete or self.observed is not None
        return region in self.reading.detached or region in self.reading.unread or (unlinked and not is_read)

    @property
    def urn(self) -> str:
        """The component's URN in the state, for a command; ``URN`` if the state is not known."""
        return f"'{self.declared.urn}'" if self.declared else "URN"

    def is_gone(self, region: str) -> bool:
        """Say whether the state has a cluster of a region that AWS has not: it was deleted elsewhere."""
        made = self.declared is not None and region in self.declared.clusters
        is_member = self.observed is None or self.observed.member(region) is not None
        is_read = region not in self.reading.unread
        return made and is_read and not is_member and not self.is_detached(region)

    def existing_cluster(self, region: str) -> Existing | None:
        """Give the cluster of a region, where AWS has it."""
        found = self.cluster(region)
        return Existing(f"{found.identifier}@{region}", found.arn) if found else None

    def existing_instance(self, region: str, number: int) -> Existing | None:
        """Give an instance of a region, where AWS has it."""
        found, name = self.cluster(region), self.instance(region, number)
        if found is None or name not in found.instances:
            return None
        return Existing(f"{name}@{region}", ClusterArn.parse(found.arn).instance(name))

    def instance(self, region: str, number: int) -> str | None:
        """Give the identifier of an instance: the one it has, else its own, or that of one that is to be taken over.

        Args:
            region: where it is.
            number: 1 for the first.
        """
        return self.instances(region)[number]

    def instances(self, region: str) -> dict[int, str | None]:
        """Give the identifiers of all instances that a region can have, by their numbers, as ``instance`` gives one.

        Args:
            region: where they are.
        """
        found = self.cluster(region) if self.spec.adopt else None
        return instance_names(self.spec.regions[region], self.kept_instances(region), found)

    def wanted_instances(self, region: str) -> set[str | None]:
        """Give the identifiers of as many instances as the program wants.

        Args:
            region: where they are.
        """
        count = self.spec.regions[region].instances
        return {name for number, name in self.instances(region).items() if number <= count}

    def kept_instances(self, region: str) -> dict[int, str]:
        """Give the identifiers of the instances that the state has, by their numbers.

        Args:
            region: where they are.
        """
        prefix = f"{self.name}-{region}-"
        kept = self.declared.instances if self.declared else {}
        return {
            int(number): identifier
            for name, identifier in kept.items()
            if (number := name.removeprefix(prefix)).isdecimal()
        }

    @property
    def unfinished(self) -> dict[str, set[str]]:
        """The regions in which AWS may still be creating what an update that was cut off asked it for.

        Each with the identifiers of the instances that AWS has and the state has not, or half: an update has asked for
        them, or they are taken over.
        """
        new = {region: self._new_instances(region) for region in self.spec.regions}
        return {
            region: names
            for region, names in new.items()
            if names or ((found := self.cluster(region)) and found.status == CREATING)
        }

    def _new_instances(self, region: str) -> set[str]:
        found = self.cluster(region)
        if found is None:
            return set()
        return (
            set(found.instances)
            .intersection(self.wanted_instances(region))
            .difference(self.kept_instances(region).values())
        )

    @property
    def may_be_unfinished(self) -> bool:
        """Whether AWS may still be creating what an update that was cut off asked it for."""
        if self.observed is None or self.declared is None:
            return False
        return self.observed.status == CREATING or bool(self.unfinished)

    def existing_subnet_group(self, region: str) -> Existing | None:
        """Give the subnet group of a region, where AWS has it."""
        spec, found = self.spec.regions[region], self.cluster(region)
        arn = self.reading.subnet_groups.get(region)
        if arn is None and found and found.subnet_group and found.subnet_group == spec.cluster:
            arn = ClusterArn.parse(found.arn).subnet_group(found.subnet_group)
        return Existing(f"{spec.cluster}@{region}", arn) if arn else None
