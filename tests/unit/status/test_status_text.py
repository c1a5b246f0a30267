"""The status as text: on a wide and a narrow terminal, in a file."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from neptune_global_component.status.text import print_status


def printed(status, **options):
    """What is printed, without the spaces that fill the last column."""
    console = Console(file=io.StringIO(), highlight=False, **options)
    print_status(status, console)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def test_a_file_has_a_line_for_each_region(observed, expected):
    """However narrow it is said to be; no colours, and nothing is cut."""
    assert printed(observed.status, width=40) == expected("text.txt")


def test_a_wide_terminal_has_the_same(observed, expected):
    """The endpoints have room in the table."""
    assert printed(observed.status, force_terminal=True, color_system=None, width=200) == expected("text.txt")


def test_a_narrow_terminal_has_the_endpoints_below(observed, expected):
    """In full, so that they can be copied."""
    shown = printed(observed.status, force_terminal=True, color_system=None, width=90)
    assert shown == expected("text-narrow.txt")
    assert all(
        line in printed(observed.status, force_terminal=True, color_system=None, width=20)
        for line in shown.splitlines()[-6:-3]
    )


def test_trouble(troubled, expected):
    """What is unread, busy or about to change is said where it is, and again in the warnings."""
    assert printed(troubled.status) == expected("text-trouble.txt")


def test_an_empty_one_has_no_table(observed):
    """There is nothing to put into it."""
    observed.values |= {"members": (), "storage_encrypted": False, "deletion_protection": False}
    assert printed(observed.status) == (
        "orders-global: available, neptune 1.4.6.0, not encrypted, not protected\n"
        "warning: orders-global is empty: it has no cluster in any region.\n"
    )


@pytest.mark.parametrize(("status", "colour"), [("available", 32), ("modifying", 33)])
def test_a_terminal_has_colours(observed, status, colour):
    """Green is available, yellow is all else."""
    observed.values["status"] = status
    shown = printed(observed.status, force_terminal=True, color_system="standard", width=200)
    assert f"\x1b[1morders-global\x1b[0m: \x1b[{colour}m{status}\x1b[0m, neptune 1.4.6.0" in shown
    assert "\x1b[33mwarning: \x1b[0mus-west-2 has no instances" in shown


def test_no_colour_where_none_is_wanted(observed, monkeypatch):
    """NO_COLOR: https://no-color.org."""
    monkeypatch.setenv("NO_COLOR", "1")
    shown = printed(observed.status, force_terminal=True, color_system="standard", width=200)
    assert "\x1b[3" not in shown


def test_what_looks_like_markup_is_text(observed):
    """Names come from AWS, and mean themselves."""
    observed.values["status"] = "[red]"
    assert printed(observed.status).startswith("orders-global: [red], neptune")
