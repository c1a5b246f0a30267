"""Regions of the programs that run on the mock engine."""

NAMES = ("us-east-1", "eu-west-1", "ap-northeast-1")
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Arguments of a region that are right."""


def called(values):
    """Arguments of a region, with what is a function called: an output is made when the program runs."""
    return {key: value() if callable(value) else value for key, value in values.items()}
