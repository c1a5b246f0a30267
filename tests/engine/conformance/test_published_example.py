"""The published example of a global database in two regions fails, on AWS and on the local AWS."""

from __future__ import annotations

from conformance_stack import Stack, cluster, global_cluster, instance


def test_secondary_before_an_instance_of_the_primary(project, aws):
    """AWS rejects the secondary cluster, because it does not depend on the primary's instance.

    https://www.pulumi.com/registry/packages/aws/api-docs/neptune/globalcluster/ (the regions are those of the providers
    in https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/neptune_global_cluster).
    """
    versions = {"engine": "${example.engine}", "engineVersion": "${example.engineVersion}"}
    network = {"neptuneSubnetGroupName": "default"}
    member = {"globalClusterIdentifier": "${example.id}", **versions, **network}
    west = {"region": "us-west-2"}
    stack = Stack(project)
    stack.write(
        {
            "example": global_cluster("global-test", engineVersion="1.4.5.0"),
            "primary": cluster("test-primary-cluster", **member),
            "primary-instance": instance("test-primary-cluster-instance", "${primary.id}", **versions, **network),
            "secondary": cluster("test-secondary-cluster", **member, **west),
            "secondary-instance": instance(
                "test-secondary-cluster-instance", "${secondary.id}", **versions, **network, **west
            )
            | {"options": {"dependsOn": ["${primary-instance}"]}},
        }
    )
    printed = stack.up(fails=True)
    assert "InvalidDBClusterStateFault" in printed
    assert "is in a state which is not valid for physical replication" in printed
    refused = [call for call in aws.calls("CreateDBCluster") if call["errorCode"]]
    assert len(refused) == 1
    assert len(aws.global_clusters()[0]["GlobalClusterMembers"]) == 1
