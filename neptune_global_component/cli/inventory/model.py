"""One line for each global database, and its warnings; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.cli.topology.model import RegionStatus, global_status
from neptune_global_component.cli.topology.warning_texts import primary_without_instances
from neptune_global_component.cli.topology.words import global_condition
from neptune_global_component.core.facts.end_of_life import end_of_life
from neptune_global_component.core.facts.health import NOT_READ, described, unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from neptune_global_component.aws.inventory import Inventory
    from neptune_global_component.core.facts.observed import Observation, ObservedGlobalCluster

HEADINGS = ("Identifier", "Status", "Version", "End of life", "Protected", "Primary", "Secondaries", "Lag")


@dataclass(frozen=True)
class Database:
    """A global database of the list.

    Args:
        observation: the global cluster, and its clusters and instances as far as they were read.
        regions: the members, the primary first, then by region.
        lags: the replication lags of the secondaries by region, in milliseconds.
    """

    observation: Observation
    regions: tuple[RegionStatus, ...]
    lags: Mapping[str, float]

    @property
    def found(self) -> ObservedGlobalCluster:
        """The global cluster."""
        return self.observation.global_cluster

    @property
    def end_of_life(self) -> date | None:
        """The end of life of the global cluster's version, if AWS has published it."""
        return end_of_life(self.found.engine_version)

    @property
    def versions(self) -> dict[str, str]:
        """The engine versions by region if they differ, and otherwise nothing."""
        clusters = {one.member.region: one.cluster for one in self.regions if one.cluster}
        return _different({region: one.engine_version for region, one in clusters.items() if one.engine_version})

    @property
    def classes(self) -> dict[str, str]:
        """The instance classes by region if they differ, without headless regions, and otherwise nothing."""
        classes = {one.member.region: {i.instance_class for i in one.instances} - {None} for one in self.regions}
        return _different({region: ", ".join(sorted(map(str, some))) for region, some in classes.items() if some})

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of a line, in the order of the headings."""
        found, day = self.found, self.end_of_life
        secondaries = [one.member.region for one in self.regions if not one.member.is_writer]
        protected = {None: NOT_READ, True: "yes", False: "no"}[found.deletion_protection]
        return (
            found.identifier,
            global_condition(self.observation),
            found.engine_version or NOT_READ,
            day.isoformat() if day else "unknown",
            protected,
            found.writer.region if found.writer else "none",
            ", ".join(secondaries) or "none",
            f"{max(self.lags.values()):g} ms" if self.lags else "unknown" if secondaries else "none",
        )

    @property
    def warnings(self) -> Iterator[str]:
        """The warnings: members that are not available, a primary without instances, differences between members."""
        found = self.found
        if found.failover:
            yield f"{found.identifier}: a {described(found.failover)} is in progress."
        if waiting := list(unavailable(self.observation, [one.member for one in self.regions if one.cluster])):
            yield f"{found.identifier}: not available: {', '.join(waiting)}."
        yield from (f"{found.identifier}: {text}" for text in primary_without_instances(self.regions))
        for name, values in (("versions", self.versions), ("instance classes", self.classes)):
            if values:
                listed = "; ".join(f"{region} {value}" for region, value in values.items())
                yield f"{found.identifier}: the {name} differ ({listed})."


def _different(values: dict[str, str]) -> dict[str, str]:
    return values if len(set(values.values())) > 1 else {}


@dataclass(frozen=True)
class Listing:
    """The list, as all formats show it.

    Args:
        databases: the databases by identifier.
        problems: the errors of reads that failed.
    """

    databases: tuple[Database, ...]
    problems: tuple[str, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings, failed reads first."""
        return (*self.problems, *(warning for one in self.databases for warning in one.warnings))


def listing(inventory: Inventory) -> Listing:
    """Return the list of an inventory.

    Args:
        inventory: all global databases of an account.
    """
    return Listing(tuple(_database(one, inventory.lags) for one in inventory.databases), inventory.problems)


def _database(observation: Observation, lags: Mapping[str, float]) -> Database:
    members = observation.global_cluster.members
    regions = global_status(observation, observation.instances).regions
    return Database(observation, regions, {one.region: lags[one.arn] for one in members if one.arn in lags})
