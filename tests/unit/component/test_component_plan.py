"""What is done for a spec, given what AWS has; and what is refused."""

from __future__ import annotations

import pytest

from neptune_global_component.errors import InvalidArgsError
from neptune_global_component.observed import Reading
from neptune_global_component.plan import Plan, plan, refuse_change, refuse_creation
from neptune_global_component.rules import UNKNOWN
from neptune_global_component.spec import Spec

SOURCE = "arn:aws:rds:eu-west-1:123456789012:cluster:orders"
NOTHING = Reading(succeeded=True)
NOT_READ = Reading(succeeded=False)


def refused(call, *args):
    """The findings of a refusal, each as the user is shown it."""
    with pytest.raises(InvalidArgsError, match=r"^GlobalCluster 'x': ") as caught:
        call(*args)
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize("reading", [NOTHING, NOT_READ])
@pytest.mark.parametrize("spec", [Spec("orders", engine_version="1.4.6.0"), Spec("orders", SOURCE), Spec(UNKNOWN)])
def test_where_aws_has_none_there_is_nothing_to_compare(spec, reading):
    """Without a global cluster, or without a read, the spec is what is done."""
    made = plan("x", spec, reading)
    assert made == Plan("x", spec)
    assert made.import_id is None


@pytest.mark.parametrize(
    ("source", "exists", "engine", "child_source"),
    [
        (None, False, "neptune", None),
        (SOURCE, False, None, SOURCE),
        (UNKNOWN, False, None, UNKNOWN),
        (None, True, "neptune", None),
        (SOURCE, True, "neptune", None),
        (UNKNOWN, True, "neptune", None),
    ],
)
def test_the_engine_excludes_the_source(observed, source, exists, engine, child_source):
    """A child has either: the source only while the global cluster does not exist."""
    made = plan("x", Spec("orders", source), Reading(succeeded=True, global_cluster=observed() if exists else None))
    assert (made.engine, made.source) == (engine, child_source)


def test_what_exists_is_imported(observed):
    """The id is the one that AWS has."""
    assert plan("x", Spec("orders"), Reading(succeeded=True, global_cluster=observed())).import_id == "orders"


@pytest.mark.parametrize(("given", "protect"), [(True, True), (False, False), (None, False), (UNKNOWN, False)])
def test_deletion_protection_also_protects_in_the_engine(given, protect):
    """A destroy is refused before anything is deleted, where protection is known to be wanted."""
    assert Plan("x", Spec("orders", deletion_protection=given)).protect is protect


@pytest.mark.parametrize("version", [None, UNKNOWN, "1.4.6.0"])
def test_the_version_that_runs_is_no_difference(observed, version):
    """The same version, none, or one that is not known yet, plan nothing."""
    found = observed()
    spec = Spec("orders", engine_version=version)
    assert plan("x", spec, Reading(succeeded=True, global_cluster=found)) == Plan("x", spec, found)


@pytest.mark.parametrize(("secret", "shown"), [((), "'1.4.10.0'"), (("engine_version",), "[secret]")])
def test_an_upgrade_is_refused_with_the_steps(observed, secret, shown):
    """A newer version is not applied by a change of the argument."""
    spec = Spec("orders", engine_version="1.4.10.0", secret=frozenset(secret))
    assert refused(plan, "x", spec, Reading(succeeded=True, global_cluster=observed())) == [
        (
            f"engine_version: {shown} is newer than 1.4.6.0, which AWS runs: an upgrade is not made through this "
            "argument. Upgrade each secondary cluster in AWS, then the primary, and give the new version here; until "
            "then give the version that runs, or leave it out."
        )
    ]


@pytest.mark.parametrize(("secret", "shown"), [((), "'1.4.5.0'"), (("engine_version",), "[secret]")])
def test_an_older_version_is_a_warning(observed, secret, shown):
    """AWS has no downgrade, and patches by itself: nothing is done, and it is said."""
    spec = Spec("orders", engine_version="1.4.5.0", secret=frozenset(secret))
    made = plan("x", spec, Reading(succeeded=True, global_cluster=observed()))
    assert made.warnings == (
        (
            f"engine_version: AWS runs 1.4.6.0, which is newer than {shown}; nothing is done, as AWS has no downgrade. "
            "Give '1.4.6.0', or leave it out."
        ),
    )


def test_what_does_not_exist_may_be_created():
    """Where AWS has none, or was not read, nothing stands against a creation."""
    assert refuse_creation(Plan("x", Spec("orders"))) is None


@pytest.mark.parametrize(
    ("secret", "identifier", "arn"),
    [
        ((), "'orders'", "'arn:aws:rds::123456789012:global-cluster:orders'"),
        (("global_cluster_identifier",), "[secret]", "[secret]"),
    ],
)
def test_what_exists_is_not_created(observed, secret, identifier, arn):
    """Somebody else's global cluster is not taken over by chance; its ARN says whose it is."""
    made = Plan("x", Spec("orders", secret=frozenset(secret)), observed())
    assert refused(refuse_creation, made) == [
        (
            f"global_cluster_identifier: {identifier} exists already in AWS, and this stack did not create it: {arn}. "
            "Give another identifier, or delete that global cluster first."
        )
    ]


CREATED = {"global_cluster_identifier": "orders", "source_db_cluster_identifier": SOURCE, "storage_encrypted": None}


def changed(key, new, old):
    """The message about what AWS never changes."""
    return (
        f"{key}: {new} can't be: it was {old} when the global cluster was created, and AWS never changes it. A change "
        "would delete the global cluster and create another. Give the old value; for another database, use another "
        "component."
    )


@pytest.mark.parametrize(
    ("spec", "created"),
    [
        (Spec("orders", SOURCE), CREATED),
        (Spec("orders"), CREATED),
        (Spec(UNKNOWN, UNKNOWN, storage_encrypted=UNKNOWN), CREATED),
        (Spec("orders", SOURCE.replace("orders", "member")), CREATED),
        (Spec("orders", storage_encrypted=False), CREATED),
        (Spec("orders"), CREATED | {"storage_encrypted": True}),
        (Spec("orders", storage_encrypted=True), CREATED | {"storage_encrypted": True}),
    ],
)
def test_what_is_no_change(observed, member, spec, created):
    """The same values, none, those not known yet, and a member as the source stay."""
    writer = member("eu-west-1", is_writer=True)
    members = [type(writer)(writer.arn.replace("orders", "member"), is_writer=True)]
    found = observed(members=members, storage_encrypted=bool(created["storage_encrypted"]))
    assert refuse_change(Plan("x", spec, found), created) is None


@pytest.mark.parametrize(
    ("spec", "findings"),
    [
        (Spec("other", SOURCE), [changed("global_cluster_identifier", "'other'", "'orders'")]),
        (Spec("orders", "arn:b"), [changed("source_db_cluster_identifier", "'arn:b'", f"'{SOURCE}'")]),
        (Spec("orders", storage_encrypted=True), [changed("storage_encrypted", "True", "None")]),
        (
            Spec("other", "arn:b", secret=frozenset({"global_cluster_identifier", "source_db_cluster_identifier"})),
            [
                changed("global_cluster_identifier", "[secret]", "[secret]"),
                changed("source_db_cluster_identifier", "[secret]", "[secret]"),
            ],
        ),
    ],
)
def test_what_aws_never_changes_is_refused(spec, findings):
    """pulumi-aws would replace the global cluster: every such change is named, with the old value."""
    assert refused(refuse_change, Plan("x", spec), CREATED) == findings


def test_encryption_is_as_aws_has_it(observed):
    """The encryption that a source passed on may be written down; without a read only what was given counts."""
    spec = Spec("orders", storage_encrypted=True)
    assert refuse_change(Plan("x", spec, observed(storage_encrypted=True)), CREATED) is None
    assert refused(refuse_change, Plan("x", spec), CREATED) == [changed("storage_encrypted", "True", "None")]
