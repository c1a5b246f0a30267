"""Real `pulumi` runs on the local AWS, each test in a project of its own."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import boto3
import psutil
import pytest
from warm_python import WarmPython

from neptune_global_component.engine import ensure
from neptune_global_component.local import installed_packages
from neptune_global_component.local.process import LocalAws
from neptune_global_component.local.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
READS = ("Describe", "List", "Get")
# The real provider, where it is tested, looks at a new cluster after half a minute, and another half when it goes.
LIMIT_SECONDS = 600


class Aws:
    """The local AWS, as a test looks at it."""

    def __init__(self, local):
        self.local = local
        self.url = local.url
        self.client = functools.cache(self._client)

    def neptune(self, region="us-east-1"):
        """Make a Neptune client."""
        return self.client("neptune", region)

    def _client(self, service, region="us-east-1"):
        """Make a client."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - any will do
        )

    def cluster(self, identifier="orders-a", region="us-east-1", **inputs):
        """Make a cluster that stands alone, and give its ARN."""
        made = self.neptune(region).create_db_cluster(DBClusterIdentifier=identifier, Engine="neptune", **inputs)
        return made["DBCluster"]["DBClusterArn"]

    def subnet_groups(self, region="us-east-1"):
        """Give the names of the subnet groups that there are beside AWS's default one."""
        found = self.neptune(region).describe_db_subnet_groups()["DBSubnetGroups"]
        return [one["DBSubnetGroupName"] for one in found if one["DBSubnetGroupName"] != "default"]

    def global_clusters(self):
        """Give the global clusters that there are."""
        return self.neptune().describe_global_clusters()["GlobalClusters"]

    def calls(self, *operations):
        """Give the calls so far: of these operations, or all."""
        return [call for call in self.local.calls() if not operations or call["operation"] in operations]

    def writes(self):
        """Give the operations so far that change something, in order."""
        return [call["operation"] for call in self.calls() if not call["operation"].startswith(READS)]


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
        self.environment = {**environment, "PULUMI_BACKEND_URL": f"file://{self.state_folder}", "PULUMI_STACK": "dev"}
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

    def start(self, *arguments):
        """Start pulumi, in a process group of its own."""
        return subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
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
        (stack,) = (self.state_folder / ".pulumi" / "stacks").glob("*/*.json")
        state = json.loads(stack.read_text())["checkpoint"]["latest"] or {}
        return {(one["type"], one["urn"].rsplit("::", 1)[1]): one for one in state.get("resources", [])}

    def changes(self):
        """Say what a preview plans: operation and kinds by resource name, without what stays the same."""
        steps = json.loads(self.run("preview", "--json"))["steps"]
        return {step["urn"].rsplit("::", 1)[1]: (step["op"], kinds_of(step)) for step in steps if step["op"] != "same"}

    def kill_when(self, happened, *arguments):
        """Start pulumi, and kill it with all it started as soon as something has happened; then unlock the stack."""
        process = self.start(*arguments)
        deadline = time.monotonic() + LIMIT_SECONDS
        while not happened() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        # The plugins and the language's host are in process groups of their own, and not all end with the engine.
        engine = psutil.Process(process.pid)
        for each in [engine, *engine.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):  # it ended with another one
                each.kill()
        process.communicate()
        self.run("cancel", "--yes")


def kinds_of(step):
    """The kinds of a step's detailed diff by path."""
    return {path: one["kind"] for path, one in (step.get("detailedDiff") or {}).items()}


@pytest.fixture(scope="session")
def local_aws():
    """The local AWS of this worker."""
    with LocalAws.start() as running:
        yield running


@pytest.fixture(scope="session")
def environment(local_aws, tmp_path_factory):
    """The environment of an isolated Pulumi that leads to the local AWS."""
    folder = tmp_path_factory.mktemp("sandbox")
    engine = ensure(lambda _line: None)
    variables = Sandbox.make(folder, engine, lambda _line: None).environment(os.environ, local_aws.url)
    python = WarmPython(tmp_path_factory.mktemp("warm"), variables["PULUMI_PYTHON_CMD"], installed_packages.QUESTION)
    (plugin,) = (folder / "home" / "plugins").glob("resource-aws-*/pulumi-resource-aws")
    plugin.write_text(plugin.read_text().replace(shlex.quote(sys.executable), str(python.program)))
    with python.running():
        yield {
            **variables,
            # These projects make their stacks themselves, so the engine's own pulumi comes first: it starts at once.
            "PATH": os.pathsep.join([str(engine.bin), variables["PATH"]]),
            "PULUMI_PYTHON_CMD": str(python.program),
        }


@pytest.fixture
def aws(local_aws):
    """An empty AWS."""
    local_aws.reset()
    return Aws(local_aws)


@pytest.fixture(scope="session")
def blank(environment, tmp_path_factory):
    """A project of no resources, and its stack: Pulumi takes long to make one."""
    return Project(tmp_path_factory.mktemp("blank") / "project", environment)


@pytest.fixture
def make_project(tmp_path, environment, blank, aws):
    """Makes projects, each with an empty stack, for an empty AWS."""
    del aws
    return lambda name="project": Project(tmp_path / name, environment, blank)


@pytest.fixture
def project(make_project):
    """A project with an empty stack, for an empty AWS."""
    return make_project()


@pytest.fixture
def neptune(aws):
    """Makes Neptune clients."""
    return aws.neptune
