"""The common parts of cluster and instance parameter groups: everything except the names of the calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.errors import AwsError, ProviderError, doing
from neptune_global_component.local.provider.plan import normal
from neptune_global_component.local.provider.properties import Object, Property, Role
from neptune_global_component.local.provider.resource import Change, Resource, Timeouts, name_of, prefix_of, to_aws

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

# The API declares DBParameterGroupNotFoundFault, but returns the code DBParameterGroupNotFound.
GONE = ("DBParameterGroupNotFound", "DBParameterGroupNotFoundFault", "DBClusterParameterGroupNotFound")
AT_ONCE = 20
DOING = {"Modify": "modifying", "Reset": "resetting"}


@dataclass(frozen=True)
class Group:
    """AWS's names for one kind of group.

    Args:
        noun: the noun in the API's operations and members.
        describe_parameters: the operation that lists a group's parameters.
        resets: whether the AWS provider resets parameters that a program removes.
    """

    noun: str
    describe_parameters: str
    resets: bool


def _parameters(name: str) -> Object:
    """Return the type of a group's parameters."""
    apply_method = Property(
        "applyMethod",
        parameter="ApplyMethod",
        default="pending-reboot",
        validate=validation.one_of("immediate", "pending-reboot"),
    )
    named = Property("name", role=Role.REQUIRED, parameter="ParameterName")
    value = Property("value", role=Role.REQUIRED, parameter="ParameterValue")
    return Object(name, (apply_method, named, value), many=True)


def table(group: Group, parameter_type: str) -> tuple[Property, ...]:
    """Return the property table of a kind of group."""
    return (
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", f"{group.noun}Arn"),
        argument("description", "Description", default="Managed by Pulumi", replaces=True),
        argument("family", "DBParameterGroupFamily", role=Role.REQUIRED, replaces=True),
        argument(
            "name",
            f"{group.noun}Name",
            role=Role.COMPUTED,
            autoname=True,
            conflicts="namePrefix",
            replaces=True,
            validate=validation.parameter_group_name,
        ),
        Property("namePrefix", role=Role.COMPUTED, replaces=True, conflicts="name"),
        Property("parameters", _parameters(parameter_type)),
    )


class ParameterGroupBase(Resource):
    """A parameter group."""

    group: Group
    timeouts = Timeouts(create=20, update=20, delete=20)

    def create(self, aws: Aws, values: Values) -> str:
        """Create the group. A later call sets its parameters."""
        name = name_of(values, "name", "namePrefix")
        with doing(f"creating {self.title} ({name})"):
            aws.call(f"Create{self.group.noun}", **self.parameters(values) | {f"{self.group.noun}Name": name})
        return name

    def settle(self, aws: Aws, resource_id: str, values: Values) -> None:
        """Set the parameters."""
        self._send(aws, "Modify", resource_id, values["parameters"] or [])

    def find(self, aws: Aws, resource_id: str) -> dict[str, Any] | None:
        """Return the group's description."""
        names = {f"{self.group.noun}Name": resource_id}
        with doing(f"reading {self.title} ({resource_id})"):
            groups = aws.find(f"Describe{self.group.noun}s", f"{self.group.noun}s", GONE, **names)
        return next((one for one in groups if one[f"{self.group.noun}Name"] == resource_id), None)

    def complete(self, aws: Aws, resource_id: str, values: Values, old: Values) -> None:
        """Add the parameters that a user set or that the state has. There are hundreds of others."""
        values["namePrefix"] = prefix_of(resource_id)
        wanted = {parameter["name"] for parameter in old.get("parameters") or []}
        with doing(f"reading {self.title} ({resource_id}) parameters"):
            parameters = aws.find(
                self.group.describe_parameters, "Parameters", (), **{f"{self.group.noun}Name": resource_id}
            )
        mine = [one for one in parameters if one.get("Source") == "user" or one["ParameterName"] in wanted]
        read = [
            {"applyMethod": one.get("ApplyMethod"), "name": one["ParameterName"], "value": one["ParameterValue"]}
            for one in mine
            if one.get("ParameterValue") is not None
        ]
        values["parameters"] = normal(self._parameters_type, read)

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Set new and changed parameters. Reset removed ones where the AWS provider does so."""
        before, after = change.old.get("parameters") or [], change.new["parameters"] or []
        if self.group.resets:
            self._send(aws, "Reset", resource_id, [one for one in before if one not in after])
        self._send(aws, "Modify", resource_id, [one for one in after if one not in before])

    def delete(self, aws: Aws, resource_id: str, old: Values) -> None:
        """Delete the group."""
        del old
        try:
            aws.call(f"Delete{self.group.noun}", **{f"{self.group.noun}Name": resource_id})
        except AwsError as error:
            if error.code not in GONE:
                raise ProviderError(f"deleting {self.title} ({resource_id}): {error}") from error

    @property
    def _parameters_type(self) -> Object:
        return next(row.type for row in self.properties if isinstance(row.type, Object))

    def _send(self, aws: Aws, verb: str, resource_id: str, parameters: list[Values]) -> None:
        entries = to_aws(self._parameters_type, parameters)
        for start in range(0, len(entries), AT_ONCE):
            with doing(f"{DOING[verb]} {self.title} ({resource_id})"):
                aws.call(
                    f"{verb}{self.group.noun}",
                    **{f"{self.group.noun}Name": resource_id, "Parameters": entries[start : start + AT_ONCE]},
                )
