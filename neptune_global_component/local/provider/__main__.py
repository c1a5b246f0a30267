"""The plugin `pulumi-resource-aws`: `python -m neptune_global_component.local.provider ENGINE_ADDRESS`."""

from __future__ import annotations

import sys
from importlib.metadata import version

from neptune_global_component.local.provider.provider import StandInProvider
from neptune_global_component.local.provider.serving import serve


def main() -> None:
    """Serve the stand-in as the installed version of pulumi_aws, which programs request."""
    # The engine puts logging flags before or after its address.
    addresses = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not addresses:
        sys.exit("usage: python -m neptune_global_component.local.provider ENGINE_ADDRESS")
    pulumi_aws = version("pulumi_aws")
    serve(StandInProvider(pulumi_aws), pulumi_aws, addresses[0])


if __name__ == "__main__":
    main()
