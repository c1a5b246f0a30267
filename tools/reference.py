"""Generate the reference of inputs and outputs in Markdown from the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from neptune_global_component.plugin.schema import input_types

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_HEAD = """\
# Reference

Inputs and outputs of `{token}`, generated from `schema.json`, which is generated from the Python types.

A name is written in camelCase in YAML, TypeScript, Java, JSON and the state, in snake_case in Python, and with a
capital letter in Go. Keys inside outputs (`dbClusterArn`) are camelCase in Python too. **Bold** inputs are required.
*Plain* inputs take no output of another resource: the program must know them when it runs.

| language | package | constructor |
| --- | --- | --- |
| Python | `neptune_global_component` | `GlobalCluster("orders", global_cluster_identifier="orders")` |
| YAML | `neptune-global` | `type: neptune-global:GlobalCluster` |
| TypeScript | `@neptuneglobal/neptune-global` | `new GlobalCluster("orders", {{globalClusterIdentifier: "orders"}})` |
| Go | `neptuneglobal` | `neptuneglobal.NewGlobalCluster(ctx, "orders", &neptuneglobal.GlobalClusterArgs{{…}})` |
| Java | `io.github.neptuneglobal.neptuneglobal` | `new GlobalCluster("orders", GlobalClusterArgs.builder()….build())` |

In every language, the options `provider`, `providers`, `protect`, `retainOnDelete`, `deletedWith`, `parent`,
`aliases`, `dependsOn` and `transforms` of the component apply to its children too. `customTimeouts` and
`ignoreChanges` do not: set them on the children in a `transforms` function (Python, TypeScript and Go; a YAML program
has no transforms). Transforms of a parent and of the whole stack apply to the children, too. Register those of the
stack before the component. The component sees the inputs after all of them: an update sets in AWS the tags that a
transform sets, and removes them if it sets `{{}}`. If the program no longer has the transform, its tags stay in AWS.
The component keeps its `ignoreChanges` and `hooks`. A transform should add to the other options and not replace them:
children without the component's `dependsOn` may be created or deleted in the wrong order, and AWS rejects that.
"""


def reference(schema: Mapping[str, Any]) -> str:
    """Return the reference as Markdown.

    Args:
        schema: the package's schema.
    """
    (token, component), *_ = schema["resources"].items()
    parts = [
        _HEAD.format(token=token),
        "## Inputs\n",
        *_table(component["inputProperties"], component["requiredInputs"]),
    ]
    inputs = input_types(schema)
    for name in (name for name in schema["types"] if name in inputs):
        parts += _type(name, schema["types"][name], is_input=True)
    parts += ["\n## Outputs\n", *_table(component["properties"], ())]
    for name in (name for name in schema["types"] if name not in inputs):
        parts += _type(name, schema["types"][name], is_input=False)
    return "\n".join(parts) + "\n"


def _type(token: str, one: Mapping[str, Any], *, is_input: bool) -> Iterator[str]:
    name = token.rpartition(":")[2]
    called = f" In Python, TypeScript, Go and Java it is called `{name}Args`." if is_input else ""
    yield f"\n### {name}\n\n{_line(one['description'])}{called}\n"
    required = one.get("required", ()) if is_input else ()
    yield from _table(one["properties"], required, python=_snake_case if is_input else str)


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _table(
    properties: Mapping[str, Any], required: Collection[str], python: Callable[[str], str] = _snake_case
) -> Iterator[str]:
    yield "| YAML, TypeScript, Java | Python | Go | type | what it is |\n| --- | --- | --- | --- | --- |"
    for name, one in properties.items():
        shown = f"**`{name}`**" if name in required else f"`{name}`"
        go = name[0].upper() + name[1:]
        plain = "*plain* " if one.get("plain") else ""
        description = _line(one["description"]).replace("|", "\\|")
        yield f"| {shown} | `{python(name)}` | `{go}` | {plain}{_kind(one)} | {description} |"


def _kind(one: Mapping[str, Any]) -> str:
    if one.get("type") == "array":
        return f"list of {_kind(one['items'])}"
    if one.get("type") == "object":
        return f"map of {_kind(one['additionalProperties'])}"
    if "$ref" in one:
        name = one["$ref"].rpartition(":")[2]
        return f"[{name}](#{name.lower()})"
    return str(one["type"])


def _line(text: str) -> str:
    return " ".join(text.split())
