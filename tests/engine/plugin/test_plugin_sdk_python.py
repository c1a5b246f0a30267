"""The Python SDK that Pulumi generates for programs that do not install the component."""

from __future__ import annotations

import ast
from pathlib import Path

from neptune_global_component import GlobalClusterArgs
from neptune_global_component.local.engine import languages

ROOT = Path(__file__).parents[3]


def classes(path):
    """Return the classes of a module, with the names of their methods and properties."""
    return {
        one.name: {inner.name for inner in one.body if isinstance(inner, ast.FunctionDef)}
        for one in ast.parse(path.read_text()).body
        if isinstance(one, ast.ClassDef)
    }


def test_it_has_the_component_and_its_types(tmp_path):
    """Its names match the component's, so that a program can use either."""
    languages.generate(ROOT / "schema.json", "python", tmp_path, lambda _line: None)
    package = tmp_path / "pulumi_neptune_global"
    assert {"instance_class", "final_snapshot_identifier"} <= classes(package / "_inputs.py")["RegionArgs"]
    assert {"endpoint", "global_cluster_members"} <= classes(package / "global_cluster.py")["GlobalCluster"]
    assert {"reader_endpoint", "is_writer"} <= classes(package / "outputs.py")["RegionalCluster"]


def test_it_takes_the_same_call(tmp_path):
    """The SDK's constructor and the component's have the same keyword arguments."""
    languages.generate(ROOT / "schema.json", "python", tmp_path, lambda _line: None)
    tree = ast.parse((tmp_path / "pulumi_neptune_global" / "global_cluster.py").read_text())
    (made,) = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == "_internal_init")
    keywords = {one.arg for one in made.args.args} - {"__self__", "resource_name", "opts", "__props__"}
    assert keywords == {*GlobalClusterArgs.__annotations__}
