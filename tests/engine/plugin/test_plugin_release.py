"""A rehearsal of the release: its checks, the plugin's archive in use, and the notes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml
from test_plugin_yaml import program

from neptune_global_component import __version__
from neptune_global_component.local.engine import languages
from neptune_global_component.plugin.schema import REPOSITORY, semantic_version
from tools import release

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text())
SERVER, OWNER, NAME = REPOSITORY.rsplit("/", 2)


def step(name, folder=ROOT, **environment):
    """Run a step of the workflow; return the finished process."""
    steps = [one for job in WORKFLOW["jobs"].values() for one in job["steps"]]
    (found,) = (one for one in steps if one.get("name") == name)
    command = found["run"].replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    variables = {
        **os.environ,
        "GITHUB_REF_NAME": f"v{__version__}",
        "GITHUB_SERVER_URL": SERVER,
        "GITHUB_REPOSITORY": f"{OWNER}/{NAME}",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_tag_or_repository():
    """The release fails in another repository, or if the tag is another version; both are reported."""
    done = step("check the tag", GITHUB_REF_NAME="v9.9.9", GITHUB_REPOSITORY="somebody/fork")
    assert done.returncode == 1
    assert f"tag: 'v9.9.9' must be 'v{__version__}'" in done.stderr
    assert f"repository: '{SERVER}/somebody/fork' must be {REPOSITORY!r}" in done.stderr


def test_a_release_has_its_schema_and_states(monkeypatch, tmp_path):
    """A version whose schema and states are recorded passes; one without them does not."""
    monkeypatch.setattr(release, "ROOT", tmp_path)
    shutil.copy(ROOT / "schema.json", tmp_path)
    found = list(release.problems(f"v{__version__}", REPOSITORY))
    assert [one.partition(":")[0] for one in found] == ["releases", "releases"]
    (tmp_path / "releases" / __version__ / "states").mkdir(parents=True)
    shutil.copy(ROOT / "schema.json", tmp_path / "releases" / __version__)
    (tmp_path / "releases" / __version__ / "states" / "yaml.json").write_text("{}")
    assert list(release.problems(f"v{__version__}", REPOSITORY)) == []


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """The plugin's archives, which the workflow's step writes."""
    folder = tmp_path_factory.mktemp("release")
    done = step("build the plugin's archives", folder)
    assert done.returncode == 0, done.stderr
    return sorted((folder / "dist" / "plugins").iterdir())


def test_names_of_the_archives(archives):
    """Pulumi finds the archive of each platform by its name."""
    version = semantic_version(__version__)
    assert [path.name for path in archives] == [
        f"pulumi-resource-neptune-global-v{version}-{system}-{machine}.tar.gz"
        for system in ("darwin", "linux", "windows")
        for machine in ("amd64", "arm64")
    ]
    assert len({path.read_bytes() for path in archives}) == 1


def test_the_archive_is_a_plugin(project, archives, tmp_path):
    """A program runs with the plugin out of an extracted archive."""
    with tarfile.open(archives[0]) as tar:
        tar.extractall(tmp_path / "plugin", filter="data")
    assert (tmp_path / "plugin" / "requirements.txt").is_file()
    project.environment.pop("PYTHONPATH", None)
    written = program({"regions": {"us-east-1": {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}}})
    project.write({**written, "packages": {"neptune-global": str(tmp_path / "plugin")}})
    assert project.up()["primaryRegion"] == "us-east-1"


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm builds the TypeScript SDK")
def test_the_package_on_npm(tmp_path):
    """The published TypeScript SDK is compiled, and loads without a script at its installation."""
    sdk = tmp_path / "sdk"
    languages.generate(ROOT / "schema.json", "nodejs", sdk, lambda _line: None)
    done = step("compile the TypeScript SDK", sdk)
    assert done.returncode == 0, done.stdout + done.stderr
    subprocess.run(["npm", "pack", "--ignore-scripts", "--silent"], cwd=sdk, check=True, stdout=subprocess.DEVNULL)
    (packed,) = sdk.glob("*.tgz")
    package = sdk / "node_modules" / f"@{OWNER}" / "neptune-global"
    with tarfile.open(packed) as tar:
        tar.extractall(package, filter="data")
    assert "postinstall" not in (package / "package" / "package.json").read_text()
    loads = f"require('@{OWNER}/neptune-global/package').GlobalCluster.name"
    printed = subprocess.run(["node", "-p", loads], cwd=sdk, check=True, capture_output=True, text=True)
    assert printed.stdout == "GlobalCluster\n"


def test_notes(tmp_path):
    """The notes of a release are its section of the changelog, without its title."""
    (tmp_path / "dist").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 0.2.0 (later)\n\nNew.\n\n## 0.1.0 (before)\n\nOld.\n")
    done = step("notes", tmp_path, GITHUB_REF_NAME="v0.2.0")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "dist" / "notes.md").read_text().strip() == "New."
