"""Findings that are allowed: each by the digest of the very change, and still in the report."""

from __future__ import annotations

import json

import pytest


def tokens(guard, document, verdict=None):
    """What allows the findings of a preview."""
    found = json.loads(guard(document, "--format", "json").stdout)["findings"]
    return [f"{one['urn']}@{one['digest']}" for one in found if verdict in {None, one["verdict"]}]


def allow(given):
    """The options that allow findings."""
    return [part for one in given for part in ("--allow", one)]


def test_what_is_allowed_no_longer_counts(guard, recording):
    """All DANGER allowed is REVIEW, all of both is SAFE; the report has every finding, marked."""
    document = recording("updates")
    dangers, reviews = (tokens(guard, document, verdict) for verdict in ("DANGER", "REVIEW"))
    assert len(dangers) > 1
    assert guard(document, *allow(dangers[1:])).exit_code == 4
    assert guard(document, *allow(dangers)).exit_code == 3
    done = guard(document, *allow(dangers + reviews), "--format", "json")
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert [one["allowed"] for one in report["findings"]] == [one["verdict"] != "SAFE" for one in report["findings"]]
    assert tokens(guard, document) == [f"{one['urn']}@{one['digest']}" for one in report["findings"]]
    for form in ("text", "markdown"):
        assert "(allowed)" in guard(document, *allow(dangers), "--format", form).stdout


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_report_prints_what_allows(guard, recording, form):
    """Below each DANGER and REVIEW."""
    document = recording("updates")
    written = guard(document, "--format", form).stdout
    assert all(one in written for verdict in ("DANGER", "REVIEW") for one in tokens(guard, document, verdict))


@pytest.mark.parametrize(
    "change",
    [
        lambda step: step["newState"]["inputs"].update(engineVersion="1.4.4.0"),
        lambda step: step["newState"]["inputs"].update(port=1),
        lambda step: step["oldState"]["outputs"].update(engineVersion="1.4.6.1"),
        lambda step: step["oldState"].update(created="2020-01-01T00:00:00Z"),
        lambda step: step["oldState"].update(id="another"),
        lambda step: step["detailedDiff"].update(port={"kind": "update", "inputDiff": False}),
    ],
)
def test_a_changed_preview_needs_a_new_one(guard, recording, change):
    """Another value wanted, another one before, another incarnation, another property: another digest."""
    document = recording("refusals")
    (token,) = [one for one in tokens(guard, document) if "::old@" in one]
    assert f"{token}" in tokens(guard, document)
    change(next(step for step in document["steps"] if step["urn"].endswith("::old")))
    assert token not in tokens(guard, document)
    done = guard(document, "--allow", token)
    assert done.exit_code == 4
    assert f"not in this preview, so --allow had no effect: {token}" in done.stdout


def test_a_second_loss_needs_a_new_one(guard, recording):
    """Who allowed that what was lost is made anew, did not allow the loss of that."""
    document = recording("lost")
    first = set(tokens(guard, document))
    for step in document["steps"]:
        if step["op"] == "refresh":
            step["oldState"]["created"] = "2020-01-01T00:00:00Z"
    assert first.isdisjoint(tokens(guard, document))


def test_a_digest_is_of_the_change_alone(guard, recording):
    """What else the preview has, and how it was printed, does not matter."""
    document = recording("refusals")
    first = tokens(guard, document)
    document["steps"].reverse()
    for step in document["steps"]:
        for name in ("oldState", "newState"):
            step.get(name, {})["modified"] = "2020-01-01T00:00:00Z"
    assert tokens(guard, document) == first


def test_the_environment_allows_too(guard, recording, monkeypatch):
    """NEPTUNE_GLOBAL_ALLOW, with spaces or newlines between."""
    document = recording("updates")
    both = tokens(guard, document, "DANGER") + tokens(guard, document, "REVIEW")
    monkeypatch.setenv("NEPTUNE_GLOBAL_ALLOW", "\n".join(both))
    assert guard(document).exit_code == 0


@pytest.mark.parametrize("token", ["x", "urn:pulumi:a::b::c::d", "urn:pulumi:a::b::c::d@123", "@0123456789abcdef"])
def test_what_is_no_digest(guard, recording, token):
    """A usage error."""
    done = guard(recording("updates"), "--allow", token)
    assert done.exit_code == 2
    assert "URN@DIGEST" in done.stderr
