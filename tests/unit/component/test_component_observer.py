"""The times at which AWS is read in an update, and warnings if it can't be read."""

from __future__ import annotations

import pytest
from observer_runs import MEMBERS, PRIMARY, SECONDARY, Read

from neptune_global_component.core.facts.observed import Observation, Reading

DENIED = (
    "DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters, which "
    "`neptune-global iam-policy --read-only` includes. To skip these reads, set observe to false."
)
GOES_ON = "Preview and outputs use the values in the Pulumi state."
OF_STATE = "The outputs are the values in the Pulumi state."


def test_before_the_children(fake_neptune, read, observed):
    """One DescribeGlobalClusters runs in the provider's region."""
    assert read.before() == Reading()
    fake_neptune.add_global_cluster()
    assert read.before() == Reading(Observation(observed()))
    assert fake_neptune.calls == [("DescribeGlobalClusters", None, "orders")] * 2
    assert read.warnings == []


def test_after_the_children(fake_neptune, read, observed):
    """AWS's values replace the state, with every cluster."""
    fake_neptune.add_global_cluster(members=MEMBERS, Status="upgrading")
    observation = read.after(observed(status=None))
    assert observation.global_cluster.status == "upgrading"
    assert list(observation.clusters) == [PRIMARY, SECONDARY]
    assert read.warnings == []


def test_a_preview_reads_once(fake_neptune, read, observed):
    """A preview does not read again after the children, because it changes nothing."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    before = read.before()
    calls = list(fake_neptune.calls)
    assert read.after(observed(status=None), preview=True) == before.observation
    assert fake_neptune.calls == calls


def test_a_preview_detects_another_global_cluster(fake_neptune, read, observed):
    """Another database with the same identifier is reported before anything is changed."""
    fake_neptune.add_global_cluster(GlobalClusterResourceId="cluster-other")
    read.before()
    state = observed(status=None)
    assert read.after(state, preview=True) == Observation(state)
    assert ["cluster-other" in one for one in read.warnings] == [True]


def test_the_configuration_is_asked_once(fake_neptune, read, observed):
    """Both reads use the clients of one configuration."""
    fake_neptune.add_global_cluster()
    read.before()
    read.after(observed())
    assert (read.asked, [one.region for one in fake_neptune.configurations]) == (1, ["eu-west-1"])


def test_a_refusal_is_one_warning(fake_neptune, read, observed):
    """The warning appears once, and the outputs come from the state."""
    fake_neptune.faults["DescribeGlobalClusters"] = "AccessDenied"
    state = observed(status=None)
    assert read.before() == Reading(is_complete=False)
    assert read.after(state) == Observation(state)
    assert read.warnings == [f"{DENIED} {GOES_ON}"]


def test_a_configuration_that_is_not_followed_is_a_warning(observed):
    """No other credentials are used if the provider's are not supported."""
    read = Read({"assumeRoleWithWebIdentity": '{"roleArn": "arn"}'})
    state = observed(status=None)
    assert read.before() == Reading(is_complete=False)
    assert read.after(state) == Observation(state)
    assert len(read.warnings) == 1
    assert read.warnings[0].startswith("The aws provider sets assumeRoleWithWebIdentity, which reads of AWS do not ")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            None,
            (
                "The global cluster is in the Pulumi state but not in AWS: it was deleted outside Pulumi, or the read "
                "used another account or region than the provider. Run `pulumi refresh --preview-only` to see the "
                "difference."
            ),
        ),
        (
            {"GlobalClusterArn": "arn:aws:rds::210987654321:global-cluster:orders"},
            (
                "AWS answered for account 210987654321, but the stack's global cluster is in account 123456789012: the "
                "read used other credentials than the provider. Use the same credentials for both."
            ),
        ),
        (
            {"GlobalClusterResourceId": "cluster-other"},
            (
                "The global cluster in AWS (cluster-other) is not the one in the state (cluster-1), "
                "which was deleted outside Pulumi. Run `pulumi refresh --preview-only` to see the difference."
            ),
        ),
    ],
)
def test_an_answer_about_another_one_is_refused(fake_neptune, read, observed, answer, text):
    """The outputs never show another account's global cluster, and the message hides the identifier."""
    if answer:
        fake_neptune.add_global_cluster(**answer)
    state = observed(status=None)
    assert read.after(state) == Observation(state)
    assert read.warnings == [f"{text} {OF_STATE}"]


def test_clusters_that_refuse_are_one_warning(fake_neptune, read, observed):
    """The global cluster's outputs are still shown."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    observation = read.after(observed(status=None))
    assert observation.global_cluster.status == "available"
    assert list(observation.clusters) == [PRIMARY]
    assert read.warnings == [
        (
            "DescribeDBClusters was refused in eu-west-1 (AccessDenied). Allow rds:DescribeDBClusters, which "
            "`neptune-global iam-policy --read-only` includes. To skip these reads, set observe to false. The outputs "
            "of the cluster in eu-west-1 are the values in the Pulumi state."
        )
    ]


def test_where_nothing_changes_the_clusters_are_read_once(fake_neptune, read, observed):
    """The members and endpoints are the same: two DescribeGlobalClusters, one DescribeDBClusters per region."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    before = read.before(us_east_1="orders-us", eu_west_1="orders-eu")
    after = read.after(observed(status=None))
    assert after == before.observation
    assert list(after.clusters) == [PRIMARY, SECONDARY]
    assert sorted(fake_neptune.calls, key=str) == [
        ("DescribeDBClusters", "eu-west-1", "orders-eu"),
        ("DescribeDBClusters", "us-east-1", "orders-us"),
        *[("DescribeGlobalClusters", None, "orders")] * 2,
    ]


@pytest.mark.parametrize(
    "members",
    [
        pytest.param((*MEMBERS, ("ap-south-1", "orders-ap")), id="added"),
        pytest.param(MEMBERS[:1], id="removed"),
        pytest.param(MEMBERS[::-1], id="switched over"),
        pytest.param((MEMBERS[0], ("eu-west-1", "orders-new")), id="replaced"),
    ],
)
def test_where_members_change_the_clusters_are_read_again(fake_neptune, read, observed, members):
    """Endpoints and roles are those after the children."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    read.before()
    fake_neptune.calls.clear()
    fake_neptune.add_global_cluster(members=members)
    observation = read.after(observed(status=None))
    assert [(one.region, one.identifier) for one in observation.clusters.values()] == list(members)
    assert fake_neptune.calls[0] == ("DescribeGlobalClusters", None, "orders")
    assert sorted(fake_neptune.calls[1:]) == sorted(("DescribeDBClusters", *member) for member in members)


def test_the_status_is_the_one_after_the_children(fake_neptune, read, observed):
    """Clusters that are not read again are combined with the new status of the global cluster."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    read.before()
    fake_neptune.global_clusters["orders"]["Status"] = "modifying"
    observation = read.after(observed(status=None))
    assert (observation.global_cluster.status, list(observation.clusters)) == ("modifying", [PRIMARY, SECONDARY])


def test_clusters_that_refuse_are_told_once_in_an_operation(fake_neptune, read, observed):
    """The same failure before and after the children is one warning."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    assert list(read.before().observation.clusters) == [PRIMARY]
    assert list(read.after(observed(status=None)).clusters) == [PRIMARY]
    assert len(read.warnings) == 1


def test_a_cluster_that_refuses_is_shown_as_the_state_knows_it(fake_neptune, read, observed, cluster):
    """Resources that depend on its endpoint do not change."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    known = [cluster("us-east-1", "orders-us"), cluster("eu-west-1", "orders-eu")]
    observation = read.after(observed(status=None), known)
    assert observation.clusters[SECONDARY] == known[1]
    assert observation.clusters[PRIMARY] != known[0]
