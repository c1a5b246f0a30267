"""A Pulumi component for Amazon Neptune global databases."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from neptune_global_component._version import __version__

if TYPE_CHECKING:
    from neptune_global_component.component.args import GlobalClusterArgs, RegionArgs
    from neptune_global_component.component.component import GlobalCluster
    from neptune_global_component.component.source_cluster import source_cluster_options
    from neptune_global_component.core.errors import InvalidArgsError, NeptuneGlobalError

__all__ = [
    "GlobalCluster",
    "GlobalClusterArgs",
    "InvalidArgsError",
    "NeptuneGlobalError",
    "RegionArgs",
    "__version__",
    "source_cluster_options",
]

_HOMES = {
    "GlobalCluster": "component.component",
    "GlobalClusterArgs": "component.args",
    "InvalidArgsError": "core.errors",
    "NeptuneGlobalError": "core.errors",
    "RegionArgs": "component.args",
    "source_cluster_options": "component.source_cluster",
}


def __getattr__(name: str) -> object:
    # Import lazily: the command line does not use the Pulumi SDK, which takes half a second to import.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name == "GlobalCluster":
        # The import runs before the program creates the source cluster: the SDK shows options only at creation.
        import_module(f"{__name__}.component.source_cluster").watch_clusters()
    return value


def __dir__() -> list[str]:
    return __all__
