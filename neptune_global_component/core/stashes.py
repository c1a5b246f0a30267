"""The names and keys of a component's Stashes. They are in every user's state, so they never change."""

from __future__ import annotations

DECLARED, ENGINE_VERSION, PRIMARY_REGION, TAGS = "declared", "engine-version", "primary-region", "tags"
"""The ends of the Stashes' names: ``{name}-declared``."""

NAMES = (DECLARED, PRIMARY_REGION, ENGINE_VERSION, TAGS)

SET_PROPERTIES = "setProperties"
"""The key, in the Stash ``{name}-declared`` and in each of its regions, of the properties that the program set."""

OWN_SUBNET_GROUP = "own_subnet_group"
"""The key, in a region of the Stash ``{name}-declared`` (in camelCase there), of whether the component creates the
region's subnet group."""

VERSION = "engineVersion"
"""The key of the version in the Stash ``{name}-engine-version``."""

ALLOW_MAJOR = "allowMajorVersionUpgrade"
"""The key of the consent to a major upgrade, in the Stash ``{name}-engine-version``."""
