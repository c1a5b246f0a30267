"""The only maker of boto3 clients: with the region, credentials and endpoints of the pulumi-aws provider."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import threading
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Protocol

from neptune_global_component.aws import credentials as assumed_role
from neptune_global_component.aws.silence import Silence
from neptune_global_component.core.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import boto3

    from neptune_global_component.aws.settings import Configuration

_LOGGER = logging.getLogger(__name__)
_ENDPOINTS = {"cloudwatch": ("cloudwatch",), "neptune": ("neptune", "rds"), "sts": ("sts",)}


@dataclass(frozen=True)
class Move:
    """Another region is asked where no region is named, because the provider's does not answer.

    Args:
        problem: how the provider's region failed.
        origin: the region that does not answer.
        region: the region that is asked instead.
    """

    problem: str
    origin: str
    region: str

    def __str__(self) -> str:
        return f"{self.origin} is not available: {self.problem} {self.region} was asked instead."


class Connect(Protocol):
    """Gives the boto3 client of a service in a region, the provider's where it is None."""

    move: Move | None
    """Whether another region stands in for the provider's."""

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes the class as it runs
        """Give the client."""

    @property
    def others(self) -> Collection[str]:
        """The regions to ask where the provider's does not answer."""


class Clients:
    """boto3 clients by service and region, each made at its first use.

    Args:
        configuration: whom to be, and where.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._session: boto3.Session | None = None
        self._made: dict[tuple[str, str | None, bool], Any] = {}
        self._others: dict[str, None] = {}
        self._silence = Silence()
        self.move: Move | None = None
        # A boto3 session is not safe to use from several threads while it makes clients.
        self._lock = threading.Lock()

    @property
    def others(self) -> Collection[str]:
        """The regions to ask where the provider's does not answer."""
        return list(self._others)

    def know(self, regions: Iterable[str]) -> None:
        """Take regions that may be asked where the provider's does not answer.

        Args:
            regions: those in which the global database has, or is to have, a cluster.
        """
        self._others |= dict.fromkeys(regions)

    def know_all(self) -> None:
        """Take all regions of the provider's partition that may have a global database.

        Raises:
            ReadError: there is no such profile.
        """
        client = self("neptune")
        partition = client.meta.partition
        if self._session is not None:
            self.know(self._session.get_available_regions("neptune", partition))

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - as above
        """Give the client of a service.

        Args:
            service: boto3's name of it, for example ``neptune``.
            region: an AWS region; the provider's where not given.

        Raises:
            ReadError: there is no such profile, or no region at all.
        """
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - a quarter of a second, when AWS is read only

        region = region or (self.move.region if self.move else None)
        with self._lock:
            try:
                if self._session is None:
                    self._session = self._assumed()
                key = (service, region, (region or self._session.region_name) in self._silence)
                if key not in self._made:
                    self._made[key] = self._make(self._session, service, region)
            # An endpoint that is no URL is a ValueError.
            except (BotoCoreError, ValueError) as error:
                raise ReadError(f"There is no client for {service} ({error}).") from error
            return self._made[key]

    def _assumed(self) -> boto3.Session:
        import boto3  # noqa: PLC0415 - as above

        _spare_last_collection()
        region = self._configuration.region
        session = boto3.Session(**self._configuration.credentials, region_name=region)
        for role in self._configuration.roles:
            sts = self._make(session, "sts", self._configuration.sts_region)
            session = assumed_role.session(sts, role, region)
        return session

    def _make(self, session: boto3.Session, service: str, region: str | None) -> Any:  # noqa: ANN401 - as above
        from botocore.config import Config  # noqa: PLC0415 - as above

        given = self._configuration
        urls = (given.endpoints.get(name) for name in _ENDPOINTS[service])
        patience = self._silence.patience(region or session.region_name)
        made = session.client(
            service,
            region_name=region,
            endpoint_url=next(filter(None, urls), None),
            verify=given.verify,
            config=patience.merge(
                Config(
                    proxies=dict(given.proxies) or None,
                    # None leaves it to the environment, which the provider follows too.
                    use_fips_endpoint=given.fips or None,
                    use_dualstack_endpoint=given.dual_stack or None,
                )
            ),
        )
        self._silence.watch(made)
        if _LOGGER.isEnabledFor(logging.DEBUG):
            made.meta.events.register_last("after-call", partial(_log_request, made.meta.region_name))
        return made


def _log_request(region: str, *, model: Any, parsed: dict[str, Any], **_more: object) -> None:  # noqa: ANN401 - botocore's
    """Log a request with AWS's request ID, without its parameters."""
    metadata = parsed.get("ResponseMetadata", {})
    result = parsed.get("Error", {}).get("Code") or metadata.get("HTTPStatusCode")
    _LOGGER.debug("%s in %s: %s, request ID %s", model.name, region, result, metadata.get("RequestId"))


@cache
def _spare_last_collection() -> None:
    """Python's last one would go through all that boto3 has loaded: a tenth of a second of every operation."""
    atexit.register(gc.freeze)


_shared: list[tuple[Configuration, dict[str, str], Clients]] = []


def shared_clients(configuration: Configuration) -> Clients:
    """Give the clients of a configuration, the same to all components of a program: boto3 takes long to make them.

    Args:
        configuration: whom to be, and where.
    """
    # Programs of the Automation API run in one process, each perhaps with other credentials in its environment.
    environment = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    for *known, clients in _shared:
        if known == [configuration, environment]:
            return clients
    clients = Clients(configuration)
    _shared.append((configuration, environment, clients))
    return clients
