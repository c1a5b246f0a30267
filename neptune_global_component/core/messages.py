"""Messages for the user as data: a template and typed values, which only `render` turns into text.

A template is a constant. A field that has no value is the name of an argument, which `render` spells as the program's
language does: "Remove {engine_version}."
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

SECRET = "[secret]"  # noqa: S105 - stands for a secret value
_PATH_PART = re.compile(r'"(?:[^"\\]|\\.)*"|\w+')


class Message:
    """A text for the user, before it is rendered.

    Args:
        template: the constant text, with a field for each value.
        values: the values by the names of their fields; a Message, a list and the types below are values too.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values = values

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(self.template)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(repr(one) for one in vars(self).values())})"

    def __str__(self) -> str:
        return render(self)


def sentences(parts: Iterable[Message | str]) -> Message:
    """Return one message of several.

    Args:
        parts: whole sentences.
    """
    fields: dict[str, object] = {f"part{number}": part for number, part in enumerate(parts)}
    return Message(" ".join(f"{{{name}}}" for name in fields), **fields)


class Finding(Message):
    """A problem of one argument, or a warning about it.

    Args:
        code: the name of the case in docs/checks.md, for example ``downgrade``.
        path: the property's path in Python's spelling, for example ``regions["eu-west-1"].port``.
        template: the quoted value, the rule it breaks, and what to do.
        values: the values of the template.
    """

    def __init__(self, code: str, path: str, template: str, /, **values: object) -> None:
        super().__init__(template, **values)
        self.code = code
        self.path = path

    @property
    def problem(self) -> str:
        """The text without the path, in Python's spelling."""
        return render(Message(self.template, **self.values))


@dataclass(frozen=True)
class Value:
    """The value of an argument, quoted; hidden if the argument is a secret.

    Args:
        path: the path of the argument.
        value: the value of the argument, or one that the argument can have.
    """

    path: str
    value: object


@dataclass(frozen=True)
class Argument:
    """The name of an argument, or its path: spelled as in the program."""

    path: str


class Identifier(str):
    """The identifier of a global cluster, cluster, instance or subnet group; hidden if it contains a secret one."""

    __slots__ = ()


class Arn(str):
    """The ARN of such a resource; its identifier is hidden if it contains a secret one."""

    __slots__ = ()


class Version(str):
    """An engine version; hidden if it is the value of a secret ``engine_version``."""

    __slots__ = ()


class Prose(str):
    """A text of AWS or botocore, which may contain any argument: hidden if the program has a secret argument."""

    __slots__ = ()


@dataclass(frozen=True)
class Secrets:
    """The secret arguments of a program.

    Args:
        paths: the paths of the arguments.
        identifiers: their values, if they are identifiers.
        arns: their values, if they are ARNs.
        version: the engine version, if it is a secret.
    """

    paths: Collection[str] = ()
    identifiers: Collection[str] = ()
    arns: Collection[str] = ()
    version: str | None = None

    def path(self, path: str) -> str:
        """Return a path without the keys of a secret map, for example ``tags`` for ``tags["team"]``.

        Args:
            path: the path of an argument, or of an entry of one.
        """
        return next((one for one in self.paths if path.startswith((f"{one}[", f"{one}."))), path)

    def has_path(self, path: str) -> bool:
        """Return whether an argument is secret, or an entry of a secret one.

        Args:
            path: the path of the argument.
        """
        return path in self.paths or self.path(path) != path

    def has_identifier(self, identifier: str) -> bool:
        """Return whether an identifier is secret, or begins with a secret one, as default identifiers do.

        Args:
            identifier: the identifier of a resource.
        """
        return any(identifier == one or identifier.startswith(f"{one}-") for one in self.identifiers)


@dataclass(frozen=True)
class Spelling:
    """The spelling of a programming language.

    Args:
        name: returns the name of an argument, from its name in Python.
        literal: returns a value as source code.
    """

    name: Callable[[str], str] = str
    literal: Callable[[object], str] = repr

    def path(self, path: str) -> str:
        """Return the path of an argument. Quoted parts, such as regions and tags, do not change.

        Args:
            path: the path in Python's spelling.
        """
        return _PATH_PART.sub(lambda part: part[0] if part[0].startswith('"') else self.name(part[0]), path)


NO_SECRETS = Secrets()
PYTHON = Spelling()


def render(message: Message, secrets: Secrets = NO_SECRETS, spelling: Spelling = PYTHON) -> str:
    """Return the text of a message.

    Args:
        message: the message to show.
        secrets: not to show.
        spelling: the spelling of the program.
    """
    text = _Renderer(secrets, spelling).vformat(message.template, (), message.values)
    return f"{spelling.path(secrets.path(message.path))}: {text}" if isinstance(message, Finding) else text


class _Renderer(Formatter):
    """Format a template: ``{value}`` as text, ``{value!r}`` quoted."""

    def __init__(self, secrets: Secrets, spelling: Spelling) -> None:
        self._secrets, self._spelling = secrets, spelling

    def get_value(self, key: int | str, _args: Any, values: Any) -> object:  # noqa: ANN401 - as the base class has it
        return values[key] if key in values else Argument(str(key))

    def convert_field(self, value: Any, conversion: str | None) -> str:  # noqa: ANN401 - any value
        return self._text(value, is_quoted=conversion == "r")

    def _text(self, value: object, *, is_quoted: bool = False) -> str:
        match value:
            case Message():
                return render(value, self._secrets, self._spelling)
            case Argument():
                return self._spelling.path(value.path)
            case Value():
                return self._argument(value)
            case list() | tuple():
                return ", ".join(self._text(one, is_quoted=is_quoted) for one in value)
        shown = self._shown(value)
        return self._spelling.literal(shown) if is_quoted and shown is not SECRET else str(shown)

    def _argument(self, value: Value) -> str:
        if value.value is UNKNOWN:
            return "a value"
        return SECRET if self._secrets.has_path(value.path) else self._spelling.literal(value.value)

    def _shown(self, value: object) -> object:
        secrets = self._secrets
        match value:
            case Identifier():
                return SECRET if secrets.has_identifier(value) else str(value)
            case Arn():
                name, _, identifier = value.rpartition(":")
                is_derived = secrets.has_identifier(identifier)
                return SECRET if value in secrets.arns else f"{name}:{SECRET}" if is_derived else str(value)
            case Version():
                return SECRET if value == secrets.version else str(value)
            case Prose():
                return SECRET if secrets.paths else str(value)
        return value
