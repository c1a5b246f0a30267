"""Check that the packages of the extra ``local`` are installed."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version

from neptune_global_component.core.errors import LocalAwsError

DISTRIBUTION = "neptune-global-component"
OF_THE_EXTRA = re.compile(r"""([\w.-]+).*;.*extra == ["']local["']""")


def require() -> None:
    """Check that the extra ``local`` is installed.

    Raises:
        LocalAwsError: a package is missing; the message lists what is missing and how to install it.
    """
    matches = [OF_THE_EXTRA.match(requirement) for requirement in requires(DISTRIBUTION) or ()]
    missing = [match[1] for match in matches if match and not _is_installed(match[1])]
    if missing:
        raise LocalAwsError(
            f"The local AWS needs packages that are not installed ({', '.join(missing)}). "
            f"Install them: pip install '{DISTRIBUTION}[local]'"
        )


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True
