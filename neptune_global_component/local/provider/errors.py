"""Exceptions of the stand-in, with the AWS provider's messages.

ProviderError
├── AwsError             AWS returned an error
└── InitializationError  the resource exists, but a later step of its creation or update failed
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import NeptuneGlobalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.local.provider.values import Values


SERVICE_IDS = {
    "cloudwatch": "CloudWatch",
    "logs": "CloudWatch Logs",
    "neptune": "Neptune",
    "route53": "Route 53",
    "secretsmanager": "Secrets Manager",
}
"""The names of services in the errors of Go's SDK, if they are not the names in botocore in capitals."""


def service_id(service: str) -> str:
    """Return the name of a service in the errors of Go's SDK."""
    return SERVICE_IDS.get(service, service.upper())


class ProviderError(NeptuneGlobalError):
    """An operation failed. The message is the AWS provider's."""


class AwsError(ProviderError):
    """AWS returned an error.

    Args:
        operation: the API operation, for example ``CreateGlobalCluster``.
        answer: botocore's parsed response.
        service: the service, by its name in botocore.
    """

    def __init__(self, operation: str, answer: Mapping[str, Any], service: str = "neptune") -> None:
        error, meta = answer.get("Error", {}), answer.get("ResponseMetadata", {})
        self.operation = operation
        self.code = str(error.get("Code", ""))
        self.words = str(error.get("Message", ""))
        # Go's SDK prints the name of a fault that the API model declares, and "api error" before any other code.
        named = self.code if self.code.endswith("Fault") else f"api error {self.code}"
        status = meta.get("HTTPStatusCode", 0)
        super().__init__(
            f"operation error {service_id(service)}: {operation}, https response error StatusCode: {status}, "
            f"RequestID: {meta.get('RequestId', '')}, {named}: {self.words}"
        )

    def says(self, code: str, words: str = "") -> bool:
        """Return whether the error has this code and contains this text."""
        return self.code == code and words in self.words


class InitializationError(ProviderError):
    """The resource exists, but a later step of its creation or update failed.

    Args:
        resource_id: the id to store in the state.
        state: the outputs to store in the state.
        reason: the error.
    """

    def __init__(self, resource_id: str, state: Values, reason: str) -> None:
        self.resource_id = resource_id
        self.state = state
        self.reason = reason
        super().__init__(reason)


def unsupported(what: str) -> str:
    """Return the message about a feature of pulumi-aws that the stand-in lacks.

    Args:
        what: the type, function or property, as a noun phrase.
    """
    return (
        f"the built-in stand-in for the aws provider does not support {what}: it has the types of aws.neptune and the "
        "common ones around them, such as VPCs, KMS keys and IAM roles. Use the published provider on the local AWS "
        "with NEPTUNE_GLOBAL_AWS_PLUGIN=official."
    )


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Prefix errors with a description of the step, as the AWS provider does."""
    try:
        yield
    except ProviderError as error:
        raise ProviderError(f"{what}: {error}") from error
