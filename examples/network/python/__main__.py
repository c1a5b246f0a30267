"""A Neptune global database in three regions, each with a VPC, a security group and a KMS key."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster, RegionArgs

# The network and two availability zones of each region. Tokyo has no zone b.
NETWORKS = {
    "us-east-1": ("10.0", "ab"),
    "eu-west-1": ("10.1", "ab"),
    "ap-northeast-1": ("10.2", "ac"),
}


def member(region: str, network: str, zones: str) -> RegionArgs:
    """Return the cluster of a region, in a VPC with a subnet in each zone."""
    vpc = aws.ec2.Vpc(f"graph-{region}", region=region, cidr_block=f"{network}.0.0/16", enable_dns_hostnames=True)
    subnets = [
        aws.ec2.Subnet(
            f"graph-{region}{zone}",
            region=region,
            vpc_id=vpc.id,
            availability_zone=f"{region}{zone}",
            cidr_block=f"{network}.{number}.0/24",
        )
        for number, zone in enumerate(zones)
    ]
    clients = aws.ec2.SecurityGroup(
        f"graph-{region}",
        region=region,
        vpc_id=vpc.id,
        ingress=[{"protocol": "tcp", "from_port": 8182, "to_port": 8182, "cidr_blocks": [vpc.cidr_block]}],
    )
    key = aws.kms.Key(f"graph-{region}", region=region, enable_key_rotation=True)
    return {
        "instance_class": "db.r6g.large",
        "subnet_ids": [subnet.id for subnet in subnets],
        "vpc_security_group_ids": [clients.id],
        "kms_key_arn": key.arn,
        # For a trial only: without a final snapshot, a deleted cluster's data is lost.
        "skip_final_snapshot": True,
    }


members = {region: member(region, *network) for region, network in NETWORKS.items()}
graph = GlobalCluster(
    "graph",
    global_cluster_identifier="graph",
    primary_region="us-east-1",
    storage_encrypted=True,
    regions=members,
)

pulumi.export("endpoint", graph.endpoint)
pulumi.export("clusters", graph.clusters)
