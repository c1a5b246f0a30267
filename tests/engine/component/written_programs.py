"""One project of many programs that `neptune-global import` wrote: only the statements that start them are replaced."""

from __future__ import annotations

_GO = """\
package main

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

var parts []pulumi.RunFunc

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		for _, part := range parts {
			if err := part(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}
"""
_JAVA = """\
import com.pulumi.Context;
import com.pulumi.Pulumi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

public class App {{
    static final List<Consumer<Context>> PARTS = new ArrayList<>();

    public static void main(String[] arguments) {{
{calls}
        Pulumi.run(ctx -> PARTS.forEach(part -> part.accept(ctx)));
    }}
}}
"""


def typescript(folder, programs):
    """Write each program as a module."""
    names = [f"part{number}" for number in range(len(programs))]
    for name, text in zip(names, programs, strict=True):
        (folder / f"{name}.ts").write_text(text)
    (folder / "index.ts").write_text("".join(f'import "./{name}";\n' for name in names))


def go(folder, programs):
    """Write each program as a file whose function runs first."""
    for number, text in enumerate(programs):
        part = _replace(text, "func main() {", "func init() {")
        part = _replace(part, "pulumi.Run(func(", "parts = append(parts, func(")
        (folder / f"part{number}.go").write_text(part)
    (folder / "main.go").write_text(_GO)


def java(folder, programs):
    """Write each program as a class."""
    sources = folder / "src" / "main" / "java"
    for number, text in enumerate(programs):
        part = _replace(text, "public class App {", f"public class Part{number} {{")
        part = _replace(part, "Pulumi.run(ctx", "App.PARTS.add(ctx")
        # Pulumi for Java rejects two exports of one name.
        part = part.replace('ctx.export("', f'ctx.export("part{number}-')
        (sources / f"Part{number}.java").write_text(part)
    calls = "\n".join(f"        Part{number}.main(arguments);" for number in range(len(programs)))
    (sources / "App.java").write_text(_JAVA.format(calls=calls))


def _replace(text, before, after):
    assert text.count(before) == 1, text
    return text.replace(before, after)


WRITERS = {"typescript": typescript, "go": go, "java": java}
"""The languages of the examples that are compiled."""
