"""Escape text for labels of Mermaid flowcharts."""

from __future__ import annotations

import re

# Characters that have, or may get, a meaning in a Mermaid label.
_SPECIAL = re.compile(r"[^\w .,:()-]", re.ASCII)


def escaped(text: str) -> str:
    """Return a label with its special characters as Mermaid entities.

    Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters

    Args:
        text: the label, or a part of it.
    """
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", text)
