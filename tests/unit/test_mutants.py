"""The program that writes docs/mutants.md: the sample, the page, and the reasons of survivors."""

from __future__ import annotations

import json
from functools import reduce
from importlib import import_module

import pytest

from tools.mutants import PARTS, REASONS, changed_lines, choose, function, page

PACKAGE = "neptune_global_component"
NAMES = [
    *(f"{PACKAGE}.core.plan.drift.x_warnings__mutmut_{number}" for number in range(1, 91)),
    *(f"{PACKAGE}.aws.operations.waiting.xǁRunǁcomplete__mutmut_{number}" for number in range(1, 11)),
    f"{PACKAGE}.guard.rule.xǁRuleǁcovers__mutmut_1",
    f"{PACKAGE}.guard.ruler.x_other__mutmut_1",
]
CHANGE = "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f():\n-    return a | b\n+    return a\n"
FACTS = {"mutmut": "3", "date": "2026-11-30", "command": "make mutants", "python": "3", "pytest": "9"}


def test_a_sample_has_the_same_share_of_each_part():
    """Each part has its share of the sample, at least one mutant, and no mutant of another module."""
    sample = choose(NAMES, list(PARTS), 20, 1)
    assert {part: len(names) for part, names in sample.chosen.items()} == {
        "core/plan": 18,
        "core/inputs/rules": 0,
        "guard/rules": 1,
        "aws/operations": 2,
    }
    assert sum(map(len, sample.mutants.values())) == len(NAMES) - 1


def test_a_seed_decides_the_sample():
    """The same seed has the same sample, another seed another one, and a large size has all mutants."""
    first = choose(NAMES, ["core/plan"], 20, 1).chosen
    assert first == choose(NAMES[::-1], ["core/plan"], 20, 1).chosen
    assert first != choose(NAMES, ["core/plan"], 20, 2).chosen
    everything = choose(NAMES, ["core/plan"], 1000, 1)
    assert everything.chosen == everything.mutants


def test_the_page():
    """The page has the counts and share of each part, and each survivor with its change and its reason."""
    sample = choose(NAMES, ["core/plan", "aws/operations"], 1000, 7)
    statuses = dict.fromkeys(NAMES, "killed") | {NAMES[0]: "survived", NAMES[1]: "timeout", NAMES[90]: "not checked"}
    text = page(sample, statuses, {NAMES[0]: CHANGE}, FACTS)
    assert "**98 of 99 mutants died: 99.0 %**, in a random sample (seed 7) of the 100 mutants." in text
    assert "The time was up before 1 more of the sample ran." in text
    assert "| `core/plan` | 90 | 90 | 88 | 1 | 1 | 98.9 % |" in text
    assert "| `aws/operations` | 10 | 9 | 9 | 0 | 0 | 100.0 % |" in text
    assert "| `core.plan.drift.warnings` | `return a \\| b` → `return a` |  |" in text


def test_a_page_without_survivors():
    """If all mutants died, the page has no list."""
    sample = choose(NAMES, ["core/plan"], 1000, 7)
    assert "Survivors" not in page(sample, dict.fromkeys(NAMES, "killed"), {}, FACTS)


def test_the_names_of_functions():
    """A mutant's name has its function or method."""
    assert function(NAMES[0]) == "core.plan.drift.warnings"
    assert function(NAMES[90]) == "aws.operations.waiting.Run.complete"
    assert function(f"{PACKAGE}.guard.rules.x__one__mutmut_12") == "guard.rules._one"
    assert changed_lines(CHANGE) == ("return a | b", "return a")


@pytest.mark.parametrize("one", json.loads(REASONS.read_text(encoding="utf-8")), ids=lambda one: one["function"])
def test_a_reason_is_about_code(one):
    """A reason is a sentence about a function that exists, and about one change of it."""
    parts = one["function"].split(".")
    size = next(size for size in range(len(parts), 0, -1) if _exists(parts[:size]))
    assert reduce(getattr, parts[size:], import_module(".".join((PACKAGE, *parts[:size])))) is not None
    assert one.keys() == {"function", "line", "reason"}
    assert one["reason"].endswith(".")


def _exists(parts):
    try:
        import_module(".".join((PACKAGE, *parts)))
    except ModuleNotFoundError:
        return False
    return True
