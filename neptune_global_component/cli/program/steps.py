"""Next steps for the user: what to do before the first update, and commands to copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Step:
    """One step.

    Args:
        text: what to do.
        lines: commands or names, each on a line of its own.
    """

    text: str
    lines: tuple[str, ...] = ()


PREVIEW = Step(
    "Check that the preview creates only the component and its Stashes, which are not in AWS, imports or updates the "
    "rest, and replaces or deletes nothing:",
    ("pulumi preview --diff",),
)
CREATION = Step(
    "Check that the preview creates the global cluster, the component and its Stashes, and nothing else:", PREVIEW.lines
)
UPDATE = Step("Import the database:", ("pulumi up",))


def read_json(path: Path, command: str) -> dict[str, Any]:
    """Return the object in a JSON file.

    Args:
        path: the file.
        command: the command whose output it is.

    Raises:
        ReadError: the file can't be read, or has no JSON object.
    """
    try:
        # From bytes, because PowerShell writes the output of a command in UTF-16.
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(f"{path} can't be read ({error.strerror}). Write it with `{command}`.") from error
    except ValueError as error:
        raise ReadError(f"{path} has no JSON. Write it with `{command}`.") from error
    if not isinstance(found, dict):
        raise ReadError(f"{path} has no JSON object. Write it with `{command}`.")
    return found


def resources(found: object, option: str, command: str) -> list[Mapping[str, Any]]:
    """Return the resources in the output of a command.

    Args:
        found: what the output has in their place.
        option: the option whose file has the output.
        command: the command whose output it is.

    Raises:
        ReadError: they are no resources.
    """
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ReadError(f"The file of {option} has no resources. Write it with `{command}`.")
    return found
