"""The ``pulumi`` of a sandbox: runs the engine, and first creates a stack if the operation needs one.

The isolated backend starts empty. An operation without a stack would prompt for one, or fail without a terminal. The
project's own stack is not used, because Pulumi would write the sandbox's encryption settings into its
Pulumi.NAME.yaml.

Runs as a script, with the engine's ``pulumi`` and the arguments for it, and imports only the standard library.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

STACK = "local"
"""The name of the created stack, unless the command names one."""

SHARED = (
    f"This folder uses the stack {STACK!r} of another folder, which has the same project name in its Pulumi.yaml. An "
    "update deletes what this folder's program does not declare. For its own stack, change the name in Pulumi.yaml."
)
"""Printed when a folder first uses an existing stack."""

OPERATIONS = frozenset(
    ("up", "update", "preview", "pre", "refresh", "destroy", "down", "dn", "import", "watch", "config")
)
"""The commands that need a stack, with their aliases."""

_SWITCHES = frozenset(
    (
        "--disable-integrity-checking",
        *("--emoji", "-e"),
        *("--fully-qualify-stack-names", "-Q"),
        *("--help", "-h"),
        "--logflow",
        "--logtostderr",
        "--non-interactive",
        "--version",
    )
)
"""The options of every command that take no value."""


def main(pulumi: str, *arguments: str) -> None:
    """Run ``pulumi``, in place of this process.

    Args:
        pulumi: the engine's executable.
        arguments: the arguments for ``pulumi``.
    """
    if command_of(arguments) in OPERATIONS and not {"-h", "--help"}.intersection(arguments):
        _ensure_stack(pulumi, arguments)
    os.execv(pulumi, [pulumi, *arguments])  # noqa: S606 - this script replaces itself with that program


def command_of(arguments: tuple[str, ...]) -> str:
    """Return the name of Pulumi's command, for example ``stack`` for ``-C folder stack output``; empty without one.

    As Pulumi does, treat what follows another option than the switches as its value.

    Args:
        arguments: the arguments for ``pulumi``.
    """
    is_value = False
    for one in arguments:
        if not is_value and not one.startswith("-"):
            return one
        is_value = (
            not is_value and "=" not in one and one not in _SWITCHES and (one[:2] == "--" or len(one) == len("-s"))
        )
    return ""


def _ensure_stack(pulumi: str, arguments: tuple[str, ...]) -> None:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("-C", "--cwd", default=".")
    parser.add_argument("-s", "--stack", default=os.environ.get("PULUMI_STACK"))
    try:
        options, _ = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return  # Pulumi reports the error itself
    command = [pulumi, "--non-interactive", "--cwd", options.cwd, "stack"]
    named = [] if options.stack is None else ["--stack", options.stack]
    if _succeeds([*command, "--show-name", *named], quiet=True):
        return
    if options.stack is not None:
        _succeeds([*command, "init", "--no-select", options.stack])
    elif _succeeds([*command, "select", STACK], quiet=True):
        sys.stderr.write(f"{SHARED}\n")
    else:
        _succeeds([*command, "init", STACK])


def _succeeds(command: list[str], *, quiet: bool = False) -> bool:
    # Standard input and output belong to the operation, which may read a value from stdin and print JSON to stdout.
    output = subprocess.DEVNULL if quiet else sys.stderr
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False)  # noqa: S603 - the engine
    return done.returncode == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
