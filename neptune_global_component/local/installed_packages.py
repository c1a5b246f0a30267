"""What `pip list -v --format json` prints, in a twentieth of the time.

Pulumi's Python host asks for it at the start of every operation, to find the provider plugins that the packages of the
program want. It is run as a script, with the Python of the program, and imports the standard library alone.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import distributions

QUESTION = "-m pip list -v --format json"
"""The arguments by which the host asks Python."""


def main() -> None:
    """Print name, version and folder of every installed distribution."""
    found = {
        distribution.name: {
            "name": distribution.name,
            "version": distribution.version,
            "location": str(distribution.locate_file("")),
        }
        # The first one on the path is the one that is imported.
        for distribution in reversed(list(distributions()))
    }
    json.dump(list(found.values()), sys.stdout)


if __name__ == "__main__":
    main()
