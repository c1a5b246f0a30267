"""The exceptions this package raises on purpose, as one tree.

NeptuneGlobalError
├── InvalidArgsError       arguments that can't be, by AWS's rules or what AWS has: one error, every finding in it
│   └── InvalidArgsRunError    the same as Pulumi shows it (planning)
├── ReadError              AWS could not be read, or answered for another account
├── CallError              AWS refused a call, or did not answer
├── RefusedError           AWS's state does not allow an operation: every finding in it, nothing was changed
├── OperationError         an operation ended before it was done
├── PreviewError           a preview is unreadable, incomplete or failed
├── EngineError            no Pulumi engine could be found or built
├── LocalAwsError          the local AWS could not be started, found or stopped
├── CutOffError            what an update that was cut off left can't be waited for (planning)
└── ProviderError          what the stand-in for the aws plugin answers, with its branches (local.provider.errors)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class NeptuneGlobalError(Exception):
    """Base of every exception that this package raises on purpose; its text is written for the user."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with the arguments.

    Args:
        path: the property's path in the caller's spelling, for example ``regions["eu-west-1"].port``.
        problem: the value that was given, the rule it breaks, and what to do.
    """

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


class InvalidArgsError(NeptuneGlobalError):
    """What the arguments of a component ask for can't be; raised before anything is written.

    They break rules, or AWS or the state has what they do not go with.

    Args:
        name: the component's Pulumi name.
        findings: every problem found, at least one.
    """

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        self.name = name
        self.findings = tuple(findings)
        listed = "\n".join(f"  - {finding}" for finding in self.findings)
        count = "1 problem" if len(self.findings) == 1 else f"{len(self.findings)} problems"
        super().__init__(f"GlobalCluster {name!r}: {count}; nothing was changed.\n{listed}")


class ReadError(NeptuneGlobalError):
    """AWS could not be read, or what it answered belongs to another account.

    Args:
        text: for the user.
        transient: whether the same read may succeed a little later.
        denied: whether AWS refused it for want of a permission.
        down: whether the region that was asked seems to be down.
        region: the region that was asked; None for the provider's own.
    """

    def __init__(
        self,
        text: str,
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
        super().__init__(text)


class CallError(NeptuneGlobalError):
    """AWS refused a call, or did not answer: whether it had an effect is not known then.

    Args:
        text: for the user.
        code: AWS's error code, None where it did not answer.
        transient: whether the same call may succeed a little later.
        busy: whether AWS refused it for the state that something is in.
        allow: where AWS refused it for want of a permission, what to do.
        down: whether the region that was asked seems to be down.
    """

    def __init__(  # noqa: PLR0913 - what a caller may want to tell apart
        self,
        text: str,
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
        super().__init__(f"{text} {allow}".rstrip())


class RefusedError(NeptuneGlobalError):
    """AWS's state does not allow an operation; raised before anything is written.

    Args:
        findings: every problem found, at least one.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{' '.join(str(one) for one in self.findings)} Nothing was changed.")


class OperationError(NeptuneGlobalError):
    """An operation ended before it completed: AWS rejected a request, or the time was up.

    Args:
        problem: what went wrong, and what is pending.
        sent: the requests that were sent to AWS, in order.
    """

    def __init__(self, problem: str, sent: Sequence[str]) -> None:
        self.sent = tuple(sent)
        requests = "request was" if len(self.sent) == 1 else "requests were"
        done = f"The {requests} sent ({', '.join(self.sent)});" if self.sent else "Nothing was changed;"
        super().__init__(f"{problem} {done} run the command again to resume.")


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
