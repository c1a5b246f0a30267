"""The base of all operations: the configured latency, and the phases that end before each call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.rds.exceptions import RDSClientError
from moto.rds.responses import RDSResponse

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.rules import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# AWS stores group names in lower case:
# https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBParameterGroup.html
_GROUP_NAMES = (
    "DBClusterParameterGroupName",
    "DBInstanceParameterGroupName",
    "DBParameterGroupName",
    "DBSubnetGroupName",
    "SourceDBClusterParameterGroupIdentifier",
    "SourceDBParameterGroupIdentifier",
    "TargetDBClusterParameterGroupIdentifier",
    "TargetDBParameterGroupIdentifier",
)


class Operations(RDSResponse):
    """Base class of the operations: moto creates an object for each call."""

    latency: ClassVar[Callable[[str], float]]
    """Returns the seconds that an operation lasts. Set by ``install``."""

    def call_action(self) -> Any:  # noqa: ANN401 - moto's type
        """Answer the call, after applying the phases that have ended since the last call.

        Raises:
            NotImplementedError: Neptune does not have the operation, so moto's result would not be a Neptune resource.
        """
        if self._get_action() not in get_service_model("neptune").operation_names:
            raise NotImplementedError
        for name in _GROUP_NAMES:
            if name in self.params:
                self.params[name] = self.params[name].lower()
        store.sweep(self.current_account)
        try:
            limits.check_tags(self.params.get("Tags") or [])
        except RDSClientError as error:
            return self.serialized(ActionResult(error))
        return super().call_action()

    def page(self, name: str, records: Sequence[object], sizes: range = limits.PAGE) -> ActionResult:
        """Answer with the page that MaxRecords and Marker request: moto supports paging for a few operations only.

        Args:
            name: the name of the list in the response.
            records: all records.
            sizes: the allowed page sizes.

        Raises:
            InvalidParameterValue: MaxRecords is out of range, or Marker is not from a response.
        """
        return ActionResult(self.paged(name, records, sizes))

    def paged(self, name: str, records: Sequence[object], sizes: range = limits.PAGE) -> dict[str, object]:
        """Return the page that `page` answers with, for a response that nests it."""
        size, marker = limits.parse_page(self.params.get("MaxRecords"), self.params.get("Marker"), sizes)
        following = str(marker + size) if marker + size < len(records) else None
        return {name: records[marker : marker + size], "Marker": following}

    @property
    def filters(self) -> dict[str, list[str]]:
        """The call's filters: values by filter name."""
        return {one["Name"]: one["Values"] for one in self.params.get("Filters", [])}

    @property
    def seconds(self) -> float:
        """The duration of this call's operation, in seconds."""
        return type(self).latency(self._get_action())
