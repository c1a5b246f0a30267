"""The rows of a resource's property table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Role(Enum):
    """Who gives a property its value."""

    REQUIRED = "the program"
    OPTIONAL = "the program, or nobody"
    COMPUTED = "the program, or else AWS"
    OUTPUT = "AWS"


class Type(Enum):
    """The types of pulumi-aws that are not objects."""

    STRING = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    LIST = "list of strings"
    SET = "set of strings"
    MAP = "map of strings"


@dataclass(frozen=True)
class Object:
    """An object type, or a set of such objects.

    Args:
        name: its name in the schema, for example ``ClusterParameterGroupParameter``.
        fields: its properties.
        many: whether the property is a set of them.
        module: the module of the package that it is in.
    """

    name: str
    fields: tuple[Property, ...]
    many: bool = False
    module: str = "neptune"


def terraform_name(name: str) -> str:
    """A Pulumi name as the AWS provider's own messages have it."""
    return re.sub(r"([A-Z])", r"_\1", name).lower()


@dataclass(frozen=True)
class Property:
    """One property of a resource.

    Args:
        name: the Pulumi name.
        type: its type.
        role: who gives it its value.
        parameter: its name in the Create call; empty where that has none.
        answer: where the Describe answer has it (JMESPath); empty where AWS does not say it.
        default: the AWS provider's default.
        conflicts: the name of the property that excludes this one.
        most: how many elements a set may have; 0 where there is no limit.
        autoname: whether Pulumi makes a name when the program gives none.
        replaces: whether a change replaces the resource.
        modifies: whether a change is sent with the Modify call, under ``parameter``.
        validate: the AWS provider's messages about a value, given its Terraform name and the value.
        suppress: whether a change, given the old and the new value, is none.
    """

    name: str
    type: Type | Object = Type.STRING
    role: Role = Role.OPTIONAL
    parameter: str = ""
    answer: str = ""
    default: Any = None
    conflicts: str = ""
    most: int = 0
    autoname: bool = False
    replaces: bool = False
    modifies: bool = False
    validate: Callable[[str, Any], Iterator[str]] | None = None
    suppress: Callable[[Any, Any], bool] | None = None

    @property
    def terraform_name(self) -> str:
        """The name that the AWS provider's own messages use."""
        return terraform_name(self.name)

    @property
    def is_set(self) -> bool:
        """Whether it is a set, of texts or of objects."""
        return self.type is Type.SET or self.is_block

    @property
    def is_block(self) -> bool:
        """Whether it is a set of objects."""
        return isinstance(self.type, Object) and self.type.many

    @property
    def is_input(self) -> bool:
        """Whether a program may set it."""
        return self.role is not Role.OUTPUT

    @property
    def is_computed(self) -> bool:
        """Whether AWS gives the value where the program does not."""
        return self.role in {Role.COMPUTED, Role.OUTPUT}


REGION = Property("region", role=Role.COMPUTED, replaces=True)
TAGS = Property("tags", Type.MAP)
TAGS_ALL = Property("tagsAll", Type.MAP, Role.COMPUTED)
