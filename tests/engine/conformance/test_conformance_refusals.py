"""The table of inputs that are rejected before anything is created, with the messages."""

from __future__ import annotations

from conformance_refusals import ROWS
from conformance_stack import Stack


def test_refused(project, aws):
    """The preview fails with all problems and their paths, and nothing is created."""
    stack = Stack(project)
    for kind, inputs, words in ROWS:
        stack.write({"it": {"type": kind, "properties": inputs}})
        assert sorted(stack.diagnostics()) == sorted(
            f"error: {kind} resource 'it' has a problem: {text}. Examine values at 'it.{path}'.\n"
            for path, texts in words.items()
            for text in texts
        )
    assert aws.writes() == []
