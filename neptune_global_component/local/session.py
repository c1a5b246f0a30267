"""The local AWS and isolated Pulumi that run until they are stopped: one session per user."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.errors import LocalAwsError
from neptune_global_component.local import processes
from neptune_global_component.local.engine import ensure
from neptune_global_component.local.engine.cache import exclusive, root
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import FOREIGN, Sandbox

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from neptune_global_component.local.engine.model import Report

_STATE = "session.json"
_LOG = "aws.log"


@dataclass(frozen=True)
class Session:
    """A running session.

    Args:
        url: the URL of the local AWS.
        pid: the process id of the local AWS.
        sandbox: the isolated Pulumi.
    """

    url: str
    pid: int
    sandbox: Sandbox

    @property
    def port(self) -> int:
        """The port of the local AWS."""
        return int(self.url.rpartition(":")[2])


def up(report: Report) -> str:
    """Start a local AWS with an isolated Pulumi, unless one is already running.

    Args:
        report: receives progress lines.

    Returns:
        The URL, and how to use and stop it.

    Raises:
        EngineError: no Pulumi engine was found, or the cache folder cannot be written.
        LocalAwsError: the sandbox or the local AWS could not be started, or the session file cannot be read.
    """
    with _locked(report):
        running = _running()
        session = running or _start(report)
    return "\n".join(
        [
            f"local AWS: {session.url}{' (already running)' if running else ''}",
            'use it in this shell:  eval "$(neptune-global local env)"',
            "stop it:               neptune-global local down",
        ]
    )


def env(report: Report) -> str:
    """Return the shell commands that configure a shell for the session.

    Args:
        report: receives progress lines.

    Raises:
        EngineError: the cache folder cannot be written.
        LocalAwsError: no local AWS is running, or the session file cannot be read.
    """
    with _locked(report):
        session = _running()
    if session is None:
        raise LocalAwsError("No local AWS is running. Start one with `neptune-global local up`.")
    overrides = session.sandbox.overrides(os.environ, session.url)
    foreign = sorted(name for name in os.environ if name.startswith(FOREIGN) and name not in overrides)
    return "\n".join(
        [
            *(f"unset {name}" for name in foreign),
            *(f"export {name}={shlex.quote(value)}" for name, value in sorted(overrides.items())),
        ]
    )


def down(report: Report) -> str:
    """Stop the local AWS and remove its folder.

    Args:
        report: receives progress lines.

    Returns:
        A description of what was stopped.

    Raises:
        EngineError: the cache folder cannot be written.
        LocalAwsError: the local AWS could not be stopped.
    """
    with _locked(report):
        try:
            session, nothing = _running(), ""
        except LocalAwsError:
            session, nothing = None, "Found no running local AWS"
        stopped_writers = _clear(session)
    if session:
        stopped = f"Stopped the local AWS at {session.url}"
    else:
        stopped = "Stopped the local AWS" if stopped_writers else nothing
    if not stopped:
        return "No local AWS is running."
    return (
        f"{stopped} and removed {_folder()}, with the state of its Pulumi stacks.\n"
        "A shell that used it still has its environment variables: close it."
    )


def _start(report: Report) -> Session:
    engine = ensure(report)
    report(f"engine: pulumi {engine.version} ({engine.origin})")
    folder = _folder()
    # Remove leftovers of a session that was killed.
    _clear(None)
    folder.mkdir(mode=0o700, parents=True)
    try:
        sandbox = Sandbox.create(folder, engine, report)
        aws = LocalAws.start(folder / _LOG, keep=True)
        session = Session(aws.url, aws.pid, sandbox)
        unfinished = folder / "session.part"
        unfinished.write_text(json.dumps(asdict(session)), encoding="utf-8")
        unfinished.rename(folder / _STATE)
    except BaseException:
        _clear(None)
        raise
    return session


def _running() -> Session | None:
    path = _folder() / _STATE
    if not path.exists():
        return None
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        session = Session(**{**read, "sandbox": Sandbox(**read["sandbox"])})
        return session if processes.serves(session.pid, session.port) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LocalAwsError(
            f"{path} is damaged, or was written by another version of this package ({error}). "
            "Stop its local AWS and remove the file with `neptune-global local down`."
        ) from error


def _clear(session: Session | None) -> bool:
    """Stop the local AWS, remove its folder, and return whether one was found without a session file."""
    stopped = False
    if session:
        processes.stop_server(session.pid, session.port)
    elif _folder().exists():
        # The log file identifies a process whose session file is damaged, or was never written.
        stopped = processes.stop_log_writers(_folder() / _LOG)
    if _folder().exists():
        shutil.rmtree(_folder())
    return stopped


def _folder() -> Path:
    return root() / "local"


def _locked(report: Report) -> AbstractContextManager[None]:
    # Two concurrent calls would each start a server, and one of them would never be stopped.
    return exclusive(root() / "local.lock", report)
