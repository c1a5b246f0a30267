"""Allowed findings: each by the digest of its change, and still in the report."""

from __future__ import annotations

import json

import pytest
from guard_preview import STACK, changed

INSTANCE = f"{STACK}aws:neptune/clusterInstance:ClusterInstance::"


def tokens(guard, document, verdict=None):
    """Return the tokens that allow the findings of a preview."""
    found = json.loads(guard(document, "--format", "json").stdout)["findings"]
    return [f"{one['urn']}@{one['digest']}" for one in found if verdict in {None, one["verdict"]}]


def allow(given):
    """Return the options that allow findings."""
    return [part for one in given for part in ("--allow", one)]


def test_allowed_findings_do_not_affect_the_verdict(guard, recording):
    """Without its DANGER findings a preview is REVIEW, and without both SAFE. The report marks allowed findings."""
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
def test_the_report_shows_tokens(guard, recording, form):
    """Each DANGER and REVIEW finding has its token."""
    document = recording("updates")
    written = guard(document, "--format", form).stdout
    assert all(one in written for verdict in ("DANGER", "REVIEW") for one in tokens(guard, document, verdict))


def test_findings_of_one_rule_share_its_reason(guard):
    """Each finding has its line and its token, and the reason is there once. A secret value is explained on its own."""
    values = {"a": "x", "b": "y", "c": "[secret]"}
    steps = [changed("instanceClass", "w", value, f"{INSTANCE}{name}") for name, value in values.items()]
    document = {"steps": steps, "changeSummary": {"update": 3}}
    (token, *_) = tokens(guard, document)
    text = guard(document, *allow([token])).stdout
    first, second = text.split("\n\n")[1:]
    heads = [line.partition(" (aws")[0] for line in first.splitlines() if line[0] != " "]
    assert heads == [
        "REVIEW (allowed)  instance-class: instanceClass of a changed",
        "REVIEW  instance-class: instanceClass of b changed",
    ]
    assert first.count("    do: ") == first.count("    allow: ") == second.count("    do: ") == 1
    assert "can't be allowed" in second
    assert token not in text


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
    """Another old or new value, resource or property has another digest."""
    document = recording("refusals")
    (token,) = [one for one in tokens(guard, document) if "::old@" in one]
    assert f"{token}" in tokens(guard, document)
    change(next(step for step in document["steps"] if step["urn"].endswith("::old")))
    assert token not in tokens(guard, document)
    done = guard(document, "--allow", token)
    assert done.exit_code == 4
    assert f"not in this preview, so --allow had no effect: {token}" in done.stdout


def test_a_second_loss_needs_a_new_one(guard, recording):
    """A token for a lost resource does not allow the loss of the resource that replaced it."""
    document = recording("lost")
    first = set(tokens(guard, document))
    for step in document["steps"]:
        if step["op"] == "refresh":
            step["oldState"]["created"] = "2020-01-01T00:00:00Z"
    assert first.isdisjoint(tokens(guard, document))


def test_a_digest_depends_only_on_the_change(guard, recording):
    """The order of the steps and unrelated values do not change it."""
    document = recording("refusals")
    first = tokens(guard, document)
    document["steps"].reverse()
    for step in document["steps"]:
        for name in ("oldState", "newState"):
            step.get(name, {})["modified"] = "2020-01-01T00:00:00Z"
    assert tokens(guard, document) == first


def test_the_environment_allows_too(guard, recording, monkeypatch):
    """NEPTUNE_GLOBAL_ALLOW has tokens separated by spaces or newlines."""
    document = recording("updates")
    both = tokens(guard, document, "DANGER") + tokens(guard, document, "REVIEW")
    monkeypatch.setenv("NEPTUNE_GLOBAL_ALLOW", "\n".join(both))
    assert guard(document).exit_code == 0


@pytest.mark.parametrize("token", ["x", "urn:pulumi:a::b::c::d", "urn:pulumi:a::b::c::d@123", "@0123456789abcdef"])
def test_an_invalid_token_is_a_usage_error(guard, recording, token):
    """The error names the format of a token."""
    done = guard(recording("updates"), "--allow", token)
    assert done.exit_code == 2
    assert "URN@DIGEST" in done.stderr
