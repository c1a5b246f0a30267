"""The end of life of Neptune's engine versions, as AWS publishes it.

Source: the column "End of life" of https://docs.aws.amazon.com/neptune/latest/userguide/engine-releases.html, in its
state of September 2026, as https://endoflife.date/amazon-neptune records it. AWS has moved these dates to later ones
before, so a date is the earliest day to plan for. Versions that were published later are not in the table.
"""

from __future__ import annotations

from datetime import date

_VERSIONS = {
    date(2025, 3, 15): ("1.1.0.0",),
    date(2026, 12, 4): ("1.1.1.0", "1.2.0.0", "1.2.0.1", "1.2.0.2", "1.2.1.0", "1.2.1.1", "1.2.1.2"),
    date(2027, 3, 6): (
        *("1.3.0.0", "1.3.1.0", "1.3.2.0", "1.3.2.1", "1.3.3.0", "1.3.4.0"),
        *("1.4.0.0", "1.4.1.0", "1.4.2.0", "1.4.3.0", "1.4.4.0", "1.4.5.0", "1.4.5.1", "1.4.6.0", "1.4.6.1"),
    ),
    date(2027, 6, 3): ("1.4.6.2", "1.4.6.3", "1.4.7.0", "1.4.7.1"),
    date(2027, 10, 27): ("1.4.8.0",),
}
_DATES = {version: day for day, versions in _VERSIONS.items() for version in versions}


def end_of_life(version: str | None) -> date | None:
    """Return the end of life of an engine version, or None if the table does not have it.

    Args:
        version: an engine version, for example ``1.4.6.0``.
    """
    return _DATES.get(version or "")
