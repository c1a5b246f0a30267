"""The output of `pip list -v --format json`, in a twentieth of the time.

Pulumi's Python language host requests it at the start of every operation, to find the provider plugins that the
program's packages require. Runs as a script, with the program's Python, and imports only the standard library.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import distributions

PIP_ARGUMENTS = "-m pip list -v --format json"
"""The arguments that the host passes to Python."""


def main() -> None:
    """Print name, version and folder of every installed distribution."""
    found = {
        distribution.name: {
            "name": distribution.name,
            "version": distribution.version,
            "location": str(distribution.locate_file("")),
        }
        # Python imports the first one on the path.
        for distribution in reversed(list(distributions()))
    }
    json.dump(list(found.values()), sys.stdout)


if __name__ == "__main__":
    main()
