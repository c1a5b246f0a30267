"""The command ``import``: its errors, and its steps from other tools to Pulumi."""

from __future__ import annotations

import json

import pytest
import yaml
from click.testing import CliRunner
from local_database import EU, US, client, create_database

from neptune_global_component.aws import silence
from neptune_global_component.aws.details import read_details
from neptune_global_component.cli.main import main
from neptune_global_component.cli.program.cloudformation import cloudformation_steps
from neptune_global_component.cli.program.values import Field, Program, Record
from neptune_global_component.cli.program.writer import write
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts import answers
from neptune_global_component.core.facts.details import ClusterDetails, DatabaseDetails

ARN = "arn:aws:rds:{region}:123456789012:{kind}:{name}"


def run(*arguments):
    """Run the command for Python."""
    return CliRunner().invoke(main, ["import", "--language", "python", *arguments])


@pytest.fixture
def aws(aws, monkeypatch):
    """An empty local AWS, set in the environment; each call is sent once."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return aws


@pytest.fixture
def database(aws):
    """Create a global database of two regions."""
    create_database()
    return aws


def denied(operation):
    """Return settings of the local AWS that deny an operation."""
    return {"faults": [{"operation": operation, "errorCode": "AccessDenied", "times": 9}]}


@pytest.mark.parametrize(
    ("identifier", "settings", "words"),
    [
        ("nothing", {}, "There is no global cluster and no DB cluster 'nothing' in us-east-1 of account 123456789012."),
        ("orders-us-east-1", {}, "is a member of the global cluster 'orders'. Run `neptune-global import orders`."),
        ("orders", denied("DescribeGlobalClusters"), "Allow rds:DescribeGlobalClusters"),
        ("orders", denied("DescribeDBClusters"), "Allow rds:DescribeDBClusters"),
        ("orders", denied("DescribeDBInstances"), "Allow rds:DescribeDBInstances"),
        ("orders", denied("ListTagsForResource"), "Allow rds:ListTagsForResource"),
        ("orders", denied("DescribeDBClusterSnapshots"), "Allow rds:DescribeDBClusterSnapshots"),
        ("orders", {"down": {EU: "close"}}, "eu-west-1"),
    ],
)
def test_a_database_that_cannot_be_read_is_one_clear_line(database, identifier, settings, words):
    """A missing database or permission, or a region that is down, is one error with the next step."""
    database.settings(settings)
    done = run(identifier)
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_a_region_is_down(database, monkeypatch):
    """The error asks to wait for the region, whose settings the program needs."""
    monkeypatch.setattr(silence, "ATTEMPTS", 1)
    database.settings({"down": {EU: "close"}})
    result = run("orders")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: DescribeDBClusters failed in {EU} (")
    assert result.stderr.endswith(
        "The program needs all regions of the database. Run the command again when the region answers.\n"
    )
    database.settings({"down": {}})
    assert run("orders").exit_code == 0


def test_a_database_of_another_engine_is_one_clear_line(fake_neptune):
    """Aurora clusters, which the same API returns, are not imported."""
    fake_neptune.add_cluster(US, "sql")
    fake_neptune.clusters[US, "sql"]["Engine"] = "aurora-mysql"
    with pytest.raises(ReadError, match="'sql' is a DB cluster of aurora-mysql, not of Neptune"):
        read_details(fake_neptune, "sql")
    fake_neptune.add_global_cluster("orders", Engine="aurora-postgresql")
    with pytest.raises(ReadError, match="'orders' is a global cluster of aurora-postgresql, not of Neptune"):
        read_details(fake_neptune, "orders")


@pytest.mark.parametrize("option", ["--stack", "--terraform-state"])
@pytest.mark.parametrize("text", [None, "no JSON", "[]", "{}", '{"deployment": {"resources": [1]}, "resources": [1]}'])
def test_a_file_of_another_kind_is_one_clear_line(database, tmp_path, option, text):
    """The error names the command that writes the file."""
    del database
    file = tmp_path / "file.json"
    if text is not None:
        file.write_text(text)
    done = run("orders", option, str(file))
    assert (done.exit_code, done.stdout) == (1, "")
    command = {"--stack": "pulumi stack export", "--terraform-state": "terraform state pull"}[option]
    assert f"Write it with `{command}`.\n" in done.stderr
    assert done.stderr.count("\n") == 1


IN_TERRAFORM = {
    "aws_neptune_global_cluster": {None: "arn:aws:rds::123456789012:global-cluster:orders"},
    "aws_neptune_cluster": {
        region: ARN.format(region=region, kind="cluster", name=f"orders-{region}") for region in (US, EU)
    },
    "aws_neptune_cluster_instance": {
        number: ARN.format(region=region, kind="db", name=f"orders-{region}-1")
        for number, region in enumerate((US, EU))
    },
    "aws_vpc": {None: "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1"},
}
"""The ARNs in a Terraform state by type and index, None for a resource without one."""


def in_terraform(kind, arns):
    """Return the resources of a type in a Terraform state."""
    instances = [
        {"attributes": {"arn": arn}, **({} if index is None else {"index_key": index})} for index, arn in arns.items()
    ]
    return {"mode": "managed", "module": "module.graph", "type": kind, "name": "this", "instances": instances}


def test_terraform_forgets_instances_before_clusters(database, tmp_path):
    """The commands name each resource by its address: instances, secondaries, the primary, the global cluster."""
    del database
    resources = [in_terraform(kind, arns) for kind, arns in IN_TERRAFORM.items()]
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"version": 4, "resources": resources}))
    done = run("orders", "--terraform-state", str(file))
    assert done.exit_code == 0
    assert done.stdout.startswith("# The Neptune global database orders.")
    commands = [line.strip() for line in done.stderr.splitlines() if line.startswith("   ")]
    assert commands == [
        "pulumi preview --diff",
        "terraform state rm 'module.graph.aws_neptune_cluster_instance.this[0]'",
        "terraform state rm 'module.graph.aws_neptune_cluster_instance.this[1]'",
        "terraform state rm 'module.graph.aws_neptune_cluster.this[\"eu-west-1\"]'",
        "terraform state rm 'module.graph.aws_neptune_cluster.this[\"us-east-1\"]'",
        "terraform state rm module.graph.aws_neptune_global_cluster.this",
        "pulumi up",
    ]


def test_cloudformation_retains_resources_before_it_forgets_them():
    """The steps retain the resources of the stack in the tags, check that, and remove them from the template."""
    arns = [ARN.format(region=US, kind=kind, name="a") for kind in ("cluster", "db")]
    tags = {
        arn: {"aws:cloudformation:stack-name": "graph", "aws:cloudformation:logical-id": name, "team": "graph"}
        for arn, name in zip(arns, ("Cluster", "Instance"), strict=True)
    }
    cluster = ClusterDetails({"DBClusterArn": arns[0]}, ({"DBInstanceArn": arns[1]},), tags)
    entry = {"GlobalClusterIdentifier": "graph", "GlobalClusterArn": "arn:aws:rds::123456789012:global-cluster:graph"}
    found = answers.global_cluster(entry)
    steps = cloudformation_steps(DatabaseDetails(found, (cluster,)))
    stack = "--region us-east-1 --stack-name graph"
    deploy = f"aws cloudformation deploy {stack} --template-file TEMPLATE --fail-on-empty-changeset"
    check = f"aws cloudformation get-template {stack} --template-stage Processed"
    assert [one.lines for one in steps] == [("pulumi preview --diff",), (deploy,), (check,), (deploy,), ("pulumi up",)]
    assert "`DeletionPolicy: Retain` on Instance, Cluster, change the `Metadata` of each" in steps[1].text
    assert "Without it, the next step deletes them" in steps[2].text
    assert "Remove Instance, Cluster" in steps[3].text
    assert cloudformation_steps(DatabaseDetails(found, (ClusterDetails({"DBClusterArn": arns[0]}),))) == ()


def test_two_owners_are_both_named(database, monkeypatch, tmp_path):
    """A Terraform state without the database does not hide the CloudFormation stack in its tags."""
    del database
    # Only AWS itself can set tags whose keys begin with `aws:`.
    tags = {"aws:cloudformation:stack-name": "graph"}
    monkeypatch.setattr("neptune_global_component.aws.details.read_tags", lambda *_: tags)
    file = tmp_path / "state.json"
    file.write_text('{"resources": []}')
    steps = run("orders", "--terraform-state", str(file)).stderr
    assert "1. The Terraform state has no resources of this database." in steps
    assert "--stack-name graph" in steps


@pytest.mark.parametrize(
    "text", ["yes", "NO", "null", "1.4", "a: b", "${x}", "- a", "# a", "ä", "", " a", "a/b-c.d", "a\u2028", "\u00a0"]
)
def test_yaml_programs_keep_texts_as_they_are(text):
    """A tag is the same string, whatever YAML takes words for; Pulumi's own interpolation is escaped."""
    program = Program("orders", Record("GlobalCluster", (Field("tags", {"key": text}),)))
    tags = yaml.safe_load(write(program, "yaml"))["resources"]["orders"]["properties"]["tags"]
    assert tags == {"key": text.replace("${", "$${")}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("python", "{},"),
        ("typescript", "{},"),
        ("go", "neptuneglobal.InstanceArgs{},"),
        ("java", "InstanceArgs.builder().build(),"),
        ("yaml", "- {}"),
    ],
)
def test_an_instance_without_settings_is_one_line(language, line):
    """An instance that has the region's settings is an empty map."""
    instances = [Record("Instance"), Record("Instance", (Field("instance_class", "db.r6g.xlarge"),))]
    program = Program("orders", Record("GlobalCluster", (Field("instance_settings", instances),)))
    assert line in [one.strip() for one in write(program, language).splitlines()]


@pytest.mark.parametrize(
    "name", ["class", "aws", "endpoint", "members", "module", "new", "nil", "protected", "undefined", "yes"]
)
def test_variables_are_never_reserved_words(name):
    """A database named after a word of a language, or of the program, gets another variable."""
    program = Program(name, Record("GlobalCluster", (Field("global_cluster_identifier", name),)))
    compile(write(program, "python"), "program", "exec")
    for language, declaration in {"typescript": "const {} = new", "go": "\t{}, err :=", "java": "var {} ="}.items():
        text = write(program, language)
        assert declaration.format(name) not in text
        assert declaration.format(f"{name}Database") in text
    document = yaml.safe_load(write(program, "yaml"))
    assert (document["name"], *document["resources"]) == (name, f"{name}Database")


def test_variables_have_the_name_of_the_database():
    """The parts of an identifier are joined as the language joins words."""
    program = Program("orders-global", Record("GlobalCluster", (Field("adopt", value=True),)))
    assert "orders_global = GlobalCluster(" in write(program, "python")
    assert "const ordersGlobal = new GlobalCluster(" in write(program, "typescript")


def test_comments_list_changes_that_the_first_update_applies(database):
    """A change that AWS has pending is named, and the program has it: a second update does not undo it."""
    del database
    client().modify_db_instance(DBInstanceIdentifier="orders-us-east-1-1", DBInstanceClass="db.r6g.xlarge")
    program = " ".join(run("orders").stdout.replace("#", "").split())
    assert "changes of orders-us-east-1-1 pending for the next maintenance window: DBInstanceClass." in program
    assert '"instance_class": "db.r6g.xlarge"' in program


@pytest.mark.parametrize(
    ("operation", "request_", "words"),
    [
        (
            "switchover_global_cluster",
            {
                "GlobalClusterIdentifier": "orders",
                "TargetDbClusterIdentifier": ARN.format(region=EU, kind="cluster", name=f"orders-{EU}"),
            },
            "Wait for the switchover us-east-1 -> eu-west-1 (switching-over) to end, and run the command again",
        ),
        (
            "create_db_instance",
            {
                "DBInstanceIdentifier": "late",
                "DBClusterIdentifier": f"orders-{US}",
                "DBInstanceClass": "db.r6g.large",
                "Engine": "neptune",
            },
            "Wait for late (creating) to be available, and run the command again",
        ),
    ],
)
def test_a_database_that_changes_is_a_warning(database, operation, request_, words):
    """The program would soon describe what no longer exists: the warning says what to wait for."""
    database.settings({"latency": {"CreateDBInstance": 3600, "SwitchoverGlobalCluster": 3600}})
    getattr(client(), operation)(**request_)
    done = run("orders")
    assert (done.exit_code, words in done.stderr) == (0, True)
