"""Steps of a release: check the tag, and build the archives that Pulumi downloads as the plugin.

`python -m tools.release check TAG REPOSITORY_URL` and `python -m tools.release plugins FOLDER`.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component import __version__
from neptune_global_component.plugin.schema import REPOSITORY, semantic_version

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PLATFORMS = [f"{system}-{machine}" for system in ("darwin", "linux", "windows") for machine in ("amd64", "arm64")]
"""As Pulumi names them. The archives are the same: the plugin is Python."""
_FILES = (
    "LICENSE",
    "PulumiPlugin.yaml",
    "README.md",
    "pulumi-resource-neptune-global",
    "pyproject.toml",
    "requirements.txt",
)


def problems(tag: str, repository: str) -> Iterator[str]:
    """Yield the reasons why a tag can't be released.

    Args:
        tag: for example ``v0.2.0``.
        repository: URL of the repository that the release runs in.
    """
    if tag != f"v{__version__}":
        yield f"tag: {tag!r} must be 'v{__version__}', the version in neptune_global_component/_version.py."
    if repository != REPOSITORY:
        yield f"repository: {repository!r} must be {REPOSITORY!r}, or change NAMESPACE in plugin/schema.py."
    release = ROOT / "releases" / __version__
    schema = release / "schema.json"
    if not schema.exists() or schema.read_bytes() != (ROOT / "schema.json").read_bytes():
        yield f"releases: {schema.relative_to(ROOT)} must be a copy of schema.json. See CONTRIBUTING.md."
    if not any(release.glob("states/*.json")):
        yield f"releases: {release.relative_to(ROOT)}/states must have the states of the examples. See CONTRIBUTING.md."


def plugin_files() -> dict[str, bytes]:
    """Return the files of the plugin's archive by their path."""
    package = sorted(path for path in (ROOT / "neptune_global_component").rglob("*") if path.is_file())
    paths = [*(ROOT / name for name in _FILES), *(path for path in package if "__pycache__" not in path.parts)]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def archive() -> bytes:
    """Return the plugin's archive: the same bytes for the same files."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for path, content in plugin_files().items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            source = ROOT / path
            entry.mode = 0o755 if source.exists() and source.stat().st_mode & 0o100 else 0o644
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def write_plugins(folder: Path) -> list[Path]:
    """Write the archive of each platform.

    Args:
        folder: where to write them.

    Returns:
        Their paths.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content, version = archive(), semantic_version(__version__)
    paths = [folder / f"pulumi-resource-neptune-global-v{version}-{platform}.tar.gz" for platform in PLATFORMS]
    for path in paths:
        path.write_bytes(content)
    return paths


def main(arguments: list[str]) -> None:
    """Run a step.

    Args:
        arguments: the step and its arguments.
    """
    match arguments:
        case ["check", tag, repository]:
            sys.exit("\n".join(problems(tag, repository)) or 0)
        case ["plugins", folder]:
            for path in write_plugins(Path(folder)):
                sys.stdout.write(f"{path}\n")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
