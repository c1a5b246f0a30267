"""Secret arguments of one letter: messages hide the values, and keep every other word."""

from __future__ import annotations

import pytest
from fed_programs import ROOT

PYTHON = """
import pulumi
from neptune_global_component import GlobalCluster

GlobalCluster("orders", {
    "global_cluster_identifier": pulumi.Output.secret("a"),
    "regions": {"us-east-1": {"instance_class": "db.t3.medium", "skip_final_snapshot": True}},
})
"""
YAML = {
    "packages": {"neptune-global": str(ROOT)},
    "resources": {
        "orders": {
            "type": "neptune-global:index:GlobalCluster",
            "properties": {
                "globalClusterIdentifier": {"fn::secret": "a"},
                "regions": {"us-east-1": {"instanceClass": "db.t3.medium", "skipFinalSnapshot": True}},
            },
        }
    },
}


@pytest.mark.parametrize("program", [PYTHON, YAML], ids=["python", "yaml"])
def test_a_secret_of_one_letter_leaves_the_words_of_messages(project, aws, program):
    """Errors and warnings show [secret] for the value of a secret identifier, and no word changes."""
    project.write(program)
    printed = project.run("preview", fails=True)
    assert "'db.t3.medium' is burstable, which AWS rejects in a global database. Set for example" in printed
    assert "[secret]" not in printed
    write = project.write
    if isinstance(program, str):
        write(program.replace("db.t3.medium", "db.r6g.large"))
    else:
        properties = program["resources"]["orders"]["properties"]
        regions = {"us-east-1": {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}}
        write(
            {
                **program,
                "resources": {
                    "orders": {**program["resources"]["orders"], "properties": {**properties, "regions": regions}}
                },
            }
        )
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="a", Engine="neptune")
    printed = " ".join(project.run("preview", fails=True).split())
    assert "[secret] already exists in AWS and is not in this stack" in printed
    assert "arn:aws:rds::123456789012:global-cluster:[secret]" in printed
    assert "global-cluster:a" not in printed
