"""The status as a picture."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from neptune_global_component.cli.topology.svg import svg
from neptune_global_component.core.facts.observed import ObservedMember

SVG = "{http://www.w3.org/2000/svg}"
MANY = ("ap-northeast-1", "ca-west-1", "eu-central-1", "eu-south-2", "eu-west-1")


def parsed(status):
    """The picture as XML."""
    return ET.fromstring(svg(status))  # noqa: S314 - what the package itself has written


def rectangles(picture, kind):
    """Position and size of the rectangles of a class, in the picture's coordinates."""
    found = []
    for group in picture.iter(f"{SVG}g"):
        x, y = (int(part) for part in re.findall(r"\d+", group.get("transform")))
        found += [
            (x, y, int(one.get("width")), int(one.get("height")))
            for one in group.iter(f"{SVG}rect")
            if kind in one.get("class").split()
        ]
    return found


def test_a_picture(observed, expected):
    """The same status is always the same picture."""
    assert svg(observed.status) + "\n" == expected("topology.svg")


def test_trouble(troubled, expected):
    """The cluster that is being promoted has a frame, the unread one dashes."""
    assert svg(troubled.status) + "\n" == expected("topology-trouble.svg")


@pytest.mark.parametrize("others", [(), MANY[:1], MANY])
def test_cards_are_inside_and_apart(observed, arn, others):
    """One primary and up to five secondaries: https://docs.aws.amazon.com/neptune/latest/userguide/neptune-gdb-setup.html."""
    observed.values["members"] = (
        ObservedMember(arn("us-east-1"), is_writer=True),
        *(ObservedMember(arn(region), is_writer=False) for region in others),
    )
    picture = parsed(observed.status)
    cards = rectangles(picture, "card")
    assert len(cards) == 1 + len(others)
    width, height = int(picture.get("width")), int(picture.get("height"))
    assert all(x > 0 and x + wide < width and y > 0 and y + high < height for x, y, wide, high in cards)
    for number, (x, y, wide, high) in enumerate(cards):
        for other_x, other_y, *_ in cards[number + 1 :]:
            assert other_x >= x + wide or other_y >= y + high


def test_a_card_is_as_wide_as_what_is_in_it(observed, arn, make_instance):
    """Up to 16 readers have their squares, and the words behind them."""
    observed.instances[arn("eu-west-1")] = [make_instance(f"b-{number:02}") for number in range(16)]
    picture = parsed(observed.status)
    (words,) = (one for one in picture.iter(f"{SVG}text") if one.text == "16 x db.r6g.large")
    last = max(float(one.get("x")) for one in picture.iter(f"{SVG}rect") if one.get("class") == "reader")
    card = rectangles(picture, "card")[0]
    assert last < int(words.get("x"))
    assert int(words.get("x")) + 7 * len(words.text) < card[2]


def test_a_picture_is_as_wide_as_its_name(observed):
    """63 letters are as long as a name gets, which is wider than a card."""
    observed.values |= {"identifier": "o" * 63, "members": ()}
    assert int(parsed(observed.status).get("width")) > 63 * 10


def test_an_empty_one_is_a_picture_too(observed):
    """The header alone."""
    observed.values["members"] = ()
    picture = parsed(observed.status)
    assert rectangles(picture, "card") == []
    assert int(picture.get("height")) == 80


def test_text_is_escaped(observed):
    """Values of AWS are escaped, and the document is ASCII."""
    observed.values["status"] = "<a&b> \u00e9"
    assert "<a&b> \u00e9, neptune 1.4.6.0" in "".join(parsed(observed.status).itertext())
    assert svg(observed.status).isascii()


def test_the_picture_is_self_contained(observed):
    """No script, no font and no link; the namespace alone is an address."""
    written = svg(observed.status)
    assert re.findall(r"https?://[^\"]*", written) == [SVG.strip("{}")]
    assert not re.search(r"<script|@import|@font-face|href|url\((?!#)", written)
