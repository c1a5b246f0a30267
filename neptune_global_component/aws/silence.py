"""Regions that do not answer, as seen by this process's AWS clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.config import Config

CONNECT_SECONDS = 5
READ_SECONDS = 10
ATTEMPTS = 3
_SILENT_SECONDS = 5


class Silence:
    """The regions whose last call got no answer.

    A region that is down must not delay an update by minutes: a call that times out is not retried, and a region that
    did not answer gets one attempt with short timeouts, until it answers again.
    """

    def __init__(self) -> None:
        self._regions: set[str] = set()

    def __contains__(self, region: object) -> bool:
        return region in self._regions

    def timeouts(self, region: str | None) -> Config:
        """Return the timeouts and attempts for calls to a region.

        Args:
            region: an AWS region.
        """
        from botocore.config import Config  # noqa: PLC0415 - a quarter of a second, when AWS is read only

        if region in self:
            return Config(
                connect_timeout=_SILENT_SECONDS, read_timeout=_SILENT_SECONDS, retries={"total_max_attempts": 1}
            )
        return Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        )

    def watch(self, client: Any) -> None:  # noqa: ANN401 - boto3 creates the class at run time
        """Record whether a client's calls get an answer.

        Args:
            client: a boto3 client.
        """
        from botocore.exceptions import (  # noqa: PLC0415 - as above
            ConnectionError,  # noqa: A004 - botocore's name
            ConnectTimeoutError,
            HTTPClientError,
            ReadTimeoutError,
        )

        region = client.meta.region_name

        def before_retry(caught_exception: Exception | None = None, **_: object) -> None:
            if isinstance(caught_exception, ConnectTimeoutError | ReadTimeoutError):
                raise caught_exception

        def failed(exception: Exception, **_: object) -> None:
            if isinstance(exception, ConnectionError | HTTPClientError):
                self._regions.add(region)

        def answered(**_: object) -> None:
            self._regions.discard(region)

        client.meta.events.register_first("needs-retry", before_retry)
        client.meta.events.register("after-call-error", failed)
        client.meta.events.register("after-call", answered)
