"""The hosts of TypeScript and Go: the engine's own, or built once, and what their modules pin."""

from __future__ import annotations

import pytest

from neptune_global_component.local.engine import build, languages, version
from neptune_global_component.local.engine.model import Engine

GO = """
[ "$1" = env ] && echo go1.99.0 && exit
echo "${PWD##*/}: $1" >> "$CALLS"
[ "$1" = build ] || exit 0
while [ "$1" != -o ]; do shift; done
echo '#!/bin/sh' > "$2"
/bin/chmod +x "$2"
"""


@pytest.fixture
def calls(machine, monkeypatch):
    """Put a Go on PATH that builds at once, and return the file that has its calls."""
    machine.program(machine.path / "go", GO)
    monkeypatch.setenv("CALLS", str(machine.root / "calls"))
    return machine.root / "calls"


@pytest.fixture
def engine(machine):
    """An engine that has no host of another language."""
    folder = machine.root / "engine-bin"
    folder.mkdir()
    return Engine(folder / "pulumi", folder, version.PULUMI, "PATH")


@pytest.mark.parametrize("program", [*languages.HOSTS.values(), languages.GENERATORS], ids=lambda program: program.name)
def test_each_module_pins_what_it_builds(program):
    """go.mod has the release that is announced, and the Go that is asked for; the downloads are checked by go.sum."""
    lines = (build.MODULES / program.module / "go.mod").read_text().splitlines()
    assert f"go {version.GO_MINIMUM}" in lines
    assert any("github.com/pulumi/pulumi/" in line and f" v{program.version}" in line for line in lines)
    assert (build.MODULES / program.module / "go.sum").stat().st_size > 0


def test_the_engine_s_own_host_comes_first(machine, engine):
    """The official installer brings it."""
    own = machine.program(engine.bin / "pulumi-language-nodejs")
    assert languages.host(engine, "nodejs", machine.report) == own


def test_a_host_is_built_once(machine, engine, calls):
    """In its own module; the next use finds it, and nothing else is left."""
    made = languages.host(engine, "go", machine.report)
    assert made.name == "pulumi-language-go"
    assert [one.name for one in made.parent.iterdir()] == ["pulumi-language-go"]
    assert calls.read_text().splitlines() == ["go: list", "go: build"]
    assert languages.host(engine, "go", machine.report) == made
    assert len(calls.read_text().splitlines()) == 2
