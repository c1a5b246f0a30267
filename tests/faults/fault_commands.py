"""The stacks of `neptune-global import` and `neptune-global rename`, and of the updates that follow them."""

from __future__ import annotations

import sys

from fault_stack import EAST, MEMBER, UP, WEST, Stack, identities

COMMAND = (sys.executable, "-c", "from neptune_global_component.cli import main; main()")
VERSION = "1.4.5.0"
OPTIONAL = "vpc_security_group_ids"
"""The argument that a program sets too if EC2 can't be asked whether its value is the default."""
BOOKS = {"books-east", "books-west", "zebra", "anna", "berta"}


class Imported(Stack):
    """A database of two regions, created outside Pulumi; a program is written for it, and adopts it."""

    name = "imported"
    steps = ("import", "adopt")
    changes_aws = False

    def prepare(self):
        """Create the database, with names that the component would not choose."""
        source = self.aws.cluster("books-east", EAST, EngineVersion=VERSION)
        for name in ("zebra", "anna"):
            self.aws.instance("books-east", name, EAST)
        self.aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="books", SourceDBClusterIdentifier=source)
        self.aws.cluster("books-west", WEST, GlobalClusterIdentifier="books", EngineVersion=VERSION)
        self.aws.instance("books-west", "berta", WEST)
        self.before = self.identities()
        self.program = self.project.folder / "__main__.py"
        self.written = None
        self.take("import")
        self.written = self.program.read_text()

    def ready(self, step):
        """Start with an empty state."""
        del step
        if self.exists:
            self.project.run("state", "delete", "--all", "--force", "--yes")
            self.exists = False

    def begin(self, step):
        """Return the command that writes the program, or that runs it."""
        self.project.write({"runtime": "python", "config": {"aws:maxRetries": {"value": "1"}}})
        self.exists = step == "adopt"
        if self.exists:
            self.program.write_text(self.written)
        write = (*COMMAND, "import", "books", "--language", "python", "--out", self.program.name)
        self.command = UP if self.exists else write
        return self.command

    def check(self):
        """Check that the program is complete, that AWS is unchanged, and that the state has all that AWS has."""
        more = set(self.program.read_text().splitlines()) ^ set(self.written.splitlines())
        assert all(OPTIONAL in line for line in more), more
        assert self.identities() == self.before
        if not self.exists:
            return
        (found,) = (one for one in self.aws.global_clusters() if one["GlobalClusterIdentifier"] == "books")
        wanted = {one["DBClusterArn"]: one["IsWriter"] for one in found["GlobalClusterMembers"]}
        assert {one["dbClusterArn"]: one["isWriter"] for one in self.project.outputs()["members"]} == wanted
        resources = self.project.resources().items()
        assert {one["id"] for (kind, _), one in resources if kind.startswith("aws:")} == {"books", *self.before}

    def identities(self):
        """Return AWS's IDs of the database's clusters and instances, by identifier."""
        return {name: one for name, one in identities(self.aws).items() if name in BOOKS}


class Renamed(Stack):
    """A database that is renamed in AWS and in the state; then the program follows, under another Pulumi name too."""

    name = "renamed"
    steps = ("rename", "follow")

    def prepare(self):
        """Set the identifier."""
        self.identifier, self.other = "parts", "spares"
        self.component = self.identifier

    def ready(self, step):
        """Create the database; follow the previous rename, or rename."""
        if not self.exists:
            self.take("up")
        if step == "rename" and self.component != self.identifier:
            self.take("follow")
        if step == "follow" and self.component == self.identifier:
            self.take("rename")

    def arguments(self):
        """Return the arguments of two regions, with the names of the clusters if the component chooses others now."""
        clusters = {region: f"parts-{region}" for region in (EAST, WEST)}
        more = {region: {"cluster_identifier": name} for region, name in clusters.items()}
        if self.identifier == "parts":
            more = {region: {} for region in clusters}
        return {
            "global_cluster_identifier": self.identifier,
            "primary_region": EAST,
            "tags": {"team": "graph"},
            "regions": {region: {**MEMBER, **one} for region, one in more.items()},
        }

    def begin(self, step):
        """Return the command of the rename, or write the program with the new name."""
        if step == "rename":
            self.identifier, self.other = self.other, self.identifier
            self.command = (*COMMAND, "rename", self.other, self.identifier, "--stack", "--yes")
            return self.command
        self.component, self.aliases = self.identifier, f"[pulumi.Alias(name={self.other!r})]"
        return super().begin(step)

    def check(self):
        """Check that the changed program has nothing to change after the rename, and that the outputs follow later."""
        if self.component == self.identifier:
            super().check()
            return
        names = {one["GlobalClusterIdentifier"] for one in self.aws.global_clusters()}
        assert names & {self.identifier, self.other} == {self.identifier}
        self.write_program()
        self.project.run("preview", "--expect-no-changes")
