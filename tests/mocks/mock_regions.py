"""Arguments of the programs that run on the mock engine."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

NAMES = ("us-east-1", "eu-west-1", "ap-northeast-1")
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Arguments of a region that are right."""


def called(values):
    """Return a region's arguments with functions called, because an Output must be created while the program runs."""
    return {key: value() if callable(value) else value for key, value in values.items()}


def later(value):
    """Return a function that makes an output of a value."""
    return lambda: pulumi.Output.from_input(value)


def hidden(value):
    """Return a function that makes a secret output of a value."""
    return lambda: pulumi.Output.secret(value)


def unknown():
    """Return an output whose value is unknown in a preview."""
    return aws.neptune.Cluster("other", cluster_identifier="other", region="us-west-2").arn
