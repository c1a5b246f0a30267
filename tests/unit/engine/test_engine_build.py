"""The build from Go modules: pinned versions, Go's arguments, and error messages."""

from __future__ import annotations

import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import build, version

GO = """
[ "$1" = env ] && echo go1.99.0 && exit
echo "${PWD##*/}: $*" >> "$CALLS"
case "$*" in
  *" -m "*) echo "$CALLS.sdk";;
  build*) [ -n "$BROKEN" ] && echo "$BROKEN" >&2 && exit 1
    while [ "$1" != -o ]; do shift; done; echo made > "$2";;
esac
"""


@pytest.fixture
def calls(machine, monkeypatch):
    """Put a Go that builds instantly on PATH. Return the file that records its calls."""
    machine.program(machine.path / "go", GO)
    machine.program(machine.root / "calls.sdk" / "python" / "cmd" / "pulumi-language-python-exec", "from the SDK")
    monkeypatch.setenv("CALLS", str(machine.root / "calls"))
    return machine.root / "calls"


@pytest.mark.parametrize("program", build.PROGRAMS, ids=lambda program: program.name)
def test_each_module_pins_its_program(program):
    """go.mod pins the package as a tool, the announced release, and the required Go version."""
    lines = (build.MODULES / program.module / "go.mod").read_text().splitlines()
    pins = [line.split()[-2:] for line in lines if line.endswith(f" v{program.version}")]
    assert f"tool {program.package}" in lines
    assert f"go {version.GO_MINIMUM}" in lines
    assert any(program.package.startswith(path) for path, _ in pins)
    assert (build.MODULES / program.module / "go.sum").stat().st_size > 0


def test_the_sdk_is_pinned_to_the_engine():
    """The script that starts Python programs is from the engine's own release."""
    text = (build.MODULES / "pulumi" / "go.mod").read_text()
    assert f"\t{build.SDK} v{version.PULUMI}\n" in text


def test_a_build_brings_what_python_programs_need(machine, calls):
    """Modules are downloaded first, then each program is built in its module, which the build leaves unchanged."""
    into = machine.root / "into"
    into.mkdir()
    build.install(into, machine.report)
    made = ["pulumi", "pulumi-language-python", "pulumi-language-python-exec"]
    assert sorted(path.name for path in into.iterdir()) == ["bin"]
    assert sorted(path.name for path in (into / "bin").iterdir()) == made
    assert "from the SDK" in (into / "bin" / "pulumi-language-python-exec").read_text()
    assert (into / "bin" / "pulumi-language-python-exec").stat().st_mode & 0o777 == 0o755
    called = calls.read_text().splitlines()
    steps = ["pulumi: list", "python: list", "pulumi: build", "python: build"]
    assert [" ".join(call.split()[:2]) for call in called] == [*steps, "pulumi: list"]
    assert all("-mod=readonly" in call for call in called)
    assert f"version.Version=v{version.PULUMI} " in called[2]


def test_a_build_reports_its_steps(machine, calls):
    """Each step reports its expected duration, and each program the actual one."""
    into = machine.root / "into"
    into.mkdir()
    build.install(into, machine.report)
    assert calls.exists()
    assert machine.lines[1:] == [
        "downloading Go modules (about 10 s, 1.8 GB in Go's module cache, once)",
        f"building pulumi {version.PULUMI} (about 3 minutes on 2 cores, once)",
        f"built pulumi {version.PULUMI} in 0 s",
        "building pulumi-language-python 3.79.0 (about 10 seconds on 2 cores, once)",
        "built pulumi-language-python 3.79.0 in 0 s",
    ]


@pytest.mark.usefixtures("calls")
def test_a_build_that_fails_shows_the_output_of_go(machine, monkeypatch):
    """The error names the program and contains the compiler's last lines."""
    into = machine.root / "into"
    into.mkdir()
    monkeypatch.setenv("BROKEN", "no space left on device")
    with pytest.raises(
        EngineError, match=rf"Building pulumi {version.PULUMI} failed .*\n      no space left on device"
    ):
        build.install(into, machine.report)
