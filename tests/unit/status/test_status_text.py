"""The status as text: on terminals of several widths, and in a file."""

from __future__ import annotations

import re

import click
import pytest

from neptune_global_component.cli.topology.text import text
from neptune_global_component.core.facts.observed import ObservedInstance

WIDTHS = pytest.mark.parametrize("width", [40, 60, 80, 100, 200])


def plain(status, width=None):
    """The text without colours, as a file has it."""
    return click.unstyle(text(status, width)) + "\n"


def words(written):
    """The words of a text."""
    return re.split(r"\s+", written.strip())


def test_a_file_has_a_line_for_each_region(observed, expected):
    """A pipe gets one table, however wide it is."""
    assert plain(observed.status) == expected("text.txt")


def test_a_primary_that_was_not_read(observed):
    """While its region is lost, AWS shows the global cluster as available: the first line has both, in yellow."""
    assert click.style("available", "green") in text(observed.status).splitlines()[0]
    observed.lose("us-east-1")
    assert plain(observed.status).startswith("orders-global: available (primary not read), neptune 1.4.6.0")
    assert click.style("available", "yellow") in text(observed.status).splitlines()[0]


def test_a_wide_terminal_has_one_table(observed, expected):
    """The endpoints fit into the table."""
    assert plain(observed.status, 200) == expected("text.txt")


def test_a_narrower_terminal_has_the_endpoints_below(observed, expected):
    """The endpoints are in a list of their own."""
    assert plain(observed.status, 100) == expected("text-narrow.txt")


def test_a_narrow_terminal_has_a_list_for_each_region(observed, expected):
    """Each value is on a line of its own, whole."""
    assert plain(observed.status, 80) == expected("text-list.txt")


@WIDTHS
@pytest.mark.parametrize("name", ["observed", "troubled"])
def test_no_word_is_broken(request, name, width):
    """Identifiers, endpoints, ARNs and words are whole at every width, and lines with several words fit."""
    status = request.getfixturevalue(name).status
    shown = plain(status, width)
    names = {one.member.identifier for one in status.regions}
    endpoints = {f"{one.cluster.endpoint}:{one.cluster.port}" for one in status.regions if one.cluster}
    assert names | endpoints <= set(words(shown))
    assert {word for warning in status.warnings for word in words(warning)} <= set(words(shown))
    assert [line for line in shown.splitlines() if len(line) > width and len(words(line)) > 1] == []


def test_many_instance_classes_are_wrapped_between_words(observed, arn):
    """A list of instance classes takes several lines."""
    observed.instances[arn("us-east-1")] = [
        ObservedInstance(f"a-{size}", is_writer=size == "large", instance_class=f"db.r6g.{size}", status="available")
        for size in ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge")
    ]
    shown = plain(observed.status, 60)
    assert "    1 x db.r6g.2xlarge, 1 x db.r6g.4xlarge," in shown
    assert all(len(line) <= 60 for line in shown.splitlines() if "db.r6g" in line)


def test_what_is_wrong_is_in_the_table_and_in_the_warnings(troubled, expected):
    """Unread, busy and changing members are shown in place, and explained below."""
    assert plain(troubled.status) == expected("text-trouble.txt")


def test_an_empty_global_cluster_has_no_table(observed):
    """Only the header and a warning are shown."""
    observed.values |= {"members": (), "storage_encrypted": False, "deletion_protection": False}
    assert plain(observed.status) == (
        "orders-global: available, neptune 1.4.6.0, not encrypted, not protected\n"
        "warning: orders-global is empty: it has no cluster in any region.\n"
    )


@pytest.mark.parametrize(("status", "colour"), [("available", 32), ("modifying", 33)])
def test_a_terminal_has_colours(observed, status, colour):
    """Available is green, every other status is yellow."""
    observed.values["status"] = status
    shown = text(observed.status, 200)
    assert f"\x1b[1morders-global\x1b[0m: \x1b[{colour}m{status}\x1b[0m, neptune 1.4.6.0" in shown
    assert "\x1b[33mwarning:\x1b[0m us-west-2 has no instances" in shown


@WIDTHS
def test_colours_do_not_move_columns(observed, width):
    """Columns are aligned by what is visible."""
    for line in click.unstyle(text(observed.status, width)).splitlines():
        assert line == line.rstrip()
    for heading, value in (("STATUS", "available"), ("VERSION", "1.4.6.0")):
        lines = plain(observed.status).splitlines()
        assert lines[2].index(heading) == lines[3].index(value)


def test_markup_is_shown_as_text(observed):
    """Names that look like markup are printed unchanged."""
    observed.values["status"] = "[red]"
    assert plain(observed.status).startswith("orders-global: [red], neptune")
