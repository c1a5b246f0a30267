"""What every resource type has: a property table, the calls behind it, and how it is read back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from neptune_global_component.local.provider import tags
from neptune_global_component.local.provider.calls import search
from neptune_global_component.local.provider.properties import Object, Property, Type

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Value, Values


@dataclass(frozen=True)
class Timeouts:
    """The AWS provider's default timeouts, in minutes."""

    create: int
    update: int
    delete: int


@dataclass(frozen=True)
class Change:
    """An update: the state before, and what the plan says."""

    old: Values
    new: Values

    def of(self, name: str) -> bool:
        """Whether the property changes."""
        return bool(self.old.get(name) != self.new.get(name))

    def apart_from(self, *names: str) -> list[str]:
        """The properties that change, without these."""
        return [name for name in self.new if name not in names and self.of(name)]


class Resource(ABC):
    """A resource type: its table, and create, read, update and delete against the Neptune API."""

    token: str
    title: str
    properties: tuple[Property, ...]
    timeouts: Timeouts

    @abstractmethod
    def create(self, aws: Aws, values: Values) -> str:
        """Make the thing and return its id, which the state keeps whatever comes after."""

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Do what follows the creation: wait, attach."""
        del aws, resource_id, values

    @abstractmethod
    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """AWS's description of the thing, or None where it is gone."""

    @abstractmethod
    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Make AWS as planned, all but the tags."""

    @abstractmethod
    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Delete the thing; it is no error when it is gone already."""

    def describe(self, aws: Aws, resource_id: str, old: Values) -> dict[str, Any] | None:
        """Return AWS's description of the thing, which may take values of the old state to find."""
        del old
        return self.find(aws, resource_id)

    @property
    def has_region(self) -> bool:
        """True unless the resource is of a global service."""
        return any(row.name == "region" for row in self.properties)

    @property
    def has_tags(self) -> bool:
        """True if the type has tags."""
        return any(row.name == "tagsAll" for row in self.properties)

    def read_tags(self, aws: Aws, values: Values) -> dict[str, str]:
        """Return all tags that AWS has."""
        return tags.read(aws, values["arn"])

    def update_tags(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Change AWS's tags to the planned ones."""
        del resource_id
        tags.update(aws, change.old["arn"], change.old.get("tagsAll"), change.new["tagsAll"])

    def check(self, inputs: Values) -> list[tuple[str, str]]:
        """Refuse inputs that exclude each other: property and the AWS provider's message."""
        del inputs
        return []

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add to the values what the description does not have."""
        del aws, resource_id, values, old

    def read(self, aws: Aws, resource_id: str, old: Values) -> Values | None:
        """The state as AWS has it now, or None where the thing is gone.

        What AWS does not say stays as it was in the old state.
        """
        answer = self.describe(aws, resource_id, old)
        if answer is None:
            return None
        values = {row.name: _answered(row, answer, old.get(row.name)) for row in self.properties}
        values |= {"id": resource_id} | ({"region": aws.region} if self.has_region else {})
        self.complete(aws, resource_id, values, old)
        if self.has_tags:
            values |= tags.split(self.read_tags(aws, values), aws.default_tags, old.get("tags"))
        return values

    def parameters(self, values: Values) -> dict[str, Value]:
        """The parameters of the Create call: what is set, and what the AWS provider has a default for."""
        return self.arguments(values) | ({"Tags": tags.to_aws(values["tagsAll"])} if values.get("tagsAll") else {})

    def arguments(self, values: Values) -> dict[str, Value]:
        """Return those parameters of the Create call that the table has."""
        rows = [row for row in self.properties if row.parameter and _is_sent(row, values.get(row.name))]
        return {row.parameter: to_aws(row.type, values[row.name]) for row in rows}

    def modifications(self, change: Change) -> dict[str, Any]:
        """The parameters of the Modify call: what the table lets it carry, and what changed.

        The AWS provider sends no object that the program took away: the next plan has the same change again.
        """
        rows = [row for row in self.properties if row.modifies and change.of(row.name)]
        sent = [row for row in rows if not isinstance(row.type, Object) or change.new[row.name] is not None]
        return {row.parameter: to_aws(row.type, change.new[row.name]) for row in sent}


def _is_sent(row: Property, value: Value) -> bool:
    return bool(value) or (row.default is not None and value is not None)


def _answered(row: Property, answer: dict[str, Any], old: Value) -> Value:
    if not row.answer:
        return old
    value = search(row.answer, answer)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if row.type is Type.SET:
        return sorted(value or [])
    if row.type is Type.LIST:
        return list(value or [])
    if value is None and row.type is Type.STRING and row.answer.isidentifier():
        return ""
    return value


def to_aws(kind: Type | Object, value: Value) -> Value:
    """A value in the form that botocore takes."""
    if isinstance(kind, Object):
        items = value if kind.many else [value]
        made = [{row.parameter: to_aws(row.type, item[row.name]) for row in kind.fields} for item in items or []]
        return made if kind.many else made[0]
    if kind is Type.INTEGER and value is not None:
        return int(value)
    return bool(value) if kind is Type.BOOLEAN else value


UNIQUE = 26


def unique(prefix: str) -> str:
    """A name in the AWS provider's way: the prefix, the time, and 26 characters in all behind it."""
    return f"{prefix}{datetime.now(tz=timezone.utc):%Y%m%d%H%M%S}{uuid4().hex[:12]}"


def name_of(values: Values, name: str, prefix: str) -> str:
    """The name of something new: as the program gives it, or else made.

    Args:
        values: the properties.
        name: which of them is the name.
        prefix: which of them is the beginning of a made name.
    """
    return str(values[name] or unique(values[prefix] or "tf-"))


def prefix_of(name: str) -> str:
    """The prefix of a name that ``unique`` made, else an empty text."""
    head, tail = name[:-UNIQUE], name[-UNIQUE:]
    made = len(tail) == UNIQUE and tail[:14].isdigit() and all(letter in "0123456789abcdef" for letter in tail)
    return head if made else ""
