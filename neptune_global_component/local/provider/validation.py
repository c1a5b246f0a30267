"""The AWS provider's validators of single values, and their messages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neptune_global_component.local.provider.values import Value

    Validate = Callable[[str, Any], Iterator[str]]
    Rule = tuple[Callable[[str], object], str]

LONGEST = 255
ARN_COLONS = 5

_NO_DOUBLE_HYPHEN: Rule = (lambda text: "--" not in text, '"{0}" cannot contain two consecutive hyphens')
_NO_END_HYPHEN: Rule = (lambda text: not text.endswith("-"), '"{0}" cannot end with a hyphen')
_NOT_TOO_LONG: Rule = (lambda text: len(text) <= LONGEST, '"{0}" cannot be greater than 255 characters')
_LOWER_CASE: tuple[Rule, ...] = (
    (re.compile(r"^[0-9a-z-]+$").match, 'only lowercase alphanumeric characters and hyphens allowed in "{0}"'),
    (re.compile(r"^[a-z]").match, 'first character of "{0}" must be a letter'),
    _NO_DOUBLE_HYPHEN,
)


def _all(*rules: Rule) -> Validate:
    def validate(name: str, value: Value) -> Iterator[str]:
        yield from (words.format(name) for holds, words in rules if not holds(value))

    return validate


global_cluster_identifier = _all(
    (re.compile(r"^[0-9A-Za-z-]+$").match, 'only alphanumeric characters and hyphens allowed in "{0}"'),
    (re.compile(r"^[A-Za-z]").match, 'first character of "{0}" must be a letter'),
    _NO_DOUBLE_HYPHEN,
    _NOT_TOO_LONG,
)
identifier = _all(*_LOWER_CASE, _NO_END_HYPHEN)
identifier_prefix = _all(*_LOWER_CASE)
parameter_group_name = _all(*_LOWER_CASE, _NO_END_HYPHEN, _NOT_TOO_LONG)
subnet_group_name = _all(
    (
        re.compile(r"^[0-9a-z_ .-]+$").match,
        'only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces allowed in "{0}"',
    ),
    (lambda text: len(text) <= LONGEST, '"{0}" cannot be longer than 255 characters'),
    (lambda text: text != "default", '"Default" is not allowed as "{0}"'),
)
final_snapshot_identifier = _all(
    (re.compile(r"^[0-9A-Za-z-]+$").match, 'only alphanumeric characters and hyphens allowed in "{0}"'),
    _NO_DOUBLE_HYPHEN,
    (lambda text: not text.endswith("-"), '"{0}" cannot end in a hyphen'),
)
security_group_name = _all((lambda text: not text.startswith("sg-"), "invalid value for {0} (cannot begin with sg-)"))

event_subscription_name = _all(
    (re.compile(r"^[0-9A-Za-z-]+$").match, 'only alphanumeric characters and hyphens allowed in "{0}"'),
    (lambda text: len(text) <= LONGEST, '"{0}" cannot be greater than 255 characters'),
)


def one_of(*allowed: str) -> Validate:
    """Return a validator for a value from a list."""

    def validate(name: str, value: Value) -> Iterator[str]:
        if value not in allowed:
            listed = " ".join(f'"{item}"' for item in allowed)
            yield f"expected {name} to be one of [{listed}], got {value}"

    return validate


def _number(limit: float, value: float | None = None) -> str:
    """Return a number as Go prints it: with decimals if the limit has some."""
    shown = limit if value is None else value
    return f"{shown:f}" if isinstance(limit, float) else f"{shown:.0f}"


def same_json(old: Value, new: Value) -> bool:
    """Return whether two strings are the same JSON, such as a policy with other whitespace."""
    try:
        return bool(json.loads(old) == json.loads(new))
    except (TypeError, ValueError):
        return False


def same_text(old: Value, answered: Value) -> Value:
    """Return JSON as the state spells it, or as the AWS provider does if the value differs."""
    if not answered or same_json(old, answered):
        return old if old and answered else answered
    return json.dumps(json.loads(answered), separators=(",", ":"), sort_keys=True)


def at_most(limit: float) -> Validate:
    """Return a validator for a maximum."""

    def validate(name: str, value: Value) -> Iterator[str]:
        if value > limit:
            yield f"expected {name} to be at most ({_number(limit)}), got {_number(limit, value)}"

    return validate


def at_least(limit: float) -> Validate:
    """Return a validator for a minimum."""

    def validate(name: str, value: Value) -> Iterator[str]:
        if value < limit:
            yield f"expected {name} to be at least ({_number(limit)}), got {_number(limit, value)}"

    return validate


def _window(pattern: str, words: str) -> Validate:
    def validate(name: str, value: Value) -> Iterator[str]:
        del name
        if value and not re.match(pattern, value):
            yield f'({value}) must satisfy the format of "{words}"'

    return validate


_TIME = "([0-1][0-9]|2[0-3]):[0-5][0-9]"
_DAY_TIME = f"(?i:mon|tue|wed|thu|fri|sat|sun):{_TIME}"
backup_window = _window(f"^{_TIME}-{_TIME}$", "hh24:mi-hh24:mi")
maintenance_window = _window(f"^{_DAY_TIME}-{_DAY_TIME}$", "ddd:hh24:mi-ddd:hh24:mi")


def arn(name: str, value: Value) -> Iterator[str]:
    """Check that a value is an ARN."""
    if value and not value.startswith("arn:"):
        yield f'"{name}" ({value}) is an invalid ARN: arn: invalid prefix'
    elif value and value.count(":") < ARN_COLONS:
        yield f'"{name}" ({value}) is an invalid ARN: arn: not enough sections'
