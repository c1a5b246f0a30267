"""`neptune-global import`: the program that it writes imports a database and changes nothing in AWS."""

from __future__ import annotations

import json
import re
from pathlib import Path

import databases
import pytest
import yaml
from click.testing import CliRunner
from databases_of_tools import OF_TOOLS
from example_sdks import prepare
from written_programs import WRITERS

from neptune_global_component.aws.details import read_details
from neptune_global_component.cli.main import main
from neptune_global_component.cli.program.arguments import program_of
from neptune_global_component.cli.program.writer import write

ROOT = Path(__file__).parents[3]
EAST = databases.EAST
DATABASES = (*databases.DATABASES, *OF_TOOLS)
# Settings of Pulumi that AWS does not store: the comments in the program explain their updates.
EXPLAINED = {"applyImmediately", "finalSnapshotIdentifier", "skipFinalSnapshot"}
SENT = {"AllowMajorVersionUpgrade", "ApplyImmediately", "DBClusterIdentifier", "DBInstanceIdentifier"}


def run(aws, *arguments):
    """Run `neptune-global import`."""
    environment = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": EAST,
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    return CliRunner().invoke(main, ["import", *arguments], env=environment)


def written(aws, identifier, language):
    """Return the program as the command writes it, faster: with clients that the tests share."""
    details = read_details(lambda service, region=None: aws.client(service, region or EAST), identifier)
    return write(program_of(details, None), language)


def steps(project):
    """Return the steps of a preview for resources in AWS, with the properties that each changes."""
    found = json.loads(project.run("preview", "--json"))["steps"]
    of_aws = [one for one in found if "::aws:" in one["urn"] or "$aws:" in one["urn"]]
    return {
        (one["urn"].rpartition("::")[2], one["op"]): set(one.get("detailedDiff") or ())
        for one in of_aws
        if one["op"] != "same"
    }


def planned_imports(project, created=()):
    """Check that the first preview imports, and updates only what the programs explain. Return its steps."""
    planned = steps(project)
    assert {step for step in planned if step[1] not in {"import", "update"}} == {(name, "create") for name in created}
    assert set().union(*planned.values()) <= EXPLAINED
    return planned


def imports_only(project, aws):
    """Check that the first update imports and changes nothing in AWS, and that the second preview is empty."""
    planned = planned_imports(project)
    before = len(aws.calls())
    project.up()
    for call in aws.calls()[before:]:
        is_write = not call["operation"].startswith(("Describe", "List", "Get"))
        assert not is_write or call["parameters"].keys() <= SENT, call
    project.run("preview", "--refresh", "--expect-no-changes")
    return planned


@pytest.mark.long
def test_python_programs_import_databases_of_every_origin(project, aws):
    """Fourteen databases are imported by their written programs in one stack."""
    names = [make(aws) for make in DATABASES]
    programs = {name: written(aws, name, "python") for name in names}
    project.write("\n".join(programs.values()))
    planned = imports_only(project, aws)
    imported = {name for name, _ in planned}
    assert {f"wide-{region}" for region in databases.SECONDARIES} <= imported
    assert {"named-us-east-1-3", "headless-eu-west-1", "empty", "moved"} <= imported
    # Only what differs from the defaults is written.
    headless = programs["headless"]
    assert not [word for word in ('"port"', '"cluster_identifier"', "security_group") if word in headless]
    assert 'primary_region="eu-west-1"' in programs["moved"]
    assert "deletion_protection=True" in programs["protected"]
    assert "# Tags are not set here: " in programs["tagged"]


@pytest.mark.long
def test_yaml_programs_import_databases_of_every_origin(project, aws):
    """Pulumi reads the texts of the programs as they were written, in one program with all their resources."""
    names = [make(aws) for make in DATABASES]
    programs = [written(aws, name, "yaml") for name in names]
    resources = [text.partition("\nresources:\n")[2].partition("outputs:\n")[0] for text in programs]
    assert [yaml.safe_load(text)["name"] for text in programs] == names
    (project.folder / "Pulumi.yaml").write_text(
        f"name: test\nruntime: yaml\npackages:\n  neptune-global: {ROOT}\nresources:\n{''.join(resources)}"
    )
    planned = planned_imports(project)
    assert {name for name, _ in planned} >= {*names, "named-us-east-1-3", "headless-eu-west-1"}


@pytest.mark.long
def test_typed_programs_import_databases_of_every_origin(project, aws, language):
    """The programs compile. Their preview imports each database, and creates a global cluster for a single cluster."""
    names = [make(aws) for make in DATABASES]
    aws.cluster("alone", EAST, EngineVersion=databases.VERSION)
    names.append("alone")
    project.copy(ROOT / "examples" / language)
    WRITERS[language](project.folder, [written(aws, name, language) for name in names])
    prepare(project)
    planned = planned_imports(project, created=["alone-global"])
    assert {name for name, _ in planned} >= {*names[:-1], "named-us-east-1-3", "headless-eu-west-1"}


def pytest_generate_tests(metafunc):
    """Run the typed programs in Go, whose compiler is fast, or in all languages with `--languages all`."""
    if "language" in metafunc.fixturenames:
        every = metafunc.config.option.languages == "all"
        metafunc.parametrize("language", WRITERS if every else ["go"])


SOURCE = """
import pulumi
import pulumi_aws as aws

alone = aws.neptune.Cluster(
    "alone", cluster_identifier="alone", skip_final_snapshot=True, opts=pulumi.ResourceOptions(ignore_changes=IGNORED)
)
aws.neptune.ClusterInstance("writer", cluster_identifier=alone.id, instance_class="db.r6g.large")
"""


def test_a_single_cluster_becomes_the_source(project, aws, tmp_path):
    """The update creates the global cluster, and nothing else; plain resources of the source stay in the program."""
    project.write(SOURCE.replace("IGNORED", "[]"))
    project.up()
    exported = tmp_path / "stack.json"
    project.run("stack", "export", "--file", str(exported))
    done = run(aws, "alone", "--language", "python", "--stack", str(exported))
    assert "and nothing else in AWS" in " ".join(done.stdout.replace("# ", "").split())
    assert "Keep these resources in the program." in done.stderr
    ignored = re.search(r"ignoreChanges: \[(.*?)\]", done.stderr)[1].split(", ")
    project.write(SOURCE.replace("IGNORED", str(ignored)) + done.stdout)
    assert steps(project).keys() == {("alone-global", "create")}
    project.up()
    arn = f"arn:aws:rds:{EAST}:123456789012:cluster:alone"
    assert aws.global_clusters()[0]["GlobalClusterMembers"][0]["DBClusterArn"] == arn
    project.run("preview", "--refresh", "--expect-no-changes")


PLAIN = """
import pulumi
import pulumi_aws as aws

group = aws.neptune.ClusterParameterGroup("group", name="plain", family="neptune1.4")
whole = aws.neptune.GlobalCluster("whole", global_cluster_identifier="orders", engine="neptune")
created = []
for region in ("us-east-1", "eu-west-1"):
    cluster = aws.neptune.Cluster(
        f"cluster-{region}",
        region=region,
        cluster_identifier=f"plain-{region}",
        global_cluster_identifier=whole.id,
        backup_retention_period=7,
        neptune_cluster_parameter_group_name=group.name if region == "us-east-1" else None,
        skip_final_snapshot=True,
        apply_immediately=True,
        opts=pulumi.ResourceOptions(depends_on=created),
    )
    created = [
        aws.neptune.ClusterInstance(
            f"instance-{region}",
            region=region,
            cluster_identifier=cluster.id,
            instance_class="db.r6g.large",
            apply_immediately=True,
        )
    ]
"""
GROUP = """
import pulumi_aws as aws

group = aws.neptune.ClusterParameterGroup("group", name="plain", family="neptune1.4")
"""


def test_plain_resources_of_a_stack_become_children(project, aws, tmp_path):
    """With --stack, the program and the output show how plain resources become children, without any change."""
    project.write(PLAIN)
    project.up()
    before = len(aws.writes())
    exported = tmp_path / "stack.json"
    project.run("stack", "export", "--file", str(exported))
    done = run(aws, "orders", "--language", "python", "--stack", str(exported))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count('"skip_final_snapshot": True') == 2
    assert "applyImmediately" not in done.stdout
    removed, _, kept = done.stderr.partition("Keep these resources in the program:")
    for name in ("GlobalCluster whole", "Cluster cluster-us-east-1", "ClusterInstance instance-eu-west-1"):
        assert name in removed
    assert "ClusterParameterGroup group" in kept
    project.write(GROUP + done.stdout)
    assert steps(project) == {}
    project.up()
    assert aws.writes()[before:] == []
    assert project.changes() == {}
    project.run("stack", "export", "--file", str(exported))
    done = run(aws, "orders", "--language", "python", "--stack", str(exported))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "The stack has the database already, in a component of this package" in done.stderr
