"""The plan of an update: spec + reading -> plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.inputs.spec import known
from neptune_global_component.core.plan.primary import wanted_primary
from neptune_global_component.core.plan.resources import Resources
from neptune_global_component.core.plan.unset import PROTECTION

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.facts.observed import Observation, ObservedCluster, ObservedGlobalCluster
    from neptune_global_component.core.inputs.unknown import Unknown


@dataclass(frozen=True)
class Plan(Resources):
    """The plan of an update: the inputs and options of the children, and what they change.

    Args:
        name: the component's Pulumi name.
        spec: the arguments.
        reading: AWS.
        state: the component in the Pulumi state.
        has_default_tags: whether the provider has default tags.
        changes_tags: whether the update can change the tags of the global cluster.
    """

    has_default_tags: bool = False
    changes_tags: bool = True

    @property
    def engine(self) -> str | None:
        """The engine input of the global cluster: AWS rejects it beside a source."""
        return None if self.source else ENGINE

    @property
    def source(self) -> object:
        """The source input of the global cluster: an ARN, UNKNOWN or None.

        An existing global cluster has no source input: pulumi-aws would replace an imported one, and for one that was
        created from its source it makes no difference after a read.
        """
        return None if self.observed and not self.state.is_incomplete else self.spec.source_db_cluster_identifier

    @property
    def wanted_primary_region(self) -> str | Unknown | None:
        """The declared region of the primary, as ``wanted_primary`` returns it."""
        return wanted_primary(self.spec, self.observed, self.state)

    @property
    def protect(self) -> bool:
        """The ``protect`` option of the global cluster."""
        in_state = self.state.is_protected
        setting, was_set = self.spec.deletion_protection, PROTECTION in self.set_before()
        return self._is_protected(setting, self.observed, in_state=in_state, was_set=was_set)

    def protects(self, region: str) -> bool:
        """Return the ``protect`` option of a region's cluster and of its first instance.

        Args:
            region: their region.
        """
        in_state = region in self.state.protected
        setting, was_set = self.spec.value("deletion_protection", region), PROTECTION in self.set_before(region)
        return self._is_protected(setting, self.cluster(region), in_state=in_state, was_set=was_set)

    def _is_protected(
        self,
        setting: object,
        observed: ObservedGlobalCluster | ObservedCluster | None,
        *,
        in_state: bool,
        was_set: bool,
    ) -> bool:
        # AWS's protection stays if neither the program nor the last update set it.
        is_unmanaged = setting is None and not was_set
        protection = observed.deletion_protection if observed else None
        return setting is True or (is_unmanaged and (in_state if protection is None else protection))

    def set_before(self, region: str = "") -> Collection[str]:
        """Return the properties with a default in pulumi-aws that the program set in the last update.

        Args:
            region: the region of a cluster, its instances and its subnet group; empty for the global cluster.
        """
        return self.state.set_properties.get(region, ())

    @property
    def promoted_region(self) -> str | None:
        """The region that this update makes the primary, as the program changed; None if AWS has the primary there."""
        before, wanted = self.state.primary_region, known(self.wanted_primary_region)
        moves = self.writer and before and wanted not in {None, before, self.writer.region}
        return wanted if moves else None

    def has_primary(self, region: str) -> bool:
        """Return whether a region has the primary, and no switchover or failover is in progress.

        Args:
            region: an AWS region.
        """
        is_moving = self.observed is not None and self.observed.failover is not None
        return self.writer is not None and self.writer.region == region and not is_moving

    @property
    def primary_region(self) -> str | None:
        """The region of the primary after this update, if it is in ``regions``."""
        now = self.writer.region if self.writer else self.state.primary_region
        region = self.promoted_region or now or known(self.wanted_primary_region)
        return region if region in self.spec.regions else None

    @property
    def engine_version(self) -> str | None:
        """The engine version of a new member: AWS's, or the one that this update upgrades to first."""
        observed, wanted = self.observed, known(self.spec.engine_version)
        if observed is None:
            return None
        before = self.state.engine_version
        return wanted if observed.members and wanted not in {None, before} else observed.engine_version

    def expected(self, observation: Observation) -> Observation:
        """Return the global database after this update, for the outputs in a preview.

        Args:
            observation: the global database before.
        """
        if self.promoted_region is not None:
            observation = observation.with_primary(self.promoted_region)
        if self.observed is not None and self.engine_version is not None:
            observation = observation.with_engine_version(self.engine_version)
        protection = known(self.spec.deletion_protection)
        was_removed = self.spec.deletion_protection is None and PROTECTION in self.set_before()
        if was_removed and self.state.is_protected:
            protection = False
        return observation if protection is None else observation.with_protection(protection)
