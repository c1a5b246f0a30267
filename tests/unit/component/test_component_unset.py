"""Properties of a child that are not set, so that AWS's values stay."""

from __future__ import annotations

import asyncio

import pytest

from neptune_global_component.aws.observe import Observer
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.plan.unset import of_instance, set_properties, unmanaged_properties
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE

EU = "eu-west-1"


@pytest.mark.parametrize(
    ("database", "own", "names"),
    [
        ({}, {"port": 8182, "instance_class": "db.r6g.large"}, []),
        ({}, {"backup_retention_period": UNKNOWN, "tags": {"a": "b"}}, ["backupRetentionPeriod", "tags"]),
        ({"deletion_protection": False, "tags": UNKNOWN}, {}, ["deletionProtection", "tags"]),
    ],
)
def test_what_the_state_remembers(database, own, names):
    """The state records properties that pulumi-aws resets, including unknown ones and the global database's."""
    spec = Spec("orders", regions={EU: RegionSpec(EU, "orders", 1, own)}, **database)
    assert set_properties(spec, EU) == names


def test_what_the_state_remembers_of_each_instance():
    """A setting of one instance is recorded with its number, and applies to that instance only."""
    settings = ({"instance_class": "db.r6g.large"}, {"promotion_tier": 1, "tags": {"a": "b"}})
    spec = Spec("orders", deletion_protection=True, regions={EU: RegionSpec(EU, "orders", 2, {}, settings)})
    names = set_properties(spec, EU)
    assert names == ["2.promotionTier", "2.tags", "deletionProtection"]
    assert of_instance(names, 2) == {"promotionTier", "tags", "deletionProtection"}
    assert "promotionTier" not in of_instance(names, 1)


@pytest.mark.parametrize(("protection", "names"), [(None, []), (False, ["deletionProtection"])])
def test_what_the_state_remembers_of_the_global_cluster(protection, names):
    """Disabled protection counts as set."""
    assert set_properties(Spec("orders", deletion_protection=protection)) == names


@pytest.mark.parametrize("tags", [(), ("tags",)], ids=["never set", "set before"])
@pytest.mark.parametrize("default_tags", [True, False])
def test_tags(tags, default_tags):
    """Tags that are not set are ignored; the provider's default tags still apply."""
    expected = [] if tags else ["tags"] if default_tags else ["tags", "tagsAll"]
    found = unmanaged_properties(INSTANCE, (), tags, default_tags=default_tags)
    assert found == ["promotionTier", "autoMinorVersionUpgrade", *expected]


def test_limits_that_were_set_before():
    """AWS can't unset limits, so they stay; another property is reset to its default."""
    before = ("deletionProtection", "serverlessV2ScalingConfiguration")
    found = unmanaged_properties(CLUSTER, (), before, default_tags=False)
    assert "serverlessV2ScalingConfiguration" in found
    assert "deletionProtection" not in found


def test_what_is_set_now():
    """A property that the program sets is managed."""
    assert unmanaged_properties(GLOBAL_CLUSTER, ("deletionProtection",), (), default_tags=False) == []


@pytest.mark.parametrize(
    ("setting", "has"), [(None, False), ('{"tags": {}}', False), ('{"tags": {"cost": "c42"}}', True), (True, True)]
)
def test_whether_the_provider_has_default_tags(setting, has):
    """Unknown tags count as tags, and a setting without tags does not."""

    async def configuration():
        return {"defaultTags": setting}

    assert asyncio.run(Observer(configuration, print, []).has_default_tags()) is has
