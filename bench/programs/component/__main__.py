"""Global databases as set in the environment, each as one component."""

import json
import os

from neptune_global_component import GlobalCluster, GlobalClusterArgs, RegionArgs

shape = json.loads(os.environ["SHAPE"])
member: RegionArgs = {
    "instance_class": shape["instance_class"],
    "instances": shape["instances"],
    "skip_final_snapshot": True,
}

for number in range(1, shape["global_databases"] + 1):
    args: GlobalClusterArgs = {"global_cluster_identifier": f"orders-{number}", "engine_version": "1.4.5.0"}
    if shape["regions"]:
        args |= {"primary_region": shape["regions"][0], "regions": dict.fromkeys(shape["regions"], member)}
    GlobalCluster(f"orders-{number}", args)
