"""Warnings about differences between AWS and the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.core.facts.observed import UNREAD, Observation, Reading
from neptune_global_component.core.facts.recorded_state import UNREAD_STATE, RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import render
from neptune_global_component.core.plan.drift import warnings
from neptune_global_component.core.plan.plan import Plan

US, EU, AP = "us-east-1", "eu-west-1", "ap-south-1"


def regions(*names):
    """Return regions with one instance each."""
    return {name: RegionSpec(name, f"orders-{name}", 1) for name in names}


def begun(*args, **values):
    """Return the state of a component whose creation has begun."""
    return RecordedState(*args, has_begun=True, **values)


@pytest.fixture
def warning_texts(reading, member):
    """Return the warnings for the members in AWS, the writer first, the last update and the program."""

    def give(has=(), state=UNREAD_STATE, names=(), clusters=(), detached=None, **values):
        members = [replace(member(region), is_writer=number == 0) for number, region in enumerate(has)]
        found = reading(clusters, members=members, engine_version=values.pop("runs", "1.4.6.0"))
        found = replace(found, detached=detached or {})
        secret = frozenset(values.pop("secret", ()))
        spec = Spec("orders", regions=regions(*names), secret=secret, **values)
        return [render(one, spec.secrets) for one in warnings(Plan("x", spec, found, state))]

    return give


def test_without_a_read_there_is_no_warning():
    """Without a read there is no warning."""
    spec = Spec("orders", engine_version="1.4.5.0", regions=regions(EU), primary_region=EU)
    assert warnings(Plan("x", spec, Reading(), begun("1.4.5.0", EU, dict.fromkeys([EU])))) == ()


@pytest.mark.parametrize(("secret", "shown"), [((), "'1.4.5.0'"), (("engine_version",), "[secret]")])
def test_a_newer_version_in_aws(warning_texts, secret, shown):
    """If AWS patched the cluster, the warning has the version to set."""
    assert warning_texts([EU], begun("1.4.5.0"), engine_version="1.4.5.0", secret=secret) == [
        (
            f"engine_version: AWS runs 1.4.6.0, which is newer than {shown}; nothing is changed, because AWS has no "
            "downgrade. Set '1.4.6.0', or remove engine_version."
        )
    ]


@pytest.mark.parametrize(("secret", "shown"), [((), "'1.4.7.0'"), (("engine_version",), "[secret]")])
def test_an_older_version_in_aws(warning_texts, secret, shown):
    """A version that was reached before is not upgraded to again."""
    assert warning_texts([EU], begun("1.4.7.0"), engine_version="1.4.7.0", secret=secret) == [
        (
            f"engine_version: AWS runs 1.4.6.0, although it ran {shown} before; nothing is changed. Set '1.4.6.0' "
            f"now, and {shown} in a later update to upgrade again."
        )
    ]


def test_an_empty_global_cluster_has_nothing_to_upgrade(warning_texts):
    """An empty global cluster has no version warning; a check rejects another version."""
    assert warning_texts([], begun("1.4.7.0"), engine_version="1.4.7.0") == []


@pytest.mark.parametrize("version", [None, UNKNOWN, "1.4.6.0", "1.4.7.0"])
def test_versions_without_a_warning(warning_texts, version):
    """An absent, unknown or running version, and one that this update upgrades to, have no warning."""
    assert warning_texts([EU], begun("1.4.6.0"), engine_version=version) == []


@pytest.mark.parametrize("runs", ["", "1.4", "1.4.6.0.R2", "serverless"])
def test_a_version_that_can_not_be_compared(warning_texts, runs):
    """A version in another format is neither an error nor a warning."""
    assert warning_texts([EU], begun("1.4.6.0"), engine_version="1.4.6.0", runs=runs) == []


def test_a_primary_that_was_moved_outside_pulumi(warning_texts):
    """The primary is not moved back, and the warning has both ways to resolve the difference."""
    before = begun(primary_region=US, clusters=dict.fromkeys([US, EU]))
    assert warning_texts([EU, US], before, [US, EU], primary_region=US) == [
        (
            "primary_region: AWS has the primary in 'eu-west-1', and the program has it in 'us-east-1': a switchover "
            "or failover outside Pulumi moved it. Nothing is changed. Set 'eu-west-1', which changes nothing in AWS; "
            "'us-east-1' in a later update then switches back."
        )
    ]


@pytest.mark.parametrize(
    ("has", "before", "wanted"),
    [([US, EU], US, US), ([US, EU], US, EU), ([EU, US], US, EU), ([US, EU], US, None)],
    ids=["as declared", "switched over by this update", "settled", "nothing wanted"],
)
def test_primaries_without_a_warning(warning_texts, has, before, wanted):
    """A primary in the current or the next region of the program has no warning."""
    declared = begun(primary_region=before, clusters=dict.fromkeys([US, EU]))
    assert warning_texts(has, declared, [US, EU], primary_region=wanted) == []


def test_an_empty_global_cluster_has_no_primary(warning_texts):
    """The first cluster becomes the primary in the declared region."""
    assert warning_texts([], names=[US], primary_region=US) == []


def test_without_regions_there_is_no_warning_about_members(warning_texts, member):
    """Without regions, the program manages the clusters itself."""
    assert warning_texts([US, EU], begun(primary_region=EU, clusters=dict.fromkeys([EU, AP])), primary_region=EU) == []
    assert warning_texts([US], begun(primary_region=EU), source_db_cluster_identifier=member(EU).arn) == []


def test_a_member_that_was_added_outside_pulumi(warning_texts, member):
    """The warning shows how to import or remove the member."""
    assert warning_texts([US, AP], begun(clusters=dict.fromkeys([US])), [US]) == [
        (
            f"regions: the global database has a member that is not managed by this stack: {member(AP).arn}; nothing "
            "is changed. To manage it here, add regions[\"ap-south-1\"] with cluster_identifier: 'orders' and adopt: "
            "true."
        )
    ]


@pytest.mark.parametrize(
    ("names", "before", "source"),
    [([US, EU], [US], None), ([US], [US, EU], None), ([US], [US], EU), ([US], [US], UNKNOWN)],
    ids=["added by this update", "taken out by this update", "the source", "a source that is not known yet"],
)
def test_members_without_a_warning(warning_texts, member, names, before, source):
    """Regions of the program, removed regions and the source have no warning."""
    given = member(source).arn if source == EU else source
    assert (
        warning_texts(
            [EU, US] if source == EU else [US, EU],
            begun(clusters=dict.fromkeys(before)),
            names,
            source_db_cluster_identifier=given,
        )
        == []
    )


def test_a_member_that_was_detached_outside_pulumi(warning_texts, cluster):
    """The cluster exists, and AWS can't make it a member again."""
    detached = {EU: cluster(EU, f"orders-{EU}")}
    state = begun(clusters=dict.fromkeys([US, EU]), roots={EU: "urn:eu"})
    assert warning_texts([US], state, [US, EU], detached=detached) == [
        (
            f'regions["eu-west-1"]: its cluster {detached[EU].arn} was detached from the global cluster, and may be '
            "the only copy of its data. To keep it, remove it from the state: `pulumi state delete --force "
            "--target-dependents 'urn:eu'`. It can then become the source_db_cluster_identifier of another global "
            "cluster. To delete it, delete its instances and the cluster in AWS, and run `pulumi up --refresh`. "
            "While it is detached, an update keeps its link out of the state and protects it from a destroy. In AWS, "
            "it changes only the settings that the program changes."
        )
    ]


def test_a_member_that_was_deleted_outside_pulumi(warning_texts):
    """The cluster is in the state until a refresh."""
    assert warning_texts([US], begun(clusters=dict.fromkeys([US, EU])), [US, EU]) == [
        (
            'regions["eu-west-1"]: its cluster was deleted outside Pulumi. `pulumi up --refresh` recreates it as a '
            "member; an update without a refresh does not. Or remove the region."
        )
    ]


@pytest.mark.parametrize("state", [UNREAD_STATE, begun(clusters=dict.fromkeys([US, AP]))])
def test_regions_without_a_member_and_a_warning(warning_texts, state):
    """Added and removed regions, and all regions of an unknown state, have no warning."""
    assert warning_texts([US], state, [US, EU]) == []


@pytest.fixture
def instances(cluster):
    """Return the only region's cluster in AWS with these instances."""
    return lambda *names: [cluster(US, f"orders-{US}", *names)]


def test_instances_that_were_created_outside_pulumi(warning_texts, instances):
    """Unmanaged instances prevent the cluster's deletion."""
    found = instances("b", "orders-us-east-1-1", "a")
    assert warning_texts([US], begun(clusters=dict.fromkeys([US])), [US], found) == [
        (
            'regions["us-east-1"].instances: the cluster has instances that are not managed by this stack: a, b; '
            "nothing is changed. To manage them here, set adopt: true and add them to instances. Or delete them before "
            "you remove the region: AWS does not delete a cluster that has instances."
        )
    ]


def test_instances_without_a_warning(warning_texts, instances):
    """Instances of the program, removed ones and imported ones have no warning."""
    kept = {"x-us-east-1-2": "orders-us-east-1-2", "x-us-east-1-3": "mine"}
    declared = begun(clusters=dict.fromkeys([US]), instances=kept)
    found = instances("orders-us-east-1-1", "orders-us-east-1-2", "mine")
    assert warning_texts([US], declared, [US], found) == []
    assert warning_texts([US], begun(), [US], instances("mine"), adopt=True) == []


def test_instances_of_a_cluster_that_could_not_be_read(warning_texts):
    """Instances of an unread cluster are unknown."""
    assert warning_texts([US], begun(clusters=dict.fromkeys([US])), [US]) == []


def test_instances_that_were_deleted_outside_pulumi(warning_texts, cluster):
    """A refresh lets the engine recreate them; unmanaged instances do not matter."""
    state = begun(primary_region=US, clusters=dict.fromkeys([US]), instances={f"x-{US}-1": "a", f"x-{US}-2": "b"})
    assert warning_texts([US], state, [US], [cluster(US, f"orders-{US}", "a")]) == [
        (
            'regions["us-east-1"].instances: were deleted outside Pulumi: b; nothing is changed. `pulumi up '
            "--refresh` recreates them."
        )
    ]


def test_an_instance_that_an_update_left_and_the_program_no_longer_has(warning_texts, cluster):
    """The instance is not in the state, so nothing deletes it, and AWS does not delete its cluster."""
    state = begun(primary_region=US, clusters=dict.fromkeys([US]), instances={f"x-{US}-1": f"orders-{US}-1"})
    (text,) = warning_texts([US], state, [US], [cluster(US, f"orders-{US}", f"orders-{US}-1", f"orders-{US}-2")])
    assert "instances that are not managed by this stack: orders-us-east-1-2" in text


@pytest.mark.parametrize("is_new", [True, False])
def test_a_region_that_is_new_where_aws_can_not_be_read(is_new):
    """The new cluster could become an empty primary."""
    state = begun(primary_region=US, clusters={US: "arn"})
    spec = Spec("orders", regions=regions(US, EU) if is_new else regions(US), primary_region=US)
    warning_texts = warnings(Plan("x", spec, UNREAD, state))
    assert [one.code for one in warning_texts] == (["added-unread"] if is_new else [])


@pytest.mark.parametrize(("versions", "warned"), [(("1.4.10.0", "1.4.6.0"), True), (("1.4.6.0", "1.4.6.0"), False)])
def test_members_of_several_versions(warning_texts, cluster, versions, warned):
    """A switchover is not possible until the versions are equal."""
    clusters = [
        replace(cluster(region, f"orders-{region}"), engine_version=version)
        for region, version in zip((US, EU), versions, strict=True)
    ]
    expected = (
        "engine_version: the members run several versions: eu-west-1 1.4.6.0, us-east-1 1.4.10.0; nothing is "
        "changed. Set '1.4.10.0' to upgrade the others."
    )
    assert warning_texts([US, EU], begun(None, US, dict.fromkeys([US, EU])), [US, EU], clusters, primary_region=US) == (
        [expected] if warned else []
    )


def test_an_unmanaged_global_cluster_has_no_warning(warning_texts):
    """An unmanaged global cluster has no warning: it is imported or fails a check."""
    assert warning_texts([US], RecordedState(), [EU], engine_version="1.4.5.0", primary_region=EU) == []


def test_all_warnings_come_at_once(observed, member, cluster):
    """Warnings are ordered: the version, the primary, the members, then the instances."""
    members = (member(EU, is_writer=True), member(US), member(AP))
    spec = Spec("orders", engine_version="1.4.5.0", regions=regions(US, EU, "us-west-2"), primary_region=US)
    found = cluster(US, f"orders-{US}", "mine")
    reading = Reading(Observation(observed(members=members), {found.arn: found}))
    declared = begun("1.4.5.0", US, dict.fromkeys([US, EU, "us-west-2"]))
    assert [one.path for one in warnings(Plan("x", spec, reading, declared))] == [
        "engine_version",
        "primary_region",
        "regions",
        'regions["us-west-2"]',
        'regions["us-east-1"].instances',
    ]
