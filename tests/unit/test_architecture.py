"""The structure of the package: allowed imports and public names."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import neptune_global_component

ROOT = Path(neptune_global_component.__file__).parent
PACKAGE = ROOT.name
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").rstrip("."): path
    for path in sorted(ROOT.rglob("*.py"))
}

LAYERS = {
    "core": set(),
    "aws": {"core"},
    "component": {"core", "aws"},
    "plugin": {"core", "component"},
    "guard": {"core"},
    "policy": {"core", "guard"},
    "local": {"core"},
    "cli": {"core", "aws", "guard", "local", "plugin"},
}
"""Each layer of the package, and the layers that it may import."""
CORE_LIBRARIES = sys.stdlib_module_names | {"typing_extensions"}


def imports(module, *, only_at_import=False):
    """Return the full names of the modules that a module imports. Names of this package omit its prefix."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    found = set()
    for node in _at_import(tree) if only_at_import else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {_module(node.module, alias.name) for alias in node.names}
    return {name.removeprefix(f"{PACKAGE}.") for name in found}


def _at_import(tree):
    """Return the nodes that run on import: none in functions or for the type checker only."""
    for node in tree.body:
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            if isinstance(node, ast.If | ast.Try | ast.With):
                yield from _at_import(node)
            yield node


def _module(module, name):
    """Return the module that ``from a.b import c`` imports: a.b.c if it exists, else a.b."""
    inner = f"{module}.{name}".removeprefix(f"{PACKAGE}.")
    return f"{PACKAGE}.{inner}" if module.startswith(PACKAGE) and inner in MODULES else module


def layer(module):
    """Return the first part of a module's name."""
    return module.partition(".")[0]


def of_the_package(names):
    """Return the imports that are modules of the package."""
    return {name for name in names if name in MODULES}


def outside(module):
    """Return the libraries that a module imports."""
    return {layer(name) for name in imports(module) - MODULES.keys()} - {PACKAGE, ""}


def test_every_module_is_in_a_layer():
    """The package root has only its layers and its version."""
    assert {layer(module) for module in MODULES} - {"", "__main__", "_version"} == LAYERS.keys()


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) in LAYERS])
def test_imports_go_one_way_through_the_layers(module):
    """A module imports only from its own layer and the layers that it may import."""
    own = layer(module)
    assert {layer(name) for name in of_the_package(imports(module))} <= {own, "", "_version", *LAYERS[own]}


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("component.runtime.")])
def test_the_runtime_needs_no_other_module_of_the_component(module):
    """Code that depends on private or recent parts of the SDK can be read on its own."""
    inner = {name for name in imports(module, only_at_import=True) if layer(name) == "component"}
    assert {name for name in inner if not name.startswith("component.runtime")} == set()


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) == "core"])
def test_core_needs_neither_pulumi_nor_boto3(module):
    """The core imports neither pulumi nor boto3."""
    assert outside(module) <= CORE_LIBRARIES


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) not in {"aws", "local"}])
def test_only_the_aws_layer_imports_boto3(module):
    """All other layers call AWS through the aws layer."""
    assert not outside(module) & {"boto3", "botocore"}


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) in {"core", "aws", "guard", "cli"}])
def test_only_the_component_imports_pulumi(module):
    """Only the component imports the Pulumi SDK, so that commands start without it."""
    assert not outside(module) & {"pulumi", "pulumi_aws"}


def test_there_are_no_rings():
    """Imports at import time contain no cycles."""
    graph = {module: of_the_package(imports(module, only_at_import=True)) - {module} for module in MODULES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize(
    "module",
    [
        name
        for name in ("", *LAYERS, "cli.topology", "local.engine", "aws.operations")
        if MODULES[name].name == "__init__.py"
    ],
)
def test_what_is_public_is_what_is_visible(module):
    """``__all__`` lists exactly the names that are visible in a package."""
    made = import_module(f"{PACKAGE}.{module}".rstrip("."))
    named = set(getattr(made, "__all__", ()))
    modules = {name.rpartition(".")[2] for name in MODULES if name} - named
    visible = {name for name in dir(made) if not name.startswith("_")} - modules - {"annotations"}
    assert visible == {name for name in named if not name.startswith("_")}
    assert all(getattr(made, name).__doc__ for name in named)


def test_public_names_are_found_when_they_are_asked_for():
    """The package exports exactly its public names, and imports without the Pulumi SDK."""
    assert dir(neptune_global_component) == sorted(neptune_global_component.__all__)
    assert not hasattr(neptune_global_component, "nothing")
    program = f"import sys, {PACKAGE}; sys.exit('pulumi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


MARKS = tuple(a + b for a, b in (("TO", "DO"), ("FIX", "ME"), ("XX", "X")))


GENERATED = {"dist", "mutants", "node_modules"}


def texts():
    """Return the repository's text files, without generated ones."""
    for folder, folders, names in os.walk(Path(__file__).parents[2]):
        folders[:] = [name for name in folders if name[0] not in "._" and name not in GENERATED]
        files = {name for name in names if name.endswith((".py", ".md", ".toml", ".yaml", "Makefile"))}
        yield from (Path(folder, name) for name in sorted(files - {"mutants.md"}))


def test_nothing_is_left_to_do():
    """No file contains a marker for unfinished work."""
    read = {path: path.read_text(encoding="utf-8") for path in texts()}
    assert Path(__file__) in read
    assert [(path, mark) for path, text in read.items() for mark in MARKS if mark in text] == []
