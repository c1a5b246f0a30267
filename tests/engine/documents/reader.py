"""A reader who follows a page: saves its programs and runs its commands in one folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml
from pulumi_project import LIMIT_SECONDS

from neptune_global_component.local.engine import ensure
from tools.terminal import Terminal

AWS_COMMAND = Path(__file__).with_name("aws_command.py")


class Reader:
    """Follows code blocks one after the other.

    Args:
        project: a Pulumi project, whose folder the reader works in.
        aws: the local AWS of the project.
    """

    def __init__(self, project, aws):
        self.project = project
        self.aws = aws
        self.folder = project.folder
        self.unused = None
        engine = ensure(lambda _line: None)
        programs = project.folder.with_name("programs")
        programs.mkdir()
        (programs / "aws").symlink_to(AWS_COMMAND)
        # A session of `local up` is the reader's own; the engine is not installed again into that folder.
        own = {
            "NEPTUNE_GLOBAL_CACHE": str(self.folder.with_name("cache")),
            "NEPTUNE_GLOBAL_PULUMI": str(engine.pulumi),
            "PATH": os.pathsep.join([str(programs), str(Path(sys.executable).parent), project.environment["PATH"]]),
        }
        self.environment = {**project.environment, **own}

    def follow(self, block, answer=""):
        """Save a program, or run commands and answer their question; return what they print."""
        if answer:
            printed, status = Terminal(200, self.folder, self.environment, str).run(block.text, answer)
            assert status == 0, printed
            return printed
        if block.language == "sh":
            return self.shell(block.text)
        self.unused = block.place
        if block.language == "python":
            self.save_python(block.text)
        else:
            (self.folder / "Pulumi.yaml").write_text(block.text)
            # The program's own project has no stack yet.
            self.run("pulumi", "stack", "init", "dev")
        return ""

    def save_python(self, text):
        """Save a Python program in a project that runs Python."""
        settings = self.folder / "Pulumi.yaml"
        if yaml.safe_load(settings.read_text())["runtime"] != "python":
            settings.write_text("name: test\nruntime: python\n")
        (self.folder / "__main__.py").write_text(text)

    def shell(self, text, *start):
        """Run commands as a shell does that stops at the first error; return what they print."""
        printed = self.run(*start, "bash", "-euo", "pipefail", "-c", text)
        if "pulumi up" in text or "pulumi preview" in text:
            self.unused = None
        return printed

    def run(self, *command):
        """Run a program, which has to succeed; return what it prints."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            text=True,
            timeout=LIMIT_SECONDS,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout
