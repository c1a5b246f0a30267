"""What a resource is for the guard's rules, whatever provider it comes from: its kind, told by its type token; pure.

A kind is the type token that pulumi-aws has for it, and of what the component keeps in Stashes the Stash's type token
with the end of its name. The guard does without Pulumi, so it can't import those names from the component: here is
their one place in the guard, and a test compares the two.
"""

from __future__ import annotations

from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH

STACK = "pulumi:pulumi:Stack"
KEY = "aws:kms/key:Key"
GRAPH = "aws:neptunegraph/graph:Graph"
SNAPSHOT = "aws:neptune/clusterSnapshot:ClusterSnapshot"

DECLARED = f"{STASH} declared"
PRIMARY_INTENT = f"{STASH} primary-region"
VERSION_INTENT = f"{STASH} engine-version"
TAGS_INTENT = f"{STASH} tags"


def ending(stash: str) -> str:
    """Give how the name of a Stash of a kind ends."""
    return stash.rpartition(" ")[2]


KEPT = tuple(ending(one) for one in (DECLARED, PRIMARY_INTENT, VERSION_INTENT, TAGS_INTENT))
"""The ends of the Stashes' names."""

STASHED = "input"
VERSION = "engineVersion"
CONSENT = "allowMajorVersionUpgrade"
REGIONS = "regions"
IDENTIFIER = "globalClusterIdentifier"
"""The property of a Stash, and the keys in the values of those that keep objects; but for the regions, also properties
of clusters and global clusters."""

SOURCE = "sourceDbClusterIdentifier"
"""The property of a global cluster that takes a cluster for its primary."""

_ELSEWHERE = {
    "aws-native:neptune:DbCluster": CLUSTER,
    "aws-native:neptune:DbInstance": INSTANCE,
    "aws-native:neptune:GlobalCluster": GLOBAL_CLUSTER,
    "aws-native:neptunegraph:Graph": GRAPH,
    "aws-native:kms:Key": KEY,
    "aws-native:kms:ReplicaKey": KEY,
    "aws:kms/externalKey:ExternalKey": KEY,
    "aws:kms/replicaKey:ReplicaKey": KEY,
    "aws:kms/replicaExternalKey:ReplicaExternalKey": KEY,
}
# A provider that is made of Terraform's has its resource types in one module, index, under any name of a package:
# https://www.pulumi.com/registry/packages/terraform-provider/
_TERRAFORM = {
    "neptuneCluster": CLUSTER,
    "neptuneClusterInstance": INSTANCE,
    "neptuneGlobalCluster": GLOBAL_CLUSTER,
    "neptuneClusterSnapshot": SNAPSHOT,
    "neptunegraphGraph": GRAPH,
    "kmsKey": KEY,
    "kmsExternalKey": KEY,
    "kmsReplicaKey": KEY,
    "kmsReplicaExternalKey": KEY,
}


def kind(token: str, name: str = "") -> str:
    """Give what a resource is: the type token where it is none that the rules know.

    Args:
        token: its type token.
        name: its Pulumi name, which tells the component's Stashes from each other.
    """
    if token == STASH:
        return next((f"{STASH} {what}" for what in KEPT if name.endswith(f"-{what}")), STASH)
    if token in _ELSEWHERE:
        return _ELSEWHERE[token]
    module = token.partition(":")[2].partition(":")[0]
    return _TERRAFORM.get(module.removeprefix("index/"), token) if module.startswith("index/") else token


def concerns(types: str, *, destroyed: bool) -> bool:
    """Tell whether a resource is of concern.

    Args:
        types: the chain of types in its URN (``PARENT$TYPE``).
        destroyed: whether it is deleted or replaced: a key matters only then.
    """
    token = types.rpartition("$")[2]
    if token in {STACK, TYPE_TOKEN} or types.endswith(f"{TYPE_TOKEN}${STASH}"):
        return True
    if token.startswith("pulumi:"):
        # The engine's own, as the provider pulumi:providers:neptune-global.
        return False
    return "neptune" in token.lower() or (destroyed and kind(token) == KEY)
