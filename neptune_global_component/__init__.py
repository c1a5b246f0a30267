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
    # The command line must not wait half a second for the Pulumi SDK that it does not use.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name == "GlobalCluster":
        # A program imports it before it makes the source cluster, whose options the SDK shows only then.
        import_module(f"{__name__}.component.source_cluster").watch_clusters()
    return found


def __dir__() -> list[str]:
    return __all__
