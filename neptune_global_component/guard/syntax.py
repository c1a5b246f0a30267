"""Describe why the text of a preview is not valid JSON, naming the line; pure."""

from __future__ import annotations

import json
import os
import re

from neptune_global_component.guard.document import AGAIN, FIRST_EVENT
from neptune_global_component.guard.secrets import hide_secrets, secrets_of_environment
from neptune_global_component.guard.words import plain

_LONGEST = 120
_OBJECT = re.compile(r"^[ \t]*\{", re.MULTILINE)
# A line of JSON may hold the value of a property, so it is not quoted.
_JSON = re.compile(r"""["{}\[\]0-9-]|(?:true|false|null)\b""")
_STANDARD_ERROR = (
    "Pulumi and the shell write such lines to standard error: save standard output alone (`pulumi preview --json > "
    "preview.json`, without 2>&1), or delete the line."
)


def syntax_problem(text: bytes) -> str | None:
    """Return what in a text is not a preview and what to do; None if the text is one JSON value.

    Args:
        text: the text of the input, not empty.
    """
    try:
        whole = text.decode()
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        return f"Line {line} is neither UTF-8 nor UTF-16 text. {AGAIN}"
    first = _OBJECT.search(whole)
    before = whole[: first.start()] if first else whole
    if before.strip():
        at = len(before) - len(before.lstrip())
        if first is None:
            return (
                f"The input is not a preview: line {_number(whole, at)} is {_quoted(whole, at) or 'other JSON'}. Run "
                "`pulumi preview` with --json, and save its standard output."
            )
        return _outside(whole, at)
    if text.lstrip().startswith(FIRST_EVENT):
        return _event_problem(whole)
    return _document_problem(whole)


def _document_problem(whole: str) -> str | None:
    start = len(whole) - len(whole.lstrip())
    try:
        _, end = json.JSONDecoder().raw_decode(whole, start)
    except json.JSONDecodeError as error:
        return _damage(whole, error)
    rest = whole[end:]
    return _outside(whole, end + len(rest) - len(rest.lstrip())) if rest.strip() else None


def _event_problem(whole: str) -> str | None:
    """Check an event stream, which has one JSON value per line."""
    at = 0
    for line in whole.splitlines(keepends=True):
        try:
            json.loads(line or "null") if line.strip() else None
        except json.JSONDecodeError as error:
            inside = line.lstrip().startswith("{")
            return _damage(whole, error, at) if inside else _outside(whole, at + len(line) - len(line.lstrip()))
        at += len(line)
    return None


def _damage(whole: str, error: json.JSONDecodeError, offset: int = 0) -> str:
    at = offset + error.pos
    if at >= len(whole.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"The preview is incomplete: it ends in line {_number(whole, len(whole.rstrip()))}. {AGAIN}"
    if not _quoted(whole, at):
        return f"The preview is damaged in line {_number(whole, at)}: {error.msg}. {AGAIN}"
    return _outside(whole, at)


def _outside(whole: str, at: int) -> str:
    """Return the problem of a line that is not part of the JSON."""
    quoted = _quoted(whole, at)
    if not quoted:
        return f"Line {_number(whole, at)} has JSON that is not part of the preview. {AGAIN}"
    return f"Line {_number(whole, at)} is not part of the preview: {quoted}. {_STANDARD_ERROR}"


def _number(whole: str, at: int) -> int:
    return whole.count("\n", 0, at) + 1


def _quoted(whole: str, at: int) -> str:
    """Return the line at a place, without secrets and control characters; empty if it looks like JSON."""
    start, end = whole.rfind("\n", 0, at) + 1, whole.find("\n", at)
    line = whole[start : end if end >= 0 else len(whole)].strip()
    if _JSON.match(line):
        return ""
    line = plain(hide_secrets(line, secrets_of_environment(os.environ)))
    return f"'{line[:_LONGEST]}{'…' if len(line) > _LONGEST else ''}'"
