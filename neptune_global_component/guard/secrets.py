"""Hide secrets in text that Pulumi or a program wrote; pure.

Pulumi masks the secrets of its own configuration in messages. It does not mask secrets that a program computes, or
credentials of the machine that runs the preview.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from neptune_global_component.guard.preview import SECRET_MARK, SECRET_TEXT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_SHORTEST = 4
"""Shorter texts are not hidden, because they are part of too many words."""

_SHORTEST_OF_VARIABLES = 8
_VARIABLE = re.compile(r"SECRET|TOKEN|PASSWORD|PASSPHRASE|ACCESS_KEY|API_KEY|CREDENTIAL")
_CREDENTIALS = re.compile(
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\bpul-[0-9a-f]{40}\b"
    r"|\b(?:gh[a-z]_|github_pat_|glpat-)[\w-]{20,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)",
    re.DOTALL,
)
_ASSIGNMENT = re.compile(
    r"""((?:secret|token|password|passphrase|access_key|api_key)\w*["']?\s*[=:]\s*["']?)([^\s"',;]+)""", re.IGNORECASE
)


def hide_secrets(text: str, known: Collection[str] = ()) -> str:
    """Return a text with ``[secret]`` in place of each secret.

    Args:
        text: the text to show.
        known: secret values.
    """
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, SECRET_TEXT)
    text = _CREDENTIALS.sub(SECRET_TEXT, text)
    return _ASSIGNMENT.sub(lambda match: f"{match[1]}{SECRET_TEXT}", text)


def secrets_of_environment(environment: Mapping[str, str]) -> frozenset[str]:
    """Return the values of the environment variables that hold credentials by their names.

    Args:
        environment: the environment of the process.
    """
    named = (value for name, value in environment.items() if _VARIABLE.search(name.upper()))
    return frozenset(value for value in named if len(value) >= _SHORTEST_OF_VARIABLES)


def secrets_of_resource(values: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Return secret values that a resource's inputs or outputs repeat in plain text.

    Args:
        values: inputs and outputs of one resource, before and after.
    """
    secret = {key for one in values for key, value in _entries(one) if _is_marked(value)}
    # The provider repeats the tags of a program among all tags, and does not mark these.
    secret |= {"tagsAll"} if "tags" in secret else set()
    texts = (text for one in values for key, value in _entries(one) if key in secret for text in _texts(value))
    return frozenset(text for text in texts if len(text) >= _SHORTEST and text != SECRET_TEXT)


def _is_marked(value: object) -> bool:
    """Return whether Pulumi marks a value, or an element of a list, as secret."""
    if isinstance(value, list):
        return any(_is_marked(one) for one in value)
    return value == SECRET_TEXT or (isinstance(value, dict) and SECRET_MARK in value)


def _entries(value: object) -> Iterator[tuple[str, Any]]:
    """Yield each key with its value, at any depth."""
    if isinstance(value, dict):
        yield from value.items()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _entries(one)


def _texts(value: object) -> Iterator[str]:
    """Yield the strings and numbers in a value; with --show-secrets, Pulumi writes a secret string as JSON."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        yield str(value).strip('"')
