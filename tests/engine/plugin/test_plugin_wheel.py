"""The wheel contains all that the plugin, the command and the component need, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from plugin_host import served_schema

ROOT = Path(__file__).parents[3]
# A system Python has no uv of its own.
UV = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
PROGRAM = {
    "resources": {
        "orders": {
            "type": "neptune-global:GlobalCluster",
            "properties": {
                "globalClusterIdentifier": "orders",
                "regions": {"us-east-1": {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}},
            },
        }
    },
    "outputs": {"primaryRegion": "${orders.primaryRegion}"},
}


def uv(*arguments):
    """Run uv on the repository, from its cache or, if that fails, with the package index."""
    command = [UV, *map(str, arguments), "--quiet"]
    if subprocess.run([*command, "--offline"], cwd=ROOT, check=False, capture_output=True).returncode:
        subprocess.run(command, cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the repository."""
    folder = tmp_path_factory.mktemp("dist")
    uv("build", "--wheel", "--out-dir", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The bin folder of an environment with the wheel, and the versions of the dependencies that the tests run on."""
    folder = tmp_path_factory.mktemp("installed")
    freeze = [UV, "pip", "freeze", "--exclude-editable", "--python", sys.executable]
    (folder / "same.txt").write_bytes(subprocess.run(freeze, check=True, capture_output=True).stdout)
    uv("venv", "--python", sys.executable, folder / "venv")
    python = folder / "venv" / "bin" / "python"
    uv("pip", "install", "--python", python, "--constraint", folder / "same.txt", wheel)
    return python.parent


def outside(installed, tmp_path, *command):
    """Return the output of a program of the environment, run in an empty folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [installed / command[0], *command[1:]]
    return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout


def test_no_test_code_is_in_it(wheel):
    """The wheel contains only the package and its data files."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"neptune_global_component"}
    assert not [name for name in names if "test" in name]
    assert {"neptune_global_component/py.typed", "neptune_global_component/local/engine/modules/pulumi/go.sum"} <= {
        *names
    }


def test_the_command_and_the_component(installed, tmp_path):
    """Both work without the repository, and without the extra that has the local AWS."""
    assert outside(installed, tmp_path, "neptune-global", "--version").startswith("neptune-global, version ")
    program = "import neptune_global_component as n; print(n.GlobalCluster.__module__, n.__file__)"
    module, path = outside(installed, tmp_path, "python", "-c", program).split()
    assert module == "neptune_global_component.component.component"
    assert Path(path).is_relative_to(installed.parent)
    with pytest.raises(subprocess.CalledProcessError):
        outside(installed, tmp_path, "python", "-c", "import moto")


def test_the_host_of_todays_pulumi(installed, tmp_path):
    """Pulumi's Python host finds the plugin in the installed package: it serves the schema of the component."""
    assert served_schema(installed / "python", tmp_path) == json.loads((ROOT / "schema.json").read_text())


def test_a_program_in_an_empty_folder(project, installed):
    """A YAML program runs with the plugin that is found on PATH."""
    project.environment.pop("PYTHONPATH", None)
    project.environment["PATH"] = os.pathsep.join([str(installed), project.environment["PATH"]])
    project.write(PROGRAM)
    printed = project.run("up", "--yes", "--skip-preview")
    assert f"{installed / 'pulumi-resource-neptune-global'}" in printed
    assert project.outputs() == {"primaryRegion": "us-east-1"}
    project.run("preview", "--expect-no-changes")
