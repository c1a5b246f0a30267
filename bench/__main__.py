"""`make bench`: compare the component with plain pulumi-aws on the same local AWS.

Every ratio is the component divided by plain pulumi-aws: lower is better. Results are written to bench/results.json and
bench/results.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from commands import commands
from critical_path import critical_path
from first_demo import first_demo
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
    "commands": commands,
    "first-demo": first_demo,
    "terraform": terraform,
}


@click.command()
@click.option(
    "--only",
    type=click.Choice(list(PARTS)),
    multiple=True,
    help="Measure only this part, and write no results. Repeat the option for several parts.",
)
def main(only: tuple[str, ...]) -> None:
    """Run the benchmark, print a table, and write bench/results.json and bench/results.md."""
    with Ground.start() as ground:
        rows = [row for name in only or PARTS for row in measure_part(name, ground)]
        engine = ground.engine.version
    show(rows)
    if not only:
        write(rows, engine, terraform_version())


def measure_part(name: str, ground: Ground) -> list[Row]:
    """Measure one part."""
    announce(f"part {name}")
    return PARTS[name](ground)


if __name__ == "__main__":
    main()
