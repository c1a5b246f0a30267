"""The AWS calls of one operation: one region, one deadline, errors in the provider's words, and waiting."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.errors import AwsError, ProviderError, service_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from neptune_global_component.local.provider.values import Value

    Connect = Callable[[str, str], Any]

FIRST_LOOK = 0.1
LONGEST_PAUSE = 1.0


class Pause:
    """Sleeps that begin short and grow: the AWS provider waits 30 seconds, a local AWS need not.

    Args:
        cancelled: set when the engine wants no more of it.
    """

    def __init__(self, cancelled: threading.Event) -> None:
        self._seconds = FIRST_LOOK
        self._cancelled = cancelled

    def sleep(self) -> None:
        """Sleep, a little longer each time.

        Raises:
            ProviderError: it was cancelled.
        """
        if self._cancelled.wait(self._seconds):
            # Go's words.
            raise ProviderError("context canceled")
        self._seconds = min(self._seconds * 1.5, LONGEST_PAUSE)


class Aws:
    """The calls of one operation on one resource.

    Args:
        connect: makes the boto3 client of a service in a region.
        region: the resource's region.
        timeout: seconds until waits give up.
        default_tags: the provider's default tags.
        cancelled: set when waits are to end at once.
    """

    def __init__(
        self,
        connect: Connect,
        region: str,
        timeout: float = 60.0,
        default_tags: dict[str, str] | None = None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self._service = "neptune"
        self.region = region
        self.timeout = timeout
        self.default_tags = default_tags or {}
        self.cancelled = cancelled or threading.Event()
        self._connect = connect
        self._deadline = time.monotonic() + timeout

    def in_region(self, region: str) -> Aws:
        """The same operation's calls in another region, with what is left of its time."""
        return self._copy(self._service, region, self._rest)

    def within(self, seconds: float) -> Aws:
        """The same operation's calls, with this much time at most."""
        return self._copy(self._service, self.region, min(seconds, self._rest))

    def of(self, service: str) -> Aws:
        """The same operation's calls of another service, by its name in botocore."""
        return self._copy(service, self.region, self._rest)

    @property
    def _rest(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def _copy(self, service: str, region: str, timeout: float) -> Aws:
        copy = Aws(self._connect, region, timeout, self.default_tags, self.cancelled)
        copy._service = service
        return copy

    def call(self, operation: str, **parameters: Value) -> dict[str, Any]:
        """Call an operation of the service by its AWS name.

        Raises:
            AwsError: AWS refused it.
            ProviderError: AWS could not be reached.
        """
        # botocore takes a quarter of a second to import: the plugin answers the engine before that.
        from botocore import xform_name  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        method = getattr(self._connect(self._service, self.region), xform_name(operation))
        try:
            answer: dict[str, Any] = method(**parameters)
        except ClientError as error:
            raise AwsError(operation, error.response, self._service) from error
        except BotoCoreError as error:
            raise ProviderError(f"operation error {service_id(self._service)}: {operation}, {error}") from error
        return answer

    def find(self, operation: str, result: str, gone: Collection[str], **parameters: Value) -> list[dict[str, Any]]:
        """All pages of a Describe call; none where AWS says that the thing does not exist.

        Args:
            operation: the API operation.
            result: the member of the answer that is the list.
            gone: the error codes that say so.
            parameters: of the call.
        """
        found: list[dict[str, Any]] = []
        while True:
            try:
                page = self.call(operation, **parameters)
            except AwsError as error:
                if error.code in gone:
                    return []
                raise
            found += page.get(result, [])
            if not page.get("Marker"):
                return found
            parameters["Marker"] = page["Marker"]

    def retry(self, again: Callable[[AwsError], bool], operation: str, **parameters: Value) -> dict[str, Any]:
        """Call until AWS takes it, while its error is one to try again after."""
        pause = Pause(self.cancelled)
        while True:
            try:
                return self.call(operation, **parameters)
            except AwsError as error:
                if self.expired or not again(error):
                    raise
            pause.sleep()

    @property
    def expired(self) -> bool:
        """Whether the operation's time is over."""
        return time.monotonic() > self._deadline

    def wait(self, status: Callable[[], str | None], pending: Collection[str], target: str | None) -> None:
        """Wait until the status is the target; None is "gone".

        Raises:
            ProviderError: another status came, or the time is over.
        """
        pause = Pause(self.cancelled)
        while True:
            pause.sleep()
            now = status()
            if now == target:
                return
            if now is None:
                raise ProviderError("couldn't find resource")
            if now not in pending:
                raise ProviderError(f"unexpected state '{now}', wanted target '{target or ''}'")
            if self.expired:
                goal = f"state to become '{target}'" if target else "resource to be gone"
                raise ProviderError(
                    f"timeout while waiting for {goal} (last state: '{now}', timeout: {self.timeout:.0f}s)"
                )
