"""The parameters of Neptune's parameter groups: https://docs.aws.amazon.com/neptune/latest/userguide/parameters.html."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FLAG = "0,1"
_TIMEOUT = "10-2147483647"


@dataclass(frozen=True)
class Parameter:
    """A parameter.

    Args:
        name: the name.
        description: the purpose.
        value: the default; None if there is none.
        allowed: a list of values or a range, in AWS's format; None if every value is allowed.
        dynamic: whether a change applies without a reboot.
    """

    name: str
    description: str
    value: str | None = None
    allowed: str | None = None
    dynamic: bool = False

    def allows(self, value: str) -> bool:
        """Return whether a value is allowed.

        Args:
            value: the value, as text.
        """
        if self.allowed is None or value in self.allowed.split(","):
            return True
        lowest, _, highest = self.allowed.partition("-")
        return lowest.isdigit() and highest.isdigit() and value.isdigit() and int(lowest) <= int(value) <= int(highest)

    @property
    def data_type(self) -> str:
        """AWS's name for the data type of the values."""
        if self.allowed == _FLAG:
            return "boolean"
        return "integer" if (self.value or "").isdigit() else "string"


CLUSTER = (
    Parameter("neptune_enable_audit_log", "Writes audit logs.", "0", _FLAG),
    Parameter("neptune_enable_slow_query_log", "Logs slow queries.", "disable", "info,debug,disable", dynamic=True),
    Parameter("neptune_slow_query_log_threshold", "Milliseconds that make a query slow.", "5000", dynamic=True),
    Parameter("neptune_lab_mode", "Enables experimental features."),
    Parameter("neptune_query_timeout", "Milliseconds before a query times out.", "120000", _TIMEOUT),
    Parameter("neptune_streams", "Enables Neptune streams.", "0", _FLAG),
    Parameter("neptune_streams_expiry_days", "Days until stream records are deleted.", "7", "1-90"),
    Parameter("neptune_lookup_cache", "Enables the lookup cache of R5d instances.", "0", _FLAG),
    Parameter("neptune_autoscaling_config", "Settings of the readers that auto scaling creates, as JSON."),
    Parameter("neptune_ml_iam_role", "The IAM role of Neptune ML."),
    Parameter("neptune_ml_endpoint", "The SageMaker endpoint of Neptune ML."),
    Parameter("neptune_enable_inline_server_generated_edge_id", "Enables inline edge IDs.", "0", _FLAG),
    Parameter("neptune_enforce_ssl", "Deprecated: every connection uses HTTPS.", "1", _FLAG),
)
"""The parameters of clusters."""

INSTANCE = (
    Parameter("neptune_dfe_query_engine", "Use of the DFE query engine.", "viaQueryHint", "enabled,viaQueryHint"),
    Parameter("neptune_query_timeout", "Milliseconds before a query times out.", "120000", _TIMEOUT),
    Parameter("neptune_result_cache", "Enables caching of query results.", "0", _FLAG),
    Parameter("UndoLogPurgeConfig", "Speed of the purge of undo logs.", "default", "default,aggressive"),
)
"""The parameters of instances."""


def describe(
    parameters: tuple[Parameter, ...], user: Mapping[str, Mapping[str, str]] | None = None
) -> Iterator[dict[str, object]]:
    """Yield parameters in AWS's format, with the values that a user set in a group.

    Args:
        parameters: ``CLUSTER`` or ``INSTANCE``.
        user: the parameters that a user set, by name.
    """
    for one in parameters:
        shown = {
            "ParameterName": one.name,
            "Description": one.description,
            "Source": "engine-default",
            "ApplyType": "dynamic" if one.dynamic else "static",
            "DataType": one.data_type,
            "AllowedValues": one.allowed,
            "IsModifiable": True,
            "ParameterValue": one.value,
            "ApplyMethod": "immediate" if one.dynamic else "pending-reboot",
        }
        if user and one.name in user:
            shown |= {**user[one.name], "Source": "user"}
        yield {name: value for name, value in shown.items() if value is not None}
