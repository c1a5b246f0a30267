"""An IAM policy that the local AWS enforces: which calls it allows, and AWS's words for the others.

It is the policy of the only user there is. What AWS does behind a call, with KMS keys and the service-linked role, is
not looked at; nor are the resources of other services than RDS: their calls need a statement for ``*``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.core.names import partition
from neptune_global_component.local.json_object import json_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ACCOUNT = "123456789012"

# What names a resource in a call, and its type:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
_TYPES = {
    "DBClusterEndpointIdentifier": "cluster-endpoint",
    "DBClusterIdentifier": "cluster",
    "DBClusterParameterGroupName": "cluster-pg",
    "DBClusterSnapshotIdentifier": "cluster-snapshot",
    "DBInstanceIdentifier": "db",
    "DBInstanceParameterGroupName": "pg",
    "DBParameterGroupName": "pg",
    "DBSubnetGroupName": "subgrp",
    "DbClusterIdentifier": "cluster",
    "FinalDBSnapshotIdentifier": "cluster-snapshot",
    "GlobalClusterIdentifier": "global-cluster",
    "OptionGroupName": "og",
    "ResourceName": "",
    "SnapshotIdentifier": "cluster-snapshot",
    "SourceDBClusterIdentifier": "cluster",
    "SubscriptionName": "es",
    "TargetDbClusterIdentifier": "cluster",
}
# What an operation is about: a Create gives it the tags, and a Describe that names nothing is one of all.
_SUBJECTS = {
    "DBCluster": "DBClusterIdentifier",
    "DBClusterEndpoint": "DBClusterEndpointIdentifier",
    "DBClusterParameterGroup": "DBClusterParameterGroupName",
    "DBInstance": "DBInstanceIdentifier",
    "DBParameterGroup": "DBParameterGroupName",
    "DBSubnetGroup": "DBSubnetGroupName",
    "EventSubscription": "SubscriptionName",
    "GlobalCluster": "GlobalClusterIdentifier",
}
# RDS gives these to every cluster, and checks them like those that a call names.
_DEFAULTS = dict.fromkeys(("DBClusterParameterGroupName", "DBSubnetGroupName", "OptionGroupName"), "default")
_ELEMENTS = ("Sid", "Effect", "Action", "Resource", "Condition")
_OPERATORS = ("Bool", "StringEquals", "StringLike")


@dataclass(frozen=True)
class Need:
    """An action on a resource that must be allowed.

    Args:
        action: for example ``rds:CreateDBCluster``.
        resource: an ARN, or ``*``.
        context: values of condition keys.
    """

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


def user_arn(region: str) -> str:
    """Return the ARN of who makes every call, in the partition of a region."""
    return f"arn:{partition(region)}:iam::{ACCOUNT}:user/local"


def needs(service: str, operation: str, region: str, parameters: Mapping[str, Any]) -> list[Need]:
    """List all that a call needs to be allowed.

    Args:
        service: the name in the call's signature.
        operation: the AWS operation.
        region: the region of the call's signature.
        parameters: what the call gives.
    """
    if (service, operation) == ("sts", "GetCallerIdentity"):
        # https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html: no permission is needed.
        return []
    action = f"{service}:{operation}"
    if service != "rds":
        return [Need(action, "*")]
    named = {name: value for name, value in parameters.items() if name in _TYPES and value}
    if operation == "CreateDBCluster":
        named = _DEFAULTS | named
    arns = {name: _arn(_TYPES[name], value, region) for name, value in named.items()}
    context = {"rds:DatabaseEngine": parameters["Engine"]} if "Engine" in parameters else {}
    found = [Need(action, arn, context) for arn in arns.values()] or [Need(action, _all(operation, region))]
    made = arns.get(_SUBJECTS.get(operation.removeprefix("Create"), ""))
    if made and parameters.get("Tags"):
        found.append(Need("rds:AddTagsToResource", made))
    if operation == "DeleteDBCluster" and "FinalDBSnapshotIdentifier" in arns:
        found += [Need("rds:CreateDBClusterSnapshot", arn) for arn in arns.values()]
    return found


def _arn(kind: str, name: str, region: str) -> str:
    if name.startswith("arn:"):
        return name
    place = "" if kind == "global-cluster" else region
    return f"arn:{partition(region)}:rds:{place}:{ACCOUNT}:{kind}:{name}"


def _all(operation: str, region: str) -> str:
    subject = _SUBJECTS.get(operation.removeprefix("Describe").removesuffix("s"))
    return _arn(_TYPES[subject], "*", region) if subject else "*"


class Policy:
    """An identity-based IAM policy: its Allow and Deny statements with actions, resources and a few conditions.

    Args:
        document: the policy document.

    Raises:
        LocalAwsError: it is not valid, or has an element that is not evaluated here.
    """

    def __init__(self, document: object) -> None:
        given = json_object(document, "policy", ("Version", "Id", "Statement"))
        statements = given.get("Statement")
        listed = statements if isinstance(statements, list) else [statements]
        self._statements = [_Statement(one, f"policy.Statement[{index}]") for index, one in enumerate(listed)]

    def refusal(self, wanted: list[Need], region: str = "us-east-1") -> str | None:
        """Return AWS's words for the first need that is not allowed; None if all are.

        Args:
            wanted: what a call needs.
            region: the region of the call, in whose partition the caller is.
        """
        return next((words for need in wanted if (words := self._words(need, user_arn(region)))), None)

    def _words(self, need: Need, user: str) -> str | None:
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
        effects = {statement.effect for statement in self._statements if statement.covers(need)}
        if effects == {"Allow"}:
            return None
        reason = "with an explicit deny in an identity-based policy"
        if not effects:
            reason = f"because no identity-based policy allows the {need.action} action"
        return f"User: {user} is not authorized to perform: {need.action} on resource: {need.resource} {reason}"


class _Statement:
    """A statement of a policy; path is where it is."""

    def __init__(self, given: object, path: str) -> None:
        statement = json_object(given, path, _ELEMENTS)
        self.effect = statement.get("Effect")
        if self.effect not in {"Allow", "Deny"}:
            raise LocalAwsError(f"{path}.Effect: got {self.effect!r}; give Allow or Deny.")
        self._actions = _texts(statement.get("Action"), f"{path}.Action")
        self._resources = _texts(statement.get("Resource"), f"{path}.Resource")
        self._conditions = list(_conditions(statement.get("Condition", {}), f"{path}.Condition"))

    def covers(self, need: Need) -> bool:
        """Whether it is about an action on a resource."""
        return (
            any(_matches(one.lower(), need.action.lower()) for one in self._actions)
            and any(_matches(one, need.resource) for one in self._resources)
            and all(_holds(operator, need.context.get(key), values) for operator, key, values in self._conditions)
        )


def _conditions(given: object, path: str) -> Iterator[tuple[str, str, list[str]]]:
    for operator, keys in json_object(given, path, _OPERATORS).items():
        for key, values in json_object(keys, f"{path}.{operator}", keys).items():
            yield operator, key, _texts(values, f"{path}.{operator}.{key}")


def _holds(operator: str, value: str | None, wanted: list[str]) -> bool:
    if value is None:
        return False
    return any(_matches(one, value) if operator == "StringLike" else one == value for one in wanted)


def _texts(given: object, path: str) -> list[str]:
    listed = given if isinstance(given, list) else [given]
    texts = [text for text in listed if isinstance(text, str)]
    if not texts or texts != listed:
        raise LocalAwsError(f"{path}: got {given!r}; give a string or a list of strings.")
    return texts


def _matches(pattern: str, text: str) -> bool:
    """IAM's wildcards: ``*`` is any text, ``?`` one character; a ``[`` stands for itself."""
    regular = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(regular, text) is not None
