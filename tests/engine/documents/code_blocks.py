"""The code blocks of the pages that users read."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("examples/**/README.md"))]
_NOT_RUN = ("text", "diff")
"""Texts that commands print, and changes of examples, which test_examples.py applies."""

_PART = re.compile(
    r"^#+ (?P<heading>[^\n]+)$|^ *(?P<fence>`{3,}|~{3,})(?P<language>\S*)[^\n]*\n(?P<text>.*?)^ *(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A code block.

    Args:
        place: the page and the heading above it; the second block below a heading ends with ``-2``.
        language: as the page names it.
        text: the code.
    """

    place: str
    language: str
    text: str


def code_blocks():
    """Return the blocks of all pages by their place, without directives of the site."""
    found = {}
    for page in PAGES:
        path, heading, below = page.relative_to(ROOT), "", Counter()
        for part in _PART.finditer(page.read_text()):
            if part["heading"]:
                heading = re.sub(r"[^\w\- ]", "", part["heading"].lower()).replace(" ", "-")
            elif part["language"] not in _NOT_RUN and not part["language"].startswith("{"):
                below[heading] += 1
                suffix = f"-{below[heading]}" if below[heading] > 1 else ""
                place = f"{path}#{heading}{suffix}"
                found[place] = Block(place, part["language"], textwrap.dedent(part["text"]))
    return found
