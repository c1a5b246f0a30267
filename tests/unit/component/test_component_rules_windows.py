"""AWS's rules for backup and maintenance windows."""

from __future__ import annotations

import pytest
from argument_problems import of_region, one_region, problems

BACKUP, MAINTENANCE = "preferred_backup_window", "preferred_maintenance_window"
FORMATS = {
    BACKUP: "is not a time range in UTC. Set for example '04:00-04:30'.",
    MAINTENANCE: "is not a time range in UTC. Set for example 'sun:05:00-sun:05:30'.",
}
SHORT = {
    BACKUP: "is shorter than 30 minutes. Set for example '04:00-04:30'.",
    MAINTENANCE: "is shorter than 30 minutes. Set for example 'sun:05:00-sun:05:30'.",
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((BACKUP, value) for value in ("01:00-01:30", "23:45-00:15", "00:00-23:59")),
        *((MAINTENANCE, value) for value in ("sun:03:00-sun:03:30", "Sun:23:45-Mon:00:15", "fri:22:00-sat:04:00")),
    ],
)
def test_a_window(key, value):
    """A window may go past midnight, and past the end of the week."""
    assert problems(one_region(**{key: value})) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *((BACKUP, value) for value in ("", "1:00-2:00", "24:00-24:30", "01:60-02:30", "sun:01:00-sun:02:00", "01:00")),
        *(
            (MAINTENANCE, value)
            for value in (
                "",
                "03:00-04:00",
                "son:03:00-son:04:00",
                "son:03:00-sun:04:00",
                "sun:03:00-son:04:00",
                "sun:03:00-sun:24:00",
                "sun",
            )
        ),
    ],
)
def test_what_is_no_window(key, value):
    """Each window has its own format."""
    assert problems(one_region(**{key: value})) == of_region(key, f"{value!r} {FORMATS[key]}")


@pytest.mark.parametrize(
    ("key", "value"),
    [(BACKUP, "01:00-01:29"), (BACKUP, "01:00-01:00"), (MAINTENANCE, "sat:23:50-sun:00:10")],
)
def test_a_short_window(key, value):
    """AWS requires 30 minutes."""
    assert problems(one_region(**{key: value})) == of_region(key, f"{value!r} {SHORT[key]}")


@pytest.mark.parametrize(
    ("backup", "maintenance", "overlap"),
    [
        ("03:00-04:00", "sun:04:00-sun:05:00", False),
        ("03:00-04:01", "sun:04:00-sun:05:00", True),
        ("04:30-05:30", "sun:04:00-sun:05:00", True),
        ("23:45-00:15", "mon:00:00-mon:00:30", True),
        ("00:00-00:30", "sun:23:30-mon:00:15", True),
        ("12:00-12:30", "sun:23:30-mon:00:15", False),
        ("12:00-12:30", "mon:20:00-wed:02:00", True),
    ],
)
def test_windows_that_overlap(backup, maintenance, overlap):
    """The backup and the maintenance window never overlap on any day."""
    problem = f"{backup!r} overlaps preferred_maintenance_window {maintenance!r}. Set a time range outside it."
    found = problems(one_region(**{BACKUP: backup, MAINTENANCE: maintenance}))
    assert found == (of_region(BACKUP, problem) if overlap else [])
