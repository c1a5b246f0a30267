"""Three regions with two instances each, in one declaration."""

from neptune_global_component import GlobalCluster

member = {"instance_class": "db.r6g.large", "instances": 2, "skip_final_snapshot": True}

GlobalCluster(
    "orders",
    {
        "global_cluster_identifier": "orders",
        "engine_version": "1.4.5.0",
        "primary_region": "us-east-1",
        "regions": {"us-east-1": member, "eu-west-1": member, "ap-northeast-1": member},
    },
)
