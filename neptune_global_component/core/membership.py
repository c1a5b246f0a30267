"""The properties of a cluster that AWS changes while it is a member: tools that manage its cluster must ignore them."""

from __future__ import annotations

from neptune_global_component.core.names import camel_case

MEMBERSHIP = ("global_cluster_identifier", "replication_source_identifier", "engine_version")
"""The properties in the spelling of Python and Terraform."""

LINK, ROLE, VERSION = map(camel_case, MEMBERSHIP)
"""The link to the global cluster: without it, the cluster is detached. The role: AWS sets it on secondaries and changes
it in a switchover, and removing it would promote the cluster. The version: an upgrade of the global cluster changes it.

https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster
"""

IGNORE_CHANGES = f'ignore_changes=["{LINK}", "{ROLE}", "{VERSION}"]'
"""The option of such a cluster in a Python program, for messages: ``source_cluster_options()`` sets it."""
