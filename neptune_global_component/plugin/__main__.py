"""The plugin `pulumi-resource-neptune-global`, which a Pulumi engine starts with its address."""

from __future__ import annotations

import sys


def main() -> None:
    """Serve the component to the engine."""
    # The engine puts its address last, after flags for logging and what they take.
    addresses = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not addresses:
        sys.exit("pulumi-resource-neptune-global is a Pulumi plugin: the engine starts it, with its own address.")
    # Half a second, for a plugin that is used only.
    from neptune_global_component.plugin.serving import run  # noqa: PLC0415

    run(addresses[-1])


if __name__ == "__main__":
    main()
