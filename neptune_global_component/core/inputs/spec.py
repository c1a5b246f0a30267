"""The arguments of a component, checked and normalised: args -> spec."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from neptune_global_component.core.errors import InvalidArgsError
from neptune_global_component.core.inputs.arguments import SECRET, Arguments
from neptune_global_component.core.inputs.kinds import INHERITED
from neptune_global_component.core.inputs.rules import creation_findings, doubts, findings
from neptune_global_component.core.inputs.rules.tags import tag_value
from neptune_global_component.core.inputs.unknown import UNKNOWN, Unknown
from neptune_global_component.core.names import ClusterArn

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.errors import Finding

T = TypeVar("T")

_NOT_INSTANCE_CLASS = r"(?<!\bdb(?=\.(?:serverless\b|[a-z0-9]+\.(?:\d*xlarge|large|medium|small|micro)\b)))"
"""AWS's prefix of instance classes, as in 'db.t3.medium', is not a value of the program."""


@dataclass(frozen=True)
class RegionSpec:
    """What the cluster of a region is to be.

    Args:
        name: the region, for example ``eu-west-1``.
        cluster_identifier: identifier of the cluster, in lower case; UNKNOWN where the preview does not know it yet.
        instances: number of instances.
        values: the other arguments of the region by their names (see ``args.RegionArgs``), as far as they are given.
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
        return self.values.get(key) if own is None and key in INHERITED else own

    @property
    def instance_classes(self) -> set[Any]:
        """The classes of the instances that the program sets; UNKNOWN for one that a preview does not know yet."""
        return {self.setting(number, "instance_class") for number in range(1, self.instances + 1)} - {None}

    def assuming(self, declared: Mapping[str, Any]) -> RegionSpec:
        """Return the region with the cluster's identifier of the last update where a preview does not know it yet.

        Args:
            declared: the arguments that the last update recorded for the region.
        """
        before = declared.get("cluster_identifier")
        return replace(self, cluster_identifier=before) if before and self.cluster_identifier is UNKNOWN else self

    @property
    def cluster(self) -> str | None:
        """Identifier of the cluster; None where it is not known yet."""
        return known(self.cluster_identifier)

    def instance(self, number: int) -> str | None:
        """Name an instance: ``orders-eu-west-1-1`` is the first of the cluster ``orders-eu-west-1``."""
        return f"{self.cluster}-{number}" if self.cluster else None


@dataclass(frozen=True)
class Spec:
    """What a global database is to be; a field is UNKNOWN where the preview does not know its value yet.

    The fields are the arguments of the same names (see ``args.GlobalClusterArgs``), and ``secret`` has the paths of
    those whose values must not be shown. ``is_primary_given`` is false where the primary region is only the default;
    ``unsettled`` has what is wrong with the arguments unless the global database exists, and ``doubts`` what AWS may
    reject.
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
    is_primary_given: bool = field(default=True, compare=False)
    unsettled: tuple[Finding, ...] = field(default=(), compare=False)
    doubts: tuple[Finding, ...] = field(default=(), compare=False)

    def shown(self, path: str, value: object) -> str:
        """Quote a value of an argument for a message, unless the argument is a secret."""
        return SECRET if path in self.secret else repr(value)

    def hidden(self, text: str) -> str:
        """Replace the values of secret arguments in a text, including those that are a part of a name or an ARN.

        A value is replaced only where it is not inside a longer word, so that a short one does not break the text.

        Args:
            text: for the user.
        """
        keys = ("global_cluster_identifier", "source_db_cluster_identifier", "engine_version")
        given: dict[str, object] = {key: getattr(self, key) for key in keys}
        for region in self.regions.values():
            path = f'regions["{region.name}"]'
            given |= {f"{path}.cluster_identifier": region.cluster_identifier}
            given |= {f"{path}.{key}": value for key, value in region.values.items()}
        secret = [value for path, value in given.items() if path in self.secret and isinstance(value, str) and value]
        for value in sorted(secret, key=len, reverse=True):
            text = re.sub(rf"(?<![^\W_]){re.escape(value)}(?![^\W_]){_NOT_INSTANCE_CLASS}", SECRET, text)
        return text

    def assuming(self, declared: Mapping[str, Any]) -> Spec:
        """Return the spec with the identifiers of the last update where a preview does not know them yet.

        None of them can change later, so a resource behind them that is replaced most likely gives the same value. If
        not, the update fails before it writes anything.

        Args:
            declared: the arguments that the last update recorded; ``regions`` has those of each region.
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
        """Region of the source cluster; None where there is no source, or none that is known yet."""
        source = known(self.source_db_cluster_identifier)
        return ClusterArn.parse(source).region if source else None

    @property
    def wanted_primary_region(self) -> str | Unknown | None:
        """The region that is to have the primary; UNKNOWN where it is a source's that the preview does not know."""
        if self.primary_region or self.source_db_cluster_identifier is not UNKNOWN:
            return self.primary_region or self.source_region
        return UNKNOWN

    def protection_of(self, region: str) -> Any:  # noqa: ANN401 - true, false, UNKNOWN or None
        """Give the deletion protection of a region's cluster: its own, or else the global database's."""
        own = self.regions[region].values.get("deletion_protection")
        return self.deletion_protection if own is None else own

    def tags_of(self, region: str, number: int = 0) -> dict[str, Any] | None:
        """Return the tags of resources in a region: the global database's, overridden by its own.

        Args:
            region: where the resources are.
            number: of an instance, whose own tags override the region's; 0 for other resources.
        """
        one = self.regions[region]
        own = one.settings[number - 1].get("tags") if 0 < number <= len(one.settings) else None
        layers = (self.tags, one.values.get("tags"), own)
        if UNKNOWN in layers:
            return None
        return {key: value for tags in layers for key, value in (known(tags) or {}).items()} or None


def known(value: T | Unknown | None) -> T | None:
    """Give a field's value, or None where it is not known yet."""
    return None if value is UNKNOWN else value


def parse(name: str, args: Mapping[str, Any], secret: Collection[str] = ()) -> Spec:
    """Check the arguments against AWS's rules, and bring them into AWS's form.

    Args:
        name: the component's Pulumi name, for the error.
        args: by key; UNKNOWN for a value that the preview does not know yet, None for one that is not given.
        secret: paths whose values must not be shown in the error, for example ``regions["eu-west-1"].port``.

    Raises:
        InvalidArgsError: with everything that is wrong.
    """
    found, unsettled = findings(Arguments(args, secret)), creation_findings(Arguments(args, secret))
    if found:
        raise InvalidArgsError(name, [*found, *unsettled])
    values = {key: value for key, value in args.items() if value is not None}
    identifier = _lower(values["global_cluster_identifier"])
    regions = {region: _region(region, identifier, given) for region, given in values.pop("regions", {}).items()}
    if isinstance(values.get("tags"), Mapping):
        values["tags"] = _texts(values["tags"])
    is_primary_given = "primary_region" in values
    if not values.get("source_db_cluster_identifier") and len(regions) == 1:
        values.setdefault("primary_region", next(iter(regions)))
    checked = {
        "is_primary_given": is_primary_given,
        "unsettled": tuple(unsettled),
        "doubts": tuple(doubts(Arguments(args, secret))),
        "secret": frozenset(secret),
    }
    return Spec(**values | {"global_cluster_identifier": identifier, "regions": regions, **checked})


def _region(name: str, global_cluster: str | Unknown, given: Mapping[str, Any]) -> RegionSpec:
    values = _normalized(given)
    settings = tuple(_normalized(one) for one in given.get("instance_settings") or ())
    count = 1 if given.get("instance_settings") is None else len(settings)
    default = UNKNOWN if global_cluster is UNKNOWN else f"{global_cluster}-{name}"
    return RegionSpec(
        name=name,
        cluster_identifier=_lower(values.pop("cluster_identifier", default)),
        instances=int(values.pop("instances", count)),
        values={key: value for key, value in values.items() if key != "instance_settings"},
        settings=settings,
    )


def _normalized(given: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in given.items() if value is not None}
    if isinstance(values.get("tags"), Mapping):
        values["tags"] = _texts(values["tags"])
    # Other languages' integers arrive as floats.
    return {key: int(value) if isinstance(value, float) else value for key, value in values.items()}


def _texts(tags: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tag_value(value) for key, value in tags.items()}


def _lower(identifier: str | Unknown) -> str | Unknown:
    # AWS stores it so; any other spelling would be a difference, and a replacement, for ever.
    return identifier if isinstance(identifier, Unknown) else identifier.lower()
