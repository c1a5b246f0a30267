"""The ``pulumi`` of a sandbox: the engine's, which it gives a stack where an operation finds none.

The isolated backend is empty at the start, and an operation without a stack asks for one, or fails where it cannot ask.
A stack of a project's own would not do: Pulumi would write the sandbox's encryption into that stack's Pulumi.NAME.yaml.

It is run as a script, with the engine's ``pulumi`` and the arguments for it, and imports the standard library alone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

STACK = "local"
"""The stack's name, unless the command names another."""

OPERATIONS = frozenset(
    ("up", "update", "preview", "pre", "refresh", "destroy", "down", "dn", "import", "watch", "config")
)
"""The commands that need a stack, with their aliases."""


def main(pulumi: str, *arguments: str) -> None:
    """Run ``pulumi``, in place of this process.

    Args:
        pulumi: the engine's executable.
        arguments: what it is to do.
    """
    if OPERATIONS.intersection(arguments) and not {"-h", "--help"}.intersection(arguments):
        _ensure_stack(pulumi, arguments)
    os.execv(pulumi, [pulumi, *arguments])  # noqa: S606 - this script stands for that program


def _ensure_stack(pulumi: str, arguments: tuple[str, ...]) -> None:
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    options.add_argument("-C", "--cwd", default=".")
    options.add_argument("-s", "--stack", default=os.environ.get("PULUMI_STACK"))
    try:
        given, _ = options.parse_known_args(arguments)
    except argparse.ArgumentError:
        return  # Pulumi says what is wrong with it
    command = [pulumi, "--non-interactive", "--cwd", given.cwd, "stack"]
    if given.stack is None:
        selected, create = ["--show-name"], ["select", "--create", STACK]
    else:
        selected, create = ["--show-name", "--stack", given.stack], ["init", "--no-select", given.stack]
    if _run([*command, *selected], stderr=subprocess.DEVNULL):
        _run([*command, *create], stderr=None)


def _run(command: list[str], stderr: int | None) -> int:
    # Standard input and output are the operation's, which may read a value from the one and print JSON to the other.
    return subprocess.run(  # noqa: S603 - the engine
        command, stdin=subprocess.DEVNULL, stdout=sys.stderr if stderr is None else stderr, stderr=stderr, check=False
    ).returncode


if __name__ == "__main__":
    main(*sys.argv[1:])
