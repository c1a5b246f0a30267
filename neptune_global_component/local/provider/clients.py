"""Creates all boto3 clients, for a local AWS only."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.errors import ProviderError

if TYPE_CHECKING:
    from neptune_global_component.local.provider.configuration import Configuration


Client = Any
"""A boto3 client: boto3 makes their classes as it runs."""
READ_SECONDS = 10
"""The AWS provider waits for a response until the resource's timeout, but a local AWS answers faster."""


class Clients:
    """Clients by service and region, created on first use.

    Args:
        configuration: endpoints and credentials.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._made: dict[tuple[str, str], Any] = {}
        # Creating clients from a boto3 session is not thread-safe.
        self._lock = threading.Lock()

    def __call__(self, service: str, region: str) -> Client:
        """Return the client of a service in a region.

        Raises:
            ProviderError: the endpoint is not on this machine, or the client cannot be created.
        """
        with self._lock:
            if (service, region) not in self._made:
                self._made[service, region] = self._make(service, region)
            return self._made[service, region]

    def _make(self, service: str, region: str) -> Client:
        import boto3  # noqa: PLC0415 - half a second that the start of the plugin need not wait for
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415

        endpoint = self._configuration.endpoint(service)
        retries = {"mode": "standard", "max_attempts": self._configuration.max_retries}
        try:
            session = boto3.Session(profile_name=self._configuration.profile)
            return session.client(
                service,
                region_name=region,
                endpoint_url=endpoint,
                config=Config(retries=retries, read_timeout=READ_SECONDS),
                **self._configuration.credentials,
            )
        except BotoCoreError as error:
            raise ProviderError(f"no client for {service} in {region}: {error}") from error
