"""The steps of an upgrade, and what is rejected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from operated_database import EU, US, WEST, arn, observed

from neptune_global_component.aws.operations import upgrade
from neptune_global_component.core.errors import RefusedError

NEW = {"version": "1.3.4.0"}


def steps(found, wanted, **options):
    """Return the texts of the steps."""
    return tuple(str(line) for line in upgrade.steps(found, wanted, **options))


def rejections(found, wanted, **options):
    """Return the findings as texts."""
    with pytest.raises(RefusedError) as caught:
        steps(found, wanted, **options)
    assert str(caught.value).endswith(" Nothing was changed.")
    return [str(one) for one in caught.value.findings]


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (observed(WEST, EU, version="1.3.3.0"), "upgrade to 1.3.4.0: eu-west-1, us-west-2, then us-east-1"),
        (observed(WEST, EU, version="1.3.3.0", eu_west_1=NEW), "upgrade to 1.3.4.0: us-west-2, then us-east-1"),
        (observed(EU, version="1.3.3.0", eu_west_1=NEW), "upgrade to 1.3.4.0: us-east-1"),
        (observed(version="1.3.3.0"), "upgrade to 1.3.4.0: us-east-1"),
        (
            observed(EU, version="1.3.3.0", eu_west_1={"status": "upgrading"}),
            "upgrade to 1.3.4.0: eu-west-1, then us-east-1",
        ),
        (observed(EU, version="1.3.4.0", us_east_1={"status": "upgrading"}), "upgrade to 1.3.4.0: us-east-1"),
    ],
)
def test_secondaries_then_the_primary(found, line):
    """The steps list secondaries by region, then the primary, without members that are already upgraded."""
    assert steps(found, "1.3.4.0") == (line,)


def test_nothing_is_to_be_done():
    """There are no steps if all members run the version."""
    assert steps(observed(EU, version="1.3.4.0"), "1.3.4.0") == ()


def test_a_major_one():
    """A major upgrade is one step, which names the effect on parameter groups."""
    (line,) = steps(observed(EU, version="1.3.4.0"), "1.4.8.0", allow_major=True)
    assert line.startswith("upgrade to 1.4.8.0, a major version: eu-west-1, us-east-1, all at once; AWS resets")


def test_a_major_one_must_be_allowed():
    """The error has the rule, its reason, and the argument to set."""
    (text,) = rejections(observed(EU, version="1.3.4.0"), "1.4.6.0")
    assert text == (
        "engine_version: '1.4.6.0' is a major upgrade from 1.3.4.0: all clusters are down during it, and their "
        "parameter groups become the defaults of the new version. Set allow_major_version_upgrade to true to allow "
        "it."
    )


@pytest.mark.parametrize("wanted", ["1.3.2.0", "1.2.1.0"])
def test_there_is_no_downgrade(wanted):
    """A downgrade of any member is rejected."""
    (text,) = rejections(observed(EU, version="1.3.3.0"), wanted, allow_major=True)
    assert text == (
        f"engine_version: '{wanted}' is a downgrade, which AWS does not support: eu-west-1 runs 1.3.3.0, us-east-1 "
        "runs 1.3.3.0. Set the running version, or remove engine_version."
    )


def test_a_downgrade_of_one_member():
    """The error names only the member that would be downgraded."""
    (text,) = rejections(observed(EU, version="1.3.3.0", eu_west_1=NEW), "1.3.3.0")
    assert "eu-west-1 runs 1.3.4.0. Set" in text


@pytest.mark.parametrize("wanted", ["1.4.7.0", "1.4.7.1", "1.4.8.0"])
def test_past_1_4_7_the_secondaries_have_to_go(wanted):
    """AWS rejects this upgrade of a global database; the error lists the snapshots and the three updates that work."""
    (text,) = rejections(observed(EU, WEST, version="1.4.6.3"), wanted)
    assert "First take a snapshot of the primary" in text
    assert "in an update set final_snapshot_identifier instead of skip_final_snapshot for eu-west-1, us-west-2" in text
    assert "`neptune-global guard` reports DANGER" in text
    assert f"remove eu-west-1, us-west-2; set {wanted}; add them again" in text
    assert steps(observed(version="1.4.6.3"), wanted)
    assert steps(observed(EU, version="1.4.7.0"), "1.4.8.0")


def test_every_member_needs_an_instance():
    """The error lists the headless members."""
    (text,) = rejections(observed(EU, WEST, version="1.3.3.0", us_west_2={"instances": ()}), "1.3.4.0")
    assert text.startswith("engine_version: can't upgrade us-west-2, which has no instance")


def test_what_aws_can_upgrade_to():
    """A version outside the targets is rejected with a list of them; without targets it is accepted."""
    found = observed(EU, version="1.3.3.0")
    (text,) = rejections(found, "1.3.5.0", targets=["1.4.6.0", "1.3.4.0"])
    assert text == (
        "engine_version: '1.3.5.0' is not a version that AWS upgrades 1.3.3.0 to. Set one of these: 1.3.4.0, 1.4.6.0."
    )
    assert rejections(found, "1.3.5.0", targets=[])[0].endswith("these: none.")
    assert rejections(found, "1.3.5.0", targets=["1.4.6.0.R4", "1.3.4.0"])[0].endswith("these: 1.4.6.0.R4, 1.3.4.0.")
    assert steps(found, "1.3.5.0")
    assert steps(found, "1.3.4.0", targets=["1.3.4.0"])


def test_the_targets_can_be_reached_with_secondaries():
    """The advice for an unknown version has no version that needs the secondaries removed, unless all do."""
    targets = ["1.4.6.3", "1.4.7.0", "1.4.8.0"]
    (text,) = rejections(observed(EU, version="1.4.6.0"), "1.4.9.9", targets=targets)
    assert text.endswith("Set one of these: 1.4.6.3.")
    assert rejections(observed(version="1.4.6.0"), "1.4.9.9", targets=targets)[0].endswith("1.4.6.3, 1.4.7.0, 1.4.8.0.")
    assert rejections(observed(EU, version="1.4.6.3"), "1.4.9.9", targets=targets[1:])[0].endswith("1.4.7.0, 1.4.8.0.")


def test_what_aws_is_at_already_is_no_matter_of_targets():
    """If all members run the version and one is not available, the run only waits."""
    found = observed(EU, version="1.3.4.0", us_east_1={"status": "upgrading"})
    assert steps(found, "1.3.4.0", targets=["1.4.6.0"]) == ("upgrade to 1.3.4.0: us-east-1",)


def test_the_oldest_member_decides():
    """During an upgrade, the targets are those of the oldest member."""
    found = observed(EU, version="1.3.3.0", eu_west_1=NEW)
    (text,) = rejections(found, "1.3.5.0", targets=[])
    assert "AWS upgrades 1.3.3.0 to" in text


def test_a_version_that_is_not_known():
    """A member with a missing or unreadable version is named in the error."""
    (text,) = rejections(observed(EU, version="1.3.3.0", eu_west_1={"version": "1.3.R2"}), "1.3.4.0")
    assert text.startswith("engine_version: '1.3.4.0' can't be checked: the version of eu-west-1 is 1.3.R2. Check ")
    found = observed(EU, version="1.3.3.0")
    (text,) = rejections(replace(found, clusters={arn(US): found.clusters[arn(US)]}), "1.3.4.0")
    assert "the version of eu-west-1 is not read." in text


def test_all_problems_are_told_together():
    """One error lists two findings."""
    found = observed(EU, version="1.3.3.0", eu_west_1={"instances": ()})
    assert len(rejections(found, "1.4.6.0")) == 2


@pytest.mark.parametrize(("region", "name"), [(US, "ModifyGlobalCluster in us-east-1"), (None, "ModifyGlobalCluster")])
def test_the_name_of_a_major_upgrade(region, name):
    """The request is named after the primary's region, if there is a primary."""
    found = observed(EU)
    if region is None:
        found = found.with_primary("none")
    assert upgrade._major(None, found, "1.4.6.0", None).name == name  # noqa: SLF001 - no test can remove the primary
