"""A machine that has nothing on PATH, and ways to put programs on it."""

from __future__ import annotations

import pytest

HOSTS = ("pulumi-language-python", "pulumi-language-python-exec")


class Machine:
    """Folders that stand for a machine; its PATH has one folder, its cache is empty."""

    def __init__(self, root):
        self.root = root
        self.path = root / "path"
        self.cache = root / "cache"
        self.lines = []
        self.path.mkdir()

    def report(self, line):
        """Keep a line of progress."""
        self.lines.append(line)

    def program(self, path, body=""):
        """Write an executable shell script; it must do with the shell's own commands."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def engine(self, folder, version="3.274.1", hosts=HOSTS):
        """Put an engine of a version into a folder; it notes each start in ``starts`` beside it."""
        for host in hosts:
            self.program(folder / host)
        return self.program(folder / "pulumi", f'echo "$@" >> "{folder}/starts"\necho v{version}')


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return a machine without any program; the environment of this process is that machine's."""
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.path))
    monkeypatch.setenv("NEPTUNE_GLOBAL_CACHE", str(made.cache))
    monkeypatch.delenv("NEPTUNE_GLOBAL_PULUMI", raising=False)
    return made
