"""Python programs with one component, and updates of them that fail."""

from __future__ import annotations

MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""The arguments of a region, if a test sets no others."""

_PROGRAM = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

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


def program(*names, name="orders", regions=None, exports=(), options="None", before="", after="", **args):  # noqa: PLR0913 - parts of a program
    """Return a program with the component ``orders``.

    Args:
        names: regions; the first one is the primary.
        name: the component's Pulumi name.
        regions: what differs from MEMBER, by region; None removes an argument.
        exports: its outputs that are outputs of the stack.
        options: code of its resource options.
        before: code before it.
        after: code after it.
        args: its other arguments.
    """
    members = {region: {} for region in names} | (regions or {})
    own = {region: without_none(MEMBER | more) for region, more in members.items()}
    place = {"primary_region": next(iter(own)), "regions": own} if own else {}
    args = without_none({"global_cluster_identifier": "orders", **place, **args})
    return _PROGRAM.format(name=name, args=args, exports=exports, options=options, before=before, after=after)


def without_none(args):
    """Return the arguments that are set."""
    return {key: value for key, value in args.items() if value is not None}


def reject(project, aws, *command):
    """Run a command that fails before any write, and return its output as one line."""
    before = len(aws.writes())
    printed = project.run(*(command or ("up", "--yes", "--skip-preview")), fails=True)
    assert aws.writes()[before:] == []
    return " ".join(printed.split())
