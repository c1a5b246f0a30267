"""The status of a resource by the clock: creating, modifying, deleting, and what comes after."""

from __future__ import annotations

import copy
import math
import time
from typing import TYPE_CHECKING

from typing_extensions import Self

if TYPE_CHECKING:
    from collections.abc import Callable


class Lifecycle:
    """Mixin: a phase that lasts some seconds, then an effect, then the settled status.

    No request ever waits for a phase to end: whoever asks next finds what the clock says.
    """

    _phase = "available"
    _until = 0.0
    _then: Callable[[], None] | None = None
    _settled = "available"

    def begin(self, phase: str, seconds: float, then: Callable[[], None] | None = None) -> Self:
        """Enter a phase.

        Args:
            phase: AWS's word, for example ``modifying``.
            seconds: how long it lasts; the effect of 0 seconds is there at once.
            then: the effect of its end.

        Returns:
            The resource as the call that began the phase answers it: in the phase, before its effect.
        """
        self._phase = phase
        self._until = time.monotonic() + seconds
        self._then = then
        answer = copy.copy(self)
        answer._until = math.inf  # noqa: SLF001 - its own class
        self.settle()
        return answer

    def settle(self) -> None:
        """Bring about the effect of a phase that is over."""
        if self._then is not None and time.monotonic() >= self._until:
            then, self._then = self._then, None
            then()

    def finish(self) -> bool:
        """End the phase now; return whether there was one to end."""
        was_under_way = self._then is not None or time.monotonic() < self._until
        self._until = 0.0
        self.settle()
        return was_under_way

    @property
    def status(self) -> str:
        """AWS's status now: a phase ends together with its effect, however the clock goes on meanwhile."""
        is_over = self._then is None and time.monotonic() >= self._until
        return self._settled if is_over else self._phase

    @status.setter
    def status(self, settled: str) -> None:
        """Set the status that it has between phases."""
        self._settled = settled

    @property
    def is_deleting(self) -> bool:
        """Whether its deletion has begun."""
        return self._phase == "deleting"

    @property
    def is_gone(self) -> bool:
        """Whether its deletion is over."""
        return self.is_deleting and time.monotonic() >= self._until
