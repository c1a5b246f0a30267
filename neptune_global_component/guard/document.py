"""The two formats of ``pulumi preview --json``, as msgspec structures.

They are the JSON document, and, with PULUMI_ENABLE_STREAMING_JSON_PREVIEW, one JSON event per line. States stay raw, so
that a preview of tens of thousands of resources is read quickly.

Source: https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/json.go
"""

from __future__ import annotations

from typing import Any

import msgspec

from neptune_global_component.core.errors import PreviewError

AGAIN = "Run `pulumi preview --json` again and save all of its standard output."
"""The next step after an unreadable preview."""

ERROR = "error"
"""The severity of Pulumi's errors."""

NULL = msgspec.Raw(b"null")
FIRST_EVENT = b'{"sequence":'
"""How an event stream begins."""


class DiffEntry(msgspec.Struct, rename="camel"):
    """The difference of one property."""

    kind: str = ""
    diff_kind: str = ""


class StepEntry(msgspec.Struct, rename="camel"):
    """The engine's plan for one resource."""

    op: str
    urn: str
    # Every engine since 2.0 writes it, null or not. Before, a preview did not show what is replaced.
    detailed_diff: dict[str, DiffEntry] | None
    old_state: msgspec.Raw = NULL
    new_state: msgspec.Raw = NULL
    diff_reasons: list[str] | None = None
    replace_reasons: list[str] | None = None


class Diagnostic(msgspec.Struct):
    """A message of the engine, a provider or the program."""

    severity: str = ""
    urn: str = ""
    message: str = ""


class Document(msgspec.Struct, rename="camel"):
    """A preview."""

    steps: list[StepEntry]
    change_summary: dict[str, int]
    diagnostics: list[Diagnostic] = []
    maybe_corrupt: bool = False
    has_failed: bool = False
    """Whether the event stream reports a failure; the JSON document has no such field."""


class _Metadata(msgspec.Struct, rename="camel"):
    op: str
    urn: str
    detailed_diff: dict[str, DiffEntry] | None
    old: msgspec.Raw = NULL
    new: msgspec.Raw = NULL
    diffs: list[str] | None = None
    keys: list[str] | None = None


class _StepEvent(msgspec.Struct):
    metadata: _Metadata


class _Summary(msgspec.Struct, rename="camel"):
    resource_changes: dict[str, int]
    maybe_corrupt: bool = False
    result: str = "succeeded"


class _Event(msgspec.Struct, rename="camel"):
    sequence: int
    resource_pre_event: _StepEvent | None = None
    res_outputs_event: _StepEvent | None = None
    diagnostic_event: Diagnostic | None = None
    summary_event: _Summary | None = None
    cancel_event: dict[str, Any] | None = None


def parse(text: bytes) -> Document:
    """Return the document of a preview in either format.

    Args:
        text: the text in UTF-8.

    Raises:
        msgspec.DecodeError: the text is not a preview.
        PreviewError: the events end before the summary.
    """
    first = text.lstrip().partition(b"\n")[0]
    if first.startswith(FIRST_EVENT):
        return _from_events(msgspec.json.Decoder(_Event).decode_lines(text))
    return msgspec.json.decode(text, type=Document)


def _from_events(events: list[_Event]) -> Document:
    """Return the document of an event stream; an event with outputs replaces the earlier event of its resource."""
    steps: dict[tuple[str, str], StepEntry] = {}
    for event in events:
        for one in (event.resource_pre_event, event.res_outputs_event):
            if one:
                found = one.metadata
                rest = (found.old, found.new, found.diffs, found.keys)
                steps[found.op, found.urn] = StepEntry(found.op, found.urn, found.detailed_diff, *rest)
    diagnostics = [event.diagnostic_event for event in events if event.diagnostic_event]
    summary = next((event.summary_event for event in events if event.summary_event), None)
    if summary is None or events[-1].cancel_event is None:
        if any(one.severity == ERROR for one in diagnostics):
            return Document(list(steps.values()), {}, diagnostics, has_failed=True)
        raise PreviewError(f"The preview is incomplete: it has no summary at its end. {AGAIN}")
    has_failed = summary.result != "succeeded"
    return Document(list(steps.values()), summary.resource_changes, diagnostics, summary.maybe_corrupt, has_failed)
