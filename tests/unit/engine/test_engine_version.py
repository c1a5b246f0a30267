"""Version numbers: parsing, comparison, and consistency with the package's requirements."""

from __future__ import annotations

import re
from importlib.metadata import requires

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import version


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("v3.274.1\n", "3.274.1"),
        ("v3.260.0-alpha.1+abc", "3.260.0"),
        ("go1.26.8", "1.26.8"),
        ("devel go1.27-abcdef", "1.27"),
    ],
)
def test_a_version_is_found_in_what_a_program_prints(text, found):
    """The first version number in the text is returned."""
    assert version.find(text) == found


def test_output_without_a_version_is_refused():
    """The error quotes what was printed."""
    with pytest.raises(EngineError, match="no version number in 'pulumi'"):
        version.find("pulumi\n")


@pytest.mark.parametrize(
    ("found", "minimum", "expected"),
    [
        ("3.258.0", "3.258.0", True),
        ("3.1000.0", "3.258.0", True),
        ("3.99.9", "3.258.0", False),
        ("4.0.0", "3.258.0", True),
        ("1.27", "1.26.6", True),
        ("1.26", "1.26.6", False),
    ],
)
def test_versions_compare_by_number(found, minimum, expected):
    """Parts compare as numbers, and a missing part is zero."""
    assert version.at_least(found, minimum) is expected


def test_the_oldest_engine_is_as_old_as_the_oldest_sdk():
    """The minimum engine equals the oldest SDK that the package allows."""
    (sdk,) = [one for one in requires("neptune-global-component") or [] if re.match(r"pulumi[<>=]", one)]
    floor = re.search(r">=([\d.]+)", sdk)
    assert floor is not None
    assert version.at_least(version.PULUMI_MINIMUM, floor[1])
    assert version.at_least(floor[1], version.PULUMI_MINIMUM)
