"""DescribeDBEngineVersions, which moto does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.neptune import versions
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules.engines import ENGINE

if TYPE_CHECKING:
    from moto.core.responses import ActionResult


class EngineVersionOperations(Operations):
    """Engine versions, the same in every region."""

    def describe_db_engine_versions(self) -> ActionResult:
        """DescribeDBEngineVersions, by engine, version, family, or only the default."""
        family, version = self.params.get("DBParameterGroupFamily"), self.params.get("EngineVersion")
        found = [
            _described(one)
            for one in versions.VERSIONS
            if self.params.get("Engine") in {None, ENGINE}
            and version in {None, one}
            and family in {None, versions.family(one)}
            and (not self.params.get("DefaultOnly") or one == versions.DEFAULT)
        ]
        return self.page("DBEngineVersions", found)


def _described(version: str) -> dict[str, object]:
    return {
        "Engine": ENGINE,
        "EngineVersion": version,
        "DBParameterGroupFamily": versions.family(version),
        "DBEngineDescription": "Amazon Neptune",
        "DBEngineVersionDescription": f"Amazon Neptune {version}",
        "ValidUpgradeTarget": [_target(version, target) for target in versions.targets(version)],
        "ExportableLogTypes": ["audit", "slowquery"],
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
