"""The only maker of boto3 clients: with the region, credentials and endpoints of the pulumi-aws provider."""

from __future__ import annotations

import atexit
import gc
import os
import threading
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from neptune_global_component import assumed_role
from neptune_global_component.errors import ReadError

if TYPE_CHECKING:
    import boto3

    from neptune_global_component.configuration import Configuration

CONNECT_SECONDS = 5
READ_SECONDS = 20
ATTEMPTS = 3

_ENDPOINTS = {"cloudwatch": ("cloudwatch",), "neptune": ("neptune", "rds"), "sts": ("sts",)}


class Connect(Protocol):
    """Gives the boto3 client of a service in a region, the provider's where it is None."""

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes the class as it runs
        """Give the client."""


class Clients:
    """boto3 clients by service and region, each made at its first use.

    Args:
        configuration: whom to be, and where.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._session: boto3.Session | None = None
        self._made: dict[tuple[str, str | None], Any] = {}
        # A boto3 session is not safe to use from several threads while it makes clients.
        self._lock = threading.Lock()

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - as above
        """Give the client of a service.

        Args:
            service: boto3's name of it, for example ``neptune``.
            region: an AWS region; the provider's where not given.

        Raises:
            ReadError: there is no such profile, or no region at all.
        """
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - a quarter of a second, when AWS is read only

        with self._lock:
            try:
                if self._session is None:
                    self._session = self._assumed()
                if (service, region) not in self._made:
                    self._made[service, region] = self._make(self._session, service, region)
            # An endpoint that is no URL is a ValueError.
            except (BotoCoreError, ValueError) as error:
                raise ReadError(f"There is no client for {service} ({error}).") from error
            return self._made[service, region]

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
        return session.client(
            service,
            region_name=region,
            endpoint_url=next(filter(None, urls), None),
            verify=given.verify,
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                proxies=dict(given.proxies) or None,
                # None leaves it to the environment, which the provider follows too.
                use_fips_endpoint=given.fips or None,
                use_dualstack_endpoint=given.dual_stack or None,
            ),
        )


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
