"""Licences of the package's dependencies."""

from __future__ import annotations

import re
from importlib.metadata import metadata, requires

import pytest
from packaging.requirements import Requirement

PERMISSIVE = re.compile(
    r"Apache|BSD|MIT|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Unlicense|0BSD|Zlib", re.ASCII
)
EXTRAS = ("local", "policy")


def installed(name, extras=()):
    """Return the names of a distribution and its installed requirements."""
    found, waiting = set(), [(name, extras)]
    while waiting:
        one, wanted = waiting.pop()
        if one in found and not wanted:
            continue
        found.add(one)
        for text in requires(one) or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                key = re.sub(r"[-_.]+", "-", needed.name).lower()
                if key not in found or needed.extras:
                    waiting.append((key, tuple(needed.extras) if key not in found else ()))
    return sorted(found)


@pytest.mark.parametrize("name", installed("neptune-global-component", EXTRAS))
def test_licence(name):
    """Every dependency has a permissive licence, or one without conditions for programs that only use it."""
    facts = metadata(name)
    told = [facts.get("License-Expression"), *(facts.get_all("Classifier") or ()), (facts.get("License") or "")[:200]]
    assert PERMISSIVE.search(" ".join(one for one in told if one and ("License" in one or "::" not in one))), told
