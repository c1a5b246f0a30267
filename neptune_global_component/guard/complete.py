"""Check that a preview succeeded and is complete; pure."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from neptune_global_component.core.errors import PreviewError
from neptune_global_component.core.urns import split_urn, stack_of
from neptune_global_component.guard.document import AGAIN, ERROR
from neptune_global_component.guard.secrets import hide_secrets, secrets_of_environment, secrets_of_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.guard.document import Diagnostic, Document, StepEntry

COUNTED = ("create", "update", "delete", "replace", "import")
"""The operations with one step for each one that the engine counts."""

_URN = re.compile(r"urn:pulumi:[^:]+::[^:]+::[^:]+(:[^:]+)*::.+", re.DOTALL)
_STANDARD_ERROR = "info#err"
_EXITED = "an unhandled error occurred: program exited with non-zero exit code"
"""The error that Pulumi adds after the program's own error."""

# The YAML host reports an invalid program on standard error only, as an HCL diagnostic: the document of such a preview
# has no error, and looks complete.
_YAML_ERROR = re.compile(r"^(?:\x1b\[31mError\x1b\[0m: |Error: [^\n]*\n\s*on [^\n]+ line \d+)", re.MULTILINE)
_MARKUP = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|<\{%[^%]*%\}>")
_MOST = 10_000
"""The maximum length of a message in a report."""


def check_complete(document: Document) -> None:
    """Check that the preview succeeded and that no part is missing.

    Args:
        document: a preview.

    Raises:
        PreviewError: the preview failed, or a part is missing.
    """
    _check_succeeded(document)
    shown = Counter(one.op for one in document.steps)
    for operation in COUNTED:
        counted = document.change_summary.get(operation, 0)
        if shown[operation] < counted:
            raise PreviewError(
                f"The preview is incomplete: its summary has {counted} resources to {operation}, and its steps have "
                f"{shown[operation]}. {AGAIN}"
            )
    for one in document.steps:
        if not _URN.fullmatch(one.urn):
            raise PreviewError(f"The preview has a step with an invalid URN. {AGAIN}")


def _check_succeeded(document: Document) -> None:
    errors = [one for one in document.diagnostics if one.severity == ERROR]
    printed = "".join(one.message for one in document.diagnostics if one.severity == _STANDARD_ERROR)
    if not (errors or document.maybe_corrupt or document.has_failed or _YAML_ERROR.search(printed)):
        return
    secrets = _secrets(document.steps)
    errors = [one for one in errors if _EXITED not in one.message] or errors
    texts = [_text(one, secrets) for one in errors] or [_shown(printed, secrets)]
    texts = list(dict.fromkeys(text for text in texts if text))
    count = f"{len(texts)} {'error' if len(texts) == 1 else 'errors'}" if texts else "no error message"
    raise PreviewError(
        f"The preview failed with {count}, so it does not show what an update would do. Fix the program or the "
        "stack, then run `pulumi preview --json` again.",
        texts,
        stack_of(document.steps[0].urn) if document.steps else "",
    )


def _text(error: Diagnostic, secrets: frozenset[str]) -> str:
    """Return an error with the name of its resource."""
    text = _shown(error.message, secrets).removeprefix("error: ")
    _, name = split_urn(error.urn)
    return f"{hide_secrets(name, secrets)}: {text}" if text and name and name not in text else text


def _shown(message: str, secrets: frozenset[str]) -> str:
    """Return a message without colours and secrets, truncated if it is too long."""
    text = hide_secrets(_MARKUP.sub("", message), secrets).strip()
    left = len(text) - _MOST
    return text if left <= 0 else f"{text[:_MOST]}\n… ({left} more characters)"


def _secrets(steps: list[StepEntry]) -> frozenset[str]:
    """Return the values that must not be shown: secrets of the preview, and credentials of this machine."""
    return secrets_of_environment(os.environ).union(*(secrets_of_resource(list(_values(one))) for one in steps))


def _values(step: StepEntry) -> Iterator[dict[str, Any]]:
    for raw in (step.old_state, step.new_state):
        state = msgspec.json.decode(raw)
        if isinstance(state, dict):
            yield from (part for part in (state.get("inputs"), state.get("outputs")) if isinstance(part, dict))
