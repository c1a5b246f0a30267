"""The provider's configuration: region, credentials, endpoints on this machine only, and default tags."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.loopback import is_loopback
from neptune_global_component.local.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.provider.values import Value

REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
# pulumi-aws's own message.
NO_REGION = (
    "Missing region information\nMake sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`."
)
# A client of the Neptune API accepts the endpoint of either service, because they share one API.
ENDPOINT_KEYS = {"neptune": ("neptune", "rds"), "logs": ("cloudwatchlogs", "logs")}
PROPERTIES = {
    "accessKey": "string",
    "allowedAccountIds": "array",
    "assumeRoleWithWebIdentity": "object",
    "assumeRoles": "array",
    "customCaBundle": "string",
    "defaultTags": "object",
    "ec2MetadataServiceEndpoint": "string",
    "ec2MetadataServiceEndpointMode": "string",
    "endpoints": "array",
    "forbiddenAccountIds": "array",
    "httpProxy": "string",
    "httpsProxy": "string",
    "ignoreTags": "object",
    "insecure": "boolean",
    "maxRetries": "integer",
    "noProxy": "string",
    "profile": "string",
    "region": "string",
    "retryMode": "string",
    "s3UsEast1RegionalEndpoint": "string",
    "s3UsePathStyle": "boolean",
    "secretKey": "string",
    "sharedConfigFiles": "array",
    "sharedCredentialsFiles": "array",
    "skipCredentialsValidation": "boolean",
    "skipMetadataApiCheck": "boolean",
    "skipRegionValidation": "boolean",
    "skipRequestingAccountId": "boolean",
    "stsRegion": "string",
    "tagPolicyCompliance": "string",
    "token": "string",
    "tokenBucketRateLimiterCapacity": "integer",
    "useDualstackEndpoint": "boolean",
    "useFipsEndpoint": "boolean",
    "userAgents": "array",
}
"""The configuration that pulumi-aws takes, with its types; what is not used here is accepted and has no effect."""


@dataclass(frozen=True)
class Configuration:
    """The provider's configuration.

    Args:
        region: the default region of resources; empty if there is none.
        endpoints: URL by service.
        default_tags: tags for every resource that supports tags.
        credentials: keyword arguments of ``boto3.client``.
        profile: the name of the AWS profile.
        max_retries: the maximum number of attempts of a call.
    """

    region: str = ""
    endpoints: Mapping[str, str] = field(default_factory=dict)
    default_tags: dict[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None
    max_retries: int = 25

    @classmethod
    def parse(cls, settings: Mapping[str, Any]) -> Configuration:
        """Return the configuration that the engine sends: plain values, or JSON in strings."""
        values = {name.removeprefix("aws:config:"): _decode(name, value) for name, value in settings.items()}
        keys = {"accessKey": "aws_access_key_id", "secretKey": "aws_secret_access_key", "token": "aws_session_token"}
        return cls(
            region=values.get("region") or region_of_environment(),
            endpoints={key: url for one in values.get("endpoints") or [] for key, url in one.items() if url},
            default_tags=_default_tags(values.get("defaultTags") or {}),
            credentials={argument: values[name] for name, argument in keys.items() if values.get(name)},
            profile=values.get("profile"),
            max_retries=int(values.get("maxRetries") or cls.max_retries),
        )

    def endpoint(self, service: str) -> str:
        """Return the endpoint of a service.

        Raises:
            ProviderError: there is none, or it is not on this machine.
        """
        named = (self.endpoints.get(key) for key in ENDPOINT_KEYS.get(service, (service,)))
        url = next(filter(None, named), None) or os.environ.get("AWS_ENDPOINT_URL", "")
        if not is_loopback(url):
            raise ProviderError(
                f"the stand-in aws provider works with a local AWS only, and the {service} endpoint "
                f"{url!r} is not on this machine: set AWS_ENDPOINT_URL or aws:endpoints to a loopback URL "
                "(`neptune-global local run` does), or choose the published provider with "
                "NEPTUNE_GLOBAL_AWS_PLUGIN=official"
            )
        return url


def _default_tags(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the environment's default tags, overridden by the configuration's."""
    prefix = "TF_AWS_DEFAULT_TAGS_"
    of_environment = {key.removeprefix(prefix): text for key, text in os.environ.items() if key.startswith(prefix)}
    return {**of_environment, **(settings.get("tags") or {})}


def region_of_environment() -> str:
    """Return the region that the environment specifies, or an empty string."""
    return next((os.environ[name] for name in REGION_VARIABLES if os.environ.get(name)), "")


def _decode(name: str, value: Value) -> Value:
    # Bridged providers receive all values except strings as JSON.
    if not isinstance(value, str) or PROPERTIES.get(name.removeprefix("aws:config:"), "string") == "string":
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise ProviderError(f"invalid value for provider property {name!r}: {error}") from error
