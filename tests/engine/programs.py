"""Programs with one component, in Python and YAML, and updates of them."""

from __future__ import annotations

import re
import shlex

from pulumi_project import ROOT

MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""The arguments of a region, if a test sets no others."""
COMPONENT = "neptune-global:index:GlobalCluster"

_PROGRAM = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster, source_cluster_options

{before}
orders = GlobalCluster({name!r}, {args!r}, {options})
for name in {exports!r}:
    pulumi.export(name, getattr(orders, name))
{after}
"""


class Code(str):
    """An expression of the program, among plain values."""

    __slots__ = ()

    def __repr__(self):
        return str(self)


def program(*names, name="orders", exports=(), options="None", before="", after="", **args):
    """Return a program with the component ``orders``.

    Args:
        names: regions; the first one is the primary.
        name: the component's Pulumi name.
        exports: its outputs that are outputs of the stack.
        options: code of its resource options.
        before: code before it.
        after: code after it.
        args: its other arguments; ``regions`` has what differs from MEMBER, by region. None removes an argument.
    """
    args = _arguments(*names, **args)
    return _PROGRAM.format(name=name, args=args, exports=exports, options=options, before=before, after=after)


def yaml_program(*names, exports=(), resources=None, outputs=None, **args):
    """Return the same program in YAML.

    Args:
        names: regions; the first one is the primary.
        exports: its outputs that are outputs of the stack.
        resources: resources beside it, by name.
        outputs: other outputs of the stack.
        args: its other arguments, as those of ``program``.
    """
    properties = in_camel_case(_arguments(*names, **args))
    return {
        "packages": {"neptune-global": str(ROOT)},
        "resources": {**(resources or {}), "orders": {"type": COMPONENT, "properties": properties}},
        "outputs": {**{one: f"${{orders.{camel(one)}}}" for one in exports}, **(outputs or {})},
    }


def _arguments(*names, regions=None, **args):
    members = {region: {} for region in names} | (regions or {})
    own = {region: without_none(MEMBER | more) for region, more in members.items()}
    place = {"primary_region": next(iter(own)), "regions": own} if own else {}
    return without_none({"global_cluster_identifier": "orders", **place, **args})


def without_none(args):
    """Return the arguments that are set."""
    return {key: value for key, value in args.items() if value is not None}


def camel(name):
    """Return a Python name as YAML programs have it."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def in_camel_case(args):
    """Return the arguments of a component, a region or an instance as YAML programs have them."""
    return {camel(key): _value_in_camel_case(key, value) for key, value in args.items()}


def _value_in_camel_case(key, value):
    if key == "regions":
        return {region: in_camel_case(args) for region, args in value.items()}
    return [in_camel_case(args) for args in value] if key == "instance_settings" else value


def source_cluster(*, options="source_cluster_options()", instance=True, **values):
    """Return code that creates a cluster for ``source_db_cluster_identifier`` in us-east-1, with one instance.

    Args:
        options: code of its resource options.
        instance: whether it has an instance.
        values: other inputs of the cluster.
    """
    inputs = {"cluster_identifier": "source", "region": "us-east-1", "skip_final_snapshot": True, **values}
    cluster = f'source = aws.neptune.Cluster("source", opts={options}, **{inputs!r})\n'
    writer = {"identifier": "source-1", "instance_class": "db.r6g.large", "region": "us-east-1"}
    made = f'writer = aws.neptune.ClusterInstance("writer", cluster_identifier=source.id, **{writer!r})\n'
    return cluster + (made if instance else "")


def reject(project, aws, *command):
    """Run a command that fails before any write, and return its output as one line."""
    with aws.no_writes():
        printed = project.run(*(command or ("up", "--yes", "--skip-preview")), fails=True)
    return " ".join(printed.split())


def follow(project, printed, command):
    """Run a pulumi command that a message advises.

    Args:
        project: the project.
        printed: the message, on one line.
        command: how the command begins, for example ``state delete``.
    """
    (advised,) = set(re.findall(rf"`pulumi ({command} [^`]*)`", printed))
    project.run(*shlex.split(advised), "--yes")


def upgrade_and_switch_over(project, aws, write):
    """Check that an update of version and primary replaces nothing, and that both change in AWS.

    Args:
        project: the project.
        aws: the local AWS.
        write: writes a program with these arguments, and with clusters in us-east-1 and eu-west-1.
    """
    write(engine_version="1.4.6.0", primary_region="us-east-1")
    project.up()
    project.settles()
    write(engine_version="1.4.6.1", primary_region="eu-west-1")
    operations = {name: operation for name, (operation, _) in project.changes().items()}
    assert operations == {"orders-engine-version": "update", "orders-primary-region": "update"}
    project.up()
    assert aws.regions()[0] == "eu-west-1"
    assert aws.global_clusters()[0]["EngineVersion"] == "1.4.6.1"
    project.settles()
