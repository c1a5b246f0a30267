"""Rows of a resource's property table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Role(Enum):
    """The source of a property's value."""

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
        name: the name in the schema, for example ``ClusterParameterGroupParameter``.
        fields: the properties.
        many: whether the property is a set of objects.
        module: the package's module that contains the type.
    """

    name: str
    fields: tuple[Property, ...]
    many: bool = False
    module: str = "neptune"


def terraform_name(name: str) -> str:
    """Return the name in the AWS provider's messages of a Pulumi name."""
    return re.sub(r"([A-Z])", r"_\1", name).lower()


@dataclass(frozen=True)
class Property:
    """One property of a resource.

    Args:
        name: the Pulumi name.
        type: the type.
        role: the source of the value.
        parameter: the name in the Create call; empty if the call has none.
        answer: the path in the Describe response (JMESPath); empty if AWS does not return it.
        default: the AWS provider's default.
        conflicts: the name of the property that excludes this one.
        most: the maximum number of a set's elements; 0 for no limit.
        autoname: whether Pulumi generates a name if the program specifies none.
        lower_case: whether a generated name is in lower case.
        replaces: whether a change replaces the resource.
        modifies: whether a change is sent with the Modify call, under ``parameter``.
        validate: returns the AWS provider's messages about a value, from the Terraform name and the value.
        suppress: returns whether to ignore a change, from the old and the new value.
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
    lower_case: bool = False
    replaces: bool = False
    modifies: bool = False
    validate: Callable[[str, Any], Iterator[str]] | None = None
    suppress: Callable[[Any, Any], bool] | None = None

    @property
    def terraform_name(self) -> str:
        """The name in the AWS provider's messages."""
        return terraform_name(self.name)

    @property
    def is_set(self) -> bool:
        """Return whether the property is a set, of strings or of objects."""
        return self.type is Type.SET or self.is_block

    @property
    def is_block(self) -> bool:
        """Return whether the property is a set of objects."""
        return isinstance(self.type, Object) and self.type.many

    @property
    def is_input(self) -> bool:
        """Return whether a program can set the property."""
        return self.role is not Role.OUTPUT

    @property
    def is_computed(self) -> bool:
        """Return whether AWS determines the value if the program does not."""
        return self.role in {Role.COMPUTED, Role.OUTPUT}
