"""Create boto3 clients with the region, credentials and endpoints of the pulumi-aws provider."""

from __future__ import annotations

import atexit
import gc
import logging
import threading
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Protocol

from neptune_global_component.aws import credentials as assumed_role
from neptune_global_component.aws.remedies import remedy
from neptune_global_component.aws.silence import Silence
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.names import likely_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import boto3

    from neptune_global_component.aws.settings import Configuration

_LOGGER = logging.getLogger(__name__)
_ENDPOINTS = {"neptune": ("neptune", "rds")}
"""The settings of endpoints that apply to a service, if they are not only its own."""


@dataclass(frozen=True)
class Move:
    """A move to another region, for calls that name no region, because the provider's region does not answer.

    Args:
        problem: the error of the provider's region.
        origin: the region that does not answer.
        region: the region that is used instead.
    """

    problem: str
    origin: str
    region: str

    def __str__(self) -> str:
        return f"{self.origin} is not available: {self.problem} {self.region} was asked instead."


class Connect(Protocol):
    """Returns the boto3 client of a service in a region; the provider's region if it is None."""

    move: Move | None
    """The move to another region, if the provider's does not answer."""

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes the class as it runs
        """Return the client."""

    @property
    def others(self) -> Collection[str]:
        """The regions to query if the provider's does not answer."""


class Clients:
    """The boto3 clients by service and region, each created when it is first used.

    Args:
        configuration: the provider's connection settings.
    """

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self._session: boto3.Session | None = None
        self._by_key: dict[tuple[str, str | None, bool], Any] = {}
        self._others: dict[str, None] = {}
        self._silence = Silence()
        self.move: Move | None = None
        # A boto3 session is not safe to use from several threads while it creates clients.
        self._lock = threading.Lock()

    @property
    def others(self) -> Collection[str]:
        """The regions to query if the provider's does not answer."""
        return list(self._others)

    def know(self, regions: Iterable[str]) -> None:
        """Add regions to query if the provider's does not answer.

        Args:
            regions: the regions that have, or will have, a cluster of the global database.
        """
        self._others |= dict.fromkeys(regions)

    def know_all(self) -> None:
        """Add all regions of the provider's partition that have Neptune, the most likely ones first.

        Raises:
            ReadError: the profile does not exist.
        """
        meta = self("neptune").meta
        if self._session is not None:
            regions = self._session.get_available_regions("neptune", meta.partition)
            self.know(likely_first(regions, meta.region_name))

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - as above
        """Return the client of a service.

        Args:
            service: boto3's name of the service, for example ``neptune``.
            region: an AWS region; the provider's if None.

        Raises:
            ReadError: the profile does not exist, or no region is set.
        """
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - a quarter of a second, when AWS is read only

        region = region or (self.move.region if self.move else None)
        with self._lock:
            try:
                if self._session is None:
                    self._session = self._new_session()
                key = (service, region, (region or self._session.region_name) in self._silence)
                if key not in self._by_key:
                    self._by_key[key] = self._new_client(self._session, service, region)
            # boto3 raises ValueError for an invalid endpoint URL.
            except (BotoCoreError, ValueError) as error:
                problem = str(error).rstrip(".")
                raise ReadError(f"Can't create a client for {service} ({problem}).{remedy(error)}") from error
            return self._by_key[key]

    def _new_session(self) -> boto3.Session:
        import boto3  # noqa: PLC0415 - as above

        _skip_last_collection()
        region = self.configuration.region
        session = boto3.Session(**self.configuration.credentials, region_name=region)
        for role in self.configuration.roles:
            sts = self._new_client(session, "sts", self.configuration.sts_region)
            session = assumed_role.session(sts, role, region)
        return session

    def _new_client(self, session: boto3.Session, service: str, region: str | None) -> Any:  # noqa: ANN401 - as above
        from botocore.config import Config  # noqa: PLC0415 - as above

        settings = self.configuration
        urls = (settings.endpoints.get(name) for name in _ENDPOINTS.get(service, (service,)))
        timeouts = self._silence.timeouts(region or session.region_name)
        client = session.client(
            service,
            region_name=region,
            endpoint_url=next(filter(None, urls), None),
            verify=settings.verify,
            config=timeouts.merge(
                Config(
                    proxies=dict(settings.proxies) or None,
                    # None means that botocore reads the environment, as the provider does.
                    use_fips_endpoint=settings.fips or None,
                    use_dualstack_endpoint=settings.dual_stack or None,
                )
            ),
        )
        self._silence.watch(client)
        if _LOGGER.isEnabledFor(logging.DEBUG):
            client.meta.events.register_last("after-call", partial(_log_request, client.meta.region_name))
        return client


def _log_request(region: str, *, model: Any, parsed: dict[str, Any], **_more: object) -> None:  # noqa: ANN401 - botocore's
    """Log a request with AWS's request ID, without its parameters."""
    metadata = parsed.get("ResponseMetadata", {})
    result = parsed.get("Error", {}).get("Code") or metadata.get("HTTPStatusCode")
    _LOGGER.debug("%s in %s: %s, request ID %s", model.name, region, result, metadata.get("RequestId"))


@cache
def _skip_last_collection() -> None:
    """Skip Python's garbage collection at exit: going through all of boto3 takes a tenth of a second."""
    atexit.register(gc.freeze)


def shared_clients(configuration: Configuration, shared: list[Clients]) -> Clients:
    """Return the clients of a configuration, new ones if there are none: creating them is slow.

    Args:
        configuration: the provider's connection settings.
        shared: the clients of the program, by which they are extended.
    """
    for clients in shared:
        if clients.configuration == configuration:
            return clients
    shared.append(Clients(configuration))
    return shared[-1]
