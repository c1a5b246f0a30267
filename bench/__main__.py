"""`make bench`: the component beside plain pulumi-aws on the same local AWS, as ratios in one run.

Every ratio is ours divided by plain pulumi-aws: lower is better. Written to bench/results.json and bench/results.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from critical_path import critical_path
from ground import Ground, announce
from growth import growth
from guard_throughput import guard_throughput
from life import one_global_database
from results import Row, show, write
from starts import starts
from terraform import terraform, terraform_version

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, Callable[[Ground], list[Row]]] = {
    "life": one_global_database,
    "latency": critical_path,
    "growth": growth,
    "starts": starts,
    "guard": guard_throughput,
    "terraform": terraform,
}


@click.command()
@click.option(
    "--only",
    type=click.Choice(list(PARTS)),
    multiple=True,
    help="Measure this part alone, and write no results. Give it again for others.",
)
def main(only: tuple[str, ...]) -> None:
    """Measure, print a table, and write bench/results.json and bench/results.md."""
    with Ground.laid() as ground:
        rows = [row for name in only or PARTS for row in measured(name, ground)]
        engine = ground.engine.version
    show(rows)
    if not only:
        write(rows, engine, terraform_version())


def measured(name: str, ground: Ground) -> list[Row]:
    """Measure one part."""
    announce(f"part {name}")
    return PARTS[name](ground)


if __name__ == "__main__":
    main()
