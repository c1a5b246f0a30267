"""Errors before anything is written: invalid arguments, and conflicts with the resources in AWS."""

from __future__ import annotations

import pulumi
import pytest
from mock_regions import called, hidden, later, unknown

from neptune_global_component import GlobalCluster, InvalidArgsError
from neptune_global_component.plugin.spelling import WIRE

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
OTHER = "arn:aws:rds:eu-west-1:123456789012:cluster:other"
COMPONENT = "neptune-global:index:GlobalCluster"


def error_text(run, program):
    """Return the text of the error that ends a program."""
    with pytest.raises(InvalidArgsError) as caught:
        run(program)
    # Pulumi prints the text of a RunError alone; of every other exception, a traceback.
    assert isinstance(caught.value, pulumi.RunError)
    return str(caught.value)


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_plain_arguments_are_refused_in_the_constructor(engine, program, run):
    """One error has all findings, and the component is not registered."""
    bad = program(engine="aurora", engine_version="1.1.0.0", deletion_protectoin=True)
    assert error_text(getattr(engine, run), bad) == (
        "GlobalCluster 'x': 3 problems; nothing was changed.\n  - deletion_protectoin: is not an argument of a "
        "global cluster. Did you mean deletion_protection?\n  - engine: 'aurora' is not the engine of Neptune. Set "
        "'neptune', or remove engine.\n  - engine_version: '1.1.0.0' is too old for a global database. Set 1.2.0.0 "
        "or later."
    )
    assert engine.registered == []


def test_the_constructor_itself_raises(engine, program):
    """A program can catch the error of the constructor and read its findings."""

    def catching():
        try:
            program(engine="aurora")()
        except InvalidArgsError as error:
            return [finding.path for finding in error.findings]
        raise AssertionError("not refused")

    assert engine.up(catching) == ["engine"]


@pytest.mark.parametrize("version", ["1.1.0.0", later("1.1.0.0")], ids=["plain", "output"])
def test_arguments_are_spelled_as_in_the_program(engine, version):
    """A program in YAML or TypeScript reads its own names of the arguments, in the constructor and in planning."""
    args = {"global_cluster_identifier": "orders", "engine_version": version}
    assert error_text(engine.preview_of, lambda: GlobalCluster("x", called(args), spelling=WIRE)).splitlines()[1:] == [
        "  - engineVersion: '1.1.0.0' is too old for a global database. Set 1.2.0.0 or later."
    ]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_outputs_are_refused_when_they_are_known(engine, program, fake_neptune, run):
    """Outputs are checked with all other arguments before a child is registered and before AWS is read."""
    bad = program(global_cluster_identifier=later("-"), engine=later("aurora"), storage_encrypted="yes")
    assert error_text(getattr(engine, run), bad) == (
        "GlobalCluster 'x': 3 problems; nothing was changed.\n  - storage_encrypted: must be true or false, got 'yes'."
        "\n  - global_cluster_identifier: '-' is not an identifier: it must be 1 to 63 letters, digits and hyphens, "
        "with a letter first, no hyphen at the end and no two in a row. Set for example 'orders-global'.\n  - engine: "
        "'aurora' is not the engine of Neptune. Set 'neptune', or remove engine."
    )
    assert {one.type for one in engine.registered} <= {COMPONENT}
    assert fake_neptune.calls == []


def test_a_secret_is_not_shown(engine, program):
    """The error hides the value of a secret output, and shows the value of the argument beside it."""
    text = error_text(engine.up, program(global_cluster_identifier=hidden("hid--den"), engine="aurora"))
    assert "global_cluster_identifier: [secret] is not an identifier" in text
    assert "engine: 'aurora' is not" in text
    assert "hid--den" not in text


def test_unknown_values_are_not_checked(engine, program):
    """The preview succeeds; the update checks the value before it is used."""
    link = program(source_db_cluster_identifier=unknown, engine="neptune")
    assert error_text(engine.preview_of, link) == (
        "GlobalCluster 'x': 1 problem; nothing was changed.\n"
        "  - engine: 'neptune' can't be set beside source_db_cluster_identifier: AWS takes it from the source. "
        "Remove engine."
    )
    engine.preview_of(program(engine_version=unknown))
    assert engine.named("GlobalCluster")


def test_observe_must_be_known(engine, program):
    """``observe`` must not depend on resources that the program creates."""
    text = error_text(engine.preview_of, program(observe=unknown))
    assert text.endswith("observe: is an output. Set a plain value: the program must know it when it runs.")


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_what_exists_is_not_created(engine, program, fake_neptune, run):
    """The preview fails for a global cluster outside this stack, which is not added to the state."""
    fake_neptune.add_global_cluster("orders-global")
    with pytest.raises(InvalidArgsError) as caught:
        getattr(engine, run)(program())
    assert str(caught.value) == (
        "GlobalCluster 'x': 1 problem; nothing was changed.\n  - global_cluster_identifier: 'orders-global' already "
        "exists in AWS and is not in this stack (arn:aws:rds::123456789012:global-cluster:orders-global). Set "
        "adopt: true to import it, or choose another identifier."
    )
    assert [one.type for one in engine.registered] == [COMPONENT]


def test_an_interrupted_update_continues(engine, program, fake_neptune):
    """The next update imports resources that an interrupted update created."""
    engine.up(program())
    (child,) = [urn for urn in engine.state if "aws:" in urn]
    del engine.state[child]
    engine.up(program())
    assert engine.named("GlobalCluster").import_id == "orders-global"
    assert list(fake_neptune.global_clusters) == ["orders-global"]


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (
            {},
            {"global_cluster_identifier": "other"},
            "global_cluster_identifier: can't change from 'orders-global' to 'other'",
        ),
        ({}, {"storage_encrypted": True}, "storage_encrypted: can't change from False to True"),
        (
            {"source_db_cluster_identifier": SOURCE},
            {"source_db_cluster_identifier": OTHER},
            f"source_db_cluster_identifier: can't change from '{SOURCE}' to '{OTHER}'",
        ),
        (
            {},
            {"source_db_cluster_identifier": SOURCE},
            f"source_db_cluster_identifier: can't change to '{SOURCE}': pulumi-aws",
        ),
        (
            {"global_cluster_identifier": hidden("hidden")},
            {"global_cluster_identifier": hidden("hidden-too")},
            "global_cluster_identifier: can't change from [secret] to [secret]",
        ),
    ],
)
def test_what_aws_never_changes_is_not_changed(engine, program, before, after, finding):
    """A change that would replace the database fails in preview, before the child is planned."""
    engine.up(program(**before))
    for run in (engine.preview_of, engine.up):
        with pytest.raises(InvalidArgsError) as caught:
            run(program(**after))
        assert finding in str(caught.value)
        assert "hidden" not in str(caught.value)
        assert [one.type for one in engine.registered] == [COMPONENT]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"global_cluster_identifier": "ORDERS-GLOBAL"}),
        ({}, {"global_cluster_identifier": hidden("orders-global")}),
        ({"global_cluster_identifier": hidden("orders-global")}, {}),
        ({"source_db_cluster_identifier": SOURCE}, {"source_db_cluster_identifier": None}),
        ({}, {"storage_encrypted": False}),
        ({}, {"deletion_protection": True}),
    ],
)
def test_what_is_no_change_to_aws_passes(engine, program, before, after):
    """Another spelling, a secret with the same value, a removed source and updatable properties are accepted."""
    engine.up(program(**before))
    engine.up(program(**after))
    assert engine.named("GlobalCluster").inputs


def test_another_version_of_an_empty_global_cluster(engine, program):
    """A new version fails for an empty global cluster, and the error has the valid value."""
    engine.up(program())
    for run in (engine.preview_of, engine.up):
        with pytest.raises(InvalidArgsError) as error_text:
            run(program(engine_version="1.4.7.0"))
        assert str(error_text.value).endswith(
            "engine_version: can't change to '1.4.7.0': the global cluster is empty and has 1.4.6.0, and AWS upgrades "
            "only members. Set '1.4.6.0', or remove engine_version."
        )
        assert engine.warnings == engine.said == []


def test_two_components_of_one_global_cluster(engine, program):
    """Two components with the same global cluster fail before the update writes."""

    def both():
        program()()
        GlobalCluster("another", {"global_cluster_identifier": "Orders-Global"})

    with pytest.raises(InvalidArgsError) as caught:
        engine.preview_of(both)
    assert "global_cluster_identifier: 'orders-global' is the identifier of another component of this program" in str(
        caught.value
    )
    assert engine.preview_of(program())


def test_regions_that_are_not_set(engine, program):
    """None equals a missing argument, also if another argument is an output."""
    engine.up(program(global_cluster_identifier=later("orders-global"), regions=None))
    assert engine.named("GlobalCluster").inputs["globalClusterIdentifier"] == "orders-global"


@pytest.mark.parametrize("given", ["orders", pulumi.Output.from_input({"global_cluster_identifier": "orders"})])
def test_arguments_that_are_no_map(engine, given):
    """The error has a message for the user and no traceback."""
    text = error_text(engine.preview_of, lambda: GlobalCluster("x", given))
    assert "args: " in text
    assert "is not a map of arguments. Set for example {'global_cluster_identifier': 'orders'}" in text
