"""Texts and types of exceptions."""

from __future__ import annotations

import inspect

import pytest

from neptune_global_component.core import errors
from neptune_global_component.core.errors import InvalidArgsError, NeptuneGlobalError
from neptune_global_component.core.messages import Finding


def test_every_finding_is_shown():
    """The text names the component, says that nothing was changed, and lists each finding with its path."""
    error = InvalidArgsError(
        "orders", [Finding("wrong", "engine", "is wrong."), Finding("wrong", "observe", "is wrong too.")]
    )
    assert str(error) == (
        "GlobalCluster 'orders': 2 problems; nothing was changed.\n  - engine: is wrong.\n  - observe: is wrong too."
    )


def test_one_finding_is_one_problem():
    """One finding is counted in the singular."""
    assert str(InvalidArgsError("orders", [Finding("wrong", "engine", "is wrong.")])) == (
        "GlobalCluster 'orders': 1 problem; nothing was changed.\n  - engine: is wrong."
    )


def test_findings_are_kept():
    """A program that catches the error reads the findings and the component's name from it."""
    error = InvalidArgsError("orders", iter([Finding("wrong", "engine", "is wrong.")]))
    assert (error.name, error.findings) == ("orders", (Finding("wrong", "engine", "is wrong."),))


EXCEPTIONS = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, Exception)]


@pytest.mark.parametrize("exception", EXCEPTIONS)
def test_there_is_one_tree(exception):
    """Every exception has one base, and is in the drawing of the tree."""
    assert issubclass(exception, NeptuneGlobalError)
    assert exception.__name__ in errors.__doc__
