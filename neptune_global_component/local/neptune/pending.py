"""Changes that wait for the maintenance window, or for a call that applies them immediately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore import xform_name

if TYPE_CHECKING:
    from collections.abc import Mapping


class Pending:
    """Mixin: PendingModifiedValues. No maintenance window ever comes.

    ApplyImmediately is for "the modifications in this request and any pending modifications":
    https://docs.aws.amazon.com/neptune/latest/apiref/API_ModifyDBCluster.html
    """

    pending_modified_values: Mapping[str, str] = {}

    def with_pending(self, asked: Mapping[str, str | None]) -> dict[str, str]:
        """Return what is to change: what waits already, but for what is asked for instead.

        Args:
            asked: the values of a call by the API's name of the attribute, None where there is none. The value that
                is there already takes back what waits.
        """
        known = {name: value for name, value in asked.items() if value is not None}
        changes = {**self.pending_modified_values, **known}
        return {name: value for name, value in changes.items() if getattr(self, xform_name(name)) != value}
