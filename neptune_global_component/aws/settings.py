"""What of the pulumi-aws provider's configuration decides which AWS is asked, by which way, and as whom."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.inputs.rules.tags import tag_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CREDENTIALS = {
    "profile": "profile_name",
    "accessKey": "aws_access_key_id",
    "secretKey": "aws_secret_access_key",
    "token": "aws_session_token",
}
_PROXIES = {"httpProxy": "http", "httpsProxy": "https"}
# With other credentials, or by another way, another account could answer.
_NOT_FOLLOWED = ("assumeRoleWithWebIdentity", "noProxy", "sharedConfigFiles", "sharedCredentialsFiles")

_JSON = frozenset(
    (
        *("assumeRoles", "assumeRoleWithWebIdentity", "endpoints", "sharedConfigFiles", "sharedCredentialsFiles"),
        *("defaultTags", "insecure", "useDualstackEndpoint", "useFipsEndpoint"),
    )
)
_DEFAULT_TAG = "TF_AWS_DEFAULT_TAGS_"
"""What an environment variable's name begins with that gives a default tag."""

SETTINGS = (
    *_CREDENTIALS,
    *_PROXIES,
    *_NOT_FOLLOWED,
    *("assumeRoles", "customCaBundle", "endpoints", "insecure", "region", "stsRegion"),
    *("useDualstackEndpoint", "useFipsEndpoint"),
)
"""The provider's settings that are looked at, by pulumi-aws's names."""

DEFAULT_TAGS = "defaultTags"
"""The provider's setting of tags that it adds to every resource."""


@dataclass(frozen=True)
class Configuration:
    """How AWS is asked.

    Args:
        region: the provider's region, None where neither the provider nor the environment names one.
        credentials: keyword arguments of ``boto3.Session``.
        endpoints: URL by service.
        roles: the roles to assume, one after the other, as pulumi-aws spells them.
        sts_region: the region in which roles are assumed; the provider's where None.
        proxies: URL of the proxy by scheme.
        verify: whose certificates are trusted: the path of a CA bundle, False for anybody's, None for the usual ones.
        fips: whether only endpoints are asked that FIPS 140 allows.
        dual_stack: whether endpoints with an IPv6 address are asked.
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
    def parse(cls, given: Mapping[str, object]) -> Configuration:
        """Read the provider's configuration.

        Source: https://www.pulumi.com/registry/packages/aws/installation-configuration/

        Args:
            given: by pulumi-aws's names (``accessKey``, ``region``, …); lists and objects may be JSON texts, and
                booleans words.

        Raises:
            ReadError: a setting changes whom the provider is, or which way it goes, in a way that is not followed here;
                or it can't be read.
        """
        values: dict[str, Any] = {name: _decoded(name, value) for name, value in given.items() if value}
        for name in _NOT_FOLLOWED:
            if values.get(name):
                raise ReadError(
                    f"The aws provider has {name}, which reads of AWS do not follow. Give the same by a profile or by "
                    "the environment, or set observe to false."
                )
        proxies = {scheme: values[name] for name, scheme in _PROXIES.items() if name in values}
        return cls(
            region=values.get("region") or os.environ.get("AWS_REGION"),
            credentials={argument: values[name] for name, argument in _CREDENTIALS.items() if name in values},
            endpoints={service: url for one in values.get("endpoints", ()) for service, url in one.items() if url},
            roles=tuple(values.get("assumeRoles", ())),
            sts_region=values.get("stsRegion"),
            # The provider takes its proxy for http for https too, where it has no other.
            proxies={"https": proxies["http"], **proxies} if "http" in proxies else proxies,
            verify=False if values.get("insecure") else values.get("customCaBundle"),
            fips=bool(values.get("useFipsEndpoint")),
            dual_stack=bool(values.get("useDualstackEndpoint")),
        )


def default_tags(given: object) -> dict[str, str]:
    """Return the tags that the provider gives to every resource.

    Source: https://www.pulumi.com/registry/packages/aws/installation-configuration/

    Args:
        given: the provider's ``defaultTags``, also as a JSON text; None where it has none.

    Raises:
        ReadError: it can't be read.
    """
    tags = (_decoded("defaultTags", given) or {}).get("tags") or {}
    of_environment = {
        name.removeprefix(_DEFAULT_TAG): value for name, value in os.environ.items() if name.startswith(_DEFAULT_TAG)
    }
    return {**of_environment, **{key: str(tag_value(value)) for key, value in tags.items()}}


def _decoded(name: str, value: object) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(value) if name in _JSON and isinstance(value, str) else value
    except ValueError as error:
        raise ReadError(f"The aws provider's {name} is not JSON ({error}): correct it in its configuration.") from error
