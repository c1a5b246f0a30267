"""Check that the engine started the program."""

from __future__ import annotations

from pathlib import Path

import pulumi
from pulumi.runtime.settings import get_monitor

import neptune_global_component
from neptune_global_component.core.errors import NeptuneGlobalError

_OLDER_HOST = Path(neptune_global_component.__file__).parent / "policy/older_host/pulumi-analyzer-policy-neptune-global"


class NoEngineError(NeptuneGlobalError, pulumi.RunError):
    """The program runs without an engine; nothing was changed."""


def require_engine(name: str) -> None:
    """Check that the program can register resources.

    An older Python host that is asked for a policy pack starts the program instead of the pack, without an engine.

    Args:
        name: the component's Pulumi name.

    Raises:
        NoEngineError: nothing can be registered.
    """
    if get_monitor() is None:
        text = (
            f"GlobalCluster {name!r}: the program was started without Pulumi's engine; nothing was changed. Start it "
            "with `pulumi preview` or `pulumi up`. If you did, with `--policy-pack`, the engine's Python host is too "
            f"old for this folder: use `--policy-pack {_OLDER_HOST}`."
        )
        raise NoEngineError(text)
