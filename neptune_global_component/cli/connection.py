"""The AWS connection of a command: the region to ask, and the others where that is not available."""

# ruff: noqa: PLC0415 - what reads AWS is imported when it is used: the other commands start without it

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.cli.progress import progress

if TYPE_CHECKING:
    from neptune_global_component.aws.clients import Clients, Connect


def connection(region: str | None, profile: str | None, *likely: str) -> Clients:
    """Return the maker of clients for a region and a profile.

    Args:
        region: to ask first; that of the environment or the profile where not given.
        profile: of the AWS configuration.
        likely: the regions to ask before all others where that one is not available.
    """
    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.aws.settings import Configuration

    clients = Clients(Configuration.parse({"region": region, "profile": profile}))
    clients.know(likely)
    clients.know_all()
    return clients


def report_move(connect: Connect) -> None:
    """Print a warning where another region than the command's was asked.

    Args:
        connect: what AWS was asked with.
    """
    if connect.move:
        progress(f"warning: {connect.move}")
