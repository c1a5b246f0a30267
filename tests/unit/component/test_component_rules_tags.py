"""AWS's rules for tags."""

from __future__ import annotations

import pytest
from argument_problems import other, problems

from neptune_global_component.core.inputs.rules.tags import tag_value
from neptune_global_component.core.inputs.unknown import UNKNOWN

ALLOWED = "letters, digits, spaces and _.:/=+-@"


@pytest.mark.parametrize("key", ["", "aws:owner", "AWS:owner", "a" * 129, "a<b>"])
def test_keys_of_tags(key):
    """AWS would reject them after the global cluster is created."""
    problem = f"is not a valid tag key: it must have 1 to 128 {ALLOWED}, and not begin with 'aws:'."
    assert problems(other(tags={key: "graph"})) == [f'tags["{key}"]: {problem}']


@pytest.mark.parametrize(
    ("value", "shown"),
    [(["a"], "['a']"), (None, "None"), ("a" * 257, "a string of 257 characters"), ("a<b>", "'a<b>'")],
)
def test_values_of_tags(value, shown):
    """Values that are not strings, or that AWS does not accept, are findings."""
    problem = f"{shown} is not a valid tag value: it must be a string of at most 256 {ALLOWED}."
    assert problems(other(tags={"team": value})) == [f'tags["team"]: {problem}']


@pytest.mark.parametrize(
    ("value", "text"), [(42, "42"), (42.0, "42"), (0.5, "0.5"), (True, "true"), (False, "false"), ("42.0", "42.0")]
)
def test_tag_values_that_are_texts_to_aws(value, text):
    """Numbers and booleans become the same text in all languages."""
    assert problems(other(tags={"team": value})) == []
    assert tag_value(value) == text


def test_the_number_of_tags():
    """AWS accepts 50 tags."""
    tags = {f"key-{number}": "" for number in range(51)}
    assert problems(other(tags=tags)) == ["tags: has 51 tags. Set at most 50."]
    del tags["key-0"]
    assert problems(other(tags=tags)) == []


def test_keys_of_secret_tags_are_not_shown():
    """The keys of secret tags are secret."""
    assert problems(other(tags={"aws:customer": "acme"}), secret=["tags"]) == [
        f"tags: is not a valid tag key: it must have 1 to 128 {ALLOWED}, and not begin with 'aws:'."
    ]


def test_tags_that_are_not_known_yet():
    """Unknown tags are checked when they are known."""
    assert problems(other(tags={"team": UNKNOWN})) == problems(other(tags=UNKNOWN)) == []
