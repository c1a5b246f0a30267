"""Screens in a terminal of 60 to 200 columns, with and without colours."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import terminal_screen as terminal
from click.testing import CliRunner
from local_database import EU, US, create_database, variables

from neptune_global_component.cli import main

PREVIEWS = Path(__file__).parents[1] / "guard" / "previews"
IDENTIFIER = "orders-global-production"
AP = "ap-northeast-1"
LINES = 24
"""The lines of a terminal whose window nobody has changed."""
WIDTHS = pytest.mark.parametrize("columns", [60, 80, 100, 200])
NARROW_AND_WIDE = pytest.mark.parametrize(("columns", "colours"), [(60, True), (80, False), (200, True)])
COLOURS = pytest.mark.parametrize("colours", [True, False], ids=["colour", "NO_COLOR"])
# Addresses and options to copy into a shell stay on one line.
COPIED = ("allow: --allow ", "see: https://")


@pytest.fixture
def environment(aws):
    """Return the environment variables for a global database of three regions on the local AWS."""
    create_database((US, EU, AP), IDENTIFIER)
    return variables(aws)


def run(*arguments, columns, colours, environment, answer=""):
    """Run the command; check the colours, and that lines fit and end between words."""
    switch = {} if colours else {"NO_COLOR": "1"}
    screen = terminal.run(*arguments, columns=columns, environment=environment | switch, answer=answer)
    assert screen.has_colours is colours or (colours and arguments[0] in {"switchover", "failover"})
    long = [line for line in screen.lines if len(line) > columns and len(line.split()) > 1]
    assert [line for line in long if not line.strip().startswith(COPIED)] == []
    return screen


@WIDTHS
@COLOURS
def test_status(environment, columns, colours):
    """Identifiers and endpoints are whole at every width."""
    screen = run("status", IDENTIFIER, columns=columns, colours=colours, environment=environment)
    assert screen.status == 0
    assert {f"{IDENTIFIER}-{US}", f"{IDENTIFIER}-{AP}", "db.r6g.large", "available"} <= set(screen.words)
    assert sum(word.endswith(":8182") for word in screen.words) == 3


@NARROW_AND_WIDE
def test_a_watch_of_three_regions_is_seen_at_once(environment, columns, colours):
    """Its screen is a table, however narrow, that is not higher than a terminal."""
    screen = run("status", IDENTIFIER, "--watch", columns=columns, colours=colours, environment=environment)
    assert screen.status == 0
    assert {"REGION", "STATUS", "LAG", US, EU, AP, "primary", "secondary"} <= set(screen.words)
    assert len(screen.lines) <= LINES


@NARROW_AND_WIDE
def test_list(environment, columns, colours):
    """The identifier and all regions are shown at every width."""
    screen = run("list", columns=columns, colours=colours, environment=environment)
    assert screen.status == 0
    assert {IDENTIFIER, US, f"{AP},", EU, "available"} <= set(screen.words)


@pytest.mark.parametrize("language", ["go", "java", "python", "typescript", "yaml"])
def test_comments_of_a_written_program_fit_80_columns(environment, language):
    """They are read in a terminal and in an editor that does not wrap them."""
    result = CliRunner(env=environment).invoke(main, ["import", IDENTIFIER, "--language", language])
    assert result.exit_code == 0
    comments = [line for line in result.stdout.splitlines() if line.strip().startswith(("#", "//"))]
    assert comments
    assert [line for line in comments if len(line) > 80] == []


@functools.cache
def words_of_guard(path):
    """Return the words of a report that no line breaks."""
    return terminal.run("guard", path, columns=10_000, environment={}).words


@WIDTHS
@COLOURS
@pytest.mark.parametrize("name", ["updates", "failed"])
def test_guard(columns, colours, name):
    """Every finding and every error fits, with its addresses whole."""
    path = str(PREVIEWS / f"{name}.json")
    screen = run("guard", path, columns=columns, colours=colours, environment={})
    assert screen.status == {"updates": 4, "failed": 1}[name]
    assert screen.words == words_of_guard(path)


@NARROW_AND_WIDE
def test_a_switchover_and_the_failover_back(environment, columns, colours):
    """Consequences, plan, question and progress fit, and no name is broken."""
    names = {f"{IDENTIFIER}-{US})", f"({IDENTIFIER}-{EU})"}
    screen = run(
        *("switchover", IDENTIFIER, "--to", EU),
        columns=columns,
        colours=colours,
        environment=environment,
        answer="y\n",
    )
    assert screen.status == 0, screen.lines
    assert names <= set(screen.words)
    screen = run(
        *("failover", IDENTIFIER, "--to", US, "--allow-data-loss"),
        columns=columns,
        colours=colours,
        environment=environment,
        answer=f"{IDENTIFIER}\n",
    )
    assert screen.status == 0, screen.lines
    assert {"`neptune-global", "confirm:", IDENTIFIER} <= set(screen.words)


@pytest.mark.parametrize(
    ("command", "key", "question"),
    [
        (["switchover", IDENTIFIER, "--to", EU], "\x03", f"Switch {IDENTIFIER} over to {EU}? [y/N]: ^C"),
        (["rename", IDENTIFIER, "sales"], "\x04", f"Rename {IDENTIFIER} to sales? [y/N]:"),
    ],
    ids=["Ctrl-C", "Ctrl-D"],
)
def test_a_question_that_is_interrupted(environment, command, key, question):
    """The message has its own line, and states that nothing was changed; the exit status is a shell's."""
    screen = terminal.run(*command, columns=200, environment=environment, answer=key)
    assert screen.status == 130
    *_, asked, last = screen.lines
    # A terminal shows each press of a key, and the first may come too early.
    assert asked.startswith(question)
    assert last == "interrupted: nothing was changed"


@NARROW_AND_WIDE
def test_an_error(environment, columns, colours):
    """An error is wrapped between words, and its other lines are indented."""
    screen = run("status", "nope", columns=columns, colours=colours, environment=environment)
    assert screen.status == 1
    assert screen.words[:2] == ["error:", "There"]
    assert all(line.startswith("  ") for line in screen.lines[1:])


def test_a_file_has_no_colours_and_no_control_characters(environment):
    """Neither a file nor a terminal called dumb gets escape sequences."""
    screen = terminal.run("status", IDENTIFIER, columns=80, environment=environment | {"TERM": "dumb"})
    assert "\x1b" not in screen.written


def test_debug_shows_the_requests(environment):
    """Each AWS request is one line with its region and request ID, without parameters."""
    screen = terminal.run("status", IDENTIFIER, "--debug", columns=200, environment=environment)
    (line,) = (one for one in screen.lines if "DescribeGlobalClusters" in one)
    assert line.startswith(f"debug: DescribeGlobalClusters in {US}: 200, request ID ")
    assert sum("DescribeDBClusters in" in one for one in screen.lines) == 3
