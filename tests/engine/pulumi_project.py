"""A Pulumi project of a test, and the isolated Pulumi that runs it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
from key_service import SECRETS_PROVIDER, running_key_service
from warm_python import WarmPython

from neptune_global_component.local import installed_packages
from neptune_global_component.local.engine import ensure
from neptune_global_component.local.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
# The real provider first polls a new cluster after 30 seconds, and a deleted one after another 30.
LIMIT_SECONDS = 600
PLUGIN = "TEST_PLUGIN_FOLDER"
"""The environment variable with the folder of the component's plugin."""


@contextlib.contextmanager
def isolated_pulumi(folder, url):
    """Create an isolated Pulumi with fast-starting programs and stand-in provider; return its environment.

    Args:
        folder: an empty folder.
        url: the URL of the local AWS, or of a proxy in front of it.
    """
    for part in ("sandbox", "warm"):
        (folder / part).mkdir()
    engine = ensure(lambda _line: None)
    variables = Sandbox.create(folder / "sandbox", engine, lambda _line: None).environment(os.environ, url)
    python = WarmPython(folder / "warm", variables["PULUMI_PYTHON_CMD"], installed_packages.PIP_ARGUMENTS)
    (plugin,) = (folder / "sandbox" / "home" / "plugins").glob("resource-aws-*/pulumi-resource-aws")
    # This Python does not start another plugin, if one is selected.
    plugin.write_text(plugin.read_text().replace(shlex.quote(sys.executable), str(python.program)))
    with python.running(), running_key_service() as key_service:
        yield {
            **variables,
            **key_service,
            # These processes end before a garbage collection would pay off.
            "GOGC": "400",
            # These projects create their own stacks, so the engine's pulumi is first on PATH: it starts faster.
            "PATH": os.pathsep.join([str(engine.bin), variables["PATH"]]),
            "PULUMI_PYTHON_CMD": str(python.program),
            PLUGIN: _create_plugin(folder / "plugin", python.program),
        }


def _create_plugin(folder, python):
    """Create the component's plugin as this repository is one, but started by another Python; return its folder."""
    folder.mkdir()
    shutil.copy(ROOT / "PulumiPlugin.yaml", folder)
    program = Path(shutil.copy(ROOT / "pulumi-resource-neptune-global", folder))
    program.write_text(program.read_text().replace("$here/.venv/bin/python", str(python)))
    return str(folder)


class Project:
    """A Pulumi project in its own folder, with its own state.

    Args:
        folder: the project's folder.
        environment: the environment variables of an isolated Pulumi.
        blank: a project to copy, with its stack.
        created: the stacks that other tests of this worker created.
    """

    def __init__(self, folder, environment, blank=None, created=None):
        self.folder = folder
        self.created = created
        self.has_run = False
        self.state_folder = folder.with_name(f"{folder.name}-state")
        # Without a separate metadata file, a state is replaced atomically: a kill can't leave half of it.
        backend = f"file://{self.state_folder}?metadata=skip"
        self.environment = {**environment, "PULUMI_BACKEND_URL": backend, "PULUMI_STACK": "dev"}
        if blank:
            shutil.copytree(blank.folder, self.folder)
            shutil.copytree(blank.state_folder, self.state_folder)
        else:
            self.folder.mkdir()
            self.state_folder.mkdir()
            self.write({})
            self.run("stack", "init", "dev", f"--secrets-provider={SECRETS_PROVIDER}")

    def write(self, program):
        """Write a program: Python as text, or YAML as resources and outputs."""
        if isinstance(program, str):
            (self.folder / "__main__.py").write_text(program)
            # Python uses its compiled file for a program with the same size and modification time.
            shutil.rmtree(self.folder / "__pycache__", ignore_errors=True)
            program = {"runtime": "python"}
        text = json.dumps({"name": "test", "runtime": "yaml", **program})
        # Its plugin starts in a tenth of the time of this repository's.
        (self.folder / "Pulumi.yaml").write_text(text.replace(f'"{ROOT}"', f'"{self.environment[PLUGIN]}"'))

    def copy(self, example):
        """Copy an example, under its own name, with this repository's plugin."""
        for folder in (self.folder, self.state_folder):
            shutil.rmtree(folder)
        self.state_folder.mkdir()
        shutil.copytree(example, self.folder)
        program = self.folder / "Pulumi.yaml"
        program.write_text(re.sub(r"\.\./\.\.(/\.\.)?$", str(ROOT), program.read_text(), flags=re.MULTILINE))
        self.run("stack", "init", "dev", f"--secrets-provider={SECRETS_PROVIDER}")

    def start(self, *arguments, stdout=subprocess.PIPE):
        """Start pulumi in its own process group, with its output in a pipe or a file."""
        self.has_run = True
        return self.start_command("pulumi", *arguments, "--non-interactive", stdout=stdout)

    def start_command(self, *command, stdout=subprocess.PIPE):
        """Start a command in the project's folder, in its own process group."""
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=stdout,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments, fails=False):
        """Run pulumi, and return its standard output or, if it must fail, all output."""
        self.has_run = True
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
        """Run pulumi, call a function when it first prints a text, and return its output."""
        printed = ""
        with self.start(*arguments) as process:
            # If the text is never printed, the test must not wait.
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
        """Update without a preview, and return the stack's outputs."""
        if self.created:
            self.created.up(self)
        else:
            self.run("up", "--yes", "--skip-preview")
        return self.outputs()

    def outputs(self):
        """Return the stack's outputs in the state."""
        resources = self.resources()
        (stack,) = (one for (kind, _), one in resources.items() if kind.endswith(":Stack"))
        return stack.get("outputs", {})

    def resources(self):
        """Return the resources in the state, by type token and name."""
        (file,) = (self.state_folder / ".pulumi" / "stacks").glob("*/*.json")
        state = json.loads(file.read_text())["checkpoint"]["latest"] or {}
        return {(one["type"], one["urn"].rsplit("::", 1)[1]): one for one in state.get("resources", [])}

    def changes(self):
        """Return the planned operation and kinds by resource name, without unchanged resources."""
        steps = json.loads(self.run("preview", "--json"))["steps"]
        return {step["urn"].rsplit("::", 1)[1]: (step["op"], kinds_of(step)) for step in steps if step["op"] != "same"}

    def settles(self):
        """Check that previews have no changes, before and after a refresh."""
        self.run("preview", "--expect-no-changes")
        self.run("refresh", "--yes", "--skip-preview")
        self.run("preview", "--expect-no-changes")

    def kill_when(self, happened, *arguments):
        """Start pulumi, kill its process group when a condition is true, and unlock the stack."""
        process = self.start(*arguments)
        wait_until(lambda: happened() or process.poll() is not None)
        # The plugins and the language host have their own process groups, and not all end with the engine.
        engine = psutil.Process(process.pid)
        for each in [engine, *engine.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):  # it ended with another one
                each.kill()
        process.communicate()
        self.unlock()

    def unlock(self):
        """Unlock the stack after its engine was killed, faster than `pulumi cancel`."""
        shutil.rmtree(self.state_folder / ".pulumi" / "locks", ignore_errors=True)


def wait_until(happened):
    """Wait until a condition is true, and fail if it takes too long."""
    deadline = time.monotonic() + LIMIT_SECONDS
    while not happened():
        assert time.monotonic() < deadline, f"it did not happen in {LIMIT_SECONDS} seconds"
        time.sleep(0.005)


def kinds_of(step):
    """Return the kinds in a step's detailed diff, by path."""
    return {path: one["kind"] for path, one in (step.get("detailedDiff") or {}).items()}
