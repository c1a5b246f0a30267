"""Neptune's engine versions: the known ones, their order, parameter group families and upgrade targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

VERSIONS = (
    "1.1.0.0",
    "1.1.1.0",
    "1.2.0.0",
    "1.2.0.1",
    "1.2.0.2",
    "1.2.1.0",
    "1.2.1.1",
    "1.2.1.2",
    "1.3.0.0",
    "1.3.1.0",
    "1.3.2.0",
    "1.3.2.1",
    "1.3.3.0",
    "1.3.4.0",
    "1.4.0.0",
    "1.4.1.0",
    "1.4.2.0",
    "1.4.3.0",
    "1.4.4.0",
    "1.4.5.0",
    "1.4.5.1",
    "1.4.6.0",
    "1.4.6.1",
    "1.4.6.2",
    "1.4.6.3",
    "1.4.7.0",
    "1.4.7.1",
    "1.4.8.0",
)
"""The releases, in order: https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html

Versions past their end of life are included, because published examples use them.
"""

DEFAULT = VERSIONS[-1]
"""The default engine version: the newest
(https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html).
"""

_FIRST_GLOBAL = "1.2.0.0"

_later: Callable[[], Iterable[str]] = tuple


def install(later: Callable[[], Iterable[str]]) -> None:
    """Add versions that AWS releases later.

    Args:
        later: returns the versions.
    """
    global _later  # noqa: PLW0603 - the server sets it once, when it starts
    _later = later


def known() -> list[str]:
    """Return all versions, in order."""
    return sorted({*VERSIONS, *_later()}, key=order)


def families() -> list[str]:
    """Return the parameter group families, in order."""
    return list(dict.fromkeys(family(version) for version in known()))


def order(version: str) -> tuple[int, ...]:
    """Return the sort key of a version.

    Args:
        version: a known version.
    """
    return tuple(int(number) for number in version.split("."))


def family(version: str) -> str:
    """Return the parameter group family of a version.

    https://docs.aws.amazon.com/neptune/latest/userguide/parameter-groups.html

    Args:
        version: a known version.

    Returns:
        ``neptune1`` before 1.2.0.0, else for example ``neptune1.4``.
    """
    product, major, *_ = order(version)
    return "neptune1" if (product, major) < (1, 2) else f"neptune{product}.{major}"


def is_global(version: str) -> bool:
    """Return whether a version can be in a global database: 1.2.0.0 and later.

    https://docs.aws.amazon.com/neptune/latest/userguide/neptune-global-database.html

    Args:
        version: a known version.
    """
    return order(version) >= order(_FIRST_GLOBAL)


def is_major(current: str, target: str) -> bool:
    """Return whether a version change is major: 1.3 to 1.4 is, 1.4.5 to 1.4.6 is not.

    https://docs.aws.amazon.com/neptune/latest/userguide/release-types.html

    Args:
        current: the current version.
        target: the new version.
    """
    return order(current)[:2] != order(target)[:2]


def targets(version: str) -> list[str]:
    """Return the versions that a cluster can be upgraded to.

    These are the newer minor versions of its major version, and newer major versions since 1.2.0.0, as in the release
    notes: https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases-1.4.6.1.html

    Args:
        version: a known version.
    """
    newer = [one for one in known() if order(one) > order(version)]
    return [one for one in newer if is_global(version) or not is_major(version, one) or family(one) == "neptune1.2"]
