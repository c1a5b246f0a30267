"""Damaged and random previews: no traceback, and never SAFE for a preview with a DANGER."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neptune_global_component.core.errors import PreviewError
from neptune_global_component.guard.json_document import json_document
from neptune_global_component.guard.markdown import LIMIT, markdown
from neptune_global_component.guard.read import read
from neptune_global_component.guard.report import judge, report_failure
from neptune_global_component.guard.rule import Verdict
from neptune_global_component.guard.text import text

SCHEMA = json.loads(files("neptune_global_component.guard").joinpath("report.schema.json").read_text())
PREVIEWS = Path(__file__).parent / "previews"
DANGERS = {
    name: json.loads((PREVIEWS / f"{name}.json").read_text(encoding="utf-8"))
    for name in ("updates", "replacements", "refusals", "component-deleted", "intents", "lost")
}
ALL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
words = st.text(max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
dangers = st.sampled_from(sorted(DANGERS)).map(lambda name: json.loads(json.dumps(DANGERS[name])))


def verdict(written):
    """The verdict on a preview. Every format is written, also of FAILED."""
    try:
        report = judge(read(io.BytesIO(written)))
    except PreviewError as error:
        report = report_failure(error)
        assert report.problem.endswith((".", "'."))
    jsonschema.validate(json.loads(json_document(report)), SCHEMA)
    assert len(markdown(report)) <= LIMIT
    text(report).encode()
    markdown(report).encode()
    return report.verdict


def nodes(value, path=()):
    """The paths to all values in a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from nodes(one, (*path, key))


def put(document, path, value):
    """Put a value in the place of another."""
    *way, last = path
    for key in way:
        document = document[key]
    document[last] = value


@ALL
@given(st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()))
def test_anything(written):
    """Input that is not a preview is FAILED."""
    assert verdict(written) is Verdict.FAILED


@ALL
@given(dangers, st.data())
def test_any_value_in_any_place(document, data):
    """A preview with something else in one place is judged or refused."""
    paths = [path for path in nodes(document) if path]
    put(document, data.draw(st.sampled_from(paths)), data.draw(values))
    assert verdict(json.dumps(document).encode()) in Verdict


@ALL
@given(dangers, st.data())
def test_any_damage_to_the_text(document, data):
    """A preview with bytes changed or lost is judged or refused."""
    written = bytearray(json.dumps(document).encode())
    start = data.draw(st.integers(0, len(written) - 1))
    written[start : start + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    assert verdict(bytes(written)) in Verdict


@st.composite
def unrelated(draw):
    """A preview with a DANGER in it, and anything at all in the parts that have nothing to do with it."""
    document = draw(dangers)
    for number in range(draw(st.integers(0, 3))):
        urn = f"urn:pulumi:dev::test::aws:s3/bucket:Bucket::b{number}"
        operation = draw(st.sampled_from(["create", "update", "delete", "replace", "same", "read", "new-word"]))
        states = {"oldState": draw(values), "newState": draw(values)}
        document["steps"].append({"op": operation, "urn": urn, "detailedDiff": None, **states})
    for step in document["steps"]:
        if draw(st.booleans()):
            step[f"x{draw(words)}"] = draw(values)
            for name in ("oldState", "newState"):
                if isinstance(step.get(name), dict):
                    step[name][f"x{draw(words)}"] = draw(values)
                    step[name].setdefault("inputs", {})[f"x{draw(words)}"] = draw(values)
    if draw(st.booleans()):
        document["config"] = draw(values)
    document["diagnostics"] = [{"severity": draw(st.sampled_from(["info", "warning"])), "message": draw(words)}]
    document["steps"] = draw(st.permutations(document["steps"]))
    return document


@ALL
@given(unrelated())
def test_a_danger_stays_a_danger(document):
    """Nothing around it makes a preview with a DANGER anything less, but for refusing it."""
    assert verdict(json.dumps(document).encode()) in {Verdict.FAILED, Verdict.DANGER}


@ALL
@given(dangers, st.data())
def test_a_danger_that_is_taken_out_is_missed(document, data):
    """Without one of its steps a preview is refused: the engine has counted them."""
    changing = [step for step in document["steps"] if step["op"] in {"create", "update", "delete", "replace"}]
    document["steps"].remove(data.draw(st.sampled_from(changing)))
    assert verdict(json.dumps(document).encode()) is Verdict.FAILED
