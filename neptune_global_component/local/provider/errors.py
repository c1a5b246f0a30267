"""What the stand-in raises: errors in the words of the AWS provider.

ProviderError
├── AwsError             AWS refused a call
└── InitializationError  the resource exists, but what came after its creation or in its update failed
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import NeptuneGlobalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neptune_global_component.local.provider.values import Values


class ProviderError(NeptuneGlobalError):
    """An operation failed; the text is what the AWS provider would say."""


class AwsError(ProviderError):
    """AWS refused a call.

    Args:
        operation: the API operation, for example ``CreateGlobalCluster``.
        answer: botocore's parsed answer.
    """

    def __init__(self, operation: str, answer: Mapping[str, Any]) -> None:
        error, meta = answer.get("Error", {}), answer.get("ResponseMetadata", {})
        self.operation = operation
        self.code = str(error.get("Code", ""))
        self.words = str(error.get("Message", ""))
        # Go's SDK names a fault that the API model declares, and says "api error" before any other code.
        named = self.code if self.code.endswith("Fault") else f"api error {self.code}"
        super().__init__(
            f"operation error Neptune: {operation}, https response error StatusCode: {meta.get('HTTPStatusCode', 0)}, "
            f"RequestID: {meta.get('RequestId', '')}, {named}: {self.words}"
        )

    def says(self, code: str, words: str = "") -> bool:
        """Whether the error has this code, and these words in its message."""
        return self.code == code and words in self.words


class InitializationError(ProviderError):
    """The resource exists, but what came after its creation or in its update failed.

    Args:
        resource_id: the id to keep in the state.
        state: the outputs to keep in the state.
        reason: what failed.
    """

    def __init__(self, resource_id: str, state: Values, reason: str) -> None:
        self.resource_id = resource_id
        self.state = state
        self.reason = reason
        super().__init__(reason)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Put what was being done in front of an error, as the AWS provider does."""
    try:
        yield
    except ProviderError as error:
        raise ProviderError(f"{what}: {error}") from error
