"""The kind of a resource for the guard's rules, whichever provider it comes from; pure.

A kind is the type token that pulumi-aws uses. The kind of a component's Stash is the Stash's type token with the end of
its name.
"""

from __future__ import annotations

from neptune_global_component.core import stashes
from neptune_global_component.core.names import TYPE_TOKEN
from neptune_global_component.core.tokens import CLUSTER, GLOBAL_CLUSTER, INSTANCE, STASH, SUBNET_GROUP

STACK = "pulumi:pulumi:Stack"
KEY = "aws:kms/key:Key"
GRAPH = "aws:neptunegraph/graph:Graph"
SNAPSHOT = "aws:neptune/clusterSnapshot:ClusterSnapshot"
CLUSTER_PARAMETERS = "aws:neptune/clusterParameterGroup:ClusterParameterGroup"
INSTANCE_PARAMETERS = "aws:neptune/parameterGroup:ParameterGroup"

DECLARED = f"{STASH} {stashes.DECLARED}"
PRIMARY_INTENT = f"{STASH} {stashes.PRIMARY_REGION}"
VERSION_INTENT = f"{STASH} {stashes.ENGINE_VERSION}"
TAGS_INTENT = f"{STASH} {stashes.TAGS}"

STASHED = "input"
VERSION = stashes.VERSION
CONSENT = stashes.ALLOW_MAJOR
REGIONS = "regions"
IDENTIFIER = "globalClusterIdentifier"
"""The property of a Stash, and the keys in Stashes that hold objects. Except for the regions, they are also properties
of clusters and global clusters."""

SOURCE = "sourceDbClusterIdentifier"
"""The property of a global cluster that names the cluster to become its primary."""

_OTHER_PROVIDERS = {
    "aws-native:neptune:DbCluster": CLUSTER,
    "aws-native:neptune:DbClusterParameterGroup": CLUSTER_PARAMETERS,
    "aws-native:neptune:DbInstance": INSTANCE,
    "aws-native:neptune:DbParameterGroup": INSTANCE_PARAMETERS,
    "aws-native:neptune:DbSubnetGroup": SUBNET_GROUP,
    "aws-native:neptune:GlobalCluster": GLOBAL_CLUSTER,
    "aws-native:neptunegraph:Graph": GRAPH,
    "aws-native:kms:Key": KEY,
    "aws-native:kms:ReplicaKey": KEY,
    "aws:kms/externalKey:ExternalKey": KEY,
    "aws:kms/replicaKey:ReplicaKey": KEY,
    "aws:kms/replicaExternalKey:ReplicaExternalKey": KEY,
}
# A provider that bridges a Terraform provider has its resource types in one module, index, in a package of any name:
# https://www.pulumi.com/registry/packages/terraform-provider/
_TERRAFORM = {
    "neptuneCluster": CLUSTER,
    "neptuneClusterInstance": INSTANCE,
    "neptuneGlobalCluster": GLOBAL_CLUSTER,
    "neptuneClusterParameterGroup": CLUSTER_PARAMETERS,
    "neptuneClusterSnapshot": SNAPSHOT,
    "neptuneParameterGroup": INSTANCE_PARAMETERS,
    "neptuneSubnetGroup": SUBNET_GROUP,
    "neptunegraphGraph": GRAPH,
    "kmsKey": KEY,
    "kmsExternalKey": KEY,
    "kmsReplicaKey": KEY,
    "kmsReplicaExternalKey": KEY,
}


def kind(token: str, name: str = "") -> str:
    """Return the kind of a resource; its type token if the rules do not know it.

    Args:
        token: its type token.
        name: its Pulumi name, which distinguishes the component's Stashes.
    """
    if token == STASH:
        return next((f"{STASH} {what}" for what in stashes.NAMES if name.endswith(f"-{what}")), STASH)
    if token in _OTHER_PROVIDERS:
        return _OTHER_PROVIDERS[token]
    module = token.partition(":")[2].partition(":")[0]
    return _TERRAFORM.get(module.removeprefix("index/"), token) if module.startswith("index/") else token


def concerns(types: str, *, destroyed: bool) -> bool:
    """Return whether the guard looks at a resource.

    Args:
        types: the chain of types in its URN (``PARENT$TYPE``).
        destroyed: whether it is deleted or replaced; only then a KMS key matters.
    """
    token = types.rpartition("$")[2]
    if token in {STACK, TYPE_TOKEN} or types.endswith(f"{TYPE_TOKEN}${STASH}"):
        return True
    if token.startswith("pulumi:"):
        # A resource of the engine, such as the provider pulumi:providers:neptune-global.
        return False
    return "neptune" in token.lower() or (destroyed and kind(token) == KEY)
