"""Reading ARNs and versions, and spelling names."""

from __future__ import annotations

import pytest

from neptune_global_component.core.names import ClusterArn, EngineVersion, camel_case


@pytest.mark.parametrize(
    ("text", "partition", "region"),
    [
        ("arn:aws:rds:us-east-1:123456789012:cluster:orders-1", "aws", "us-east-1"),
        ("arn:aws-cn:rds:cn-northwest-1:123456789012:cluster:orders-1", "aws-cn", "cn-northwest-1"),
        ("arn:aws-us-gov:rds:us-gov-west-1:123456789012:cluster:orders-1", "aws-us-gov", "us-gov-west-1"),
        ("arn:aws-eusc:rds:eusc-de-east-1:123456789012:cluster:orders-1", "aws-eusc", "eusc-de-east-1"),
        ("arn:aws-iso-e:rds:eu-isoe-west-1:123456789012:cluster:orders-1", "aws-iso-e", "eu-isoe-west-1"),
    ],
)
def test_a_cluster_arn_is_read_in_every_partition(text, partition, region):
    """The parts of an ARN are its partition, region, account and identifier."""
    assert ClusterArn.parse(text) == ClusterArn(partition, region, "123456789012", "orders-1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "orders",
        "arn:aws:rds::123456789012:global-cluster:orders",
        "arn:aws:rds:us-east-1:123456789012:db:orders",
        "arn:aws:rds:us-east-1:123456789012:cluster:",
        "arn:aws:rds:us-east-1:12345678901:cluster:orders",
        "arn:aws:rds:us-east-1:\u066123456789012:cluster:orders",
        "arn:aws:rds:us-east:123456789012:cluster:orders",
        "arn:aws:s3:us-east-1:123456789012:cluster:orders",
        " arn:aws:rds:us-east-1:123456789012:cluster:orders",
        "arn:aws:rds:us-east-1:123456789012:cluster:orders\n",
        "arn:aws:rds:us-east-1:123456789012:cluster:orders:1",
    ],
)
def test_what_is_not_the_arn_of_a_db_cluster_is_refused(text):
    """Only the complete ARN of a DB cluster is accepted."""
    with pytest.raises(ValueError, match=r"^"):
        ClusterArn.parse(text)


def test_versions_are_ordered_by_number():
    """1.4.10.0 is later than 1.4.9.0, and the text is unchanged."""
    texts = ["1.2.0.0", "1.2.0.1", "1.4.9.0", "1.4.10.0", "2.0.0.0"]
    versions = [EngineVersion.parse(text) for text in texts]
    assert sorted(versions[number] for number in (3, 0, 4, 2, 1)) == versions
    assert [str(version) for version in versions] == texts


@pytest.mark.parametrize(
    "text", ["", "1", "1.4", "1.4.6", "1.4.6.0.1", "1.4.6.x", "v1.4.6.0", "1.4.6.0\n", "\u0661.4.6.0"]
)
def test_what_is_not_a_version_is_refused(text):
    """A version is four numbers with dots between them."""
    with pytest.raises(ValueError, match=r"^"):
        EngineVersion.parse(text)


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("engine", "engine"),
        ("engine_version", "engineVersion"),
        ("source_db_cluster_identifier", "sourceDbClusterIdentifier"),
    ],
)
def test_names_on_the_wire(name, wire):
    """A Python name becomes camel case."""
    assert camel_case(name) == wire
