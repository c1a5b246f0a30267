"""Brings a change about: asks AWS for it once, and looks until it is there or the time is up."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from neptune_global_component.core.errors import CallError, OperationError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neptune_global_component.core.facts.observed import Observation

T = TypeVar("T")

_MINUTE = 60


@dataclass(frozen=True)
class Pace:
    """How long an operation waits.

    Args:
        seconds: until a change is given up that is not there, counted from its beginning.
        interval: seconds between two looks.
    """

    seconds: float
    interval: float = 5.0


@dataclass(frozen=True)
class Change:
    """A change to bring about.

    Args:
        name: AWS's operation and where, for the user.
        read: reads what AWS has.
        ask: asks AWS for it, given what AWS has.
        missing: says what is not there yet, None when all is.
        busy: says what is to be waited for before AWS is asked; None when it can be.
        progress: returns a short line for the time after AWS was asked; None to say what is missing.
    """

    name: str
    read: Callable[[], Observation]
    ask: Callable[[Observation], object]
    missing: Callable[[Observation], str | None]
    busy: Callable[[Observation], str | None]
    progress: Callable[[Observation], str] | None = None


def sent_only(change: Change) -> Change:
    """Return a change that is done when AWS has accepted it.

    Args:
        change: that would be waited for.
    """
    sent: list[object] = []

    def ask(now: Observation) -> None:
        sent.append(change.ask(now))

    return replace(change, ask=ask, missing=lambda now: None if sent else change.missing(now))


@dataclass
class Run:
    """One run of an operation.

    Args:
        say: takes a line of progress.
        pace: how long to wait.
        sent: the changes that AWS was asked for.
    """

    say: Callable[[str], None]
    pace: Pace
    sent: list[str] = field(default_factory=list)

    def carry_out(self, steps: Sequence[str], change: Change, done: str) -> tuple[str, ...]:
        """Say the steps, bring the change about that they lead to, and say that it is done.

        Args:
            steps: what is to be done; where there are none, nothing is said.
            change: the change.
            done: the line that says so.

        Returns:
            The changes that AWS was asked for.

        Raises:
            OperationError: AWS refused it or a read, or the time is up.
        """
        for step in steps:
            self.say(step)
        self.bring_about(change)
        if steps:
            self.say(done)
        return tuple(self.sent)

    def wait_for(
        self, name: str, read: Callable[[], Observation], missing: Callable[[Observation], str | None]
    ) -> None:
        """Wait until something is there that AWS was asked for before.

        Args:
            name: what it is, for the user.
            read: reads what AWS has.
            missing: says what is not there yet, None when all is.

        Raises:
            OperationError: AWS refused a read, or the time is up.
        """
        # AWS is asked only for what is not busy.
        self.bring_about(Change(name, read, ask=lambda _: None, missing=missing, busy=missing))

    def bring_about(self, change: Change) -> Observation:
        """Ask AWS for a change unless it is there or under way, and wait until it is there.

        It is asked for once; again only where AWS did not answer, and a look shows that nothing is going on.

        Returns:
            What AWS has then.

        Raises:
            OperationError: AWS refused it or a read, or the time is up.
        """
        attempt = _Attempt(self, change)
        deadline = time.monotonic() + self.pace.seconds
        while True:
            observed = attempt.look()
            if observed is not None:
                return observed
            left = deadline - time.monotonic()
            if left <= 0:
                raise attempt.ended(f"Timed out after {_duration(self.pace.seconds)} waiting for {attempt.waits_for}.")
            time.sleep(min(self.pace.interval, left))


def _duration(seconds: float) -> str:
    """Return a time limit in minutes if it is a whole number of them, and otherwise in seconds."""
    return f"{seconds / 60:g} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds:g} s"  # noqa: PLR2004


class _Attempt:
    """A change that is being brought about, look by look."""

    def __init__(self, run: Run, change: Change) -> None:
        self._run, self._change = run, change
        self._asked = self._unanswered = False
        self._refused: CallError | None = None
        self._began, self._said = time.monotonic(), ""
        self.waits_for = "AWS to answer"

    def look(self) -> Observation | None:
        """Read what AWS has, and ask for the change if that is to be done; None while it is not there."""
        try:
            observed = self._change.read()
            missing = self._change.missing(observed)
            if missing is None:
                self._settle()
                return observed
            busy = self._change.busy(observed)
            if busy is not None:
                # It was for this that AWS refused, and this will pass.
                self._refused = None
            if busy is None and not self._asked:
                self._ask(observed)
                # What was missing before is no news; the next look, at once, tells how far AWS is.
                self.waits_for = missing
                return self.look() if self._asked else None
            if busy not in {None, missing} and not self._asked:
                missing = f"{missing}, and before that for {busy}"
            if self._asked and self._change.progress:
                self.waits_for = missing
                self._say(f"{self._change.progress(observed)}{self._elapsed()}")
                return None
        except (CallError, ReadError) as error:
            if not error.transient:
                raise self.ended(str(error)) from error
            missing = f"AWS to answer: {error}"
        self._wait_for(missing)
        return None

    def _ask(self, observed: Observation) -> None:
        if self._refused:
            # It was refused for a state in which nothing is to be waited for.
            raise self._refused
        try:
            self._change.ask(observed)
        except CallError as error:
            self._unanswered = self._unanswered or error.transient
            if not error.busy:
                raise
            # Another run, or the same call whose answer was lost, may be at it: the next look tells.
            self._refused = error
            return
        self._asked, self._unanswered = True, False
        self._run.sent.append(self._change.name)

    def _settle(self) -> None:
        if self._unanswered:
            # What AWS did not answer it has done.
            self._run.sent.append(self._change.name)

    def ended(self, problem: str) -> OperationError:
        """Make the error that ends the run here."""
        unanswered = [f"{self._change.name}, without an answer"] if self._unanswered else []
        return OperationError(problem, [*self._run.sent, *unanswered])

    def _elapsed(self) -> str:
        """Return the minutes since the beginning, rounded down to a power of two: a long wait says few lines."""
        minutes = int(time.monotonic() - self._began) // _MINUTE
        return f" ({1 << (minutes.bit_length() - 1)} min)" if minutes else ""

    def _say(self, line: str) -> None:
        if line != self._said:
            self._said = line
            self._run.say(line)

    def _wait_for(self, missing: str) -> None:
        if missing != self.waits_for:
            self.waits_for = missing
            self._run.say(f"waiting for {missing}")


def persist(act: Callable[[], T], run: Run) -> T:
    """Make a call that may be made again, until AWS answers.

    Args:
        act: makes it.
        run: what it belongs to.

    Raises:
        OperationError: AWS refused it, or the time is up.
    """
    deadline = time.monotonic() + run.pace.seconds
    said = ""
    while True:
        try:
            return act()
        except CallError as error:  # noqa: PERF203 - each call is an attempt of its own
            left = deadline - time.monotonic()
            if not error.transient or left <= 0:
                raise OperationError(str(error), run.sent) from error
            line = f"waiting for AWS to answer: {error}"
            if line != said:
                run.say(line)
            said = line
            time.sleep(min(run.pace.interval, left))
