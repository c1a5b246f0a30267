"""The AWS connection of a command: its options, the region to ask first, and the regions to ask if it is down."""

# ruff: noqa: PLC0415 - boto3 is imported only when a command needs it

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from neptune_global_component.cli.progress import progress
from neptune_global_component.core.errors import CallError, ReadError
from neptune_global_component.core.messages import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neptune_global_component.aws.clients import Clients, Connect


region_option = click.option(
    "--region", metavar="REGION", help="The AWS region to ask first. Default: the environment's or the profile's."
)
profile_option = click.option("--profile", metavar="NAME", help="The AWS profile. Default: the environment's.")


def connection(region: str | None, profile: str | None, *likely: str) -> Clients:
    """Return the clients for a region and a profile.

    Args:
        region: the region to ask first; None for the region of the environment or the profile.
        profile: an AWS profile.
        *likely: the regions to ask next if that region is not available.
    """
    from neptune_global_component.aws.clients import Clients
    from neptune_global_component.aws.settings import Configuration

    clients = Clients(Configuration.parse({"region": region, "profile": profile}))
    # With --region, the environment has another region that is likely to answer.
    environment = (os.environ.get(name) for name in ("AWS_REGION", "AWS_DEFAULT_REGION"))
    clients.know([*likely, *filter(None, environment)])
    clients.know_all()
    return clients


def report_move(connect: Connect) -> None:
    """Print a warning if another region than the command's was asked.

    Args:
        connect: the clients of the command.
    """
    if connect.move:
        progress(f"warning: {connect.move}")


@contextmanager
def step_if_down(step: str) -> Iterator[None]:
    """Append the next step to the error of a read whose region does not answer.

    Args:
        step: the next step, whole sentences.

    Raises:
        ReadError: the region does not answer.
    """
    try:
        yield
    except (CallError, ReadError) as error:
        if not error.down:
            raise
        raise ReadError(sentences([error.message, step])) from error
