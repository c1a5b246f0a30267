"""The resources in AWS of each example, before and after the change that its README shows."""

from __future__ import annotations

EAST, WEST = "us-east-1", "eu-west-1"
REGIONS = (EAST, WEST, "ap-northeast-1", "eu-central-1")


def clusters(aws):
    """Return each region's clusters that exist."""
    return {region: found for region in REGIONS if (found := aws.neptune(region).describe_db_clusters()["DBClusters"])}


def network(aws):
    """Return the networks whose clients can connect to the cluster of each region."""
    found = {}
    for region, (cluster,) in clusters(aws).items():
        ids = [one["VpcSecurityGroupId"] for one in cluster["VpcSecurityGroups"]]
        (group,) = aws.client("ec2", region).describe_security_groups(GroupIds=ids)["SecurityGroups"]
        assert cluster["KmsKeyId"].startswith(f"arn:aws:kms:{region}:")
        found[region] = [ip["CidrIp"] for rule in group["IpPermissions"] for ip in rule["IpRanges"]]
    return found


NETWORKS = {EAST: ["10.0.0.0/16"], WEST: ["10.1.0.0/16"], "ap-northeast-1": ["10.2.0.0/16"]}


def endpoints(aws):
    """Return the static and the excluded members of each custom endpoint."""
    found = aws.neptune().describe_db_cluster_endpoints()["DBClusterEndpoints"]
    return {
        one["DBClusterEndpointIdentifier"]: (sorted(one["StaticMembers"]), sorted(one["ExcludedMembers"]))
        for one in found
        if one["EndpointType"] == "CUSTOM"
    }


def custom_endpoints(*instances):
    """Return two custom endpoints that separate some instances from the others."""
    names = [f"graph-us-east-1-{number}" for number in instances]
    return {"graph-reports": (names, []), "graph-application": ([], names)}


def alarms(aws):
    """Return the metrics, dimensions and thresholds of the alarms in each region."""
    return {
        region: {
            one["MetricName"]: (one["Threshold"], {each["Name"]: each["Value"] for each in one["Dimensions"]})
            for one in aws.client("cloudwatch", region).describe_alarms()["MetricAlarms"]
        }
        for region in (EAST, WEST)
    }


def alarms_of(primary, secondary, lag=10000):
    """Return the alarms for a primary and a secondary."""
    writer = {"DBClusterIdentifier": f"graph-{primary}", "Role": "WRITER"}
    reader = {"DBClusterIdentifier": f"graph-{secondary}", "SourceRegion": primary}
    return {primary: {"CPUUtilization": (1, writer)}, secondary: {"GlobalDbProgressLag": (lag, reader)}}


def dns(aws):
    """Return the cluster whose write endpoint has the name."""
    route53 = aws.client("route53")
    (zone,) = route53.list_hosted_zones()["HostedZones"]
    sets = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
    (target,) = (one["ResourceRecords"][0]["Value"] for one in sets if one["Name"] == "writer.graph.internal.")
    identifiers = {one["Endpoint"]: one["DBClusterIdentifier"] for found in clusters(aws).values() for one in found}
    return identifiers[target]


def parameters(aws):
    """Return each region's engine version, and the families and parameters of its groups."""
    return {region: (one["EngineVersion"], *_groups(aws, region, one)) for region, (one,) in clusters(aws).items()}


def _groups(aws, region, cluster):
    neptune = aws.neptune(region)
    name = cluster["DBClusterParameterGroup"]
    answer = neptune.describe_db_cluster_parameter_groups(DBClusterParameterGroupName=name)
    yield answer["DBClusterParameterGroups"][0]["DBParameterGroupFamily"]
    yield _set_by_user(neptune.describe_db_cluster_parameters(DBClusterParameterGroupName=name))
    (instance,) = neptune.describe_db_instances()["DBInstances"]
    (name,) = (one["DBParameterGroupName"] for one in instance["DBParameterGroups"])
    (group,) = neptune.describe_db_parameter_groups(DBParameterGroupName=name)["DBParameterGroups"]
    yield group["DBParameterGroupFamily"]
    yield _set_by_user(neptune.describe_db_parameters(DBParameterGroupName=name))


def _set_by_user(answer):
    return {one["ParameterName"]: one["ParameterValue"] for one in answer["Parameters"] if one["Source"] == "user"}


def parameters_of(version, family):
    """Return the same parameters in both regions, in groups of a family."""
    one = (version, family, {"neptune_enable_audit_log": "1"}, family, {"neptune_query_timeout": "60000"})
    return {EAST: one, WEST: one}


def restore(aws):
    """Return the members of each global cluster."""
    return {
        one["GlobalClusterIdentifier"]: [arn["DBClusterArn"].split(":")[-1] for arn in one["GlobalClusterMembers"]]
        for one in aws.global_clusters()
    }


RESTORED = {"restored": [f"restored-{EAST}", f"restored-{WEST}"]}
VIEWS = {
    ("alarms", "python"): (alarms, alarms_of(EAST, WEST), alarms_of(WEST, EAST)),
    ("alarms", "yaml"): (alarms, alarms_of(EAST, WEST), alarms_of(EAST, WEST, lag=5000)),
    ("network", "python"): (network, NETWORKS, NETWORKS | {"eu-central-1": ["10.3.0.0/16"]}),
    ("network", "yaml"): (network, NETWORKS, NETWORKS | {EAST: ["10.0.0.0/16", "10.9.0.0/16"]}),
} | {
    (example, language): view
    for language in ("python", "yaml")
    for example, view in {
        "dns": (dns, f"graph-{EAST}", f"graph-{WEST}"),
        "endpoints": (endpoints, custom_endpoints(3), custom_endpoints(3, 4)),
        "parameters": (parameters, parameters_of("1.3.4.0", "neptune1.3"), parameters_of("1.4.6.0", "neptune1.4")),
        "restore": (restore, {"orders": [f"orders-{EAST}", f"orders-{WEST}"], **RESTORED}, RESTORED),
    }.items()
}
"""By example and language: a function that returns the resources, and its results before and after the change."""
