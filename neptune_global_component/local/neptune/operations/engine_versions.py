"""DescribeDBEngineVersions, DescribeOrderableDBInstanceOptions, DescribeServerlessV2PlatformVersions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import limits
from neptune_global_component.local.neptune.rules.engines import LOGS, is_class

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from moto.core.responses import ActionResult

# The last version for which moto knows orderable instances.
_LAST = "1.2.0.2"
# The class whose options apply to every later class.
_TEMPLATE = "db.r5.large"
_options_by_engine: dict[str, Sequence[Mapping[str, Any]]] = {}


class EngineVersionOperations(Operations):
    """Engine versions and the instance classes and capacities that support them, the same in every region."""

    def describe_db_engine_versions(self) -> ActionResult:
        """DescribeDBEngineVersions: by engine, version or family, or only the default."""
        family, version = self.params.get("DBParameterGroupFamily"), self.params.get("EngineVersion")
        entries = [
            _description(one)
            for one in versions.known()
            if self.params.get("Engine") in {None, ENGINE}
            and version in {None, one}
            and family in {None, versions.family(one)}
            and (not self.params.get("DefaultOnly") or one == versions.DEFAULT)
        ]
        return self.page("DBEngineVersions", entries)

    def describe_orderable_db_instance_options(self) -> ActionResult:
        """DescribeOrderableDBInstanceOptions: versions that moto does not know have the classes of its last one.

        A class that moto does not know, but that has a valid form, has the options of another class.
        """
        wanted_version, wanted_class = self.params.get("EngineVersion"), self.params.get("DBInstanceClass")
        entries = [
            {**option, "EngineVersion": version, "AvailabilityZones": self._zones(option)}
            for version in versions.known()
            if wanted_version in {None, version}
            for option in _with_class(wanted_class, self._options(version))
            if wanted_class in {None, option["DBInstanceClass"]}
        ]
        return self.page("OrderableDBInstanceOptions", entries)

    def describe_serverless_v2_platform_versions(self) -> ActionResult:
        """DescribeServerlessV2PlatformVersions: one (number and description inferred), with the known capacities."""
        version = {
            "ServerlessV2PlatformVersion": "1",
            "ServerlessV2PlatformVersionDescription": "Neptune Serverless platform version 1",
            "Engine": ENGINE,
            "ServerlessV2FeaturesSupport": dict(zip(("MinCapacity", "MaxCapacity"), limits.CAPACITIES, strict=True)),
            "Status": "enabled",
            "IsDefault": True,
        }
        criteria = {name: self.params.get(name) for name in ("Engine", "ServerlessV2PlatformVersion")}
        matches = all(value in {None, version[name]} for name, value in criteria.items())
        return self.page("ServerlessV2PlatformVersions", [version] if matches else [], limits.PLATFORM_PAGE)

    def _options(self, version: str) -> Sequence[Mapping[str, Any]]:
        """Return the options of a version, from the ones that moto knows."""
        engine = self.params["Engine"]
        if engine not in _options_by_engine:
            # moto reads them from a file in each call, which takes longer than the rest of the operation.
            _options_by_engine[engine] = self.backend.describe_orderable_db_instance_options(engine, "")
        known = version if versions.order(version) < versions.order(_LAST) else _LAST
        return [one for one in _options_by_engine[engine] if one["EngineVersion"] == known]

    def _zones(self, option: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return an option with the called region's zones: moto has those of us-east-1."""
        return [{"Name": f"{self.region}{zone['Name'][-1]}"} for zone in option["AvailabilityZones"]]


def _with_class(instance_class: str | None, options: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Add a class that moto does not know, if it has a valid form."""
    if (
        instance_class is None
        or not is_class(instance_class)
        or any(one["DBInstanceClass"] == instance_class for one in options)
    ):
        return options
    return [{**one, "DBInstanceClass": instance_class} for one in options if one["DBInstanceClass"] == _TEMPLATE]


def _description(version: str) -> dict[str, object]:
    return {
        "Engine": ENGINE,
        "EngineVersion": version,
        "DBParameterGroupFamily": versions.family(version),
        "DBEngineDescription": "Amazon Neptune",
        "DBEngineVersionDescription": f"Amazon Neptune {version}",
        "ValidUpgradeTarget": [_target(version, target) for target in versions.targets(version)],
        "ExportableLogTypes": list(LOGS),
        "SupportsLogExportsToCloudwatchLogs": True,
        "SupportsReadReplica": False,
        "SupportsGlobalDatabases": versions.is_global(version),
    }


def _target(version: str, target: str) -> dict[str, object]:
    return {
        "Engine": ENGINE,
        "EngineVersion": target,
        "Description": f"Amazon Neptune {target}",
        "AutoUpgrade": False,
        "IsMajorVersionUpgrade": versions.is_major(version, target),
        "SupportsGlobalDatabases": versions.is_global(target),
    }
