"""The cache: its location, its lock, and that it is complete or empty."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest

from neptune_global_component.core.errors import EngineError
from neptune_global_component.local.engine import cache, version

HOLDER = """
from neptune_global_component.local.engine import cache
with cache.locked(print):
    print("held", flush=True)
    input()
"""


@contextmanager
def another_process_with_the_lock():
    """Hold the lock in another process until the yielded process receives a line."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"NEPTUNE_GLOBAL_CACHE": "/c", "XDG_CACHE_HOME": "/x"}, "/c"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/neptune-global"),
        ({}, platformdirs.user_cache_dir("neptune-global")),
    ],
)
def test_the_place_of_the_cache(monkeypatch, environment, expected):
    """The package's own variable takes precedence, then the XDG folder, then the platform's default."""
    for name in ("NEPTUNE_GLOBAL_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache.root() == Path(expected)


def test_an_unknown_home_folder(machine, monkeypatch):
    """The error names the folder and the variable. Following it works."""
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", "~no-such-user/cache")
    with pytest.raises(EngineError, match=r"folder ~no-such-user/cache .* Set NEPTUNE_GLOBAL_CACHE to"):
        cache.root()
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(machine.cache))
    assert cache.root() == machine.cache


def test_an_installed_engine_is_found_without_starting_it(machine):
    """The version's folder contains the programs in bin, and the engine's origin is stored."""
    with cache.locked(machine.report):
        made = cache.fill("a test", lambda into, _: machine.engine(into / "bin"), machine.report)
    starts = (made.bin / "starts").read_text()
    assert cache.cached() == made
    assert made.pulumi == machine.cache / "engine" / version.PULUMI / "bin" / "pulumi"
    assert (made.version, made.origin) == (version.PULUMI, "a test")
    assert (made.bin / "starts").read_text() == starts


@pytest.mark.parametrize("name", ["bin/pulumi", "bin/pulumi-language-python-exec", "origin"])
def test_an_engine_with_a_part_missing_does_not_count(machine, name):
    """A damaged folder is not an engine, and the next installation replaces it."""
    with cache.locked(machine.report):
        made = cache.fill("a test", lambda into, _: machine.engine(into / "bin"), machine.report)
        (made.bin.parent / name).unlink()
        with pytest.raises(EngineError, match=f"pulumi {version.PULUMI} is not in"):
            cache.cached()
        again = cache.fill("again", lambda into, _: machine.engine(into / "bin"), machine.report)
    assert again.origin == "again"


def test_an_engine_with_an_empty_program_does_not_count(machine):
    """After a power failure, a file may be empty."""
    with cache.locked(machine.report):
        made = cache.fill("a test", lambda into, _: machine.engine(into / "bin"), machine.report)
    made.pulumi.write_text("")
    with pytest.raises(EngineError, match=f"pulumi {version.PULUMI} is not in"):
        cache.cached()


def breaks_off(machine, into):
    """Install half of the engine and fail."""
    machine.program(into / "bin" / "pulumi")
    raise EngineError("the network is gone")


def brings_another_version(machine, into):
    """Install an engine of another version."""
    machine.engine(into / "bin", "3.258.0")


def brings_too_little(machine, into):
    """Install an engine without its hosts."""
    machine.engine(into / "bin", hosts=())


def fills_the_disk(_machine, _into):
    """Fail with the operating system's error."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("install", "reason"),
    [
        (breaks_off, "the network is gone"),
        (brings_another_version, "It brought pulumi 3.258.0 instead of"),
        (brings_too_little, "It brought no pulumi-language-python, pulumi-language-python-exec"),
        (fills_the_disk, "No space left on device"),
    ],
)
def test_a_failed_install_leaves_nothing(machine, install, reason):
    """After a failed installation there is no engine and no folder."""
    with cache.locked(machine.report), pytest.raises(EngineError, match=reason):
        cache.fill("a test", lambda into, _: install(machine, into), machine.report)
    assert [path.name for path in (machine.cache / "engine").iterdir()] == [f"{version.PULUMI}.lock"]


def test_what_a_killed_install_left_is_removed(machine):
    """The next installation removes the folder that a killed one left."""
    leftover = machine.cache / "engine" / f"{version.PULUMI}.part-abc"
    leftover.mkdir(parents=True)
    with cache.locked(machine.report):
        assert not leftover.exists()


def test_a_second_process_waits_for_the_first(machine):
    """It reports what it waits for, and continues when the lock is released."""
    with another_process_with_the_lock() as holder:

        def report(line):
            machine.report(line)
            print(file=holder.stdin, flush=True)

        with cache.locked(report):
            path = machine.cache / "engine" / f"{version.PULUMI}.lock"
            assert machine.lines == [f"waiting for the process that holds {path}: 0 s"]


def test_a_cache_that_cannot_be_written_is_named(machine):
    """The error names the path, the reason and the variable that moves the cache."""
    machine.cache.write_text("a file")
    with (
        pytest.raises(EngineError, match=r"could not be written .*Set NEPTUNE_GLOBAL_CACHE"),
        cache.locked(machine.report),
    ):
        pass
