"""AWS calls of one operation in one region, with a deadline, the AWS provider's error messages, and waiting."""

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
    """Sleeps for increasing intervals. The AWS provider waits 30 seconds, but a local AWS is faster.

    Args:
        cancelled: set when the engine cancels its operations.
    """

    def __init__(self, cancelled: threading.Event) -> None:
        self._seconds = FIRST_LOOK
        self._cancelled = cancelled

    def sleep(self) -> None:
        """Sleep, a little longer each time.

        Raises:
            ProviderError: the operation was cancelled.
        """
        if self._cancelled.wait(self._seconds):
            # Go's message.
            raise ProviderError("context canceled")
        self._seconds = min(self._seconds * 1.5, LONGEST_PAUSE)


class Aws:
    """The calls of one operation on one resource.

    Args:
        connect: makes the boto3 client of a service in a region.
        region: the resource's region.
        timeout: seconds until waiting fails.
        default_tags: the provider's default tags.
        cancelled: set to stop waiting at once.
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
        """Return the same calls in another region, with the remaining time."""
        return self._copy(self._service, region, self._rest)

    def within(self, seconds: float) -> Aws:
        """Return the same calls with a shorter deadline.

        Args:
            seconds: the maximum time.
        """
        return self._copy(self._service, self.region, min(seconds, self._rest))

    def of(self, service: str) -> Aws:
        """Return the same calls to another service, by its name in botocore."""
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
            AwsError: AWS returned an error.
            ProviderError: AWS could not be reached.
        """
        # Importing botocore takes a quarter of a second. The plugin answers the engine before that.
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
        """Return all pages of a Describe call, or an empty list if the resource does not exist.

        Args:
            operation: the API operation.
            result: the name of the list in the response.
            gone: the error codes for a resource that does not exist.
            parameters: the parameters of the call.
        """
        records: list[dict[str, Any]] = []
        while True:
            try:
                page = self.call(operation, **parameters)
            except AwsError as error:
                if error.code in gone:
                    return []
                raise
            records += page.get(result, [])
            if not page.get("Marker"):
                return records
            parameters["Marker"] = page["Marker"]

    def retry(self, again: Callable[[AwsError], bool], operation: str, **parameters: Value) -> dict[str, Any]:
        """Call until AWS accepts the call, as long as the error is retryable."""
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
        """Return whether the deadline has passed."""
        return time.monotonic() > self._deadline

    def wait(self, status: Callable[[], str | None], pending: Collection[str], target: str | None) -> None:
        """Wait until the status is the target. None means deleted.

        Raises:
            ProviderError: the status is unexpected, or the deadline has passed.
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
