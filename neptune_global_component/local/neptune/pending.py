"""Changes that are pending until the maintenance window, or until a call applies them immediately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore import xform_name

if TYPE_CHECKING:
    from collections.abc import Mapping


class Pending:
    """Mixin for PendingModifiedValues. The maintenance window never comes.

    ApplyImmediately is for "the modifications in this request and any pending modifications":
    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html
    """

    pending_modified_values: Mapping[str, str] = {}

    def with_pending(self, requested: Mapping[str, str | None]) -> dict[str, str]:
        """Return the changes to apply: the pending ones, overridden by the requested ones.

        Args:
            requested: a call's values by the API's name of the attribute, None if not specified. The current value
                cancels
                a pending change.
        """
        specified = {name: value for name, value in requested.items() if value is not None}
        changes = {**self.pending_modified_values, **specified}
        return {name: value for name, value in changes.items() if getattr(self, xform_name(name)) != value}
