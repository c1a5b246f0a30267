"""The table of states: after the first update, a refresh and an import; with defaults and with all properties."""

from __future__ import annotations

from conformance_inputs import least, most
from conformance_stack import (
    Stack,
)
from conformance_states import CREATED, DEFAULTS, FOUND, IMPORTED, READ, TOPIC

# pulumi-aws itself, not the provider behind it, puts these into the inputs.
OF_PULUMI = ("region", "tagsAll")


def plain(value):
    """Return a value without the bridge's internal keys."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: plain(item) for key, item in value.items() if not key.startswith("__")}


def inputs(state):
    """Return the inputs of a state that the provider has set."""
    return {key: value for key, value in plain(state[0]).items() if value is not None and key not in OF_PULUMI}


def outputs(state):
    """Return the outputs of the minimal resources."""
    return {name: plain(state[name][1]) for name in CREATED}


def plus(states, changes):
    """Return states with changes by resource."""
    return {name: state | changes.get(name, {}) for name, state in states.items()}


def stored(given, values):
    """Return the values that were set, or that are unchanged."""
    return {key: value for key, value in values.items() if key in given}


def test_states(make_project, aws, subnets):
    """Values that AWS returns are in the state at once, others are absent, and an import finds the same."""
    aws.client("sns").create_topic(Name=TOPIC.rsplit(":", 1)[1])
    everything = least(subnets) | most(subnets)
    stack = Stack(make_project("made"))
    stack.write(everything)
    stack.up()
    created = stack.state()
    assert outputs(created) == CREATED
    assert {name: stored(created[name][0]["__defaults"], created[name][0]) for name in DEFAULTS} == DEFAULTS
    for name, resource in most(subnets).items():
        given = resource["properties"]
        told = {key: value for key, value in given.items() if "${" not in str(value)}
        assert stored(told, created[name][1]) == told
    stack.refresh()
    refreshed = stack.state()
    assert outputs(refreshed) == plus(CREATED, READ)
    assert {name: inputs(refreshed[name]) for name in everything} == {
        name: inputs(created[name]) for name in everything
    }
    importing = Stack(make_project("imported"))
    importing.write(
        {name: one | {"options": {"import": created[name][1]["id"]}} for name, one in least(subnets).items()}
    )
    importing.up()
    imported = importing.state()
    assert outputs(imported) == plus(plus(CREATED, READ), IMPORTED)
    assert {name: inputs(imported[name]) for name in FOUND} == FOUND
