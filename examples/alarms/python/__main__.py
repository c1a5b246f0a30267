"""CloudWatch alarms beside a Neptune global database: slow replication, and a primary without a writer."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster

PRIMARY = "us-east-1"
# For a trial only: without a final snapshot, a deleted cluster's data is lost.
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}

graph = GlobalCluster(
    "graph",
    global_cluster_identifier="graph",
    primary_region=PRIMARY,
    regions={"us-east-1": MEMBER, "eu-west-1": MEMBER},
)

for region, cluster in graph.aws_clusters.items():
    topic = aws.sns.Topic(f"graph-{region}", region=region)
    aws.sns.TopicSubscription(
        f"graph-{region}", region=region, topic=topic.arn, protocol="email", endpoint="team@example.com"
    )
    common = {
        "region": region,
        "namespace": "AWS/Neptune",
        "period": 60,
        "evaluation_periods": 3,
        # A cluster that reports nothing is an alarm too.
        "treat_missing_data": "breaching",
        "alarm_actions": [topic.arn],
    }
    if region == PRIMARY:
        aws.cloudwatch.MetricAlarm(
            "writer",
            alarm_description="The primary has no writer.",
            metric_name="CPUUtilization",
            dimensions={"DBClusterIdentifier": cluster.cluster_identifier, "Role": "WRITER"},
            statistic="SampleCount",
            comparison_operator="LessThanThreshold",
            threshold=1,
            **common,
        )
    else:
        aws.cloudwatch.MetricAlarm(
            f"lag-{region}",
            alarm_description="The secondary is more than 10 seconds behind the primary.",
            metric_name="GlobalDbProgressLag",
            dimensions={"DBClusterIdentifier": cluster.cluster_identifier, "SourceRegion": PRIMARY},
            statistic="Maximum",
            comparison_operator="GreaterThanThreshold",
            threshold=10_000,
            **common,
        )

pulumi.export("primaryRegion", graph.primary_region)
