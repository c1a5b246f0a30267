"""The command ``sdk``: write the SDK of the component for another language."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from neptune_global_component.cli.command import Command
from neptune_global_component.cli.progress import progress
from neptune_global_component.core.errors import EngineError

LANGUAGES = ("dotnet", "go", "java", "nodejs", "python")
"""The languages, by the names of their runtimes in Pulumi.yaml."""


@click.command(
    cls=Command,
    examples=(
        "neptune-global sdk nodejs --out sdks/neptune-global",
        "neptune-global sdk go --out sdks/neptune-global",
    ),
)
@click.argument("language", type=click.Choice(LANGUAGES), metavar="LANGUAGE")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder to write to. Files of an earlier SDK in it are replaced.",
)
def sdk(language: str, out: Path) -> None:
    """Write the SDK of neptune-global for LANGUAGE: dotnet, go, java, nodejs (TypeScript and JavaScript) or python.

    The files are those that `pulumi package add` generates. The first use builds Pulumi's generators from their Go
    modules. The path of the SDK is printed to standard output.
    """
    # The other commands do not need the Pulumi SDK, which takes half a second to import.
    from neptune_global_component.local.engine import languages  # noqa: PLC0415
    from neptune_global_component.plugin.provider import NeptuneProvider  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.json"
        schema.write_text(NeptuneProvider().schema or "", encoding="utf-8")
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineError(
                f"--out: {str(out)!r} can't be created ({error.strerror}). Choose another folder."
            ) from error
        languages.generate(schema, language, out, progress)
    click.echo(out)
