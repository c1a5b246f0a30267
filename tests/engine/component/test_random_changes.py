"""Random histories of a global database: program changes, events outside Pulumi, and interrupted updates."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from programs import program

REGIONS = ("us-east-1", "eu-west-1", "us-west-2")
VERSIONS = ("1.4.3.0", "1.4.4.0", "1.4.5.0", "1.4.6.0")
ENDING = {"DeleteGlobalCluster", "RemoveFromGlobalCluster", "DeleteDBCluster"}


class Life(RuleBasedStateMachine):
    """A stack, its program, and the local AWS."""

    make_project = aws = None

    @initialize()
    def create(self):
        """Create the database in one region."""
        self.aws.local.reset()
        self.project = self.make_project()
        self.regions = {REGIONS[0]: 1}
        self.primary, self.version, self.number = REGIONS[0], 0, 0
        self.up()

    @precondition(lambda self: len(self.regions) < len(REGIONS))
    @rule(cut=st.booleans(), instances=st.integers(0, 2))
    def add_a_region(self, cut, instances):
        """Add a secondary, with or without instances."""
        region = next(one for one in REGIONS if one not in self.regions)
        self.regions[region] = instances
        self.up(cut=cut)

    @precondition(lambda self: len(self.regions) > 1)
    @rule(cut=st.booleans())
    def take_a_region_out(self, cut):
        """Remove a secondary, as AWS reports the roles."""
        region = next(one for one in self.regions if one not in {self.primary, self.writer()})
        del self.regions[region]
        self.up(cut=cut, leaving=region)

    @precondition(lambda self: self.regions.keys() - {self.primary})
    @rule(cut=st.booleans())
    def switch_over(self, cut):
        """Move the primary with a program change."""
        region = next(one for one in self.regions if one != self.primary)
        self.regions[region] = max(1, self.regions[region])
        # AWS switches over only to a cluster with an instance.
        self.up()
        self.primary = region
        self.up(cut=cut)

    @precondition(lambda self: any(count for region, count in self.regions.items() if region != self.writer()))
    @rule()
    def switch_over_elsewhere(self):
        """Move the primary outside Pulumi, and update the program."""
        region = next(one for one, count in self.regions.items() if count and one != self.writer())
        self.aws.switch_over(region)
        self.up()
        assert self.writer() == region
        self.primary = region
        self.up()
        assert self.writer() == region

    @precondition(lambda self: self.version + 1 < len(VERSIONS) and all(self.regions.values()))
    @rule(cut=st.booleans())
    def upgrade(self, cut):
        """Upgrade to the next version."""
        self.version += 1
        self.up(cut=cut)

    @rule(cut=st.booleans())
    def tag(self, cut):
        """Change a tag."""
        self.number += 1
        self.up(cut=cut)

    def up(self, *, cut=False, leaving=None):
        """Write the program, interrupt an update at its first write, update again, and check everything."""
        self.project.write(
            program(
                regions={region: {"instances": count} for region, count in self.regions.items()},
                primary_region=self.primary,
                engine_version=VERSIONS[self.version],
                tags={"number": str(self.number)},
                exports=("global_cluster_members", "engine_version"),
            )
        )
        before, writes = len(self.aws.calls()), len(self.aws.writes())
        if cut:
            self.project.kill_when(lambda: len(self.aws.writes()) > writes, "up", "--yes", "--skip-preview")
        outputs = self.project.up()
        self.project.run("preview", "--expect-no-changes")
        (found,) = self.aws.global_clusters()
        members = {one["dbClusterArn"]: one["isWriter"] for one in outputs["global_cluster_members"]}
        assert members == {one["DBClusterArn"]: one["IsWriter"] for one in found["GlobalClusterMembers"]}
        assert {arn.split(":")[3] for arn in members} == self.regions.keys()
        assert outputs["engine_version"] == found["EngineVersion"] == VERSIONS[self.version]
        ended = {(one["operation"], one["region"]) for one in self.aws.calls()[before:] if one["operation"] in ENDING}
        assert ended <= {("RemoveFromGlobalCluster", leaving), ("DeleteDBCluster", leaving)}

    def writer(self):
        """Return the region of the primary in AWS."""
        return self.aws.regions()[0]

    def teardown(self):
        """Destroy the database."""
        self.project.run("destroy", "--yes", "--skip-preview")
        assert self.aws.global_clusters() == []


@pytest.fixture
def lives(request):
    """Return the number of histories and of changes in each, from an option."""
    return request.config.getoption("--lives")


@pytest.mark.long
def test_random_lives(make_project, aws, lives):
    """Nothing is deleted or detached unless requested, outputs match AWS, and the next preview has no changes."""
    numbers = iter(range(10_000))
    machine = type("Life", (Life,), {"aws": aws, "make_project": lambda _self: make_project(f"life-{next(numbers)}")})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=lives,
            stateful_step_count=5 if lives == 1 else 15,
            derandomize=lives == 1,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
