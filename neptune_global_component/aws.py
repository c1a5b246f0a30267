"""The only maker of boto3 clients: with the region, credentials and endpoints of the pulumi-aws provider."""

from __future__ import annotations

import atexit
import gc
import json
import os
import re
import threading
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from neptune_global_component.errors import ReadError
from neptune_global_component.names import camel_case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import boto3

CONNECT_SECONDS = 5
READ_SECONDS = 20
ATTEMPTS = 3

# A read with other credentials, or by another way, could answer for another account.
_NOT_FOLLOWED = ("assumeRoleWithWebIdentity", "sharedConfigFiles", "sharedCredentialsFiles")
_ENDPOINTS = {"cloudwatch": ("cloudwatch",), "neptune": ("neptune", "rds"), "sts": ("sts",)}
_SERVER_ERROR = 500
_THROTTLING = frozenset(("RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException"))
_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_ROLE = {
    "duration": "DurationSeconds",
    "externalId": "ExternalId",
    "policy": "Policy",
    "policyArns": "PolicyArns",
    "roleArn": "RoleArn",
    "sessionName": "RoleSessionName",
    "sourceIdentity": "SourceIdentity",
    "tags": "Tags",
    "transitiveTagKeys": "TransitiveTagKeys",
}


@dataclass(frozen=True)
class Configuration:
    """The part of the pulumi-aws provider's configuration that decides which AWS is read, and as whom.

    Args:
        region: the provider's region, None where neither the provider nor the environment names one.
        credentials: keyword arguments of ``boto3.Session``.
        endpoints: URL by service.
        roles: the roles to assume, one after the other, as pulumi-aws spells them.
    """

    region: str | None = None
    credentials: Mapping[str, str] = field(default_factory=dict)
    endpoints: Mapping[str, str] = field(default_factory=dict)
    roles: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def parse(cls, given: Mapping[str, object]) -> Configuration:
        """Read the provider's configuration.

        Args:
            given: by pulumi-aws's names (``accessKey``, ``region``, …); lists and objects may be JSON texts.

        Raises:
            ReadError: a setting changes whom the provider is, in a way that is not followed here.
        """
        values = {name: _decoded(value) for name, value in given.items() if value}
        for name in _NOT_FOLLOWED:
            if values.get(name):
                raise ReadError(
                    f"The aws provider has {name}, which reads of AWS do not follow. Give the credentials by a profile "
                    "or by the environment, or set observe to false."
                )
        names = {
            "profile": "profile_name",
            "accessKey": "aws_access_key_id",
            "secretKey": "aws_secret_access_key",
            "token": "aws_session_token",
        }
        return cls(
            region=values.get("region") or os.environ.get("AWS_REGION"),
            credentials={argument: values[name] for name, argument in names.items() if name in values},
            endpoints={service: url for one in values.get("endpoints", ()) for service, url in one.items() if url},
            roles=tuple(values.get("assumeRoles", ())),
        )


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

    def __call__(self, service: str, region: str | None = None) -> Any:  # noqa: ANN401 - boto3 makes the class as it runs
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
            except BotoCoreError as error:
                raise ReadError(f"There is no client for {service} ({error}).") from error
            return self._made[service, region]

    def _assumed(self) -> boto3.Session:
        import boto3  # noqa: PLC0415 - as above

        _spare_last_collection()
        session = boto3.Session(**self._configuration.credentials, region_name=self._configuration.region)
        for role in self._configuration.roles:
            session = self._assume(session, role)
        return session

    def _assume(self, session: boto3.Session, role: Mapping[str, Any]) -> boto3.Session:
        import boto3  # noqa: PLC0415 - as above
        from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

        # pulumi-aws passes on the spelling of the program: a Python program's dict is in snake_case.
        given = {camel_case(name): value for name, value in role.items() if value}
        inputs = {argument: given[name] for name, argument in _ROLE.items() if name in given}
        inputs.setdefault("RoleSessionName", "neptune-global")
        if "DurationSeconds" in inputs:
            inputs["DurationSeconds"] = _seconds(inputs["DurationSeconds"])
        if "PolicyArns" in inputs:
            inputs["PolicyArns"] = [{"arn": arn} for arn in inputs["PolicyArns"]]
        if "Tags" in inputs:
            inputs["Tags"] = [{"Key": key, "Value": value} for key, value in inputs["Tags"].items()]
        try:
            answer = self._make(session, "sts", None).assume_role(**inputs)["Credentials"]
        except ClientError as error:
            raise ReadError(f"The role {inputs.get('RoleArn')} could not be assumed ({error}).") from error
        return boto3.Session(
            aws_access_key_id=answer["AccessKeyId"],
            aws_secret_access_key=answer["SecretAccessKey"],
            aws_session_token=answer["SessionToken"],
            region_name=self._configuration.region,
        )

    def _make(self, session: boto3.Session, service: str, region: str | None) -> Any:  # noqa: ANN401 - as above
        from botocore.config import Config  # noqa: PLC0415 - as above

        urls = (self._configuration.endpoints.get(name) for name in _ENDPOINTS[service])
        return session.client(
            service,
            region_name=region,
            endpoint_url=next(filter(None, urls), None),
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            ),
        )


@cache
def _spare_last_collection() -> None:
    """Python's last one would go through all that boto3 has loaded: a tenth of a second of every operation."""
    atexit.register(gc.freeze)


_shared: list[tuple[Configuration, Clients]] = []


def shared_clients(configuration: Configuration) -> Clients:
    """Give the clients of a configuration, the same to all components of a program: boto3 takes long to make them.

    Args:
        configuration: whom to be, and where.
    """
    for known, clients in _shared:
        if known == configuration:
            return clients
    _shared.append((configuration, Clients(configuration)))
    return _shared[-1][1]


def is_transient(error: Exception) -> bool:
    """Say whether a call that failed so may succeed a little later: throttling, an error of AWS's own, the network.

    Source: https://docs.aws.amazon.com/neptune/latest/apiref/CommonErrors.html

    Args:
        error: what boto3 raised.
    """
    from botocore.exceptions import (  # noqa: PLC0415 - a quarter of a second, when AWS is read only
        ClientError,
        ConnectionError,  # noqa: A004 - botocore's name
        HTTPClientError,
    )

    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return error.response["Error"]["Code"] in _THROTTLING or status >= _SERVER_ERROR
    return isinstance(error, ConnectionError | HTTPClientError)


def _decoded(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return json.loads(value)
    return value


def _seconds(duration: str) -> int:
    """pulumi-aws takes Go's durations: ``1h30m``, ``900s``."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ReadError(f"The aws provider's duration {duration!r} is not hours, minutes and seconds.")
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return hours * 3600 + minutes * 60 + seconds
