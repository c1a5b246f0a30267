"""The times at which AWS is read in an update, and warnings if it can't be read."""

from __future__ import annotations

import asyncio

import pytest

from neptune_global_component.aws.observe import Observer
from neptune_global_component.core.facts.observed import Observation, Reading
from neptune_global_component.core.plan.lookups import Lookups

MEMBERS = (("us-east-1", "orders-us"), ("eu-west-1", "orders-eu"))
PRIMARY, SECONDARY = (f"arn:aws:rds:{region}:123456789012:cluster:{cluster}" for region, cluster in MEMBERS)
GROUP = "arn:aws:rds:eu-west-1:123456789012:subgrp:orders-eu"
DENIED = (
    "DescribeGlobalClusters was refused (AccessDenied). Allow rds:DescribeGlobalClusters, which "
    "`neptune-global iam-policy --read-only` includes. To skip these reads, set observe to false."
)
GOES_ON = "Preview and outputs use the values in the Pulumi state."
OF_STATE = "The outputs are the values in the Pulumi state."


class Read:
    """An observer and its warnings."""

    def __init__(self, configuration=None):
        self.asked = 0
        self.warnings = []
        self._given = configuration or {"region": "eu-west-1"}
        self.observer = Observer(self._configuration, lambda message: self.warnings.append(str(message)))

    async def _configuration(self):
        self.asked += 1
        return self._given

    def before(self, clusters=(), snapshots=(), **subnet_groups):
        """Read before the children; keywords are subnet groups by region, with underscores for hyphens."""
        groups = {region.replace("_", "-"): name for region, name in subnet_groups.items()}

        async def both():
            reading = await self.observer.before("orders")
            if not reading.is_complete:
                return reading
            return await self.observer.look_up(Lookups(groups, dict(clusters), snapshots=dict(snapshots)))

        return asyncio.run(both())

    def after(self, found, clusters=(), **options):
        """Read after the children."""

        async def state():
            return Observation(found, {one.arn: one for one in clusters})

        return asyncio.run(self.observer.after(found, state, **options))


@pytest.fixture
def read(fake_neptune):
    """Return an observer of the fake AWS."""
    del fake_neptune
    return Read()


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


def test_subnet_groups_are_read_where_there_is_no_member(fake_neptune, read):
    """If a cluster exists, its subnet group is already in the state."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    fake_neptune.subnet_groups = {("us-east-1", "orders-us"), ("eu-west-1", "orders-eu")}
    reading = read.before(us_east_1="orders-us", eu_west_1="orders-eu", ap_south_1="orders-ap")
    assert reading.subnet_groups == {"eu-west-1": GROUP}
    assert sorted(call for call in fake_neptune.calls if call[0] == "DescribeDBSubnetGroups") == [
        ("DescribeDBSubnetGroups", "ap-south-1", "orders-ap"),
        ("DescribeDBSubnetGroups", "eu-west-1", "orders-eu"),
    ]


def test_subnet_groups_are_read_where_there_is_no_global_cluster(fake_neptune, read):
    """In a creation, no region has a member."""
    fake_neptune.subnet_groups = {("eu-west-1", "orders-eu")}
    assert read.before(eu_west_1="orders-eu") == Reading(None, {"eu-west-1": GROUP})


def test_subnet_groups_that_refuse_are_one_warning(fake_neptune, read, observed):
    """The global cluster that was read is used before and after the children."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    fake_neptune.faults["DescribeDBSubnetGroups"] = "AccessDenied"
    reading = read.before(eu_west_1="orders-eu")
    assert reading == Reading(read.after(observed(status=None)), is_complete=False)
    assert list(reading.observation.clusters) == [PRIMARY]
    assert len(read.warnings) == 1
    assert read.warnings[0].startswith("DescribeDBSubnetGroups was refused in eu-west-1 (AccessDenied). Allow rds:Desc")


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


def test_clusters_of_the_state_are_looked_at_where_they_are_no_members(fake_neptune, read):
    """A cluster detached outside Pulumi exists, and a deleted one does not."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    clusters = {"us-east-1": "orders-us", "eu-west-1": "orders-eu", "ap-south-1": "orders-ap"}
    reading = read.before(clusters)
    assert {region: one.arn for region, one in reading.detached.items()} == {"eu-west-1": SECONDARY}


def test_what_is_refused_of_one_region_hides_nothing_of_others(fake_neptune, read):
    """Failed reads of a snapshot and a cluster are warnings, and all other values are known."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.add_global_cluster()
    fake_neptune.faults["DescribeDBClusterSnapshots"] = "AccessDenied"
    fake_neptune.faults["DescribeDBClusters", "us-east-1"] = "Throttling"
    clusters = {"us-east-1": "orders-us", "eu-west-1": "orders-eu"}
    reading = read.before(clusters, snapshots={"eu-west-1": "last"})
    assert (list(reading.detached), reading.unread, reading.is_complete) == (["eu-west-1"], {"us-east-1"}, False)
    assert len(read.warnings) == 1


def test_snapshots_that_are_taken_are_told_apart_by_region(fake_neptune, read):
    """The name of a final snapshot may be in use in one region only."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.snapshots = {("eu-west-1", "last")}
    assert read.before(snapshots={"eu-west-1": "last", "us-east-1": "last"}).snapshots == {"eu-west-1"}


def test_another_problem_is_another_warning(fake_neptune, read, observed):
    """A failed subnet group does not hide that another account answered."""
    fake_neptune.add_global_cluster(GlobalClusterArn="arn:aws:rds::210987654321:global-cluster:orders")
    fake_neptune.faults["DescribeDBSubnetGroups"] = "AccessDenied"
    read.before(eu_west_1="orders-eu")
    read.after(observed(status=None))
    assert ["subnet" in one.lower() for one in read.warnings] == [True, False]
    assert "account 210987654321" in read.warnings[1]
