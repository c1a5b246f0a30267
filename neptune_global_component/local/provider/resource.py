"""The base of every resource type: a property table, its calls, and reading it back."""

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
    """An update: the previous state and the plan."""

    old: Values
    new: Values

    def of(self, name: str) -> bool:
        """Return whether a property changes."""
        return bool(self.old.get(name) != self.new.get(name))

    def apart_from(self, *names: str) -> list[str]:
        """Return the properties that change, except the specified ones."""
        return [name for name in self.new if name not in names and self.of(name)]


class Resource(ABC):
    """A resource type: its table, and create, read, update and delete against the Neptune API."""

    token: str
    title: str
    properties: tuple[Property, ...]
    timeouts: Timeouts

    @abstractmethod
    def create(self, aws: Aws, values: Values) -> str:
        """Create the resource and return its id. The state stores the id even if a later step fails."""

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Complete the creation: wait, attach."""
        del aws, resource_id, values

    @abstractmethod
    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return AWS's description of the resource, or None if it does not exist."""

    def _status(self, aws: Aws, resource_id: str) -> str | None:
        """Return AWS's status of the resource; None if it does not exist."""
        description = self.find(aws, resource_id)
        return None if description is None else str(description.get("DBInstanceStatus", description.get("Status")))

    @abstractmethod
    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Apply the plan, except for the tags."""

    @abstractmethod
    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Delete the resource. A resource that does not exist is accepted."""

    def describe(self, aws: Aws, resource_id: str, old: Values) -> dict[str, Any] | None:
        """Return AWS's description of the resource. The lookup may use values of the old state."""
        del old
        return self.find(aws, resource_id)

    @property
    def has_region(self) -> bool:
        """Return whether the resource has a region: global services have none."""
        return any(row.name == "region" for row in self.properties)

    @property
    def has_tags(self) -> bool:
        """Return whether the type has tags."""
        return any(row.name == "tagsAll" for row in self.properties)

    def read_tags(self, aws: Aws, values: Values) -> dict[str, str]:
        """Return all tags in AWS."""
        return tags.read(aws, values["arn"])

    def update_tags(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Change the tags in AWS to the planned ones."""
        del resource_id
        tags.update(aws, change.old["arn"], change.old.get("tagsAll"), change.new["tagsAll"])

    def check(self, inputs: Values) -> list[tuple[str, str]]:
        """Reject inputs that exclude each other. Return the property and the AWS provider's message."""
        del inputs
        return []

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add values that the description does not contain."""
        del aws, resource_id, values, old

    def read(self, aws: Aws, resource_id: str, old: Values) -> Values | None:
        """Return the state in AWS, or None if the resource does not exist.

        Values that AWS does not return are taken from the old state.
        """
        answer = self.describe(aws, resource_id, old)
        if answer is None:
            return None
        values = {row.name: _value_in_response(row, answer, old.get(row.name)) for row in self.properties}
        values |= {"id": resource_id} | ({"region": aws.region} if self.has_region else {})
        self.complete(aws, resource_id, values, old)
        if self.has_tags:
            values |= tags.split(self.read_tags(aws, values), aws.default_tags, old.get("tags"))
        return values

    def parameters(self, values: Values) -> dict[str, Value]:
        """Return the parameters of the Create call: values that are set, and the AWS provider's defaults."""
        return self.arguments(values) | ({"Tags": tags.to_aws(values["tagsAll"])} if values.get("tagsAll") else {})

    def arguments(self, values: Values) -> dict[str, Value]:
        """Return the parameters of the Create call that come from the table."""
        rows = [row for row in self.properties if row.parameter and _is_sent(row, values.get(row.name))]
        return {row.parameter: to_aws(row.type, values[row.name]) for row in rows}

    def modifications(self, change: Change) -> dict[str, Any]:
        """Return the parameters of the Modify call, as the table specifies, for the properties that changed.

        The AWS provider does not send an object that the program removed, so that the next plan has the same change
        again.
        """
        rows = [row for row in self.properties if row.modifies and change.of(row.name)]
        sent = [row for row in rows if not isinstance(row.type, Object) or change.new[row.name] is not None]
        return {row.parameter: to_aws(row.type, change.new[row.name]) for row in sent}


def _is_sent(row: Property, value: Value) -> bool:
    return bool(value) or (row.default is not None and value is not None)


def _value_in_response(row: Property, answer: dict[str, Any], old: Value) -> Value:
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
    """Return a value in botocore's form."""
    if isinstance(kind, Object):
        items = value if kind.many else [value]
        objects = [{row.parameter: to_aws(row.type, item[row.name]) for row in kind.fields} for item in items or []]
        return objects if kind.many else objects[0]
    if kind is Type.INTEGER and value is not None:
        return int(value)
    return bool(value) if kind is Type.BOOLEAN else value


UNIQUE = 26


def unique(prefix: str) -> str:
    """Return a name in the AWS provider's format: the prefix, the time and 12 random characters."""
    return f"{prefix}{datetime.now(tz=timezone.utc):%Y%m%d%H%M%S}{uuid4().hex[:12]}"


def name_of(values: Values, name: str, prefix: str) -> str:
    """Return the name of a new resource: the program's, or a generated one.

    Args:
        values: the properties.
        name: the property with the name.
        prefix: the property with the prefix of a generated name.
    """
    return str(values[name] or unique(values[prefix] or "tf-"))


def prefix_of(name: str) -> str:
    """Return the prefix of a name that ``unique`` generated, or an empty string."""
    head, tail = name[:-UNIQUE], name[-UNIQUE:]
    is_generated = len(tail) == UNIQUE and tail[:14].isdigit() and all(letter in "0123456789abcdef" for letter in tail)
    return head if is_generated else ""
