"""Commands whose help has exit statuses and examples, and fits the terminal."""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from neptune_global_component.core.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

EXIT_STATUSES: Mapping[str, str] = {
    "0": "success",
    "1": "error; the message is on standard error",
    "2": "usage error",
    "130": "interrupted",
}
_FORMAT = "form"
_DEBUG = "neptune_global_component.debug"
# A word of a shell command, with the operator or option before it; quoted parts stay whole.
_WORD = re.compile(r"""(?:(?:[|>]|--?[\w-]+) (?![-|>]))?(?:"[^"]*"|'[^']*'|\S)+""")


def is_debugging(context: click.Context) -> bool:
    """Return whether ``--debug`` is set."""
    return bool(context.meta.get(_DEBUG))


def format_option(*more: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option ``--format``, which all commands with several formats have.

    Args:
        *more: formats besides text, Markdown and JSON.
    """
    return click.option(
        "--format",
        _FORMAT,
        type=click.Choice(["text", "markdown", "json", *more]),
        default="text",
        show_default=True,
        help="The format of the result on standard output.",
    )


def _debug(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        context.meta[_DEBUG] = True
        logging.basicConfig(stream=sys.stderr, format="debug: %(message)s", level=logging.WARNING)
        logging.getLogger("neptune_global_component").setLevel(logging.DEBUG)


class _Formatter(click.HelpFormatter):
    """Breaks lines between words only: click also breaks them at hyphens, and so breaks names."""

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        indent = " " * self.current_indent
        paragraphs = (wrap(" ".join(one.split()), self.width, indent, indent) for one in text.split("\n\n"))
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of terms and their descriptions."""
        rows = list(rows)
        indent = " " * self.current_indent
        longest = min(max(len(term) for term, _ in rows), col_max)
        rest = f"{indent}{'':<{longest + col_spacing}}"
        for term, description in rows:
            start = f"{indent}{term}"
            if len(term) > longest:
                self.write(f"{start}\n")
                start = rest
            self.write(wrap(description, self.width, f"{start:<{len(rest)}}", rest) + "\n")


class _Context(click.Context):
    """Formats the help."""

    formatter_class = _Formatter


class Command(click.Command):
    """A command with ``--debug``, whose help ends with exit statuses and examples.

    Args:
        *arguments: click's own.
        exit_statuses: what each exit status means.
        examples: command lines for a POSIX shell.
        **options: click's own.
    """

    context_class = _Context

    def __init__(
        self,
        *arguments: Any,  # noqa: ANN401 - click's own
        exit_statuses: Mapping[str, str] = EXIT_STATUSES,
        examples: Iterable[str] = (),
        **options: Any,  # noqa: ANN401 - click's own
    ) -> None:
        super().__init__(*arguments, **options)
        self._exit_statuses = exit_statuses
        self._examples = tuple(examples)
        text = "Print each AWS request, and the traceback of an error."
        self.params.append(
            click.Option(["--debug"], is_flag=True, is_eager=True, expose_value=False, callback=_debug, help=text)
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. A usage error names this command, and `--format json` instead of `--json`."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            has_formats = any(one.name == _FORMAT for one in self.params)
            if isinstance(error, click.NoSuchOption) and error.option_name == "--json" and has_formats:
                raise click.UsageError(f"{error.message} Use --format json.", ctx) from None
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write exit statuses and examples."""
        super().format_epilog(ctx, formatter)
        if self._exit_statuses:
            with formatter.section("Exit status"):
                formatter.write_dl(list(self._exit_statuses.items()))
        if self._examples:
            with formatter.section("Examples"):
                indent = " " * formatter.current_indent
                for one in self._examples:
                    formatter.write("".join(f"{indent}{line}\n" for line in _shell_lines(one, formatter.width - 2)))


def _shell_lines(command: str, width: int) -> Iterator[str]:
    """Break a command line between words, with backslashes, so that it can be copied into a shell."""
    line = ""
    for word in _WORD.findall(command):
        if line.strip() and len(line) + len(word) + len(" \\") >= width:
            yield f"{line} \\"
            line = "   "
        line = f"{line} {word}" if line else word
    yield line


class Group(Command, click.Group):
    """A group of commands that lists each with its whole description."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands; click would truncate the descriptions."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(sys.maxsize)) for name, one in commands if one and not one.hidden]
            )
