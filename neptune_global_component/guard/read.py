"""Reading what ``pulumi preview --json`` prints: only what is whole becomes a Preview.

Two formats: the JSON document, and, with PULUMI_ENABLE_STREAMING_JSON_PREVIEW, one JSON event a line. What does not
touch Neptune is skipped without making objects of it, so that tens of thousands of resources take a second.

Source: https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/json.go
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import msgspec

from neptune_global_component.errors import PreviewError
from neptune_global_component.guard.kinds import concerns
from neptune_global_component.guard.preview import (
    REPLACEMENTS,
    UNCHANGED,
    WHOLE,
    Change,
    Preview,
    State,
    Step,
    with_what_is_gone,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 512 * 1024 * 1024
"""The largest preview that is read, in bytes."""

COUNTED = ("create", "update", "delete", "replace", "import")
"""The operations that the engine shows a step of for every one that it counts."""

_URN = re.compile(r"urn:pulumi:[^:]+::[^:]+::[^:]+(:[^:]+)*::.+", re.DOTALL)
_NAME = re.compile(r'\[?"?([^.\["\]]+)')
_AGAIN = "Run `pulumi preview --json` again, and give the guard all of its standard output, without standard error."
_NULL = msgspec.Raw(b"null")


class _State(msgspec.Struct, rename="camel"):
    inputs: dict[str, Any] | None = None
    outputs: dict[str, Any] | None = None
    id: str = ""
    protect: bool = False
    retain_on_delete: bool = False
    created: str = ""
    custom: bool = True
    dependencies: list[str] | None = None
    property_dependencies: dict[str, list[str] | None] | None = None


class _Diff(msgspec.Struct, rename="camel"):
    kind: str = ""
    diff_kind: str = ""


class _Step(msgspec.Struct, rename="camel"):
    op: str
    urn: str
    # Every engine since 2.0 writes it, be it null; before, a preview did not say what is replaced.
    detailed_diff: dict[str, _Diff] | None
    old_state: msgspec.Raw = _NULL
    new_state: msgspec.Raw = _NULL
    diff_reasons: list[str] | None = None
    replace_reasons: list[str] | None = None


class _Diagnostic(msgspec.Struct):
    severity: str = ""


class _Document(msgspec.Struct, rename="camel"):
    steps: list[_Step]
    change_summary: dict[str, int]
    diagnostics: list[_Diagnostic] = []
    maybe_corrupt: bool = False


class _Metadata(msgspec.Struct, rename="camel"):
    op: str
    urn: str
    detailed_diff: dict[str, _Diff] | None
    old: msgspec.Raw = _NULL
    new: msgspec.Raw = _NULL
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
    diagnostic_event: _Diagnostic | None = None
    summary_event: _Summary | None = None
    cancel_event: dict[str, Any] | None = None


def read(stream: IO[bytes]) -> Preview:
    """Read a preview.

    Args:
        stream: what ``pulumi preview --json`` printed on its standard output.

    Raises:
        PreviewError: it is not a preview, or not a whole one, or the preview failed.
    """
    try:
        text = stream.read(LIMIT + 1)
    except OSError as error:
        raise PreviewError(f"The preview can't be read ({error.strerror or error}). {_AGAIN}") from error
    if len(text) > LIMIT:
        raise PreviewError(
            f"The preview is larger than {LIMIT >> 20} MB, the most that is read: narrow it with --target."
        )
    if not text.strip():
        raise PreviewError(f"The preview is empty. {_AGAIN}")
    try:
        document = _document(text)
        _check(document)
        steps = [_step(one) for one in document.steps if _concerns(one)]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PreviewError(f"This is not a whole preview as Pulumi 2 and later print it: {error}. {_AGAIN}") from error
    except RecursionError as error:
        raise PreviewError(f"The preview is nested too deeply to be one that Pulumi printed. {_AGAIN}") from error
    others = {one.urn for one in document.steps if one.op not in UNCHANGED and not _concerns(one)}
    return Preview(with_what_is_gone(steps), len(others))


def _document(text: bytes) -> _Document:
    first = text.lstrip().partition(b"\n")[0]
    if first.startswith(b'{"sequence":'):
        return _from_events(msgspec.json.Decoder(_Event).decode_lines(text))
    return msgspec.json.decode(text, type=_Document)


def _from_events(events: list[_Event]) -> _Document:
    """Make the document of an event stream; an event with outputs takes the place of the one before."""
    steps: dict[tuple[str, str], _Step] = {}
    for event in events:
        for one in (event.resource_pre_event, event.res_outputs_event):
            if one:
                found = one.metadata
                rest = (found.old, found.new, found.diffs, found.keys)
                steps[found.op, found.urn] = _Step(found.op, found.urn, found.detailed_diff, *rest)
    summary = next((event.summary_event for event in events if event.summary_event), None)
    if summary is None or events[-1].cancel_event is None:
        raise PreviewError(f"The preview ends before its summary: it is not whole. {_AGAIN}")
    diagnostics = [event.diagnostic_event for event in events if event.diagnostic_event]
    if summary.result != "succeeded":
        diagnostics.append(_Diagnostic("error"))
    return _Document(list(steps.values()), summary.resource_changes, diagnostics, summary.maybe_corrupt)


def _check(document: _Document) -> None:
    """Refuse what the engine did not finish, or what is not all that it wrote."""
    errors = sum(one.severity == "error" for one in document.diagnostics)
    if errors or document.maybe_corrupt:
        raise PreviewError(
            f"The preview failed (errors in it: {errors}), so it does not show all that an update would do. "
            "Run pulumi preview to see why, and mend that first."
        )
    shown = Counter(one.op for one in document.steps)
    for operation in COUNTED:
        wanted = document.change_summary.get(operation, 0)
        if shown[operation] < wanted:
            raise PreviewError(
                f"The preview is not whole: the engine counted {wanted} resources to {operation}, and "
                f"{shown[operation]} are in it. {_AGAIN}"
            )
    for one in document.steps:
        if not _URN.fullmatch(one.urn):
            raise PreviewError(f"The preview has a step whose URN is not one, so it can't be judged. {_AGAIN}")


def _concerns(step: _Step) -> bool:
    return concerns(step.urn.split("::", 3)[2], destroyed=step.op == "delete" or step.op in REPLACEMENTS)


def _step(read: _Step) -> Step:
    step = Step(read.op, read.urn, _state(read.old_state), _state(read.new_state))
    replacing = {_property(path) for path in read.replace_reasons or ()}
    found: dict[str, Change] = {}
    for path, diff in (read.detailed_diff or {}).items():
        kind, _, replaces = (diff.kind or diff.diff_kind).partition("-")
        name = _property(path)
        # A difference inside of a property is an update of the whole.
        kind = kind if path == name else "update"
        before = found.get(name)
        found[name] = Change(name, kind, bool(replaces) or name in replacing or bool(before and before.replaces))
    for path in (*(read.diff_reasons or ()), *replacing):
        name = _property(path)
        found.setdefault(name, Change(name, _kind(step, name), name in replacing))
    return replace(step, changes=tuple(found[name] for name in sorted(found)))


def _kind(step: Step, name: str) -> str:
    """Tell the kind of a change from its values, where the provider does not say it."""
    if step.new is not None and step.new.inputs.get(name) is None:
        return "delete"
    return "update" if step.old and step.old.get(name) is not None else "add"


def _property(path: str) -> str:
    match = _NAME.match(path)
    return match[1] if match else path


def _state(raw: msgspec.Raw) -> State | None:
    read = msgspec.json.decode(raw, type=_State | None)
    if read is None:
        return None
    inputs: Mapping[str, Any] = read.inputs or {}
    sources = {name: urns or () for name, urns in (read.property_dependencies or {}).items()}
    sources[WHOLE] = read.dependencies or ()
    more = (read.protect, read.retain_on_delete, read.created, read.custom, sources)
    return State(inputs, read.outputs or {}, read.id, *more)
