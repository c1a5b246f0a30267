"""The next steps of ``import``: what to do in a Pulumi stack, a Terraform state or a CloudFormation stack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neptune_global_component.cli.program.arguments import program_of
from neptune_global_component.cli.program.cloudformation import cloudformation_steps
from neptune_global_component.cli.program.stack import PlainResources
from neptune_global_component.cli.program.steps import read_json
from neptune_global_component.cli.program.tags import tags_of
from neptune_global_component.cli.program.terraform import terraform_steps
from neptune_global_component.cli.program.writer import write
from neptune_global_component.core.facts import answers
from neptune_global_component.core.facts.details import ClusterDetails, DatabaseDetails

EAST, WEST = "us-east-1", "eu-west-1"
SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "djE6"}
TOKENS = {
    "cluster": "aws:neptune/cluster:Cluster",
    "db": "aws:neptune/clusterInstance:ClusterInstance",
    "global-cluster": "aws:neptune/globalCluster:GlobalCluster",
}
GLOBAL = "arn:aws:rds::123456789012:global-cluster:orders"
ENTRY = {"GlobalClusterIdentifier": "orders", "GlobalClusterArn": GLOBAL}


def arn(kind, region=EAST, name="orders"):
    """Return the ARN of a cluster or an instance."""
    return f"arn:aws:rds:{region}:123456789012:{kind}:{name}"


def cluster(region=EAST, tags=None):
    """Return a cluster with one instance."""
    member = {"DBInstanceIdentifier": "orders"}
    entry = {"DBClusterArn": arn("cluster", region), "DBClusterMembers": [{**member, "IsClusterWriter": True}]}
    instance = {**member, "DBInstanceArn": arn("db", region), "DBInstanceClass": "db.r6g.large"}
    return ClusterDetails(entry, (instance,), tags or {})


ALONE = DatabaseDetails(None, (cluster(),))
# Both regions have clusters and instances of the same names.
WHOLE = DatabaseDetails(answers.global_cluster(ENTRY), (cluster(EAST), cluster(WEST)))


def resource(name, its_arn, **values):
    """Return a plain resource of a stack."""
    kind = its_arn.split(":")[5]
    urn = f"urn:pulumi:dev::graph::{TOKENS[kind]}::{name}"
    provider = "urn:pulumi:dev::graph::pulumi:providers:aws::default_7_51_1::1"
    found = {"urn": urn, "type": TOKENS[kind], "id": "orders", "provider": provider, "outputs": {"arn": its_arn}}
    return found | values


def steps(details, *resources):
    """Return the steps for a stack as text."""
    plain = PlainResources.parse({"deployment": {"resources": list(resources)}}, details)
    return ["\n".join((one.text, *one.lines)) for one in plain.steps()]


def test_a_source_cluster_stays_in_the_program():
    """The resources of a source don't become children: without them in the program, Pulumi would delete them."""
    keep, options, preview = steps(ALONE, resource("c", arn("cluster")), resource("i", arn("db")))
    assert keep.startswith("Keep these resources in the program.")
    assert "Cluster c (" in keep
    assert "ClusterInstance i (" in keep
    assert "ignoreChanges: [globalClusterIdentifier, replicationSourceIdentifier, engineVersion]" in options
    assert "source_cluster_options()" in options
    assert "ClusterInstance" not in options
    assert "creates the global cluster, the component and its Stashes, and nothing else" in preview


def test_a_source_cluster_stays_in_terraform_and_cloudformation():
    """Terraform ignores the link that the update sets; nothing is forgotten."""
    kind = {"mode": "managed", "type": "aws_neptune_cluster", "name": "this"}
    state = {"resources": [{**kind, "instances": [{"attributes": {"arn": arn("cluster")}}]}]}
    lifecycle, preview = terraform_steps(state, ALONE)
    assert lifecycle.text.endswith("detaches it from the global database: aws_neptune_cluster.this")
    assert "ignore_changes = [global_cluster_identifier, " in lifecycle.lines[0]
    assert "creates the global cluster" in preview.text
    tags = {arn("cluster"): {"aws:cloudformation:stack-name": "graph"}}
    assert cloudformation_steps(DatabaseDetails(None, (cluster(tags=tags),))) == ()


def test_the_program_of_a_source_warns_its_owner():
    """Without --stack, a comment in the program says what its owner has to ignore."""
    assert "make them ignore changes to its global cluster identifier" in program_of(ALONE, None).comments[0]


def test_a_source_that_aws_rejects_is_announced():
    """A global database has no burstable instances: the comment names those of the source."""
    (instance,) = cluster().instances
    found = replace(cluster(), instances=({**instance, "DBInstanceClass": "db.t3.medium"},))
    comments = program_of(DatabaseDetails(None, (found,)), None).comments
    assert "AWS rejects the instance classes of orders (db.t3.medium) in a global database." in comments[1]


def test_a_source_outside_the_stack_needs_nothing():
    """A stack without the cluster is reported, with the command that follows."""
    (only,) = steps(ALONE)
    assert only.startswith("The stack has no plain resources of this database.")
    assert "creates the global cluster" in only
    assert "Import the database" in steps(WHOLE)[0]


def test_resources_with_secret_arns_become_children():
    """Their IDs are not encrypted: they identify them, in the region that the state has."""
    secrets = [
        resource(region, arn(kind, region), outputs={"arn": SECRET, "region": region})
        for region in (EAST, WEST)
        for kind in ("cluster", "db")
    ]
    # pulumi-aws 7 has a region for every resource, even a global cluster.
    remove, _ = steps(WHOLE, resource("g", GLOBAL, outputs={"arn": SECRET, "region": WEST}), *secrets)
    assert remove.startswith("In the program of the stack dev of the project graph, replace these resources")
    assert remove.count("\n") == 1 + len(secrets)


def test_a_secret_arn_without_a_region_is_not_guessed():
    """Two regions have a cluster of that name: the resource is none of the database's, as far as the file shows."""
    assert "no plain resources" in steps(WHOLE, resource("c", arn("cluster"), outputs={"arn": SECRET}))[0]


def test_resources_that_only_read_are_removed_first():
    """An alias of a resource that `get` read can't become a child."""
    read, remove, _ = steps(WHOLE, resource("g", GLOBAL, external=True), resource("c", arn("cluster")))
    assert read.startswith("These resources only read the database")
    assert "run `pulumi up` before" in read
    assert "GlobalCluster g (" in read
    assert "GlobalCluster g (" not in remove


@pytest.mark.parametrize("options", [["protect"], ["retainOnDelete"], ["protect", "retainOnDelete"]])
def test_options_that_children_would_lose_are_named(options):
    """A protected resource stays protected only if the component is, whose options its children inherit."""
    resources = [resource("c", arn("cluster"), **dict.fromkeys(options, True)), resource("g", GLOBAL)]
    _, lost, _ = steps(WHOLE, *resources)
    assert f"Set {' and '.join(options)} in the options of the component" in lost
    assert "Cluster c (" in lost
    assert "GlobalCluster g (" not in lost


def test_resources_of_other_components_and_replaced_ones_are_not_kept():
    """The program can't keep a child of another component, or what Pulumi is about to delete."""
    other = resource("x", arn("cluster", EAST, "other"))
    child = other | {"urn": f"urn:pulumi:dev::graph::neptune-global:index:GlobalCluster${TOKENS['cluster']}::x"}
    replaced = resource("c", arn("cluster"), delete=True)
    (only,) = steps(WHOLE, child, replaced)
    assert "no plain resources" in only
    assert [one["urn"] for one in _others(WHOLE, other, child)] == [other["urn"]]


def _others(details, *resources):
    return PlainResources.parse({"deployment": {"resources": list(resources)}}, details).others


@pytest.mark.parametrize(
    ("outputs", "written"),
    [
        ({"tags": {"own": "1"}, "tagsAll": {"own": "1", "team": "graph"}}, {"own": "1"}),
        ({"tagsAll": {"own": "1", "team": "graph"}}, {}),
        ({"tags": SECRET, "tagsAll": SECRET}, {"own": "1", "team": "graph"}),
        ({}, {"own": "1", "team": "graph"}),
    ],
)
def test_default_tags_of_a_provider_are_not_written(outputs, written):
    """The provider sets them: as arguments they would be an update of each resource."""
    tags = {"own": "1", "team": "graph"}
    resources = [arn("cluster"), arn("db")]
    details = DatabaseDetails(WHOLE.global_cluster, (cluster(tags=dict.fromkeys(resources, tags)),))
    exported = [resource("r", one, outputs={"arn": one, **outputs}) for one in resources]
    plain = PlainResources.parse({"deployment": {"resources": exported}}, details)
    assert tags_of(details, plain).regions == {EAST: written}
    added = " ".join(program_of(details, plain).comments)
    assert ("The first update adds them to the global cluster" in added) == (written != tags)


@pytest.mark.parametrize(
    ("snapshots", "final"),
    [
        ([], "orders-final"),
        (["orders-final"], "orders-final-2"),
        (["orders-final", "orders-final-2", "nightly"], "orders-final-3"),
    ],
)
def test_the_final_snapshot_has_a_free_name(snapshots, final):
    """A snapshot of that name would end a destroy after the instances are deleted."""
    details = DatabaseDetails(WHOLE.global_cluster, (replace(cluster(), snapshots=frozenset(snapshots)),))
    assert f'"final_snapshot_identifier": "{final}"' in write(program_of(details, None), "python")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_powershell_are_read(tmp_path, encoding):
    """PowerShell's ``>`` writes UTF-16, and other programs of Windows a byte order mark."""
    file = tmp_path / "stack.json"
    file.write_text('{"name": "Grüße"}', encoding=encoding)
    assert read_json(file, "pulumi stack export") == {"name": "Grüße"}


@pytest.mark.parametrize(("name", "is_own"), [("default", False), ("default_7_51_1", False), ("default-east", True)])
def test_a_provider_is_the_default_one_only_by_its_whole_name(name, is_own):
    """A provider that the program named ``default-east`` is its own."""
    provider = f"urn:pulumi:dev::graph::pulumi:providers:aws::{name}::1"
    texts = steps(WHOLE, resource("c", arn("cluster"), provider=provider))
    assert any("provider of their own" in one for one in texts) == is_own


@pytest.mark.parametrize(
    ("key", "address"),
    [
        (0, "'aws_neptune_cluster.this[0]'"),
        ("eu", "'aws_neptune_cluster.this[\"eu\"]'"),
        ("Grüße", "'aws_neptune_cluster.this[\"Grüße\"]'"),
        ("${x}%{y}", "'aws_neptune_cluster.this[\"$${x}%%{y}\"]'"),
    ],
)
def test_terraform_addresses_are_written_as_terraform_reads_them(key, address):
    """Terraform does not expand ``${`` in a key, and finds keys with letters of other alphabets."""
    kind = {"mode": "managed", "type": "aws_neptune_cluster", "name": "this"}
    found = {**kind, "instances": [{"attributes": {"arn": arn("cluster")}, "index_key": key}]}
    _, forget, _ = terraform_steps({"resources": [found]}, WHOLE)
    assert forget.lines == (f"terraform state rm {address}",)
