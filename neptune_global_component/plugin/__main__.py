"""Entry point of the plugin `pulumi-resource-neptune-global`, which the Pulumi engine starts."""

from __future__ import annotations

import sys


def main() -> None:
    """Serve the component to the engine."""
    # The engine's address, a host and a port, is the last argument, after logging flags and their values.
    addresses = [argument for argument in sys.argv[1:] if ":" in argument and not argument.startswith("-")]
    if not addresses:
        sys.exit(
            "pulumi-resource-neptune-global is a Pulumi plugin: the engine starts it, with its own address. The "
            "commands are those of neptune-global: see `neptune-global --help`."
        )
    # Imported late: it takes half a second.
    from neptune_global_component.plugin.serving import run  # noqa: PLC0415

    run(addresses[-1])


if __name__ == "__main__":
    main()
