"""What all operations have: the latency that was asked for, and the clock's effects before each call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.rds.exceptions import InvalidParameterCombination
from moto.rds.responses import RDSResponse

from neptune_global_component.local.neptune import store
from neptune_global_component.local.neptune.rules import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# AWS stores the names of groups in lower case: https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBParameterGroup.html
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
    """Base of the operations: moto makes one for each call."""

    latency: ClassVar[Callable[[str], float]]
    """Returns the seconds that an operation lasts; set by ``install``."""

    def call_action(self) -> Any:  # noqa: ANN401 - moto's type
        """Answer the call, after what the clock has brought since the last one.

        Raises:
            NotImplementedError: Neptune has no such operation: what moto would make of it is no Neptune resource.
        """
        if self._get_action() not in get_service_model("neptune").operation_names:
            raise NotImplementedError
        for name in _GROUP_NAMES:
            if name in self.params:
                self.params[name] = self.params[name].lower()
        store.sweep(self.current_account)
        try:
            limits.check_tags(self.params.get("Tags") or [])
        except InvalidParameterCombination as error:
            return self.serialized(ActionResult(error))
        return super().call_action()

    def page(self, name: str, found: Sequence[object], sizes: range = limits.PAGE) -> ActionResult:
        """Answer the page that MaxRecords and Marker ask for: moto pages only what it has paging models of its own for.

        Args:
            name: of the list in the answer.
            found: all records.
            sizes: the numbers of records that a page can have.

        Raises:
            InvalidParameterValue: MaxRecords is out of range, or Marker is not from an answer.
        """
        return ActionResult(self.paged(name, found, sizes))

    def paged(self, name: str, found: Sequence[object], sizes: range = limits.PAGE) -> dict[str, object]:
        """Return a page as `page` answers it, for an answer that has it inside."""
        size, marker = limits.checked_page(self.params.get("MaxRecords"), self.params.get("Marker"), sizes)
        following = str(marker + size) if marker + size < len(found) else None
        return {name: found[marker : marker + size], "Marker": following}

    @property
    def filters(self) -> dict[str, list[str]]:
        """The call's filters: the values by name."""
        return {one["Name"]: one["Values"] for one in self.params.get("Filters", [])}

    @property
    def seconds(self) -> float:
        """How long this call's operation lasts."""
        return type(self).latency(self._get_action())
