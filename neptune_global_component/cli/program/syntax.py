"""The literal syntax of each language, as a table."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.core.names import camel_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neptune_global_component.cli.program.values import Scalar


@dataclass(frozen=True)
class Syntax:
    """The literal syntax of one language. An opening may have ``{kind}``, the type of a record.

    Args:
        comment: start of a comment line.
        indent: one level of indentation.
        spell: spells an argument's name.
        scalar: writes a scalar; the second argument is whether the argument is a plain value, not an input.
        field: what is before and after the value of an argument, with ``{name}`` in it.
        entry: what is before and after a value in a map, with ``{key}`` in it.
        item: what is before and after a value in a list.
        record: opening and closing of a map of arguments.
        strings: opening and closing of a list of strings.
        records: opening and closing of a list of records.
        string_map: opening and closing of a map of strings.
        record_map: opening and closing of a map of records.
        program: the program, with ``{comments}``, ``{name}``, ``{project}``, ``{variable}`` and ``{args}``.
        depth: levels of indentation of the component's arguments.
        argument: what is before and after an argument of the component, if arguments are keywords.
        has_trailing_comma: whether a comma may follow the last entry of a map or list.
    """

    comment: str
    indent: str
    spell: Callable[[str], str]
    scalar: Callable[[Scalar, bool], str]
    field: tuple[str, str]
    entry: tuple[str, str]
    item: tuple[str, str]
    record: tuple[str, str]
    strings: tuple[str, str]
    records: tuple[str, str]
    string_map: tuple[str, str]
    record_map: tuple[str, str]
    program: str
    depth: int
    argument: tuple[str, str] | None = None
    has_trailing_comma: bool = True


def _pascal_case(name: str) -> str:
    camel = camel_case(name)
    return camel[0].upper() + camel[1:]


def quoted(text: str) -> str:
    """Return a string literal that every language reads.

    Args:
        text: the string.
    """
    written = json.dumps(text, ensure_ascii=False)
    # YAML folds line separators, which tags can have. No language has the same escapes for characters above U+FFFF.
    return "".join(one if one.isprintable() or one > "\uffff" else f"\\u{ord(one):04x}" for one in written)


def _json(value: Scalar, _plain: bool) -> str:  # noqa: FBT001 - the table's signature
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def _python(value: Scalar, _plain: bool) -> str:  # noqa: FBT001 - the table's signature
    return quoted(value) if isinstance(value, str) else repr(value)


def _typescript(value: Scalar, _plain: bool) -> str:  # noqa: FBT001 - the table's signature
    return f"{value:g}" if isinstance(value, float) else _json(value, _plain)


def _go(value: Scalar, plain: bool) -> str:  # noqa: FBT001 - the table's signature
    kinds = {str: "String", bool: "Bool", int: "Int", float: "Float64"}
    return f"pulumi.{kinds[type(value)]}{'Ref' if plain else ''}({_typescript(value, plain)})"


def _yaml(value: Scalar, _plain: bool) -> str:  # noqa: FBT001 - the table's signature
    if isinstance(value, str):
        # ${...} is an expression of Pulumi YAML.
        text = value.replace("${", "$${")
        return text if _YAML_WORD.fullmatch(text) and text.lower() not in _YAML_OTHER else quoted(text)
    return _typescript(value, _plain)


_YAML_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-./][A-Za-z0-9]+)*", re.ASCII)
_YAML_OTHER = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
"""Words in any case that YAML does not read as strings."""

PYTHON = Syntax(
    comment="# ",
    indent="    ",
    spell=str,
    scalar=_python,
    field=('"{name}": ', ","),
    entry=("{key}: ", ","),
    item=("", ","),
    record=("{{", "}}"),
    strings=("[", "]"),
    records=("[", "]"),
    string_map=("{{", "}}"),
    record_map=("{{", "}}"),
    program="""\
{comments}

import pulumi
from neptune_global_component import GlobalCluster

{variable} = GlobalCluster(
    {name},
{args}
)
pulumi.export("endpoint", {variable}.endpoint)
pulumi.export("members", {variable}.global_cluster_members)
""",
    depth=1,
    argument=("{name}=", ","),
)

TYPESCRIPT = Syntax(
    comment="// ",
    indent="    ",
    spell=camel_case,
    scalar=_typescript,
    field=("{name}: ", ","),
    entry=("{key}: ", ","),
    item=("", ","),
    record=("{{", "}}"),
    strings=("[", "]"),
    records=("[", "]"),
    string_map=("{{", "}}"),
    record_map=("{{", "}}"),
    program="""\
{comments}

import {{ GlobalCluster }} from "@neptuneglobal/neptune-global";

const {variable} = new GlobalCluster({name}, {args});

export const endpoint = {variable}.endpoint;
export const members = {variable}.globalClusterMembers;
""",
    depth=0,
)

GO = Syntax(
    comment="// ",
    indent="\t",
    spell=_pascal_case,
    scalar=_go,
    field=("{name}: ", ","),
    entry=("{key}: ", ","),
    item=("", ","),
    record=("neptuneglobal.{kind}Args{{", "}}"),
    strings=("pulumi.StringArray{{", "}}"),
    records=("[]neptuneglobal.{kind}Args{{", "}}"),
    string_map=("pulumi.StringMap{{", "}}"),
    record_map=("map[string]neptuneglobal.{kind}Args{{", "}}"),
    program="""\
{comments}
package main

import (
\t"github.com/neptuneglobal/neptune-global/sdk/go/neptuneglobal"
\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {{
\tpulumi.Run(func(ctx *pulumi.Context) error {{
\t\t{variable}, err := neptuneglobal.NewGlobalCluster(ctx, {name}, &{args})
\t\tif err != nil {{
\t\t\treturn err
\t\t}}
\t\tctx.Export("endpoint", {variable}.Endpoint)
\t\tctx.Export("members", {variable}.GlobalClusterMembers)
\t\treturn nil
\t}})
}}
""",
    depth=2,
)

JAVA = Syntax(
    comment="// ",
    indent="    ",
    spell=camel_case,
    scalar=_json,
    field=(".{name}(", ")"),
    entry=("Map.entry({key}, ", "),"),
    item=("", ","),
    record=("{kind}Args.builder()", ".build()"),
    strings=("List.of(", ")"),
    records=("List.of(", ")"),
    string_map=("Map.ofEntries(", ")"),
    record_map=("Map.ofEntries(", ")"),
    program="""\
{comments}

import com.pulumi.Pulumi;
import io.github.neptuneglobal.neptuneglobal.GlobalCluster;
import io.github.neptuneglobal.neptuneglobal.GlobalClusterArgs;
import io.github.neptuneglobal.neptuneglobal.inputs.*;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public class App {{
    public static void main(String[] arguments) {{
        Pulumi.run(ctx -> {{
            var {variable} = new GlobalCluster({name}, {args});
            ctx.export("endpoint", {variable}.endpoint());
            // Pulumi for Java exports maps and lists, but no other objects.
            ctx.export("members", {variable}.globalClusterMembers().applyValue(members -> members.stream()
                .map(one -> Map.of(
                    "dbClusterArn", one.dbClusterArn(),
                    "isWriter", one.isWriter(),
                    "readers", one.readers(),
                    "region", one.region()))
                .collect(Collectors.toList())));
        }});
    }}
}}
""",
    depth=3,
    has_trailing_comma=False,
)

YAML = Syntax(
    comment="# ",
    indent="  ",
    spell=camel_case,
    scalar=_yaml,
    field=("{name}: ", ""),
    entry=("{key}: ", ""),
    item=("- ", ""),
    record=("", ""),
    strings=("", ""),
    records=("", ""),
    string_map=("", ""),
    record_map=("", ""),
    program="""\
{comments}

name: {project}
runtime: yaml
# Pulumi finds the plugin if the Python package neptune-global-component is
# installed. If it is not, add its folder or git address:
# packages: {{neptune-global: ADDRESS}}
resources:
  {variable}:
    type: neptune-global:GlobalCluster
    name: {name}
    properties:
{args}
outputs:
  endpoint: ${{{variable}.endpoint}}
  members: ${{{variable}.globalClusterMembers}}
""",
    depth=3,
)

LANGUAGES: Mapping[str, Syntax] = {
    "python": PYTHON,
    "typescript": TYPESCRIPT,
    "go": GO,
    "java": JAVA,
    "yaml": YAML,
}
"""The languages by the values of ``--language``."""
