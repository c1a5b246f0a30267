"""Files that commands write: an existing file is replaced at once, and errors name the option."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def writing(out: Path, kind: str) -> Iterator[None]:
    """Raise an error that names --out if a file or folder can't be written."""
    try:
        yield
    except OSError as error:
        inside = bool(error.filename) and Path(error.filename).is_relative_to(out)
        raise click.ClickException(
            f"--out: {str(error.filename if inside else out)!r} can't be written ({error.strerror}). "
            f"Choose another {kind}."
        ) from error


def write_file(out: Path, text: str) -> None:
    """Write a file; an earlier one is replaced only once the new one is complete."""
    target = out.resolve()
    if target.exists() and not target.is_file():
        # A pipe or a device is written, not replaced.
        target.write_text(text, encoding="utf-8")
        return
    # The new file is in the same folder: a rename does not work between file systems.
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=target.parent) as temporary:
        new = Path(temporary) / out.name
        new.write_text(text, encoding="utf-8")
        if target.exists():
            shutil.copymode(target, new)
        new.replace(target)
