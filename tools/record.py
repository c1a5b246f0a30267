"""Record terminals as pictures for the pages: `make recordings` writes docs/recordings/*.svg.

Each recording is a real run on the local AWS. Ports, identifiers that AWS invents, and times are the same in every
run, so that a recording changes only when a screen does.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neptune_global_component.cli.progress import progress
from neptune_global_component.local.engine import ensure
from neptune_global_component.local.lifetime import temporary
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox
from tools.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "recordings"

_SECONDS = 5
"""Elapsed times are rounded down to multiples: a watch looks every five seconds."""
# Settings of the caller that change what programs print.
_REMOVED = ("CI", "COLUMNS", "FORCE_COLOR", "LINES", "MAKEFLAGS", "MAKELEVEL", "NO_COLOR", "PULUMI_OPTION_COLOR")
_SPACE = r"\x1b\[[0-9;]*m| "
_SAME = (
    (re.compile(r"(127\.0\.0\.1):\d+"), r"\1:4566"),
    (re.compile(r"(engine: pulumi \S+) \([^)]*\)"), r"\1 (on PATH)"),
    (re.compile(r"cluster-(ro-)?[a-z0-9]{12}\."), r"cluster-\g<1>c3x8k1v9qz7m."),
    (re.compile(r"cluster-[0-9a-f]{16}"), "cluster-5f0c2a9be1d74836"),
    (re.compile(r"@[0-9a-f]{16}(?=')"), "@3b7d1c5e9f802a46"),
    (re.compile(r"\(\d+(?:\.\d+)?s\)"), "(1s)"),
    (re.compile(r"Duration:(\S*) \d+s"), r"Duration:\g<1> 2s"),
    # Pulumi prints this line before or after the line of the deletion.
    (re.compile(rf"^(?:{_SPACE})+pulumi:pulumi:Stack [^\s(]+(?:{_SPACE})*\r?\n", re.MULTILINE), ""),
)
_ELAPSED = re.compile(r"(?<!\d)(\d+) s(?=: )")


@dataclass(frozen=True)
class Recording:
    """A picture of a terminal.

    Args:
        name: the name of the file, without its suffix.
        title: the title of the window.
        run: types the commands.
        columns: the width of the terminal.
    """

    name: str
    title: str
    run: Callable[[Terminal], None]
    columns: int = 80

    @property
    def path(self) -> Path:
        """The file."""
        return FOLDER / f"{self.name}.svg"

    def record(self, folder: Path, environment: Mapping[str, str]) -> str:
        """Run the commands, and return the picture.

        Args:
            folder: the current folder of the commands.
            environment: their environment variables.
        """
        progress(f"recording {self.path.relative_to(ROOT)}")
        settings = {name: value for name, value in environment.items() if name not in _REMOVED}
        terminal = Terminal(self.columns, folder, settings | {"TERM": "xterm-256color"}, normalize)
        self.run(terminal)
        return terminal.svg(self.title, self.name)


def normalize(output: str) -> str:
    """Return an output without what differs between two runs.

    Args:
        output: the output of a command.
    """
    for pattern, text in _SAME:
        output = pattern.sub(text, output)
    return _ELAPSED.sub(lambda found: f"{int(found[1]) // _SECONDS * _SECONDS} s", output)


def _demo(terminal: Terminal) -> None:
    terminal.type("make demo")


def _refused(terminal: Terminal) -> None:
    terminal.type("sed -i 's/primary_region=/storage_encrypted=True, &/' __main__.py")
    terminal.type("pulumi preview", status=1)


def _guard(terminal: Terminal) -> None:
    terminal.type("sed -i '/\"eu-west-1\":/d' __main__.py")
    terminal.type("pulumi preview --json | neptune-global guard", status=4)


def _switchover(terminal: Terminal) -> None:
    terminal.type("neptune-global switchover orders --to eu-west-1", answer="y\n")
    terminal.type("neptune-global status orders")


def _watch(terminal: Terminal) -> None:
    terminal.run("neptune-global switchover orders --to us-east-1 --yes --no-wait")
    terminal.type("neptune-global status orders --watch | tee switchover.log")


DEMO = Recording("demo", "make demo", _demo)
IN_A_PROJECT = (
    Recording("refused", "a change that would replace the database", _refused, columns=103),
    Recording("guard", "a preview in CI", _guard),
    Recording("switchover", "a switchover", _switchover),
    Recording("watch", "the switchover back", _watch, columns=130),
)
"""Recordings of the README's first program, one after the other."""
RECORDINGS = (DEMO, *IN_A_PROJECT)


def first_program() -> str:
    """Return the README's first program."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return readme.partition("```python\n")[2].partition("```")[0]


@contextmanager
def deployed_program() -> Iterator[tuple[Path, dict[str, str]]]:
    """Yield the folder of the README's first program on a local AWS, and its environment variables."""
    engine = ensure(progress)
    with temporary() as sandbox, tempfile.TemporaryDirectory() as name, LocalAws.start() as aws:
        folder = Path(name)
        (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n", encoding="utf-8")
        (folder / "__main__.py").write_text(first_program(), encoding="utf-8")
        environment = Sandbox.create(sandbox, engine, progress).environment(os.environ, aws.url)
        command = ["pulumi", "up", "--yes", "--skip-preview"]
        subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        aws.settings({"latency": {"SwitchoverGlobalCluster": 1.5 * _SECONDS}})
        yield folder, environment


def main() -> None:
    """Write all recordings."""
    FOLDER.mkdir(exist_ok=True)
    DEMO.path.write_text(DEMO.record(ROOT, os.environ), encoding="utf-8")
    with deployed_program() as (folder, environment):
        for one in IN_A_PROJECT:
            (folder / "__main__.py").write_text(first_program(), encoding="utf-8")
            one.path.write_text(one.record(folder, environment), encoding="utf-8")


if __name__ == "__main__":
    main()
