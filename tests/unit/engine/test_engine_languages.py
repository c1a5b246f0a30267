"""Hosts of other languages: the engine's own or built once, and the pinned modules."""

from __future__ import annotations

import subprocess

import pytest
from go_program import GO

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import build, languages, version
from neptune_global_component.local.engine.model import Engine


@pytest.fixture
def calls(machine, monkeypatch):
    """Put a Go that builds instantly on PATH. Return the file that records its calls."""
    machine.program(machine.path / "go", GO)
    monkeypatch.setenv("CALLS", str(machine.root / "calls"))
    return machine.root / "calls"


@pytest.fixture
def engine(machine):
    """An engine without hosts of other languages."""
    folder = machine.root / "engine-bin"
    folder.mkdir()
    return Engine(folder / "pulumi", folder, version.PULUMI, "PATH")


PROGRAMS = dict.fromkeys([*languages.HOSTS.values(), *languages.GENERATORS.values()])


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_each_module_pins_what_it_builds(program):
    """go.mod pins the announced release and the required Go version. go.sum verifies the downloads."""
    lines = (build.MODULES / program.module / "go.mod").read_text().splitlines()
    assert f"go {version.GO_MINIMUM}" in lines
    assert any("github.com/pulumi/pulumi" in line and f" v{program.version}" in line for line in lines)
    assert (build.MODULES / program.module / "go.sum").stat().st_size > 0


def test_the_engine_s_own_host_comes_first(machine, engine):
    """The engine's own host, from the official installer, is preferred."""
    own = machine.program(engine.bin / "pulumi-language-nodejs")
    assert languages.host(engine, "nodejs", machine.report) == own


def test_a_host_is_built_once(machine, engine, calls):
    """A host is built once in its module, and used again. No other files remain, not even of a killed build."""
    (languages.folder() / "part-killed").mkdir(parents=True)
    made = languages.host(engine, "go", machine.report)
    assert made.name == "pulumi-language-go"
    assert [one.name for one in made.parent.iterdir()] == ["pulumi-language-go"]
    assert calls.read_text().splitlines() == ["go: list", "go: build"]
    assert languages.host(engine, "go", machine.report) == made
    assert len(calls.read_text().splitlines()) == 2


def test_a_folder_of_hosts_that_cannot_be_written(machine, engine):
    """The error names the folder and the variable that moves it. Nothing is built."""
    languages.folder().parent.mkdir(parents=True)
    languages.folder().write_text("a file")
    expected = rf"^{languages.folder()} could not be written \(.*File exists.* Set NEPTUNE_GLOBAL_CACHE"
    with pytest.raises(EngineError, match=expected):
        languages.host(engine, "go", machine.report)


def test_a_launcher_builds_its_host_at_the_first_start(machine, engine, calls):
    """The first start builds the host and runs it, later ones only run it. The engine's hosts have no launcher."""
    machine.program(engine.bin / "pulumi-language-go")
    programs = machine.root / "programs"
    programs.mkdir()
    languages.launchers(engine, programs)
    made = sorted(path.name for path in programs.iterdir())
    assert made == [f"pulumi-language-{name}" for name in ("java", "nodejs", "yaml")]
    for _ in range(2):
        subprocess.run([programs / "pulumi-language-yaml", "address"], check=True)
        assert calls.read_text().splitlines() == ["yaml: list", "yaml: build"]


def test_a_launcher_that_cannot_build_reports_why(machine, engine):
    """The reason goes to standard error, where the engine shows it."""
    languages.launchers(engine, machine.path)
    machine.program(machine.path / "go", '[ "$1" = env ] && echo go1.99.0 && exit\nexit 3')
    started = subprocess.run([machine.path / "pulumi-language-yaml"], check=False, capture_output=True, text=True)
    assert started.returncode == 1
    assert "error: Downloading Go modules of pulumi-language-yaml failed with exit status 3" in started.stderr
