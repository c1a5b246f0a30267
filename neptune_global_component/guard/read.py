"""Read the output of ``pulumi preview --json``.

Only the states of resources that concern Neptune are decoded, so that tens of thousands of resources take a second.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import msgspec

from neptune_global_component.core.errors import PreviewError
from neptune_global_component.core.urns import types_of
from neptune_global_component.guard.complete import check_complete
from neptune_global_component.guard.document import AGAIN, StepEntry, parse
from neptune_global_component.guard.encoding import to_utf8
from neptune_global_component.guard.kinds import concerns
from neptune_global_component.guard.preview import (
    REPLACEMENTS,
    UNCHANGED,
    WHOLE,
    Change,
    Preview,
    State,
    Step,
    restore_old_states,
)
from neptune_global_component.guard.syntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 512 * 1024 * 1024
"""The maximum size of a preview, in bytes."""

_NAME = re.compile(r'\[?"?([^.\["\]]+)')


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


def read(stream: IO[bytes]) -> Preview:
    """Read a preview.

    Args:
        stream: the standard output of ``pulumi preview --json``, in UTF-8 or UTF-16.

    Raises:
        PreviewError: the preview is unreadable or incomplete, or it failed.
    """
    try:
        data = stream.read(LIMIT + 1)
    except OSError as error:
        raise PreviewError(f"The preview can't be read ({error.strerror or error}). {AGAIN}") from error
    if len(data) > LIMIT:
        raise PreviewError(
            f"The preview is larger than {LIMIT >> 20} MB, which is the limit. Narrow the preview with --target."
        )
    text = to_utf8(data)
    if not text.strip():
        raise PreviewError(
            "The preview is empty: pulumi failed before it wrote anything to standard output. Its standard error shows "
            "the reason. Fix that, run `pulumi preview --json` again and save its standard output."
        )
    try:
        return _preview(text)
    except RecursionError as error:
        raise PreviewError(f"The preview is nested too deeply to be from Pulumi. {AGAIN}") from error


def _preview(text: bytes) -> Preview:
    try:
        document = parse(text)
        check_complete(document)
        steps = [_step(one) for one in document.steps if _concerns(one)]
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PreviewError(
            syntax_problem(text) or f"The input is not a preview of Pulumi 2 or later: {error}. {AGAIN}"
        ) from error
    others = {one.urn for one in document.steps if one.op not in UNCHANGED and not _concerns(one)}
    return Preview(restore_old_states(steps), len(others))


def _concerns(step: StepEntry) -> bool:
    return concerns(types_of(step.urn), destroyed=step.op == "delete" or step.op in REPLACEMENTS)


def _step(read: StepEntry) -> Step:
    step = Step(read.op, read.urn, _state(read.old_state), _state(read.new_state))
    replacing = {_property(path) for path in read.replace_reasons or ()}
    found: dict[str, Change] = {}
    for path, diff in (read.detailed_diff or {}).items():
        kind, _, replaces = (diff.kind or diff.diff_kind).partition("-")
        name = _property(path)
        # A difference inside a property is an update of the property.
        kind = kind if path == name else "update"
        before = found.get(name)
        found[name] = Change(name, kind, bool(replaces) or name in replacing or bool(before and before.replaces))
    for path in (*(read.diff_reasons or ()), *replacing):
        name = _property(path)
        found.setdefault(name, Change(name, _kind(step, name), name in replacing))
    return replace(step, changes=tuple(found[name] for name in sorted(found)))


def _kind(step: Step, name: str) -> str:
    """Return the kind of a change by its values, for a provider that does not report it."""
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
