"""A Pulumi project of a test, and the isolated Pulumi that it is run by."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
from warm_python import WarmPython

from neptune_global_component.local import installed_packages
from neptune_global_component.local.engine import ensure
from neptune_global_component.local.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
# The real provider, where it is tested, looks at a new cluster after half a minute, and another half when it goes.
LIMIT_SECONDS = 600


@contextlib.contextmanager
def isolated_pulumi(folder, url):
    """Lay out an isolated Pulumi, whose programs and stand-in provider begin at once: its environment.

    Args:
        folder: an empty one.
        url: of the local AWS that it leads to, or of what stands in front of it.
    """
    for part in ("sandbox", "warm"):
        (folder / part).mkdir()
    engine = ensure(lambda _line: None)
    variables = Sandbox.make(folder / "sandbox", engine, lambda _line: None).environment(os.environ, url)
    python = WarmPython(folder / "warm", variables["PULUMI_PYTHON_CMD"], installed_packages.QUESTION)
    (plugin,) = (folder / "sandbox" / "home" / "plugins").glob("resource-aws-*/pulumi-resource-aws")
    # Another plugin, where one was chosen, is not started by this Python.
    plugin.write_text(plugin.read_text().replace(shlex.quote(sys.executable), str(python.program)))
    with python.running():
        yield {
            **variables,
            # These projects make their stacks themselves, so the engine's own pulumi comes first: it starts at once.
            "PATH": os.pathsep.join([str(engine.bin), variables["PATH"]]),
            "PULUMI_PYTHON_CMD": str(python.program),
        }


class Project:
    """A Pulumi project in a folder of its own, with a state of its own.

    Args:
        folder: where it is to be.
        environment: of an isolated Pulumi.
        blank: a project of which it is to be a copy, for the sake of the stack that it has.
    """

    def __init__(self, folder, environment, blank=None):
        self.folder = folder
        self.state_folder = folder.with_name(f"{folder.name}-state")
        # Without a second file for each one's metadata, a state is replaced at once: a kill can't leave half of it.
        backend = f"file://{self.state_folder}?metadata=skip"
        self.environment = {**environment, "PULUMI_BACKEND_URL": backend, "PULUMI_STACK": "dev"}
        if blank:
            shutil.copytree(blank.folder, self.folder)
            shutil.copytree(blank.state_folder, self.state_folder)
        else:
            self.folder.mkdir()
            self.state_folder.mkdir()
            self.write({})
            self.run("stack", "init", "dev")

    def write(self, program):
        """Write a program: Python as text, or YAML as resources and outputs."""
        if isinstance(program, str):
            (self.folder / "__main__.py").write_text(program)
            # Python takes a program of the same size and second for the one that it has compiled.
            shutil.rmtree(self.folder / "__pycache__", ignore_errors=True)
            program = {"runtime": "python"}
        (self.folder / "Pulumi.yaml").write_text(json.dumps({"name": "test", "runtime": "yaml", **program}))

    def copy(self, example):
        """Be a copy of an example, which has a name of its own, on the plugin that is in this repository."""
        for folder in (self.folder, self.state_folder):
            shutil.rmtree(folder)
        self.state_folder.mkdir()
        shutil.copytree(example, self.folder)
        program = self.folder / "Pulumi.yaml"
        program.write_text(program.read_text().replace("../..", str(ROOT)))
        self.run("stack", "init", "dev")

    def start(self, *arguments, stdout=subprocess.PIPE):
        """Start pulumi, in a process group of its own; what it prints goes to a pipe, or a file."""
        return subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.folder,
            env=self.environment,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments, fails=False):
        """Run pulumi; what it printed on standard output, or, where it is to fail, on both."""
        process = subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT_SECONDS,
        )
        assert (process.returncode != 0) is fails, process.stdout + process.stderr
        return process.stdout + process.stderr if fails else process.stdout

    def run_until(self, text, act, *arguments):
        """Run pulumi, and do something once, as soon as it prints a text: what it printed."""
        printed = ""
        with self.start(*arguments) as process:
            # Where the text never comes, what the test waits for may not either.
            limit = threading.Timer(LIMIT_SECONDS, process.kill)
            limit.start()
            for line in process.stdout:
                if text in line and text not in printed:
                    act()
                printed += line
            limit.cancel()
        assert process.returncode == 0, printed
        return printed

    def up(self):
        """Update, without a preview first: the stack's outputs."""
        self.run("up", "--yes", "--skip-preview")
        return self.outputs()

    def outputs(self):
        """Give the stack's outputs, as the state has them."""
        resources = self.resources()
        (stack,) = (one for (kind, _), one in resources.items() if kind.endswith(":Stack"))
        return stack.get("outputs", {})

    def resources(self):
        """Give the resources in the state by type token and name."""
        (file,) = (self.state_folder / ".pulumi" / "stacks").glob("*/*.json")
        state = json.loads(file.read_text())["checkpoint"]["latest"] or {}
        return {(one["type"], one["urn"].rsplit("::", 1)[1]): one for one in state.get("resources", [])}

    def changes(self):
        """Say what a preview plans: operation and kinds by resource name, without what stays the same."""
        steps = json.loads(self.run("preview", "--json"))["steps"]
        return {step["urn"].rsplit("::", 1)[1]: (step["op"], kinds_of(step)) for step in steps if step["op"] != "same"}

    def kill_when(self, happened, *arguments):
        """Start pulumi, and kill it with all it started as soon as something has happened; then unlock the stack."""
        process = self.start(*arguments)
        wait_until(lambda: happened() or process.poll() is not None)
        # The plugins and the language's host are in process groups of their own, and not all end with the engine.
        engine = psutil.Process(process.pid)
        for each in [engine, *engine.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):  # it ended with another one
                each.kill()
        process.communicate()
        self.unlock()

    def unlock(self):
        """Have the stack be usable after its engine was killed, as pulumi cancel does, which takes half a second."""
        shutil.rmtree(self.state_folder / ".pulumi" / "locks")


def wait_until(happened):
    """Wait for something to happen, and fail where it takes too long."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while not happened():
        assert time.monotonic() < deadline, f"it did not happen in {LIMIT_SECONDS} seconds"
        time.sleep(0.005)


def kinds_of(step):
    """The kinds of a step's detailed diff by path."""
    return {path: one["kind"] for path, one in (step.get("detailedDiff") or {}).items()}
