"""Every code block of the README, of docs/ and of the examples works as written."""

from __future__ import annotations

import ast
import subprocess

import pytest
import yaml
from code_blocks import ROOT, code_blocks
from reader import Reader
from tours import EXAMPLES, FIRST_TOURS, INSTALLED, NOT_RUN, TOURS, Confirmed

BLOCKS = code_blocks()


def bash(text):
    """Check the syntax of shell commands."""
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


CHECKS = {"python": ast.parse, "sh": bash, "yaml": yaml.safe_load}


@pytest.fixture
def reader(project, aws):
    """A reader with an empty project; a session of the local AWS that is left ends with the test."""
    made = Reader(project, aws)
    yield made
    made.run("neptune-global", "local", "down")


def test_every_block_is_run():
    """A new block is part of a tour in tours.py, or it is in NOT_RUN with the reason."""
    steps = [getattr(step, "place", step) for tour in TOURS.values() for step in tour]
    run = {step for step in steps if isinstance(step, str)}
    assert run | INSTALLED | EXAMPLES.keys() | NOT_RUN.keys() == BLOCKS.keys()
    assert not (run | INSTALLED | EXAMPLES.keys()) & NOT_RUN.keys()


@pytest.mark.parametrize("place", EXAMPLES)
def test_a_block_of_an_example(place):
    """A page shows the whole program of an example."""
    assert BLOCKS[place].text == (ROOT / EXAMPLES[place]).read_text()


@pytest.mark.parametrize("place", BLOCKS)
def test_syntax(place):
    """A block names its language, and its syntax is right."""
    block = BLOCKS[place]
    assert block.language in CHECKS
    CHECKS[block.language](block.text)


@pytest.mark.parametrize(
    "tour", [pytest.param(tour, marks=() if tour in FIRST_TOURS else pytest.mark.long) for tour in TOURS]
)
def test_a_reader_follows(reader, tour):
    """Programs run, and commands succeed, in the order of the page."""
    for step in TOURS[tour]:
        if isinstance(step, str):
            reader.follow(BLOCKS[step], answer="y\n" if isinstance(step, Confirmed) else "")
        else:
            step(reader)
    assert reader.unused is None, "no step runs this program"
