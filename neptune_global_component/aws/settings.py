"""Connection settings taken from the pulumi-aws provider's configuration."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.inputs.rules.tags import tag_value
from neptune_global_component.core.loopback import LOCAL_AWS, is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CREDENTIALS = {
    "profile": "profile_name",
    "accessKey": "aws_access_key_id",
    "secretKey": "aws_secret_access_key",
    "token": "aws_session_token",
}
_PROXIES = {"httpProxy": "http", "httpsProxy": "https"}
# Ignoring these could read another account.
_UNSUPPORTED = ("assumeRoleWithWebIdentity", "noProxy", "sharedConfigFiles", "sharedCredentialsFiles")

_JSON = frozenset(
    (
        *("assumeRoles", "assumeRoleWithWebIdentity", "endpoints", "sharedConfigFiles", "sharedCredentialsFiles"),
        *("defaultTags", "insecure", "useDualstackEndpoint", "useFipsEndpoint"),
    )
)
_DEFAULT_TAG = "TF_AWS_DEFAULT_TAGS_"
"""The prefix of environment variables that set a default tag."""

SETTINGS = (
    *_CREDENTIALS,
    *_PROXIES,
    *_UNSUPPORTED,
    *("assumeRoles", "customCaBundle", "endpoints", "insecure", "region", "stsRegion"),
    *("useDualstackEndpoint", "useFipsEndpoint"),
)
"""The provider's settings that are read, by pulumi-aws's names."""

DEFAULT_TAGS = "defaultTags"
"""The provider's setting for tags on every resource."""


@dataclass(frozen=True)
class Configuration:
    """Connection settings for AWS.

    Args:
        region: the provider's region; None if neither the provider nor the environment sets one.
        credentials: keyword arguments of ``boto3.Session``.
        endpoints: URL by service.
        roles: the roles to assume, one after the other, as pulumi-aws spells them.
        sts_region: the region of the STS calls that assume roles; the provider's if None.
        proxies: URL of the proxy by scheme.
        verify: the path of a CA bundle; False to accept any certificate; None for the default bundle.
        fips: whether to use FIPS endpoints.
        dual_stack: whether to use dual-stack endpoints.
    """

    region: str | None = None
    credentials: Mapping[str, str] = field(default_factory=dict)
    endpoints: Mapping[str, str] = field(default_factory=dict)
    roles: Sequence[Mapping[str, Any]] = ()
    sts_region: str | None = None
    proxies: Mapping[str, str] = field(default_factory=dict)
    verify: str | bool | None = None
    fips: bool = False
    dual_stack: bool = False

    @classmethod
    def parse(cls, settings: Mapping[str, object]) -> Configuration:
        """Parse the provider's configuration.

        Source: https://www.pulumi.com/registry/packages/aws/installation-configuration/

        Args:
            settings: the settings by pulumi-aws's names (``accessKey``, ``region``, …); lists, objects and booleans may
                be JSON strings.

        Raises:
            ReadError: a setting changes the provider's identity or connection in a way that is not supported here, or
                is invalid.
        """
        values: dict[str, Any] = {name: _parse_json(name, value) for name, value in settings.items() if value}
        for name in _UNSUPPORTED:
            if values.get(name):
                raise ReadError(
                    f"The aws provider sets {name}, which reads of AWS do not support. Use a profile or environment "
                    "variables instead, or set observe to false."
                )
        endpoints = {service: url for one in values.get("endpoints", ()) for service, url in one.items() if url}
        _check_endpoints(endpoints)
        proxies = {scheme: values[name] for name, scheme in _PROXIES.items() if name in values}
        return cls(
            region=values.get("region") or os.environ.get("AWS_REGION"),
            credentials={argument: values[name] for name, argument in _CREDENTIALS.items() if name in values},
            endpoints=endpoints,
            roles=tuple(values.get("assumeRoles", ())),
            sts_region=values.get("stsRegion"),
            # The provider uses its HTTP proxy for HTTPS too, if no HTTPS proxy is set.
            proxies={"https": proxies["http"], **proxies} if "http" in proxies else proxies,
            verify=False if values.get("insecure") else values.get("customCaBundle"),
            fips=bool(values.get("useFipsEndpoint")),
            dual_stack=bool(values.get("useDualstackEndpoint")),
        )


def default_tags(setting: object) -> dict[str, str]:
    """Return the tags that the provider adds to every resource.

    Source: https://www.pulumi.com/registry/packages/aws/installation-configuration/

    Args:
        setting: the provider's ``defaultTags``, also as a JSON string; None if not set.

    Raises:
        ReadError: the value is invalid.
    """
    tags = (_parse_json("defaultTags", setting) or {}).get("tags") or {}
    of_environment = {
        name.removeprefix(_DEFAULT_TAG): value for name, value in os.environ.items() if name.startswith(_DEFAULT_TAG)
    }
    return {**of_environment, **{key: str(tag_value(value)) for key, value in tags.items()}}


def _check_endpoints(endpoints: Mapping[str, str]) -> None:
    """Check that a program that runs on the local AWS has no other endpoints."""
    if local_aws := os.environ.get(LOCAL_AWS):
        for service, url in endpoints.items():
            if not is_loopback(url):
                raise ReadError(
                    f"The aws provider's {service} endpoint {url!r} is not on this machine, and programs on the local "
                    f"AWS send nothing elsewhere. Remove endpoints from the provider, or use {local_aws}."
                )


def _parse_json(name: str, value: object) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(value) if name in _JSON and isinstance(value, str) else value
    except ValueError as error:
        raise ReadError(f"The aws provider's {name} is not JSON ({error}): correct it in its configuration.") from error
