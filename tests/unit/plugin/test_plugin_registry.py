"""Requirements of the Pulumi Registry and the package registries: schema fields, pages, logo and names."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from neptune_global_component.plugin.schema import REPOSITORY, semantic_version

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "schema.json").read_text())
GO_MODULES = Path(os.environ.get("GOMODCACHE") or Path.home() / "go" / "pkg" / "mod")
METASCHEMAS = sorted(GO_MODULES.glob("github.com/pulumi/pulumi/pkg/v3@*/codegen/schema/pulumi.json"))
PAGES = ("_index.md", "installation-configuration.md")


@pytest.mark.skipif(not METASCHEMAS, reason="the metaschema is in Pulumi's Go module, which is not on this machine")
def test_metaschema():
    """The schema is valid by Pulumi's own metaschema, the newest on this machine."""
    check = Path(sys.executable).with_name("check-jsonschema")
    command = [check, "--schemafile", METASCHEMAS[-1], ROOT / "schema.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_publisher():
    """The schema names who publishes the package, and where."""
    assert SCHEMA["publisher"]
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", SCHEMA["namespace"])
    assert SCHEMA["repository"] == SCHEMA["homepage"] == REPOSITORY
    assert SCHEMA["pluginDownloadURL"] == REPOSITORY.replace("https://", "github://api.")
    assert {"kind/component", "category/database"} <= {*SCHEMA["keywords"]}


def test_logo():
    """The logo is a small drawing in the repository, without scripts."""
    path = ROOT / SCHEMA["logoUrl"].partition("/main/")[2]
    assert SCHEMA["logoUrl"].startswith(REPOSITORY.replace("github.com", "raw.githubusercontent.com"))
    assert path.stat().st_size < 4096
    names = {part.tag.rpartition("}")[2] for part in ET.parse(path).iter()}  # noqa: S314 - our own file
    assert names == {"svg", "title", "circle", "path"}


def test_names_of_the_packages():
    """The installation page links to the package of each language under the name that the schema gives it."""
    language, text = SCHEMA["language"], (ROOT / "docs" / "installation-configuration.md").read_text()
    owner = SCHEMA["namespace"]
    assert language["nodejs"]["packageName"] == f"@{owner}/neptune-global"
    for name in (
        language["nodejs"]["packageName"],
        language["python"]["packageName"],
        language["go"]["importBasePath"],
        f"{language['java']['basePackage']}:neptune-global",
        f"{language['csharp']['rootNamespace']}.NeptuneGlobal",
    ):
        assert f"`{name}`](https://" in text


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_registry(page):
    """Each page has the front matter of a package's page, and closes what it opens."""
    start, front, body = (ROOT / "docs" / page).read_text().split("---\n", 2)
    assert start == ""
    matter = yaml.safe_load(front)
    assert matter.keys() == {"title", "meta_desc", "layout"}
    assert matter["layout"] == "package"
    assert 0 < len(matter["meta_desc"]) <= 160
    opened = re.findall(r"\{\{[<%] (\w+)", body)
    closed = re.findall(r"\{\{[<%] /(\w+)", body)
    assert sorted(opened) == sorted(closed)


@pytest.mark.parametrize(
    ("version", "semantic"),
    [("0.1.0", "0.1.0"), ("0.2.0.dev0", "0.2.0-dev.0"), ("1.0.0rc2", "1.0.0-rc.2"), ("1.0.0b1", "1.0.0-b.1")],
)
def test_semantic_version(version, semantic):
    """A version before a release is one for Pulumi too."""
    assert semantic_version(version) == semantic
