"""The shape of the package: which module may import which, and what is public."""

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

# args -> spec -> observe -> plan -> children -> outputs: a module imports only from its left.
ONE_DIRECTION = (
    "errors",
    "names",
    "tokens",
    "rules",
    "args",
    "spec",
    "secret_outputs",
    "unset",
    "results",
    "observed",
    "answers",
    "last_update",
    "instance_names",
    "primary",
    "plan",
    "adoption",
    "refusals",
    "refused_removals",
    "refused_renames",
    "refused_sources",
    "refused_creations",
    "refused_states",
    "refused_changes",
    "drift",
    "announcements",
    "inputs",
    "mocked",
    "state",
    "last_declared",
    "source_cluster",
    "messages",
    "configuration",
    "transience",
    "silence",
    "threads",
    "assumed_role",
    "aws",
    "calls",
    "describe",
    "offers",
    "observe",
    "operations",
    "intended",
    "checks",
    "planning",
    "children",
    "provider_configuration",
    "state_observation",
    "outputs",
    "component",
)
PURE = (
    *("errors", "names", "tokens", "rules", "spec", "secret_outputs", "unset", "observed", "answers", "plan"),
    *("last_update", "instance_names", "primary", "refused_removals", "refused_sources", "refused_states"),
    *("refused_creations", "refused_renames"),
    *("adoption", "announcements", "drift", "refusals", "refused_changes", "intended", "outputs", "state_observation"),
    "permissions",
    "terminal",
    *("operations.state", "operations.target", "operations.upgrade_path"),
    *("guard.report", "guard.markdown", "guard.json_document"),
    *("status.model", "status.json_document", "status.mermaid", "status.svg"),
)
ROOMS = ("cli", "engine", "guard", "local", "permissions", "plugin", "policy", "status", "terminal")


def imports(module, *, only_at_import=False):
    """The modules that a module imports, in full; of the package itself, without its name in front."""
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
    """The nodes that run when a module is imported: none in a function, none for the type checker alone."""
    for node in tree.body:
        if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            if isinstance(node, ast.If | ast.Try | ast.With):
                yield from _at_import(node)
            yield node


def _module(module, name):
    """``from a.b import c`` imports the module a.b.c where there is one, else a.b."""
    inner = f"{module}.{name}".removeprefix(f"{PACKAGE}.")
    return f"{PACKAGE}.{inner}" if module.startswith(PACKAGE) and inner in MODULES else module


def room(module):
    """The first part of a module's name."""
    return module.partition(".")[0]


def of_the_package(names):
    """Those of the imports that are modules of the package."""
    return {name for name in names if name in MODULES}


COMPONENT = [module for module in MODULES if room(module) in ONE_DIRECTION]


def test_every_module_has_its_place():
    """A module of the component is in the one direction; all else is in a room of its own."""
    outside = {room(module) for module in MODULES} - set(ONE_DIRECTION) - set(ROOMS)
    assert outside == {"", "__main__", "_version"}


@pytest.mark.parametrize("module", COMPONENT)
def test_there_is_one_direction(module):
    """A module imports only from its left; nothing of the rooms, and nothing that is not there."""
    place = ONE_DIRECTION.index(room(module))
    in_a_package = "." in module or MODULES[module].name == "__init__.py"
    allowed = {*ONE_DIRECTION[:place], *([room(module)] if in_a_package else [])}
    assert {room(name) for name in of_the_package(imports(module))} <= allowed


@pytest.mark.parametrize("module", PURE)
def test_what_is_pure_needs_neither_pulumi_nor_aws(module):
    """Rules, spec, plan and outputs are tested without either, also in what they import themselves."""
    reached, waiting = set(), {module}
    while waiting:
        one = waiting.pop()
        reached.add(one)
        waiting |= of_the_package(imports(one, only_at_import=True)) - reached
    outside = {room(name) for one in reached for name in imports(one) - MODULES.keys()}
    assert outside <= sys.stdlib_module_names


OF_BOTO3 = {
    "silence": {"botocore.config", "botocore.exceptions"},
    "assumed_role": {"boto3", "botocore.session", "botocore.credentials", "botocore.exceptions"},
    "aws": {"boto3", "botocore.config", "botocore.exceptions"},
    "calls": {"botocore", "botocore.exceptions"},
    "describe": {"botocore.exceptions"},
    "transience": {"botocore.exceptions"},
}
"""What of it the package has, beside the local AWS."""


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) != "local"])
def test_one_module_makes_clients(module):
    """Only aws.py makes clients, with a role's session where there is one; only calls are made with them."""
    used = {name for name in imports(module) if room(name) in {"boto3", "botocore"}}
    assert used <= OF_BOTO3.get(module, set())


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) not in {"local", "cli"}])
def test_the_local_aws_can_be_taken_out(module):
    """Only the command line knows the local AWS."""
    assert "local" not in {room(name) for name in imports(module)}


def test_there_are_no_rings():
    """What a module imports when it is imported never leads back to it."""
    graph = {module: of_the_package(imports(module, only_at_import=True)) - {module} for module in MODULES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", [name for name in ("", *ROOMS) if MODULES[name].name == "__init__.py"])
def test_what_is_public_is_what_is_visible(module):
    """``__all__`` names what a package shows: nothing hidden, nothing by accident."""
    made = import_module(f"{PACKAGE}.{module}".rstrip("."))
    named = set(getattr(made, "__all__", ()))
    modules = {name.rpartition(".")[2] for name in MODULES if name} - named
    visible = {name for name in dir(made) if not name.startswith("_")} - modules - {"annotations"}
    assert visible == {name for name in named if not name.startswith("_")}
    assert all(getattr(made, name).__doc__ for name in named)


def test_public_names_are_found_when_they_are_asked_for():
    """The package gives exactly its public names, and is imported without the Pulumi SDK."""
    assert dir(neptune_global_component) == sorted(neptune_global_component.__all__)
    assert not hasattr(neptune_global_component, "nothing")
    program = f"import sys, {PACKAGE}; sys.exit('pulumi' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


MARKS = tuple(a + b for a, b in (("TO", "DO"), ("FIX", "ME"), ("XX", "X")))


def texts():
    """The text files of the repository, without what tools leave there."""
    for folder, folders, names in os.walk(Path(__file__).parents[2]):
        folders[:] = [name for name in folders if name[0] not in "._" and name not in {"dist", "node_modules"}]
        yield from (Path(folder, name) for name in names if name.endswith((".py", ".md", ".toml", ".yaml", "Makefile")))


def test_nothing_is_left_to_do():
    """No file of the repository has a mark that something is missing."""
    read = {path: path.read_text(encoding="utf-8") for path in texts()}
    assert Path(__file__) in read
    assert [(path, mark) for path, text in read.items() for mark in MARKS if mark in text] == []
