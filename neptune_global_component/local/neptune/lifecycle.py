"""The status of a resource over time: creating, modifying, deleting, and the status that follows."""

from __future__ import annotations

import copy
import math
import time
from typing import TYPE_CHECKING

from typing_extensions import Self

if TYPE_CHECKING:
    from collections.abc import Callable


class Lifecycle:
    """Mixin for a phase that lasts some seconds, followed by its effect and the final status.

    No request waits for a phase to end: each request first applies the phases that are over.
    """

    _phase = "available"
    _until = 0.0
    _then: Callable[[], None] | None = None
    _settled = "available"

    def begin(self, phase: str, seconds: float, then: Callable[[], None] | None = None) -> Self:
        """Begin a phase.

        Args:
            phase: AWS's status, for example ``modifying``.
            seconds: the duration; 0 applies the effect immediately.
            then: applies the effect at the end of the phase.

        Returns:
            The resource as the call that begins the phase returns it: in the phase, before its effect.
        """
        self._phase = phase
        self._until = time.monotonic() + seconds
        self._then = then
        answer = copy.copy(self)
        answer._until = math.inf  # noqa: SLF001 - its own class
        self.settle()
        return answer

    def settle(self) -> None:
        """Apply the effect of a phase that is over."""
        if self._then is not None and time.monotonic() >= self._until:
            then, self._then = self._then, None
            then()

    def finish(self) -> bool:
        """End the phase now. Return whether there was one."""
        was_under_way = self._then is not None or time.monotonic() < self._until
        self._until = 0.0
        self.settle()
        return was_under_way

    @property
    def status(self) -> str:
        """AWS's current status. A phase ends at the same time as its effect is applied."""
        is_over = self._then is None and time.monotonic() >= self._until
        return self._settled if is_over else self._phase

    @status.setter
    def status(self, settled: str) -> None:
        """Set the status between phases."""
        self._settled = settled

    @property
    def is_deleting(self) -> bool:
        """Return whether deletion has started."""
        return self._phase == "deleting"

    @property
    def is_gone(self) -> bool:
        """Return whether deletion is complete."""
        return self.is_deleting and time.monotonic() >= self._until
