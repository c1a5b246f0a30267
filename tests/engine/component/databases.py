"""Databases of different origin, made with boto3: each function returns the identifier to import."""

from __future__ import annotations

EAST, WEST = "us-east-1", "eu-west-1"
VERSION = "1.4.6.0"
SECONDARIES = (WEST, "us-west-2", "eu-central-1", "ap-southeast-1", "ap-northeast-1")
ROLE = "arn:aws:iam::123456789012:role/load"


def cluster(aws, region, identifier, global_cluster, instances=1, **inputs):
    """Create a member with instances named after it."""
    aws.cluster(identifier, region, GlobalClusterIdentifier=global_cluster, EngineVersion=VERSION, **inputs)
    for number in range(instances):
        aws.instance(identifier, f"{identifier}-{number + 1}", region)


def container(aws, identifier, **inputs):
    """Create a global cluster without members."""
    aws.neptune().create_global_cluster(
        GlobalClusterIdentifier=identifier, Engine="neptune", EngineVersion=VERSION, **inputs
    )
    return identifier


def custom_names(aws):
    """A global cluster from a source cluster, with clusters and instances of different names and classes."""
    source = aws.cluster("old-primary", EAST, EngineVersion=VERSION)
    aws.instance("old-primary", "zebra", EAST)
    aws.instance("old-primary", "anna", EAST, DBInstanceClass="db.r6g.xlarge")
    aws.instance("old-primary", "old-primary-2", EAST)
    aws.neptune(EAST).create_global_cluster(GlobalClusterIdentifier="named", SourceDBClusterIdentifier=source)
    cluster(aws, WEST, "old-reader", "named")
    return "named"


def headless(aws):
    """A secondary without instances, with the component's default names."""
    container(aws, "headless")
    cluster(aws, EAST, f"headless-{EAST}", "headless")
    cluster(aws, WEST, f"headless-{WEST}", "headless", instances=0)
    return "headless"


def serverless(aws):
    """Serverless instances with their limits."""
    container(aws, "serverless")
    limits = {"MinCapacity": 2.5, "MaxCapacity": 16}
    aws.cluster(
        "serverless-a",
        EAST,
        GlobalClusterIdentifier="serverless",
        EngineVersion=VERSION,
        ServerlessV2ScalingConfiguration=limits,
    )
    aws.instance("serverless-a", "serverless-a-1", EAST, DBInstanceClass="db.serverless")
    return "serverless"


def encrypted(aws):
    """Encrypted with a KMS key in each region."""
    container(aws, "encrypted", StorageEncrypted=True)
    for region in (EAST, WEST):
        key = aws.client("kms", region).create_key()["KeyMetadata"]["Arn"]
        cluster(aws, region, f"encrypted-{region}", "encrypted", StorageEncrypted=True, KmsKeyId=key)
    return "encrypted"


def in_subnets(aws):
    """In a subnet group and a security group, on another port."""
    ec2 = aws.client("ec2")
    network = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=network, CidrBlock=f"10.1.{number}.0/24", AvailabilityZone=f"{EAST}{zone}")["Subnet"]
        for number, zone in enumerate("ab")
    ]
    group = ec2.create_security_group(GroupName="graph", Description="graph", VpcId=network)["GroupId"]
    aws.neptune().create_db_subnet_group(
        DBSubnetGroupName="graph",
        DBSubnetGroupDescription="graph",
        SubnetIds=[one["SubnetId"] for one in subnets],
    )
    container(aws, "subnets")
    aws.cluster(
        "subnets-a",
        EAST,
        GlobalClusterIdentifier="subnets",
        EngineVersion=VERSION,
        DBSubnetGroupName="graph",
        VpcSecurityGroupIds=[group],
        Port=8183,
    )
    aws.instance("subnets-a", "subnets-a-1", EAST)
    return "subnets"


def settings(aws):
    """Parameter groups, roles, logs, backups, IAM authentication, and tags that differ from instance to instance."""
    neptune = aws.neptune()
    family = {"DBParameterGroupFamily": "neptune1.4", "Description": "graph"}
    neptune.create_db_cluster_parameter_group(DBClusterParameterGroupName="cluster-group", **family)
    neptune.create_db_parameter_group(DBParameterGroupName="instance-group", **family)
    team, owner = {"Key": "team", "Value": "graph + 1"}, {"Key": "owner", "Value": "yes"}
    # Words, numbers and line separators in YAML; the other languages escape what is not printable.
    odd = {
        "0123": "1e3",
        "- @": " a: b ",
        "no": "null",
        "2020-01-01": "1:30",
        "empty": "",
        "line\u2028": "\u2029ü\u3000",
    }
    odd_tags = [{"Key": key, "Value": value} for key, value in odd.items()]
    container(aws, "settings", Tags=[team, {"Key": "only", "Value": "global"}])
    aws.cluster(
        "settings-a",
        EAST,
        GlobalClusterIdentifier="settings",
        EngineVersion=VERSION,
        BackupRetentionPeriod=7,
        CopyTagsToSnapshot=True,
        DBClusterParameterGroupName="cluster-group",
        EnableCloudwatchLogsExports=["slowquery", "audit"],
        EnableIAMDatabaseAuthentication=True,
        PreferredBackupWindow="03:00-04:00",
        Tags=[team, owner, *odd_tags],
    )
    neptune.add_role_to_db_cluster(DBClusterIdentifier="settings-a", RoleArn=ROLE)
    aws.instance(
        "settings-a", "settings-a-1", EAST, DBParameterGroupName="instance-group", Tags=[team, owner, *odd_tags]
    )
    role = {"Key": "role", "Value": "reader"}
    aws.instance("settings-a", "settings-a-2", EAST, PromotionTier=3, Tags=[team, owner, role, *odd_tags])
    return "settings"


def protected(aws):
    """Protected from deletion: the global cluster and one of its clusters."""
    container(aws, "protected", DeletionProtection=True)
    cluster(aws, EAST, f"protected-{EAST}", "protected", DeletionProtection=True)
    cluster(aws, WEST, f"protected-{WEST}", "protected", DeletionProtection=False)
    return "protected"


def failed_over(aws):
    """The primary is in another region than at first."""
    container(aws, "moved")
    for region in (EAST, WEST):
        cluster(aws, region, f"moved-{region}", "moved")
    aws.neptune(EAST).failover_global_cluster(
        GlobalClusterIdentifier="moved",
        TargetDbClusterIdentifier=f"arn:aws:rds:{WEST}:123456789012:cluster:moved-{WEST}",
    )
    return "moved"


def five_secondaries(aws):
    """A primary and five secondaries."""
    container(aws, "wide")
    for region in (EAST, *SECONDARIES):
        cluster(aws, region, f"wide-{region}", "wide")
    return "wide"


def partly_tagged(aws):
    """An instance lacks a tag of its cluster."""
    container(aws, "tagged")
    cluster(aws, EAST, f"tagged-{EAST}", "tagged", Tags=[{"Key": "team", "Value": "graph"}])
    return "tagged"


def empty(aws):
    """A global cluster without members."""
    return container(aws, "empty")


DATABASES = (
    custom_names,
    empty,
    encrypted,
    failed_over,
    five_secondaries,
    headless,
    in_subnets,
    partly_tagged,
    protected,
    serverless,
    settings,
)
"""The databases that are in a global cluster."""
