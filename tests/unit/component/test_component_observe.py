"""The reader of AWS: what it calls, what it makes of the answers, and what it says where there are none."""

from __future__ import annotations

import asyncio

import pytest
from botocore.exceptions import EndpointConnectionError

from neptune_global_component.errors import ReadError
from neptune_global_component.observe import Observer, read_clusters, read_global_cluster
from neptune_global_component.observed import Observation, ObservedCluster, ObservedFailover, Reading

MEMBERS = (("us-east-1", "orders-us"), ("eu-west-1", "orders-eu"))
PRIMARY, SECONDARY = (f"arn:aws:rds:{region}:123456789012:cluster:{cluster}" for region, cluster in MEMBERS)
DENIED = (
    "DescribeGlobalClusters was refused (AccessDenied): allow rds:DescribeGlobalClusters, which "
    "`neptune-global iam-policy --read-only` has, or set observe to false."
)
GOES_ON = "Preview and outputs go on with what the Pulumi state knows."
OF_STATE = "The outputs are what the Pulumi state knows."


class Read:
    """An observer, and the warnings it gave."""

    def __init__(self, configuration=None):
        self.asked = 0
        self.warnings = []
        self._given = configuration or {"region": "eu-west-1"}
        self.observer = Observer(self._configuration, self.warnings.append)

    async def _configuration(self):
        self.asked += 1
        return self._given

    def before(self):
        """Read before the children."""
        return asyncio.run(self.observer.before("orders"))

    def after(self, state):
        """Read after the children."""
        return asyncio.run(self.observer.after(state))


@pytest.fixture
def read(fake_neptune):
    """Return an observer of the fake AWS."""
    del fake_neptune
    return Read()


def test_a_global_cluster_with_everything(fake_neptune, observed):
    """Each field of DescribeGlobalClusters is taken over."""
    failover = {"Status": "pending", "FromDbClusterArn": PRIMARY, "ToDbClusterArn": SECONDARY}
    fake_neptune.add_global_cluster(
        members=MEMBERS,
        Status="modifying",
        StorageEncrypted=True,
        DeletionProtection=True,
        FailoverState=failover | {"IsDataLossAllowed": True},
    )
    found = read_global_cluster(fake_neptune, "orders")
    assert found == observed(
        status="modifying",
        storage_encrypted=True,
        deletion_protection=True,
        members=found.members,
        failover=ObservedFailover("pending", PRIMARY, SECONDARY, data_loss_allowed=True),
    )
    assert [(one.arn, one.is_writer, one.readers) for one in found.members] == [
        (PRIMARY, True, (SECONDARY,)),
        (SECONDARY, False, ()),
    ]
    assert found.writer == found.members[0]


@pytest.mark.parametrize("state", [None, {}, {"Status": None}])
def test_no_failover(fake_neptune, state):
    """Outside a failover AWS answers nothing, or an empty structure."""
    fake_neptune.add_global_cluster(FailoverState=state)
    assert read_global_cluster(fake_neptune, "orders").failover is None


def test_an_answer_without_members(fake_neptune):
    """Where AWS leaves the list out, there are none."""
    fake_neptune.add_global_cluster()
    del fake_neptune.global_clusters["orders"]["GlobalClusterMembers"]
    found = read_global_cluster(fake_neptune, "orders")
    assert (found.members, found.writer) == ((), None)


def test_there_is_none(fake_neptune):
    """GlobalClusterNotFoundFault is an answer."""
    assert read_global_cluster(fake_neptune, "orders") is None


def test_an_answer_about_others(fake_neptune):
    """An entry of another identifier is not taken for the one that was asked for."""
    fake_neptune.add_global_cluster(GlobalClusterIdentifier="other")
    assert read_global_cluster(fake_neptune, "orders") is None


def test_clusters_are_read_in_their_regions(fake_neptune):
    """Each member is described once, where it is."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    members = read_global_cluster(fake_neptune, "orders").members
    clusters, problems = read_clusters(fake_neptune, members)
    assert clusters[PRIMARY] == ObservedCluster(
        PRIMARY, "orders-us", "cluster-us-east-1", "orders-us.us-east-1.example", "orders-us.ro.us-east-1.example", 8182
    )
    assert (list(clusters), problems) == ([PRIMARY, SECONDARY], ())
    assert sorted(fake_neptune.calls[1:]) == [
        ("DescribeDBClusters", "eu-west-1", "orders-eu"),
        ("DescribeDBClusters", "us-east-1", "orders-us"),
    ]


def test_without_members_nothing_is_read(fake_neptune):
    """An empty global cluster costs no further call."""
    assert read_clusters(fake_neptune, []) == ({}, ())
    assert fake_neptune.calls == []


def test_a_region_that_refuses(fake_neptune):
    """What goes wrong in a region is told, and the others are read; a cluster that is gone is nothing to tell."""
    fake_neptune.add_global_cluster(members=(*MEMBERS, ("ap-south-1", "orders-ap")))
    members = read_global_cluster(fake_neptune, "orders").members
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    del fake_neptune.clusters["ap-south-1", "orders-ap"]
    clusters, problems = read_clusters(fake_neptune, members)
    assert list(clusters) == [PRIMARY]
    assert problems == (
        (
            "DescribeDBClusters was refused in eu-west-1 (AccessDenied): allow rds:DescribeDBClusters, which "
            "`neptune-global iam-policy --read-only` has, or set observe to false."
        ),
    )


def test_a_cluster_of_another_account(fake_neptune):
    """A cluster of the same identifier but another ARN is not the member."""
    fake_neptune.add_global_cluster(members=MEMBERS[:1])
    members = read_global_cluster(fake_neptune, "orders").members
    fake_neptune.clusters[MEMBERS[0]]["DBClusterArn"] = PRIMARY.replace("123456789012", "210987654321")
    assert read_clusters(fake_neptune, members) == ({}, ())


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("AccessDenied", DENIED),
        (
            EndpointConnectionError(endpoint_url="https://rds.example"),
            'DescribeGlobalClusters failed (Could not connect to the endpoint URL: "https://rds.example").',
        ),
    ],
)
def test_where_aws_does_not_answer(fake_neptune, fault, text):
    """A refusal names the permission; a failure its cause."""
    fake_neptune.faults["DescribeGlobalClusters"] = fault
    with pytest.raises(ReadError) as caught:
        read_global_cluster(fake_neptune, "orders")
    assert str(caught.value) == text


def test_before_the_children(fake_neptune, read, observed):
    """One DescribeGlobalClusters in the provider's own region tells what there is."""
    assert read.before() == Reading(succeeded=True)
    fake_neptune.add_global_cluster()
    assert read.before() == Reading(succeeded=True, global_cluster=observed())
    assert fake_neptune.calls == [("DescribeGlobalClusters", None, "orders")] * 2
    assert read.warnings == []


def test_after_the_children(fake_neptune, read, observed):
    """What AWS says takes the place of the state, with every cluster."""
    fake_neptune.add_global_cluster(members=MEMBERS, Status="upgrading")
    observation = read.after(observed(status=None))
    assert observation.global_cluster.status == "upgrading"
    assert list(observation.clusters) == [PRIMARY, SECONDARY]
    assert read.warnings == []


def test_the_configuration_is_asked_once(fake_neptune, read, observed):
    """Both reads are made by the clients of one configuration."""
    fake_neptune.add_global_cluster()
    read.before()
    read.after(observed())
    assert (read.asked, [one.region for one in fake_neptune.configurations]) == (1, ["eu-west-1"])


def test_a_refusal_is_one_warning(fake_neptune, read, observed):
    """What can't be read before can't be read after: it is said once, and the state is the answer."""
    fake_neptune.faults["DescribeGlobalClusters"] = "AccessDenied"
    state = observed(status=None)
    assert read.before() == Reading(succeeded=False)
    assert read.after(state) == Observation(state)
    assert read.warnings == [f"{DENIED} {GOES_ON}"]


def test_a_configuration_that_is_not_followed_is_a_warning(observed):
    """No other credentials are tried where the provider's can't be used."""
    read = Read({"assumeRoleWithWebIdentity": '{"roleArn": "arn"}'})
    state = observed(status=None)
    assert read.before() == Reading(succeeded=False)
    assert read.after(state) == Observation(state)
    assert len(read.warnings) == 1
    assert read.warnings[0].startswith("The aws provider has assumeRoleWithWebIdentity, which reads of AWS do not ")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            None,
            (
                "AWS has no such global cluster, though the Pulumi state has: it was deleted elsewhere, or the read "
                "went to another account or region than the provider. See `pulumi refresh --preview-only`."
            ),
        ),
        (
            {"GlobalClusterArn": "arn:aws:rds::210987654321:global-cluster:orders"},
            (
                "AWS answered for cluster-1 in account 210987654321, but the stack's global cluster is cluster-1 "
                "in account 123456789012: the read used other credentials than the provider. Give both the same."
            ),
        ),
        (
            {"GlobalClusterResourceId": "cluster-other"},
            (
                "AWS answered for cluster-other in account 123456789012, but the stack's global cluster is cluster-1 "
                "in account 123456789012: the read used other credentials than the provider. Give both the same."
            ),
        ),
    ],
)
def test_an_answer_about_another_one_is_refused(fake_neptune, read, observed, answer, text):
    """The outputs never show another account's global cluster; the identifier, perhaps a secret, is not told."""
    if answer:
        fake_neptune.add_global_cluster(**answer)
    state = observed(status=None)
    assert read.after(state) == Observation(state)
    assert read.warnings == [f"{text} {OF_STATE}"]


def test_clusters_that_refuse_are_one_warning(fake_neptune, read, observed):
    """What is known of the global cluster is still shown."""
    fake_neptune.add_global_cluster(members=MEMBERS)
    fake_neptune.faults["DescribeDBClusters", "eu-west-1"] = "AccessDenied"
    observation = read.after(observed(status=None))
    assert observation.global_cluster.status == "available"
    assert list(observation.clusters) == [PRIMARY]
    assert read.warnings == [
        (
            "DescribeDBClusters was refused in eu-west-1 (AccessDenied): allow rds:DescribeDBClusters, which "
            "`neptune-global iam-policy --read-only` has, or set observe to false. The outputs are without these "
            "clusters."
        )
    ]
