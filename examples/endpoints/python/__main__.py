"""The query URLs of a Neptune global database, and custom endpoints that keep reports off the other readers."""

import pulumi
import pulumi_aws as aws

from neptune_global_component import GlobalCluster

REGION = "us-east-1"
# For a trial only: without a final snapshot, a deleted cluster's data is lost.
MEMBER = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}

graph = GlobalCluster(
    "graph",
    global_cluster_identifier="graph",
    primary_region=REGION,
    regions={REGION: {**MEMBER, "instances": 3}, "eu-west-1": MEMBER},
)

# The first two instances serve the application, all others run reports.
for_reports = [instance.identifier for instance in graph.aws_instances[REGION][2:]]
common = {
    "region": REGION,
    "cluster_identifier": graph.aws_clusters[REGION].cluster_identifier,
    "endpoint_type": "READER",
}
reports = aws.neptune.ClusterEndpoint(
    "reports", cluster_endpoint_identifier="graph-reports", static_members=for_reports, **common
)
application = aws.neptune.ClusterEndpoint(
    "application", cluster_endpoint_identifier="graph-application", excluded_members=for_reports, **common
)


def urls(host: str) -> dict[str, str]:
    """Return the URLs of a host by query language."""
    return {
        "gremlin": f"wss://{host}:8182/gremlin",
        "openCypher": f"https://{host}:8182/openCypher",
        "sparql": f"https://{host}:8182/sparql",
    }


pulumi.export("writes", graph.endpoint.apply(urls))
pulumi.export("reads", {name: cluster.reader_endpoint.apply(urls) for name, cluster in graph.aws_clusters.items()})
pulumi.export("reports", reports.endpoint.apply(urls))
pulumi.export("application", application.endpoint.apply(urls))
