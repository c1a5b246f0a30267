"""The page of facts that no model of AWS has: each row is about code that exists, and no cited source is left out."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest
from test_truth_calls import INFERRED_CODES

import neptune_global_component

PACKAGE = Path(neptune_global_component.__file__).parent
PAGE = Path(__file__).parents[3] / "docs" / "aws-facts.md"
ROWS = re.findall(r"^\| (.+?) \| `(.+?)` \| (\w+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
# Models have the facts of the API references; the other hosts are not about AWS.
CITED = re.compile(r"https://(?:docs\.aws\.amazon\.com|github\.com/hashicorp|endoflife\.date)/[^\s\"')`;,]+")
MODELLED = ("/apiref/", "/APIReference/")


@pytest.mark.parametrize(("fact", "code", "certainty", "source"), ROWS, ids=[row[1] for row in ROWS])
def test_a_row_is_about_code(fact, code, certainty, source):
    """A row has a sentence, a name in the package, a certainty, and the link to a source."""
    module, _, name = code.partition(":")
    assert reduce(getattr, name.split("."), import_module(f"neptune_global_component.{module}")) is not None
    assert fact.endswith(".")
    assert certainty in {"documented", "quoted", "inferred"}
    assert re.match(r"\[[^]]+\]\(https://", source)
    assert certainty != "documented" or "docs.aws.amazon.com" in source


def test_every_source_is_on_the_page():
    """The page has each source outside of the API references that the code cites."""
    files = [path for folder in ("aws", "core") for path in (PACKAGE / folder).rglob("*.py")]
    cited = {url.rstrip(".") for path in files for url in CITED.findall(path.read_text(encoding="utf-8"))}
    missing = {url for url in cited if not any(part in url for part in MODELLED)} - set(CITED.findall(PAGE.read_text()))
    assert missing == set()
    assert len(ROWS) >= 30


def test_the_inferred_codes_are_on_the_page():
    """The page has each error code that the package knows and no model has."""
    assert all(code in PAGE.read_text(encoding="utf-8") for code in INFERRED_CODES)
