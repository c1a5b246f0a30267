"""Evaluation of an IAM policy on the local AWS: which calls it allows, and AWS's error message for denied ones.

The policy applies to the only IAM user of the local AWS. Permissions that AWS checks behind a call (KMS keys, the
service-linked role) are not evaluated. Neither are the resources of services other than RDS: calls to them need a
statement for ``*``.
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

# Parameters that name a resource, and the resource's type:
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
# The resource type that an operation applies to: a Create passes the tags to it, and a Describe without a name covers
# all of them.
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
# RDS assigns these to every cluster, and authorizes them as if the call named them.
_DEFAULTS = dict.fromkeys(("DBClusterParameterGroupName", "DBSubnetGroupName", "OptionGroupName"), "default")
_ELEMENTS = ("Sid", "Effect", "Action", "Resource", "Condition")
_OPERATORS = ("Bool", "StringEquals", "StringLike")


@dataclass(frozen=True)
class Need:
    """An action on a resource that the policy must allow.

    Args:
        action: an action, for example ``rds:CreateDBCluster``.
        resource: an ARN, or ``*``.
        context: values of condition keys.
    """

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


def user_arn(region: str) -> str:
    """Return the ARN of the user that makes every call, in the partition of a region."""
    return f"arn:{partition(region)}:iam::{ACCOUNT}:user/local"


def needs(service: str, operation: str, region: str, parameters: Mapping[str, Any]) -> list[Need]:
    """Return every permission that a call needs.

    Args:
        service: the service name in the call's signature.
        operation: the AWS operation.
        region: the region of the call's signature.
        parameters: the call's parameters.
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
    required = [Need(action, arn, context) for arn in arns.values()] or [Need(action, _all(operation, region))]
    tagged_arn = arns.get(_SUBJECTS.get(operation.removeprefix("Create"), ""))
    if tagged_arn and parameters.get("Tags"):
        required.append(Need("rds:AddTagsToResource", tagged_arn))
    if operation == "DeleteDBCluster" and "FinalDBSnapshotIdentifier" in arns:
        required += [Need("rds:CreateDBClusterSnapshot", arn) for arn in arns.values()]
    return required


def _arn(kind: str, name: str, region: str) -> str:
    if name.startswith("arn:"):
        return name
    place = "" if kind == "global-cluster" else region
    return f"arn:{partition(region)}:rds:{place}:{ACCOUNT}:{kind}:{name}"


def _all(operation: str, region: str) -> str:
    subject = _SUBJECTS.get(operation.removeprefix("Describe").removesuffix("s"))
    return _arn(_TYPES[subject], "*", region) if subject else "*"


class Policy:
    """An identity-based IAM policy: Allow and Deny statements with actions, resources and a few condition operators.

    Args:
        document: the policy document.

    Raises:
        LocalAwsError: the document is invalid, or uses an element that is not evaluated here.
    """

    def __init__(self, document: object) -> None:
        policy = json_object(document, "policy", ("Version", "Id", "Statement"))
        statements = policy.get("Statement")
        listed = statements if isinstance(statements, list) else [statements]
        self._statements = [_Statement(one, f"policy.Statement[{index}]") for index, one in enumerate(listed)]

    def denial(self, required: list[Need], region: str = "us-east-1") -> str | None:
        """Return AWS's error message for the first need that is not allowed, or None if all are allowed.

        Args:
            required: the permissions that a call needs.
            region: the region of the call, which determines the partition of the caller's ARN.
        """
        return next((message for need in required if (message := self._need_denial(need, user_arn(region)))), None)

    def _need_denial(self, need: Need, user: str) -> str | None:
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
        effects = {statement.effect for statement in self._statements if statement.applies_to(need)}
        if effects == {"Allow"}:
            return None
        reason = "with an explicit deny in an identity-based policy"
        if not effects:
            reason = f"because no identity-based policy allows the {need.action} action"
        return f"User: {user} is not authorized to perform: {need.action} on resource: {need.resource} {reason}"


class _Statement:
    """A statement of a policy.

    Args:
        document: the statement.
        path: the statement's position in the policy, for error messages.
    """

    def __init__(self, document: object, path: str) -> None:
        statement = json_object(document, path, _ELEMENTS)
        self.effect = statement.get("Effect")
        if self.effect not in {"Allow", "Deny"}:
            raise LocalAwsError(f"{path}.Effect: must be Allow or Deny, got {self.effect!r}.")
        self._actions = _string_list(statement.get("Action"), f"{path}.Action")
        self._resources = _string_list(statement.get("Resource"), f"{path}.Resource")
        self._conditions = list(_conditions(statement.get("Condition", {}), f"{path}.Condition"))

    def applies_to(self, need: Need) -> bool:
        """Return whether the statement applies to an action on a resource."""
        return (
            any(_matches(one.lower(), need.action.lower()) for one in self._actions)
            and any(_matches(one, need.resource) for one in self._resources)
            and all(
                _condition_matches(operator, need.context.get(key), values)
                for operator, key, values in self._conditions
            )
        )


def _conditions(value: object, path: str) -> Iterator[tuple[str, str, list[str]]]:
    for operator, keys in json_object(value, path, _OPERATORS).items():
        for key, values in json_object(keys, f"{path}.{operator}", keys).items():
            yield operator, key, _string_list(values, f"{path}.{operator}.{key}")


def _condition_matches(operator: str, value: str | None, values: list[str]) -> bool:
    if value is None:
        return False
    return any(_matches(one, value) if operator == "StringLike" else one == value for one in values)


def _string_list(value: object, path: str) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    texts = [text for text in listed if isinstance(text, str)]
    if not texts or texts != listed:
        raise LocalAwsError(f"{path}: must be a string or a list of strings, got {value!r}.")
    return texts


def _matches(pattern: str, text: str) -> bool:
    """Return whether a text matches an IAM pattern: ``*`` is any text and ``?`` one character."""
    regular = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(regular, text) is not None
