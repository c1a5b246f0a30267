"""Calls of AWS in threads."""

from __future__ import annotations

import pytest

from neptune_global_component.aws.threads import first_answer
from neptune_global_component.core.errors import ReadError


def test_the_first_answer_of_some_regions():
    """Regions that are down, or have no answer, are left out."""

    def query(region):
        if region == "down":
            raise ReadError("down")
        return {"here": 1}.get(region)

    assert first_answer(query, ["down", "empty", "here"]) == ("here", 1)
    assert first_answer(query, ["down", "empty"]) is None


def test_another_error_ends_the_wait():
    """An error that is not about AWS is raised; without an answer, the caller would wait forever."""
    with pytest.raises(TypeError, match="no region"):
        first_answer(_fail, ["here"])


def _fail(_region):
    raise TypeError("no region")
