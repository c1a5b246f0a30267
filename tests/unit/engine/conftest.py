"""A machine with an empty PATH, and helpers that put programs on it."""

from __future__ import annotations

import pytest

HOSTS = ("pulumi-language-python", "pulumi-language-python-exec")


class Machine:
    """Folders that represent a machine: PATH has one folder, and the cache is empty."""

    def __init__(self, root):
        self.root = root
        self.path = root / "path"
        self.cache = root / "cache"
        self.lines = []
        self.path.mkdir()

    def report(self, line):
        """Store a progress line."""
        self.lines.append(line)

    def program(self, path, body=""):
        """Write an executable shell script, which may use only shell builtins."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def engine(self, folder, version="3.274.1", hosts=HOSTS):
        """Write an engine of a version to a folder. It records each start in ``starts`` next to it."""
        for host in hosts:
            self.program(folder / host)
        return self.program(folder / "pulumi", f'echo "$@" >> "{folder}/starts"\necho v{version}')


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without programs, which is also this process's environment."""
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.path))
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(made.cache))
    monkeypatch.delenv("NEPTUNE_GLOBAL_PULUMI", raising=False)
    return made
