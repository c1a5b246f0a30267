"""The table of refusals: inputs that are refused before anything is created, and the words."""

from __future__ import annotations

from conformance_refusals import ROWS
from conformance_stack import Stack


def test_refused(project, aws):
    """The preview fails with all that is wrong, each with its path, and nothing is created."""
    stack = Stack(project)
    for kind, inputs, words in ROWS:
        stack.write({"it": {"type": kind, "properties": inputs}})
        assert sorted(stack.diagnostics()) == sorted(
            f"error: {kind} resource 'it' has a problem: {text}. Examine values at 'it.{path}'.\n"
            for path, texts in words.items()
            for text in texts
        )
    assert aws.writes() == []
