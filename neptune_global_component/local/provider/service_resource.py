"""Resource types of services related to Neptune, as data: properties and calls."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from neptune_global_component.core.names import partition
from neptune_global_component.local.provider.calls import Call, Read, Step, search
from neptune_global_component.local.provider.common_properties import output
from neptune_global_component.local.provider.errors import doing
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts, name_of, prefix_of
from neptune_global_component.local.provider.validation import same_json, same_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.properties import Property
    from neptune_global_component.local.provider.tagging import Tagging
    from neptune_global_component.local.provider.values import Value, Values


TIMEOUTS = Timeouts(create=20, update=20, delete=20)


class Setting(Protocol):
    """Properties with their own calls after the creation and on changes."""

    @property
    def properties(self) -> tuple[str, ...]:
        """The names of the properties."""

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Apply the plan."""


@dataclass(frozen=True)
class CallSetting:
    """Properties that one call sets.

    Args:
        properties: the names of the properties.
        set: the call.
        unset: the call if the first property has no value, or is false; None if that is the same call.
    """

    properties: tuple[str, ...]
    set: Step
    unset: Step | None = None

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Send the call."""
        call = self.unset if self.unset and not change.new[self.properties[0]] else self.set
        call.send(aws, change.new | {"id": resource_id})


@dataclass(frozen=True)
class EachSetting:
    """The elements of a set, or one value, which are added and removed one by one.

    Args:
        name: the property.
        add: adds ``$item``.
        remove: removes ``$item``.
    """

    name: str
    add: Call
    remove: Call

    @property
    def properties(self) -> tuple[str, ...]:
        """The names of the properties."""
        return (self.name,)

    def apply(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Remove the elements that are no longer there, then add the new ones."""
        before, after = (_elements(values[self.name]) for values in (change.old, change.new))
        for call, some, others in ((self.remove, before, after), (self.add, after, before)):
            for item in some:
                if item not in others:
                    call.send(aws, change.new | {"id": resource_id, "item": item})


def _elements(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value] if value else []


@dataclass(frozen=True)
class Waiting:
    """The states of a resource until an operation is complete.

    Args:
        status: the path of the state in the description (JMESPath).
        ready: the state in which the resource is usable.
        pending: the states before and after.
    """

    status: str
    ready: str
    pending: tuple[str, ...]


@dataclass(frozen=True)
class ServiceResource(Resource):
    """A resource type.

    Args:
        token: the type token.
        title: the AWS provider's name for it.
        service: the service, by its name in botocore.
        properties: the property table.
        creation: the call that creates it, with parameters that are not in the table.
        identity: the path of the id in the response (JMESPath), or a text with properties in braces.
        reads: the calls that describe it; the first one determines whether it exists.
        deletions: the calls that delete it.
        after_creation: calls right after the creation.
        settings: properties with their own calls.
        tagging: the tag calls; None for those of Neptune's API.
        waiting: its states; None if every operation is complete when the call returns.
        named: the properties for its name and the prefix of a generated name.
        gone_if: a JMESPath condition; if the description meets it, AWS is deleting the resource.
        finish: adds values that no path can find in the description.
        id_form: the id as a text with properties in braces, if ``identity`` is a path.
        timeouts: the AWS provider's timeouts.
    """

    token: str
    title: str
    service: str
    properties: tuple[Property, ...]
    creation: Call
    identity: str
    reads: tuple[Read, ...]
    deletions: tuple[Step, ...]
    after_creation: tuple[Step, ...] = ()
    settings: tuple[Setting, ...] = ()
    tagging: Tagging | None = None
    waiting: Waiting | None = None
    named: tuple[str, str] | None = None
    gone_if: str = ""
    finish: Callable[[Values, dict[str, Any]], None] | None = None
    id_form: str = ""
    timeouts: Timeouts = TIMEOUTS

    def create(self, aws: Aws, values: Values) -> str:
        """Send the call that creates the resource."""
        aws = aws.of(self.service)
        if self.named:
            values = values | {self.named[0]: name_of(values, *self.named)}
        with doing(f"creating {self.title}"):
            sent = self.arguments(values) if self.tagging else self.parameters(values)
            answer = self.creation.send(aws, values, **sent) or {}
        if "{" in self.identity:
            return self.identity.format_map(values)
        return str(search(self.identity, answer))

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Send the calls for properties that the creation does not set."""
        aws = aws.of(self.service)
        self._wait(aws, resource_id, values, "create")
        with doing(f"creating {self.title} ({resource_id})"):
            for call in self.after_creation:
                call.send(aws, values | {"id": resource_id})
        current = self.read(aws, resource_id, values)
        if current is None:
            return
        new = current | {name: value for name, value in values.items() if value is not None}
        change = Change(current, new)
        if change.of("tagsAll"):
            self.update_tags(aws, resource_id, change)
        self.update(aws, resource_id, change)

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the description, found by id only."""
        return self.describe(aws, resource_id, {})

    def describe(self, aws: Aws, resource_id: str, old: Values) -> dict[str, Any] | None:
        """Merge the responses of the read calls into one description."""
        aws = aws.of(self.service)
        values = self._known_values(resource_id, old)
        description: dict[str, Any] = {"_id": resource_id, "_region": aws.region, "_partition": partition(aws.region)}
        with doing(f"reading {self.title} ({resource_id})"):
            for read in self.reads:
                part = read.part(aws, values | description)
                if part is None and read is self.reads[0]:
                    return None
                description |= {read.under: part} if read.under else part
        return None if self.gone_if and search(self.gone_if, description) else description

    def _known_values(self, resource_id: str, old: Values) -> Values:
        """Return the values of the state, and those that the id contains if the state has none."""
        known = {name: value for name, value in old.items() if value is not None}
        return self._properties_of_id(resource_id) | known | {"id": resource_id}

    def _properties_of_id(self, resource_id: str) -> Values:
        """Return the properties that an id contains. An import has no others."""
        form = self.id_form or self.identity
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(form))
        match = re.fullmatch(pattern, resource_id) if "{" in form else None
        return match.groupdict() if match else {}

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add the id's names, the prefix of a generated name, the program's JSON, and values that no path finds."""
        del aws
        id_values = self._properties_of_id(resource_id)
        values |= {name: values[name] or value for name, value in id_values.items() if name in values}
        for row in self.properties:
            if row.suppress is same_json:
                values[row.name] = same_text(old.get(row.name), values[row.name])
        if self.named:
            name, prefix = self.named
            values[prefix] = prefix_of(values[name])
        if self.finish:
            self.finish(values, old)

    def read_tags(self, aws: Aws, values: Values) -> dict[str, str]:
        """Return all tags in AWS."""
        return self.tagging.read(aws.of(self.service), values) if self.tagging else super().read_tags(aws, values)

    def update_tags(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Change the tags in AWS to the planned ones."""
        if not self.tagging:
            super().update_tags(aws, resource_id, change)
            return
        values = change.old | {"id": resource_id}
        before, after = change.old.get("tagsAll") or {}, change.new.get("tagsAll") or {}
        with doing(f"updating {self.title} ({resource_id}) tags"):
            self.tagging.update(aws.of(self.service), values, before, after)

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Apply the settings that change."""
        with doing(f"updating {self.title} ({resource_id})"):
            for setting in self.settings:
                if any(change.of(name) for name in setting.properties):
                    setting.apply(aws.of(self.service), resource_id, change)
                    self._wait(aws, resource_id, change.new, "update")

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Send the calls that delete the resource."""
        values = self._known_values(resource_id, old)
        with doing(f"deleting {self.title} ({resource_id})"):
            for call in self.deletions:
                call.send(aws.of(self.service), values)
        self._wait(aws, resource_id, old, "delete")

    def _wait(self, aws: Aws, resource_id: str, values: Values, verb: str) -> None:
        """Wait until the resource is ready, or deleted."""
        states = self.waiting
        if not states:
            return

        def status() -> str | None:
            description = self.describe(aws, resource_id, values)
            return None if description is None else str(search(states.status, description))

        with doing(f"waiting for {self.title} ({resource_id}) {verb}"):
            pending = (states.ready, *states.pending) if verb == "delete" else states.pending
            aws.wait(status, pending, None if verb == "delete" else states.ready)


def arn(service: str, resource: str, *, account: str = "OwnerId") -> Property:
    """Return the ARN of a resource whose ARN AWS does not return.

    Args:
        service: the service in the ARN.
        resource: the type of the resource in the ARN, before the id.
        account: the path of the account in the description.
    """
    path = f"join('', ['arn:', _partition, ':{service}:', _region, ':', {account}, ':{resource}/', _id])"
    return output("arn", path)
