"""A program with the resources that usually surround a Neptune database, on the stand-in."""

from __future__ import annotations

import pytest

IAM = """
trust = aws.iam.get_policy_document(
    statements=[
        {"actions": ["sts:AssumeRole"], "principals": [{"type": "Service", "identifiers": ["rds.amazonaws.com"]}]}
    ]
)
role = aws.iam.Role(
    "loader",
    assume_role_policy=trust.json,
    description=f"Loads {TEXT}",
    managed_policy_arns=["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
    tags={"text": TEXT},
)
policy = aws.iam.Policy(
    "load",
    policy={
        "Version": "2012-10-17",
        "Statement": [{"Sid": TEXT, "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
    },
)
reader = aws.iam.Role("reader", assume_role_policy=trust.json)
aws.iam.RolePolicyAttachment("attached", role=reader.name, policy_arn=policy.arn)
aws.iam.RolePolicy("inline", role=reader.id, policy=policy.policy)
"""
NETWORK = """
vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
subnets = [
    aws.ec2.Subnet(f"s{i}", vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone=f"us-east-1{zone}")
    for i, zone in enumerate("ab")
]
internet = aws.ec2.InternetGateway("internet", vpc_id=vpc.id, tags={"text": TEXT})
address = aws.ec2.Eip("address", domain="vpc")
nat = aws.ec2.NatGateway("nat", subnet_id=subnets[0].id, allocation_id=address.id)
public = aws.ec2.RouteTable("public", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": internet.id}])
private = aws.ec2.RouteTable("private", vpc_id=vpc.id)
aws.ec2.Route(
    "out",
    route_table_id=private.id,
    destination_cidr_block="0.0.0.0/0",
    **{"first": {"nat_gateway_id": nat.id}, "second": {"gateway_id": internet.id}}[TEXT],
)
aws.ec2.RouteTableAssociation("s0", subnet_id=subnets[0].id, route_table_id=public.id)
aws.ec2.RouteTableAssociation(
    "s1", subnet_id=subnets[1].id, route_table_id={"first": private, "second": public}[TEXT].id
)
aws.ec2.VpcEndpoint(
    "s3",
    vpc_id=vpc.id,
    service_name="com.amazonaws.us-east-1.s3",
    route_table_ids=[private.id] + ([public.id] if TEXT == "second" else []),
)
bucket = aws.s3.Bucket("Graph-Data", force_destroy=True, tags={"text": TEXT})
"""
AROUND = """
group = aws.ec2.SecurityGroup("graph", vpc_id=vpc.id)
aws.vpc.SecurityGroupIngressRule(
    "in",
    security_group_id=group.id,
    cidr_ipv4=vpc.cidr_block,
    ip_protocol="tcp",
    from_port=8182,
    to_port=8182,
    description=TEXT,
)
aws.vpc.SecurityGroupEgressRule("all", security_group_id=group.id, cidr_ipv4="0.0.0.0/0", ip_protocol="-1")
aws.ec2.SecurityGroupRule(
    "classic",
    type="ingress",
    protocol="TCP",
    from_port=8182,
    to_port=8182,
    cidr_blocks=["192.168.0.0/24", "192.168.1.0/24"],
    security_group_id=group.id,
    description=TEXT,
)
zone = aws.route53.Zone("zone", name="Graph.Internal.", vpcs=[{"vpc_id": vpc.id}], comment=TEXT, tags={"text": TEXT})
aws.route53.Record(
    "writer", zone_id=zone.zone_id, name="Writer", type="CNAME", ttl=60, records=[f"{TEXT}.example.com"]
)
for region, weight in {"us-east-1": 100, "eu-west-1": {"first": 0, "second": 50}[TEXT]}.items():
    aws.route53.Record(
        f"reader-{region}",
        zone_id=zone.zone_id,
        name="reader",
        type="CNAME",
        ttl=60,
        records=[f"{region}.example.com"],
        set_identifier=region,
        weighted_routing_policies=[{"weight": weight}],
    )
topic = aws.sns.Topic("alerts", display_name=TEXT)
aws.sns.TopicSubscription("mail", topic=topic.arn, protocol="email", endpoint="team@example.com")
aws.cloudwatch.LogGroup(
    "audit", name="/aws/neptune/orders/audit", retention_in_days={"first": 7, "second": 14}[TEXT]
)
aws.cloudwatch.MetricAlarm(
    "busy",
    alarm_description=TEXT,
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=2,
    metric_name="CPUUtilization",
    namespace="AWS/Neptune",
    period=60,
    statistic="Average",
    threshold=80,
    dimensions={"DBClusterIdentifier": "orders"},
    alarm_actions=[topic.arn],
)
secret = aws.secretsmanager.Secret("secret", description=TEXT, recovery_window_in_days=0)
aws.secretsmanager.SecretVersion("value", secret_id=secret.id, secret_string="hidden")
aws.ssm.Parameter("parameter", name="/graph/text", type="String", value=TEXT)
"""
PROGRAM = f"""
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster

TEXT = "first"
{IAM}{NETWORK}{AROUND}
GlobalCluster(
    "orders",
    global_cluster_identifier="orders",
    storage_encrypted=True,
    primary_region="us-east-1",
    regions={{
        "us-east-1": {{
            "instance_class": "db.r6g.large",
            "skip_final_snapshot": True,
            "iam_roles": [role.arn],
            "subnet_ids": [subnet.id for subnet in subnets],
        }},
    }},
)
"""
CHANGES = {
    "Graph-Data": ["tags.text", "tagsAll.text"],
    "alerts": ["displayName"],
    "audit": ["retentionInDays"],
    "busy": ["alarmDescription"],
    "classic": ["description"],
    "in": ["description"],
    "inline": ["policy"],
    "internet": ["tags.text", "tagsAll.text"],
    "load": ["policy"],
    "loader": ["description", "tags.text", "tagsAll.text"],
    "out": ["gatewayId", "natGatewayId"],
    "parameter": ["value"],
    "reader-eu-west-1": ["weightedRoutingPolicies[0].weight"],
    "s1": ["routeTableId"],
    "s3": ["routeTableIds[1]"],
    "secret": ["description"],
    "writer": ["records[0]"],
    "zone": ["comment", "tags.text", "tagsAll.text"],
}


def left(aws):
    """Return the program's resources that still exist in AWS."""
    iam, ec2, s3 = (aws.client(name, "us-east-1") for name in ("iam", "ec2", "s3"))
    cloudwatch, logs, sns = (aws.client(name, "us-east-1") for name in ("cloudwatch", "logs", "sns"))
    secrets, ssm = (aws.client(name, "us-east-1") for name in ("secretsmanager", "ssm"))
    return {
        "alarms": cloudwatch.describe_alarms()["MetricAlarms"],
        "logs": logs.describe_log_groups()["logGroups"],
        "topics": sns.list_topics()["Topics"],
        "secrets": secrets.list_secrets()["SecretList"],
        "parameters": ssm.describe_parameters()["Parameters"],
        "buckets": [one["Name"] for one in s3.list_buckets()["Buckets"]],
        "vpcs": [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]],
        "tables": [one["RouteTableId"] for one in ec2.describe_route_tables()["RouteTables"]],
        "addresses": [one["AllocationId"] for one in ec2.describe_addresses()["Addresses"]],
        "gateways": [one["InternetGatewayId"] for one in ec2.describe_internet_gateways()["InternetGateways"]],
        "roles": [one["RoleName"] for one in iam.list_roles()["Roles"] if one["Path"] == "/"],
        "zones": aws.client("route53").list_hosted_zones()["HostedZones"],
        "policies": [one["PolicyName"] for one in iam.list_policies(Scope="Local")["Policies"]],
    }


@pytest.mark.long
def test_a_program_with_everything(project, aws):
    """A program with all surrounding resources is created, updated in place and destroyed completely."""
    before = left(aws)
    project.write(PROGRAM)
    project.up()
    project.settles()
    project.write(PROGRAM.replace('"first"', '"second"'))
    changes = project.changes()
    assert {name: sorted(paths) for name, (_, paths) in changes.items()} == CHANGES
    assert {operation for operation, _ in changes.values()} == {"update"}
    project.up()
    project.settles()
    iam = aws.client("iam", "us-east-1")
    (cluster,) = aws.neptune("us-east-1").describe_db_clusters()["DBClusters"]
    (role,) = cluster["AssociatedRoles"]
    found = iam.get_role(RoleName=role["RoleArn"].rpartition("/")[2])["Role"]
    assert (found["Description"], found["Tags"]) == ("Loads second", [{"Key": "text", "Value": "second"}])
    dns = aws.client("route53")
    (zone,) = dns.list_hosted_zones()["HostedZones"]
    assert zone["Config"] == {"Comment": "second", "PrivateZone": True}
    found = dns.list_resource_record_sets(HostedZoneId=zone["Id"], StartRecordName="writer.graph.internal")
    assert found["ResourceRecordSets"][0]["ResourceRecords"] == [{"Value": "second.example.com"}]
    s3 = aws.client("s3", "us-east-1")
    (bucket,) = (one["Name"] for one in s3.list_buckets()["Buckets"])
    assert bucket.startswith("graph-data-")
    s3.put_object(Bucket=bucket, Key="vertices.csv", Body=b"~id")
    project.run("destroy", "--yes", "--skip-preview")
    assert left(aws) == before
