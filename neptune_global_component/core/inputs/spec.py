"""The checked and normalized arguments of a component: args -> spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.arguments import Arguments
from neptune_global_component.core.inputs.rules import doubts, findings, new_database_findings
from neptune_global_component.core.inputs.rules.tags import tag_value
from neptune_global_component.core.inputs.table import INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN, Unknown
from neptune_global_component.core.messages import Secrets
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.messages import Finding

T = TypeVar("T")


@dataclass(frozen=True)
class RegionSpec:
    """The arguments of one region.

    Args:
        name: the region, for example ``eu-west-1``.
        cluster_identifier: identifier of the cluster, in lower case; UNKNOWN if the preview does not know it yet.
        instances: number of instances.
        values: the other arguments that the program sets, by their names (see ``args.RegionArgs``).
        settings: the settings of each instance (see ``args.InstanceArgs``); empty if the program sets only a number.
    """

    name: str
    cluster_identifier: str | Unknown
    instances: int
    values: Mapping[str, Any] = field(default_factory=dict)
    settings: tuple[Mapping[str, Any], ...] = ()

    def setting(self, number: int, key: str) -> Any:  # noqa: ANN401 - any value of an argument
        """Return a setting of an instance: its own, or the inherited one of the region; None if neither is set.

        Args:
            number: 1 for the first instance.
            key: the argument's name.
        """
        own = self.settings[number - 1].get(key) if number <= len(self.settings) else None
        default = INSTANCE_ARGUMENTS[key].default
        return self.values.get(default) if own is None and default else own

    @property
    def instance_classes(self) -> set[Any]:
        """The classes of the instances that the program sets; UNKNOWN for one that a preview does not know yet."""
        return {self.setting(number, "instance_class") for number in range(1, self.instances + 1)} - {None}

    def assuming(self, declared: Mapping[str, Any]) -> RegionSpec:
        """Return the region with the cluster's identifier of the last update if a preview does not know it yet.

        Args:
            declared: the arguments that the last update recorded for the region.
        """
        before = declared.get("cluster_identifier")
        return replace(self, cluster_identifier=before) if before and self.cluster_identifier is UNKNOWN else self

    @property
    def cluster(self) -> str | None:
        """Identifier of the cluster; None if it is not known yet."""
        return known(self.cluster_identifier)

    def instance(self, number: int) -> str | None:
        """Return the identifier of an instance: ``orders-eu-west-1-1`` is the first of ``orders-eu-west-1``."""
        return f"{self.cluster}-{number}" if self.cluster else None


@dataclass(frozen=True)
class Spec:
    """The arguments of a global database; a field is UNKNOWN if the preview does not know its value yet.

    The fields are the arguments of the same names (see ``args.GlobalClusterArgs``); ``secret`` has the paths of secret
    arguments. ``is_primary_set`` is false if the primary region is the default; ``unsettled`` has the findings that
    apply only to a new global database, and ``doubts`` the warnings about values that AWS may reject, or that have
    no effect.
    """

    global_cluster_identifier: str | Unknown
    source_db_cluster_identifier: str | Unknown | None = None
    engine: str | Unknown | None = None
    engine_version: str | Unknown | None = None
    deletion_protection: bool | Unknown | None = None
    storage_encrypted: bool | Unknown | None = None
    regions: Mapping[str, RegionSpec] = field(default_factory=dict)
    primary_region: str | None = None
    allow_major_version_upgrade: bool = False
    adopt: bool = False
    tags: Mapping[str, Any] | Unknown | None = None
    observe: bool = True
    secret: frozenset[str] = frozenset()
    is_primary_set: bool = field(default=True, compare=False)
    unsettled: tuple[Finding, ...] = field(default=(), compare=False)
    doubts: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def secrets(self) -> Secrets:
        """The values that messages must not show."""
        source = known(self.source_db_cluster_identifier)
        names = {f'regions["{name}"].cluster_identifier': one.cluster for name, one in self.regions.items()}
        names["global_cluster_identifier"] = known(self.global_cluster_identifier)
        names["source_db_cluster_identifier"] = ClusterArn.parse(source).identifier if source else None
        identifiers = [name for path, name in names.items() if name and path in self.secret]
        arns = [source] if source and "source_db_cluster_identifier" in self.secret else []
        version = known(self.engine_version) if "engine_version" in self.secret else None
        return Secrets(self.secret, identifiers, arns, version)

    def assuming(self, declared: Mapping[str, Any]) -> Spec:
        """Return the spec with the identifiers of the last update if a preview does not know them yet.

        They can't change, so a replaced resource that they come from most likely returns the same value. Otherwise the
        update fails before it writes.

        Args:
            declared: the arguments that the last update recorded; ``regions`` has the arguments of each region.
        """
        keys = ("global_cluster_identifier", "source_db_cluster_identifier")
        same: dict[str, Any] = {
            key: declared[key] for key in keys if getattr(self, key) is UNKNOWN and declared.get(key)
        }
        before: Mapping[str, Any] = declared.get("regions") or {}
        regions = {name: one.assuming(before.get(name) or {}) for name, one in self.regions.items()}
        return replace(self, **same, regions=regions)

    @property
    def source_region(self) -> str | None:
        """Region of the source cluster; None without a source, or if it is not known yet."""
        source = known(self.source_db_cluster_identifier)
        return ClusterArn.parse(source).region if source else None

    @property
    def wanted_primary_region(self) -> str | Unknown | None:
        """The declared region of the primary; UNKNOWN if it is the region of a source that is not known yet."""
        if self.primary_region or self.source_db_cluster_identifier is not UNKNOWN:
            return self.primary_region or self.source_region
        return UNKNOWN

    def value(self, key: str, region: str | None = None, number: int | None = None) -> Any:  # noqa: ANN401 - any value
        """Return the value of an argument: its own, or the one that applies if it is not set; tags are merged.

        Args:
            key: the argument's name.
            region: None for an argument of the component.
            number: 1 for the first instance of the region; None for an argument of the region or the component.
        """
        if region is None:
            return getattr(self, key)
        if key == "tags":
            return self._tags_of(region, number)
        one = self.regions[region]
        if number is not None:
            return one.setting(number, key)
        own = one.cluster_identifier if key == "cluster_identifier" else one.values.get(key)
        default = REGION_ARGUMENTS[key].default
        return self.value(default) if own is None and default else own

    def _tags_of(self, region: str, number: int | None) -> dict[str, Any] | None:
        one = self.regions[region]
        own = one.setting(number, "tags") if number else None
        layers = (self.tags, one.values.get("tags"), own)
        if UNKNOWN in layers:
            return None
        return {key: value for tags in layers for key, value in (known(tags) or {}).items()} or None


def known(value: T | Unknown | None) -> T | None:
    """Return the value of a field, or None if it is not known yet."""
    return None if value is UNKNOWN else value


def parse(name: str, args: Mapping[str, Any], secret: Collection[str] = ()) -> Spec:
    """Check the arguments against AWS's rules, and normalize them.

    Args:
        name: the component's Pulumi name, for the error.
        args: the arguments by key; UNKNOWN for a value that the preview does not know yet, None if it is not set.
        secret: paths of secret arguments, for example ``regions["eu-west-1"].port``.

    Raises:
        InvalidArgsError: with all findings.
    """
    problems, unsettled = findings(Arguments(args)), new_database_findings(Arguments(args))
    if problems:
        raise InvalidArgsError(name, [*problems, *unsettled], Secrets(secret))
    values = {key: value for key, value in args.items() if value is not None}
    identifier = _lower(values["global_cluster_identifier"])
    regions = {region: _region(region, identifier, own) for region, own in values.pop("regions", {}).items()}
    if isinstance(values.get("tags"), Mapping):
        values["tags"] = _texts(values["tags"])
    is_primary_set = "primary_region" in values
    if not values.get("source_db_cluster_identifier") and len(regions) == 1:
        values.setdefault("primary_region", next(iter(regions)))
    others = {
        "is_primary_set": is_primary_set,
        "unsettled": tuple(unsettled),
        "doubts": tuple(doubts(Arguments(args))),
        "secret": frozenset(secret),
    }
    return Spec(**values | {"global_cluster_identifier": identifier, "regions": regions, **others})


def _region(name: str, global_cluster: str | Unknown, own: Mapping[str, Any]) -> RegionSpec:
    values = _normalized(own)
    settings = tuple(_normalized(one) for one in own.get("instance_settings") or ())
    count = 1 if own.get("instance_settings") is None else len(settings)
    default = UNKNOWN if global_cluster is UNKNOWN else f"{global_cluster}-{name}"
    return RegionSpec(
        name=name,
        cluster_identifier=_lower(values.pop("cluster_identifier", default)),
        instances=int(values.pop("instances", count)),
        values={key: value for key, value in values.items() if key != "instance_settings"},
        settings=settings,
    )


def _normalized(own: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in own.items() if value is not None}
    if isinstance(values.get("tags"), Mapping):
        values["tags"] = _texts(values["tags"])
    # Integers of other languages arrive as floats.
    return {key: int(value) if isinstance(value, float) else value for key, value in values.items()}


def _texts(tags: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tag_value(value) for key, value in tags.items()}


def _lower(identifier: str | Unknown) -> str | Unknown:
    # AWS stores it in lower case; pulumi-aws would show another case as a difference, and replace the resource.
    return identifier if isinstance(identifier, Unknown) else identifier.lower()
