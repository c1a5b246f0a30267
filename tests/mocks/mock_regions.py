"""Regions of the programs that run on the mock engine."""

NAMES = ("us-east-1", "eu-west-1", "ap-northeast-1")
REGION = {"instance_class": "db.r6g.large", "skip_final_snapshot": True}
"""Arguments of a region that are right."""


def called(values):
    """Return a region's arguments with functions called, because an Output must be created while the program runs."""
    return {key: value() if callable(value) else value for key, value in values.items()}
