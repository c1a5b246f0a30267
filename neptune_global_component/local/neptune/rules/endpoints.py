"""Rules for custom endpoints of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import DBInstanceNotFoundError, InvalidParameterCombination, InvalidParameterValue

from neptune_global_component.local.neptune.exceptions import InvalidDBClusterEndpointStateFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KINDS = ("READER", "WRITER", "ANY")


def check_kind(kind: str) -> None:
    """Reject an unknown endpoint type (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBClusterEndpoint.html

    Args:
        kind: EndpointType.

    Raises:
        InvalidParameterValue: the type is unknown.
    """
    if kind.upper() not in _KINDS:
        raise InvalidParameterValue(f"Invalid endpoint type: {kind}. Valid values are: {', '.join(_KINDS)}")


def check_members(static: Collection[str], excluded: Collection[str], instances: Iterable[str]) -> None:
    """Reject both lists at once, and members that are not instances of the cluster (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBClusterEndpoint.html

    Args:
        static: StaticMembers.
        excluded: ExcludedMembers.
        instances: the identifiers of the cluster's instances.

    Raises:
        InvalidParameterCombination: both lists have members.
        DBInstanceNotFoundError: a member is not an instance of the cluster.
    """
    if static and excluded:
        raise InvalidParameterCombination("StaticMembers and ExcludedMembers cannot be specified together")
    known = set(instances)
    for member in (*static, *excluded):
        if member not in known:
            raise DBInstanceNotFoundError(member)


def check_available(endpoint: str, status: str) -> None:
    """Reject changing an endpoint that is being created, modified or deleted (message inferred).

    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBClusterEndpoint.html

    Args:
        endpoint: the identifier.
        status: the endpoint's status.

    Raises:
        InvalidDBClusterEndpointStateFault: the endpoint is not available.
    """
    if status != "available":
        raise InvalidDBClusterEndpointStateFault(
            f"DB cluster endpoint {endpoint} is in {status} state but expected it to be available."
        )
