"""AWS calls as data: an operation, and parameters that refer to the properties of a resource."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Value, Values


def search(path: str, answer: Value) -> Value:
    """Return the value at a path (JMESPath) in a response."""
    # jmespath is installed with boto3, without types.
    import jmespath  # type: ignore[import-untyped]  # noqa: PLC0415

    return jmespath.search(path, answer)


def fill(template: Value, values: Values) -> Value:
    """Return a template with the values of the properties that it refers to as ``$name``.

    A map entry is omitted if the property has no value, or for ``$name?`` an empty one. For ``$name!`` the whole map is
    omitted then.
    """
    if isinstance(template, str) and template.startswith("$"):
        value = values.get(template.strip("$?!"))
        return _exact(value) if value or template[-1] not in "?!" else None
    if isinstance(template, dict):
        filled = {key: fill(value, values) for key, value in template.items()}
        if any(value is None and str(template[key]).endswith("!") for key, value in filled.items()):
            return None
        return {key: value for key, value in filled.items() if value is not None}
    if isinstance(template, list):
        items = [item for item in (fill(one, values) for one in template) if item is not None]
        return items if items or not template else None
    return template


def _exact(value: Value) -> Value:
    """Return a value with whole numbers as integers: Pulumi has only one number type."""
    if isinstance(value, list):
        return [_exact(item) for item in value]
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class Call:
    """An AWS call.

    Args:
        operation: the operation, after ``service:`` if it belongs to another service.
        parameters: its parameters; ``$name`` stands for a property's value, ``$id`` for the resource's id (see `fill`).
        gone: the error codes for a resource that does not exist.
        when: the property that must have a value for the call to be sent, or after ``!`` one that must not.
    """

    operation: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    gone: Collection[str] = ()
    when: str = ""

    def send(self, aws: Aws, values: Values, **others: Value) -> dict[str, Any] | None:
        """Send the call. Return None if it was not sent, or if the resource does not exist.

        Args:
            aws: sends the calls.
            values: the values of the properties.
            others: parameters in addition to the template's.
        """
        if self.when and bool(values.get(self.when.strip("!"))) == self.when.startswith("!"):
            return None
        service, _, operation = self.operation.rpartition(":")
        target = aws.of(service) if service else aws
        try:
            return target.call(operation, **{**others, **fill(self.parameters, values)})
        except AwsError as error:
            if error.code in self.gone:
                return None
            raise


@dataclass(frozen=True)
class Read:
    """A call that reads a part of a resource's description.

    Args:
        call: the call, whose parameters may refer to members of earlier parts.
        at: the path of the part in its response (JMESPath); ``$name`` stands for a property's value, ``$id`` for the
            resource's id.
        under: the name of the part in the description; empty for the description itself.
    """

    call: Call
    at: str
    under: str = ""

    def part(self, aws: Aws, values: Values) -> Value:
        """Return the part, or None if it does not exist."""
        path = re.sub(r"\$(\w+)", lambda name: str(values.get(name[1])), self.at)
        return search(path, self.call.send(aws, values) or {})


@dataclass(frozen=True)
class ForEach:
    """A call for each item that another call lists.

    Args:
        listing: the call that lists the items.
        call: the call for each item, which is ``$item`` in its parameters.
        when: the property that must have a value for the calls to be sent.
    """

    listing: Read
    call: Call
    when: str = ""

    def send(self, aws: Aws, values: Values) -> None:
        """Send the calls."""
        if self.when and not values.get(self.when):
            return
        for item in self.listing.part(aws, values) or []:
            self.call.send(aws, values | {"item": item})


Step = Call | ForEach
"""What a creation, an update or a deletion sends."""
