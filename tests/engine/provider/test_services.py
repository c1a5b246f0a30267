"""Resources around a Neptune database on the stand-in: networks, keys and others."""

from __future__ import annotations

import pytest

PRIMARY, SECONDARY = "us-east-1", "eu-west-1"
WHOLE = """
import pulumi
import pulumi_aws as aws
from neptune_global_component import GlobalCluster


def surroundings(region):
    here = {"region": region}
    zones = aws.get_availability_zones(state="available", region=region).names
    vpc = aws.ec2.Vpc(f"vpc-{region}", cidr_block="10.0.0.0/16", enable_dns_hostnames=True, **here)
    subnets = [
        aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone=zone, **here)
        for i, zone in enumerate(zones[:2])
    ]
    group = aws.ec2.SecurityGroup(
        f"graph-{region}",
        vpc_id=vpc.id,
        ingress=[{"protocol": "tcp", "from_port": 8182, "to_port": 8182, "cidr_blocks": [vpc.cidr_block]}],
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
        tags=TAGS,
        **here,
    )
    key = aws.kms.Key(f"key-{region}", enable_key_rotation=True, deletion_window_in_days=7, **here)
    aws.kms.Alias(f"alias-{region}", name="alias/graph", target_key_id=key.id, **here)
    return {
        "instance_class": "db.r6g.large",
        "skip_final_snapshot": True,
        "subnet_ids": [subnet.id for subnet in subnets],
        "vpc_security_group_ids": [group.id],
        "kms_key_arn": key.arn,
    }


orders = GlobalCluster(
    "orders",
    global_cluster_identifier="orders",
    storage_encrypted=True,
    primary_region="us-east-1",
    regions={region: surroundings(region) for region in ("us-east-1", "eu-west-1")},
)
pulumi.export("endpoint", orders.endpoint)
pulumi.export("members", orders.global_cluster_members)
"""


def left(aws, region):
    """Return the networks and keys of a program that still exist in a region."""
    network, keys = aws.client("ec2", region), aws.client("kms", region)
    vpcs = [one["VpcId"] for one in network.describe_vpcs()["Vpcs"] if not one["IsDefault"]]
    states = [keys.describe_key(KeyId=one["KeyId"])["KeyMetadata"]["KeyState"] for one in keys.list_keys()["Keys"]]
    return vpcs, [state for state in states if state != "PendingDeletion"]


@pytest.mark.long
def test_a_whole_program(project, aws):
    """A program with its own networks, security groups and keys deploys a global database in two regions."""
    project.write(WHOLE.replace("TAGS", '{"team": "graph"}'))
    outputs = project.up()
    assert outputs["endpoint"].startswith("orders-us-east-1.")
    for region in (PRIMARY, SECONDARY):
        (cluster,) = aws.neptune(region).describe_db_clusters()["DBClusters"]
        (group,) = aws.client("ec2", region).describe_security_groups(
            Filters=[{"Name": "tag:team", "Values": ["graph"]}]
        )["SecurityGroups"]
        assert [one["VpcSecurityGroupId"] for one in cluster["VpcSecurityGroups"]] == [group["GroupId"]]
        assert cluster["KmsKeyId"].startswith(f"arn:aws:kms:{region}:")
        assert [one["FromPort"] for one in group["IpPermissions"]] == [8182]
    project.settles()
    project.write(WHOLE.replace("TAGS", '{"team": "graph", "cost": "42"}'))
    assert project.changes() == {
        f"graph-{region}": ("update", {"tags.cost": "add", "tagsAll.cost": "add"}) for region in (PRIMARY, SECONDARY)
    }
    project.up()
    project.settles()
    project.run("destroy", "--yes", "--skip-preview")
    assert [left(aws, region) for region in (PRIMARY, SECONDARY)] == [([], []), ([], [])]


UNSUPPORTED = """
import pulumi_aws as aws
aws.sqs.Queue("q")
"""
POOL = """
import pulumi_aws as aws
aws.ec2.Vpc("v", ipv4_ipam_pool_id="ipam-pool-1")
"""


@pytest.mark.parametrize(
    ("program", "resource", "what"),
    [
        (UNSUPPORTED, "aws:sqs:Queue (q)", "the resource type aws:sqs/queue:Queue"),
        (POOL, "aws:ec2:Vpc (v)", "the property ipv4IpamPoolId of aws:ec2/vpc:Vpc"),
    ],
)
def test_what_the_stand_in_lacks(project, program, resource, what):
    """A type or property that the stand-in lacks fails in preview with one line that names the published provider.

    The diagnostics of the stack are not compared: after an error the engine interrupts the Python program, and its
    language host may print where.
    """
    project.write(program)
    printed = project.run("preview", fails=True)
    _, _, diagnostics = printed.partition("Diagnostics:\n")
    _, _, reported = diagnostics.partition(f"  {resource}:\n")
    line, after, *_ = reported.splitlines()
    assert line.strip().startswith("error: ")
    assert what in line
    assert line.endswith("NEPTUNE_GLOBAL_AWS_PLUGIN=official.")
    assert after == ""


ORDERABLE = """
import pulumi
import pulumi_aws as aws
found = aws.neptune.get_orderable_db_instance(
    engine_version="1.4.6.0", preferred_instance_classes=["db.nothing.large", "db.r6g.large"]
)
pulumi.export("found", [found.instance_class, found.engine_version])
pulumi.export("zones", found.availability_zones)
"""


def test_an_orderable_instance_class(project):
    """A program looks up the first of its preferred instance classes that AWS offers."""
    project.write(ORDERABLE)
    outputs = project.up()
    assert outputs["found"] == ["db.r6g.large", "1.4.6.0"]
    assert "us-east-1a" in outputs["zones"]
