"""The plugin's folder with the current Pulumi's Python host, which runs a module of the SDK in it."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plugin_host import MODULE, served_schema

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A copy of the repository, as downloaded from a git address, with its own version."""
    folder = tmp_path_factory.mktemp("clone") / "repository"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist", "node_modules", "tests"))
    (folder / "neptune_global_component" / "_version.py").write_text('__version__ = "9.9.9"\n')
    return folder


def test_a_clone_serves_its_own_schema(clone):
    """The schema is the component's own, read from the clone."""
    assert (clone / "PulumiPlugin.yaml").is_file()
    assert (clone / "Pulumi.yaml").is_file()
    # The host runs a __main__.py of the folder, if there is one, instead of the module.
    assert not (clone / "__main__.py").exists()
    expected = json.loads((ROOT / "schema.json").read_text())
    assert served_schema(sys.executable, clone) == {**expected, "version": "9.9.9"}


def test_pip_installs_a_clone(clone):
    """A host that installs only the packages of requirements.txt installs the package of the clone."""
    command = "pip install --dry-run --no-deps --quiet --report - --requirement requirements.txt"
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=clone, check=True, stdout=subprocess.PIPE, text=True
    )
    (found,) = (one["metadata"] for one in json.loads(done.stdout)["install"])
    assert (found["name"], found["version"]) == ("neptune-global-component", "9.9.9")


def test_a_program_runs(project, clone, tmp_path):
    """A YAML program creates a database with the plugin as that host starts it."""
    plugin = tmp_path / "plugin" / "pulumi-resource-neptune-global"
    plugin.parent.mkdir()
    command = shlex.join([sys.executable, *MODULE])
    plugin.write_text(f'#!/bin/sh\ncd {shlex.quote(str(clone))} && exec {command} "$@"\n')
    plugin.chmod(0o755)
    region = {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}
    properties = {"globalClusterIdentifier": "orders", "regions": {"us-east-1": region}}
    project.write(
        {
            "packages": {"neptune-global": str(plugin.parent)},
            "resources": {"orders": {"type": "neptune-global:GlobalCluster", "properties": properties}},
            "outputs": {"primaryRegion": "${orders.primaryRegion}"},
        }
    )
    assert project.up() == {"primaryRegion": "us-east-1"}
