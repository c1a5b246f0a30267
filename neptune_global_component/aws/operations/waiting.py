"""Send one request to AWS and poll until it completes or times out."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from neptune_global_component.core.errors import CallError, OperationError, ReadError, RefusedError
from neptune_global_component.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from neptune_global_component.core.facts.observed import Observation

T = TypeVar("T")
Text = Message | str
"""A text for the user; a Message if it has a value that may be a secret."""

_MINUTE = 60


class InterruptedChange(KeyboardInterrupt):
    """The user interrupted a change that AWS continues, or whose request AWS may have received."""


@dataclass(frozen=True)
class Pace:
    """The time limit and the polling interval of an operation.

    Args:
        seconds: the time limit of one change, from its start.
        interval: seconds between two polls.
    """

    seconds: float
    interval: float = 5.0


@dataclass(frozen=True)
class Change:
    """A change that one request to AWS makes.

    Args:
        name: AWS's operation and the region, for the user.
        read: reads the global database.
        send: sends the request.
        missing: returns what is not complete yet, or None.
        busy: returns what has to complete before the request can be sent, or None.
        progress: returns a short line to show after the request was sent; None to show what is missing.
        in_progress: what AWS does already, because an earlier run has requested it; empty if nothing.
    """

    name: str
    read: Callable[[], Observation]
    send: Callable[[Observation], object]
    missing: Callable[[Observation], Text | None]
    busy: Callable[[Observation], Text | None]
    progress: Callable[[Observation], Text] | None = None
    in_progress: str = ""


def without_waiting(change: Change) -> Change:
    """Return a change that is complete when AWS has accepted the request.

    Args:
        change: the change to send.
    """
    sent: list[object] = []

    def send(now: Observation) -> None:
        sent.append(change.send(now))

    return replace(change, send=send, missing=lambda now: None if sent else change.missing(now))


@dataclass
class Run:
    """One run of an operation, with the requests that it sent.

    Args:
        report: shows a line of progress.
        pace: the time limit and the polling interval.
        sent: the requests that AWS accepted.
        may_be_sent: whether AWS may have received a request that it has not answered.
    """

    report: Callable[[Text], None]
    pace: Pace
    sent: list[str] = field(default_factory=list)
    may_be_sent: bool = False

    def run_steps(self, steps: Sequence[str], change: Change, done: str) -> tuple[str, ...]:
        """Report the steps, complete the change, and report that it is done.

        Args:
            steps: the lines to report; if empty, nothing is reported.
            change: the change that the steps describe.
            done: the line to report at the end.

        Returns:
            The requests that were sent.

        Raises:
            OperationError: AWS rejected the request or a read, or the time limit is reached.
            InterruptedChange: the user interrupted the run, and AWS continues.
        """
        try:
            for step in steps:
                self.report(step)
            self.complete(change)
            if steps:
                self.report(done)
        except KeyboardInterrupt:
            continued = "the request" if self.sent or self.may_be_sent else change.in_progress
            if continued:
                raise InterruptedChange(continued) from None
            raise
        return tuple(self.sent)

    def wait_for(
        self, name: str, read: Callable[[], Observation], missing: Callable[[Observation], Text | None]
    ) -> None:
        """Wait until a change that was requested earlier is complete.

        Args:
            name: the change, for the user.
            read: reads the global database.
            missing: returns what is not complete yet, or None.

        Raises:
            OperationError: AWS rejected a read, or the time limit is reached.
        """
        # `busy` is set until nothing is missing, so no request is sent.
        self.complete(Change(name, read, send=lambda _: None, missing=missing, busy=missing))

    def complete(self, change: Change) -> Observation:
        """Send the request, unless the change is complete or in progress, and wait until it is complete.

        The request is sent once. It is sent again only if AWS did not answer and a read shows that the change is not in
        progress.

        Returns:
            The global database after the change.

        Raises:
            OperationError: AWS rejected the request or a read, or the time limit is reached.
        """
        attempt = _Attempt(self, change)
        deadline = time.monotonic() + self.pace.seconds
        while True:
            observed = attempt.poll()
            if observed is not None:
                return observed
            left = deadline - time.monotonic()
            if left <= 0:
                after = _duration(self.pace.seconds)
                # AWS's own errors end with a full stop.
                end = "" if str(attempt.waits_for).endswith(".") else "."
                template = f"Timed out after {{after}} waiting for {{what}}{end}"
                raise attempt.failure(Message(template, after=after, what=attempt.waits_for))
            time.sleep(min(self.pace.interval, left))


def _duration(seconds: float) -> str:
    """Return a time limit in minutes if it is a whole number of them, and otherwise in seconds."""
    return f"{seconds / 60:g} min" if seconds >= 60 and seconds % 60 == 0 else f"{seconds:g} s"  # noqa: PLR2004


class _Attempt:
    """The state of one change between polls."""

    def __init__(self, run: Run, change: Change) -> None:
        self._run, self._change = run, change
        self._is_sent = self._unanswered = False
        self._rejection: CallError | None = None
        self._start = time.monotonic()
        self._reported: Text = ""
        self.waits_for: Text = "AWS to answer"

    def poll(self) -> Observation | None:
        """Read the global database, and send the request if possible; return None until the change is complete."""
        try:
            observed = self._change.read()
            missing = self._change.missing(observed)
            if missing is None:
                self._settle()
                return observed
            busy = self._change.busy(observed)
            if busy is not None:
                # AWS rejected the request because of this state, which is temporary.
                self._rejection = None
            if busy is None and not self._is_sent:
                self._send(observed)
                # The user knows what is missing; poll again at once to report AWS's progress.
                self.waits_for = missing
                return self.poll() if self._is_sent else None
            if busy not in {None, missing} and not self._is_sent and not self._change.in_progress:
                missing = Message("{missing}, and before that for {busy}", missing=missing, busy=busy)
            if self._is_sent and self._change.progress:
                self.waits_for = missing
                progress = self._change.progress(observed)
                self._report(Message("{progress}{elapsed}", progress=progress, elapsed=self._elapsed()))
                return None
        except RefusedError as error:
            raise RefusedError(error.findings, self._requests()) from error
        except (CallError, ReadError) as error:
            if not error.transient:
                raise self.failure(error.message) from error
            missing = Message("AWS to answer: {error}", error=error.message)
        self._wait_for(missing)
        return None

    def _send(self, observed: Observation) -> None:
        if self._rejection:
            # AWS rejected the request although nothing is in progress: waiting does not help.
            raise self._rejection
        try:
            self._run.may_be_sent = True
            self._change.send(observed)
        except CallError as error:
            self._unanswered = self._unanswered or error.transient
            self._run.may_be_sent = self._unanswered
            if not error.busy:
                raise
            # Another run, or the same request whose answer was lost, may be in progress: the next poll shows it.
            self._rejection = error
            return
        self._is_sent, self._unanswered = True, False
        self._run.sent.append(self._change.name)

    def _settle(self) -> None:
        if self._unanswered:
            # AWS executed the request whose answer was lost.
            self._run.sent.append(self._change.name)

    def failure(self, problem: Text) -> OperationError:
        """Return the error that ends the run."""
        return OperationError(problem, self._requests())

    def _requests(self) -> list[str]:
        unanswered = [f"{self._change.name}, without an answer"] if self._unanswered else []
        return [*self._run.sent, *unanswered]

    def _elapsed(self) -> str:
        """Return the elapsed minutes, rounded down to a power of two, so that a long wait reports few lines."""
        minutes = int(time.monotonic() - self._start) // _MINUTE
        return f" ({1 << (minutes.bit_length() - 1)} min)" if minutes else ""

    def _report(self, line: Text) -> None:
        if line != self._reported:
            self._reported = line
            self._run.report(line)

    def _wait_for(self, missing: Text) -> None:
        if missing != self.waits_for:
            self.waits_for = missing
            self._run.report(Message("waiting for {missing}", missing=missing))


def retry(act: Callable[[], T], run: Run) -> T:
    """Make an idempotent call, and retry until AWS answers.

    Args:
        act: makes the call.
        run: the operation's run.

    Raises:
        OperationError: AWS rejected the call, or the time limit is reached.
    """
    deadline = time.monotonic() + run.pace.seconds
    reported: Text = ""
    while True:
        try:
            return act()
        except CallError as error:  # noqa: PERF203 - each iteration is one attempt
            left = deadline - time.monotonic()
            if not error.transient or left <= 0:
                raise OperationError(error.message, run.sent) from error
            line = Message("waiting for AWS to answer: {error}", error=error.message)
            if line != reported:
                run.report(line)
            reported = line
            time.sleep(min(run.pace.interval, left))
