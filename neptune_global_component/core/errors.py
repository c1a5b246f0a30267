"""The exceptions that this package raises on purpose, as one tree.

NeptuneGlobalError
├── InvalidArgsError       the arguments break a rule or conflict with the resources in AWS: one error, all findings
│   └── InvalidArgsRunError    the same for Pulumi, which shows its text without a traceback (planning)
├── ReadError              AWS could not be read, or answered for another account
├── CallError              AWS rejected a call, or did not answer
├── RefusedError           AWS does not allow an operation now, or its plan is outdated: one error, all findings
├── OperationError         an operation did not complete: AWS rejected a step, or the time limit was reached
├── PreviewError           a preview is unreadable, incomplete or failed
├── EngineError            no Pulumi engine could be found or built
├── LocalAwsError          the local AWS could not be started, found or stopped
├── NoEngineError          the program runs without an engine (engine_present)
├── InterruptedUpdateError the resources of an interrupted update can't be waited for (planning)
└── ProviderError          an answer of the stand-in for the aws plugin, with its branches (local.provider.errors)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.core.messages import NO_SECRETS, PYTHON, Finding, Message, render, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from neptune_global_component.core.messages import Secrets, Spelling


class NeptuneGlobalError(Exception):
    """Base of the exceptions that this package raises on purpose; the text is written for the user.

    Args:
        message: the text, also as data, so that the component can hide the values of secret arguments in it.
    """

    def __init__(self, message: Message | str) -> None:
        self.message = message if isinstance(message, Message) else Message("{text}", text=message)
        super().__init__(render(self.message))


class InvalidArgsError(NeptuneGlobalError):
    """The arguments of a component break rules or conflict with the resources in AWS; nothing was changed.

    Args:
        name: the component's Pulumi name.
        findings: all problems, at least one.
        secrets: not to show.
        spelling: the spelling of the program.
    """

    def __init__(
        self, name: str, findings: Sequence[Finding], secrets: Secrets = NO_SECRETS, spelling: Spelling = PYTHON
    ) -> None:
        self.name = name
        self.findings = tuple(findings)
        self.secrets = secrets
        count = "1 problem" if len(self.findings) == 1 else f"{len(self.findings)} problems"
        self.heading = f"GlobalCluster {name!r}: {count}; nothing was changed."
        listed = "\n".join(f"  - {render(one, secrets, spelling)}" for one in self.findings)
        super().__init__(f"{self.heading}\n{listed}")


class ReadError(NeptuneGlobalError):
    """AWS could not be read, or its answer belongs to another account.

    Args:
        message: the message for the user.
        transient: whether the same read may succeed later.
        denied: whether a permission is missing.
        down: whether the region seems to be down.
        region: the region of the read; None for the provider's region.
    """

    def __init__(
        self,
        message: Message | str,
        *,
        transient: bool = False,
        denied: bool = False,
        down: bool = False,
        region: str | None = None,
    ) -> None:
        self.transient = transient
        self.denied = denied
        self.down = down
        self.region = region
        super().__init__(message)


class CallError(NeptuneGlobalError):
    """AWS rejected a call, or did not answer, and then the call may have had an effect.

    Args:
        message: the message for the user.
        code: AWS's error code; None if it did not answer.
        transient: whether the same call may succeed later.
        busy: whether AWS rejected it because of the state of a resource.
        allow: what to do if a permission is missing.
        down: whether the region seems to be down.
    """

    def __init__(  # noqa: PLR0913 - each caller needs another of them
        self,
        message: Message | str,
        *,
        code: str | None = None,
        transient: bool = False,
        busy: bool = False,
        allow: str = "",
        down: bool = False,
    ) -> None:
        self.code = code
        self.transient = transient
        self.down = down
        self.busy = busy
        self.allow = allow
        super().__init__(Message("{problem} {allow}", problem=message, allow=allow) if allow else message)


class RefusedError(NeptuneGlobalError):
    """AWS does not allow an operation in the current state, or its plan is outdated.

    Args:
        findings: all problems, at least one.
        sent: the requests that were sent to AWS before that, in order.
    """

    def __init__(self, findings: Sequence[Finding], sent: Sequence[str] = ()) -> None:
        self.findings = tuple(findings)
        super().__init__(sentences([*self.findings, f"{_sent(sent)}."]))


class OperationError(NeptuneGlobalError):
    """An operation ended before it completed: AWS rejected a request, or the time limit was reached.

    Args:
        problem: the cause, and the part that is pending.
        sent: the requests that were sent to AWS, in order.
    """

    def __init__(self, problem: Message | str, sent: Sequence[str]) -> None:
        self.sent = tuple(sent)
        template = "{problem} {sent}; run the command again to resume."
        super().__init__(Message(template, problem=problem, sent=_sent(sent)))


def _sent(requests: Sequence[str]) -> str:
    if not requests:
        return "Nothing was changed"
    return f"The {'request was' if len(requests) == 1 else 'requests were'} sent ({', '.join(requests)})"


class PreviewError(NeptuneGlobalError):
    """A preview is unreadable, incomplete or failed, so it does not show what an update would do.

    Args:
        problem: the problem and what to do.
        errors: Pulumi's error messages, without secrets.
        stack: ``project/stack``, empty if unknown.
    """

    def __init__(self, problem: str, errors: Sequence[str] = (), stack: str = "") -> None:
        self.problem = problem
        self.errors = tuple(errors)
        self.stack = stack
        super().__init__(problem)


class EngineError(NeptuneGlobalError):
    """No Pulumi engine could be found, downloaded or built."""


class LocalAwsError(NeptuneGlobalError):
    """The local AWS could not be started, found or stopped."""
