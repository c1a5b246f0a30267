"""Secret arguments of one letter: messages hide the values, and keep every other word."""

from __future__ import annotations

import pytest
from programs import Code, program, reject, yaml_program


@pytest.mark.parametrize(
    ("write", "secret"),
    [
        (program, Code('pulumi.Output.secret("a")')),
        pytest.param(yaml_program, {"fn::secret": "a"}, marks=pytest.mark.long),
    ],
    ids=["python", "yaml"],
)
def test_a_secret_of_one_letter_leaves_the_words_of_messages(project, aws, write, secret):
    """Errors and warnings show [secret] for the value of a secret identifier, and no word changes."""
    project.write(write(global_cluster_identifier=secret, regions={"us-east-1": {"instance_class": "db.t3.medium"}}))
    printed = project.run("preview", fails=True)
    assert "'db.t3.medium' is burstable, which AWS rejects in a global database. Set for example" in printed
    assert "[secret]" not in printed
    project.write(write("us-east-1", global_cluster_identifier=secret))
    aws.neptune().create_global_cluster(GlobalClusterIdentifier="a", Engine="neptune")
    printed = reject(project, aws, "preview")
    assert "[secret] already exists in AWS and is not in this stack" in printed
    assert "arn:aws:rds::123456789012:global-cluster:[secret]" in printed
    assert "global-cluster:a" not in printed
