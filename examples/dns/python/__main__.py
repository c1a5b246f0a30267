"""A Neptune global database, and a private DNS name that follows its writer."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster

# For a trial only: without a final snapshot, a deleted cluster's data is lost.
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}

graph = GlobalCluster(
    "graph",
    global_cluster_identifier="graph",
    primary_region="us-east-1",
    regions={"us-east-1": MEMBER, "eu-west-1": MEMBER},
)

# The networks whose clients know the name.
networks = {"us-east-1": "10.0.0.0/16", "eu-west-1": "10.1.0.0/16"}
vpcs = {
    region: aws.ec2.Vpc(f"clients-{region}", region=region, cidr_block=network, enable_dns_hostnames=True)
    for region, network in networks.items()
}
zone = aws.route53.Zone(
    "graph",
    name="graph.internal",
    vpcs=[{"vpc_id": vpc.id, "vpc_region": region} for region, vpc in vpcs.items()],
)
writer = aws.route53.Record(
    "writer",
    zone_id=zone.zone_id,
    name="writer.graph.internal",
    type="CNAME",
    ttl=30,
    records=[graph.endpoint],
)

pulumi.export("writer", writer.name)
pulumi.export("endpoint", graph.endpoint)
