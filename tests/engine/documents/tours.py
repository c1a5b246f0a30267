"""The steps of a reader with the code blocks of each page, and the blocks that are not run."""

from __future__ import annotations

import re
import shutil

from code_blocks import ROOT, code_blocks

FOREVER = 24 * 3600
"""A latency that ends when the step settles it."""


class Confirmed(str):
    """A block whose last command asks a question, which the reader answers with yes."""

    __slots__ = ()


def up(reader):
    """Run the program that the page shows."""
    reader.shell("pulumi up --yes --skip-preview")


def existing_cluster(reader):
    """Create the cluster that the page presupposes."""
    reader.aws.cluster("orders")
    reader.aws.instance("orders", "orders-1")


def three_regions(reader):
    """Create the database of the example."""
    reader.save_python((ROOT / "examples" / "three-regions" / "__main__.py").read_text())
    up(reader)


def first_program(reader):
    """Save the README's first program, created already."""
    reader.save_python(code_blocks()["README.md#a-first-program-2"].text)
    up(reader)


def first_program_only(reader):
    """Save the README's first program."""
    reader.save_python(code_blocks()["README.md#a-first-program-2"].text)


def two_regions(reader):
    """Create the database of the runbooks."""
    reader.save_python(code_blocks()["docs/change.md#change-a-database"].text)
    up(reader)


def follow_the_primary(reader):
    """Set the new primary in the program, as the page says."""
    program = reader.folder / "__main__.py"
    program.write_text(program.read_text().replace('primary_region="us-east-1"', 'primary_region="eu-west-1"'))


def the_secondary_is_removed(reader):
    """Remove the secondary with a final snapshot: the guard reports REVIEW, and the snapshot stays in AWS."""
    edit(reader, re.compile(r"^ *.eu-west-1.: .*\n", re.MULTILINE), "")
    judge = "pulumi preview --json | neptune-global guard > report || test $? = 3"
    reader.run("bash", "-ec", f"{judge}; grep region-removed report")
    up(reader)
    (snapshot,) = reader.aws.neptune("eu-west-1").describe_db_cluster_snapshots()["DBClusterSnapshots"]
    assert snapshot["DBClusterSnapshotIdentifier"] == "orders-eu-west-1-before-1480"


def the_primary_is_upgraded(reader):
    """Set the new engine version."""
    edit(reader, re.compile(r"1\.4\.5\.0"), "1.4.8.0")
    up(reader)


def the_secondary_is_added_again(reader):
    """Restore the region, whose final snapshot has another name."""
    program = code_blocks()["docs/change.md#upgrade-to-1470-or-later"].text
    reader.save_python(program.replace("1.4.5.0", "1.4.8.0").replace("before-1480", "last"))
    up(reader)
    assert len(reader.aws.neptune().describe_global_clusters()["GlobalClusters"][0]["GlobalClusterMembers"]) == 2


def encrypted_regions(reader):
    """Create the database of the example with a VPC and a key in each Region, and with final snapshots."""
    program = code_blocks()["docs/network.md#network-and-keys"].text
    reader.save_python(program)
    edit(reader, re.compile('"skip_final_snapshot": True'), '"final_snapshot_identifier": f"graph-{region}-last"')
    up(reader)


def the_secondaries_are_removed_without_their_keys(reader):
    """Limit `regions` as the page shows: the guard reports REVIEW, and each snapshot's key stays in AWS."""
    limited = 'regions={"us-east-1": members["us-east-1"]}'
    assert f"`{limited}`" in (ROOT / "docs" / "network.md").read_text()
    edit(reader, re.compile("regions=members"), limited)
    judge = "pulumi preview --json | neptune-global guard > report || test $? = 3"
    reader.run("bash", "-ec", f"{judge}; grep region-removed report")
    up(reader)
    for region in ("eu-west-1", "ap-northeast-1"):
        (snapshot,) = reader.aws.neptune(region).describe_db_cluster_snapshots()["DBClusterSnapshots"]
        key = reader.aws.client("kms", region).describe_key(KeyId=snapshot["KmsKeyId"])["KeyMetadata"]
        assert (snapshot["DBClusterIdentifier"], key["KeyState"]) == (f"graph-{region}", "Enabled")


def edit(reader, pattern, text):
    """Replace a part of the program."""
    program = reader.folder / "__main__.py"
    written, count = pattern.subn(text, program.read_text())
    assert count == 1
    program.write_text(written)


def switch_back(reader):
    """Switch over to the first primary, as the page says."""
    edit(reader, re.compile('primary_region="eu-west-1"'), 'primary_region="us-east-1"')
    up(reader)


def killed_update(reader):
    """Kill an update while AWS creates an instance. Its lock stays, so the next update fails."""
    aws, project = reader.aws, reader.project
    edit(reader, re.compile('"us-east-1": {'), '"us-east-1": {"instances": 2, ')
    aws.local.settings({"latency": {"CreateDBInstance": FOREVER}})
    before = len(aws.calls("CreateDBInstance"))
    project.unlock = lambda: None
    project.kill_when(lambda: len(aws.calls("CreateDBInstance")) > before, "up", "--yes", "--skip-preview")
    aws.local.settings({"latency": {}})
    aws.local.settle()
    assert "the stack is currently locked" in project.run("up", "--yes", "--skip-preview", fails=True)


def secondary_is_detached(reader):
    """Detach the secondary outside Pulumi."""
    said = reader.run("pulumi", "up", "--yes", "--skip-preview")
    assert "pending" not in said, said
    arn = "arn:aws:rds:eu-west-1:123456789012:cluster:orders-eu-west-1"
    neptune = reader.aws.neptune("eu-west-1")
    neptune.remove_from_global_cluster(GlobalClusterIdentifier="orders", DbClusterIdentifier=arn)


def primary_is_lost(reader):
    """Take the Region of the primary down, after the switchover of the page."""
    reader.aws.local.settings({"down": {"eu-west-1": "close"}})


def all_regions_are_back(reader):
    """End the outage."""
    reader.aws.local.settings({"down": {}})


def another_stack(reader):
    """Enter the project of another stack, which knows the stack of the database."""
    reader.save_python("")
    (reader.folder / "Pulumi.yaml").write_text("name: clients\nruntime: python\n")
    reader.run("pulumi", "stack", "init", "dev")
    reader.run("pulumi", "config", "set", "ordersStack", "organization/test/dev")


def example(name):
    """Return a step that enters a copy of an example."""

    def enter(reader):
        shutil.rmtree(reader.folder)
        shutil.copytree(ROOT / "examples" / name, reader.folder)
        settings = reader.folder / "Pulumi.yaml"
        settings.write_text(settings.read_text().replace("../..", str(ROOT)))

    return enter


def inside_local_run(place):
    """Return a step that runs a block inside `neptune-global local run`."""

    def run(reader):
        reader.shell(code_blocks()[place].text, "neptune-global", "local", "run", "--")

    run.place = place
    return run


TOURS = {
    "first program": [
        "README.md#a-first-program",
        "README.md#a-first-program-2",
        "README.md#a-first-program-3",
    ],
    "existing cluster": [existing_cluster, "README.md#a-first-program-4", up],
    "source cluster": ["docs/comparison.md#a-source-cluster-in-your-own-program", up],
    "registry, Python": ["docs/_index.md#example", up],
    "registry, YAML": ["docs/_index.md#example-2", up],
    "adoption": [
        "docs/from-pulumi-aws.md#adopt-a-database-that-exists",
        up,
        "docs/from-pulumi-aws.md#1-write-the-program-4",
        "docs/from-pulumi-aws.md#1-write-the-program-5",
        "docs/from-pulumi-aws.md#3-preview-then-import",
    ],
    "adoption of a database that no program has": [
        "docs/from-pulumi-aws.md#1-write-the-program",
        "docs/from-pulumi-aws.md#1-write-the-program-2",
        "docs/from-pulumi-aws.md#1-write-the-program-3",
        "docs/from-pulumi-aws.md#3-preview-then-import",
    ],
    "operations": [
        three_regions,
        "docs/operations.md#list-all",
        "docs/operations.md#look-at-it",
        "docs/operations.md#look-at-it-2",
        "docs/operations.md#switch-over",
        "docs/operations.md#switch-over-2",
        primary_is_lost,
        Confirmed("docs/operations.md#fail-over"),
        all_regions_are_back,
        "docs/operations.md#rename",
        "docs/operations.md#while-a-region-is-down",
    ],
    "getting started": [first_program_only, "docs/getting-started.md#on-your-machine"],
    "changes": [
        "docs/change.md#change-a-database",
        up,
        "docs/change.md#scale-upgrade-switch-over",
        up,
        "docs/change.md#add-and-remove-a-region",
        up,
    ],
    "upgrade past 1.4.7.0": [
        two_regions,
        "docs/change.md#upgrade-to-1470-or-later",
        "docs/change.md#upgrade-to-1470-or-later-2",
        the_secondary_is_removed,
        the_primary_is_upgraded,
        the_secondary_is_added_again,
    ],
    "removal of encrypted secondaries": [encrypted_regions, the_secondaries_are_removed_without_their_keys],
    "runbooks": [
        two_regions,
        "docs/runbooks.md#a-region-is-lost",
        "docs/runbooks.md#a-region-is-lost-2",
        Confirmed("docs/runbooks.md#a-region-is-lost-3"),
        follow_the_primary,
        "docs/runbooks.md#a-region-is-lost-4",
        "docs/runbooks.md#a-region-is-lost-5",
        "docs/runbooks.md#the-primary-was-moved-outside-of-pulumi",
        switch_back,
        killed_update,
        "docs/runbooks.md#an-update-was-interrupted-2",
        "docs/runbooks.md#an-update-was-interrupted-3",
        "docs/runbooks.md#an-update-was-interrupted",
        secondary_is_detached,
        "docs/runbooks.md#a-member-was-detached",
        "docs/runbooks.md#a-member-was-detached-2",
        "docs/runbooks.md#restore-after-a-mistake",
        "docs/runbooks.md#restore-after-a-mistake-2",
    ],
    "ci": [first_program, "docs/ci.md#previews-in-ci", "docs/ci.md#the-policy-pack-2"],
    "another stack": [first_program, another_stack, "docs/connect.md#from-another-stack", up],
    "permissions": ["docs/installation-configuration.md#permissions"],
    "local session": [first_program_only, "docs/local-aws.md#the-local-aws"],
    "control calls": [inside_local_run("docs/local-aws.md#control-calls")],
    "examples": [
        example("yaml"),
        "examples/README.md#run-one",
        "examples/README.md#run-one-2",
        "examples/README.md#run-one-3",
    ],
}
"""Steps by tour: a block's place, or a function that does what the page presupposes."""

FIRST_TOURS = ("first program", "existing cluster")
"""The tours that `make test` follows; `make test-long` follows the others."""

EXAMPLES = {
    "docs/network.md#network-and-keys": "examples/network/python/__main__.py",
    "docs/connect.md#query-urls": "examples/endpoints/python/__main__.py",
}
"""Blocks that are the program of an example: test_examples.py runs it."""

INSTALLED = {"README.md#install"}
"""Blocks that install the package: test_installation.py runs them in a new virtual environment."""

_PYPI = "installs a release from PyPI, which has none yet"
_GENERATORS = "needs Pulumi's own command, whose language hosts generate SDKs; test_examples.py generates the same SDK"
_NPM = "installs packages from npm; test_examples.py generates the same SDK and installs the same packages"
_HOST = "needs the language host and the SDK of the step before; test_examples.py runs the program with both"
NOT_RUN = {
    "docs/installation-configuration.md#installation": _PYPI,
    "docs/installation-configuration.md#installation-2": _GENERATORS,
    "docs/ci.md#the-policy-pack": "needs Pulumi's own Python host; the block after it runs the same rules",
    "examples/typescript/README.md#a-global-database-in-two-regions-in-typescript": _GENERATORS,
    "examples/typescript/README.md#a-global-database-in-two-regions-in-typescript-2": _NPM,
    "examples/typescript/README.md#a-global-database-in-two-regions-in-typescript-3": _HOST,
    "examples/go/README.md#a-global-database-in-two-regions-in-go": _GENERATORS,
    "examples/go/README.md#a-global-database-in-two-regions-in-go-2": _HOST,
    "examples/java/README.md#a-global-database-in-two-regions-in-java": _GENERATORS,
    "examples/java/README.md#a-global-database-in-two-regions-in-java-2": _HOST,
}
"""Blocks that can't run here, and why. Their syntax is checked."""
