"""S3 buckets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from neptune_global_component.local.provider.calls import Call, ForEach, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Values

_THIS = {"Bucket": "$id"}
_GONE = ("404", "NoSuchBucket")


class _Bucket(ServiceResource):
    """A bucket. Its CreateBucket call specifies the region, except in us-east-1."""

    def create(self, aws: Aws, values: Values) -> str:
        """Send the call that creates it."""
        return super().create(aws, values | {"location": None if aws.region == "us-east-1" else aws.region})


BUCKET = _Bucket(
    token="aws:s3/bucket:Bucket",  # noqa: S106 - a type token
    title="S3 Bucket",
    service="s3",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "join('', ['arn:', _partition, ':s3:::', _id])"),
        argument(
            "bucket",
            "Bucket",
            role=Role.COMPUTED,
            answer="_id",
            autoname=True,
            lower_case=True,
            conflicts="bucketPrefix",
            replaces=True,
        ),
        output("bucketDomainName", "join('', [_id, '.s3.amazonaws.com'])"),
        Property("bucketPrefix", role=Role.COMPUTED, conflicts="bucket", replaces=True),
        output("bucketRegion", "_region"),
        output("bucketRegionalDomainName", "join('', [_id, '.s3.', _region, '.amazonaws.com'])"),
        Property("forceDestroy", Type.BOOLEAN, default=False),
        output("hostedZoneId", "''"),
        output("websiteDomain", "''"),
        output("websiteEndpoint", "''"),
    ),
    creation=Call(
        "CreateBucket", {"Bucket": "$bucket", "CreateBucketConfiguration": {"LocationConstraint": "$location!"}}
    ),
    identity="{bucket}",
    reads=(Read(Call("HeadBucket", _THIS, _GONE), "ResponseMetadata && `{}`"),),
    deletions=(
        ForEach(
            Read(
                Call("ListObjectVersions", _THIS, _GONE),
                "[Versions || `[]`, DeleteMarkers || `[]`][].{Key: Key, VersionId: VersionId}",
            ),
            Call("DeleteObjects", {**_THIS, "Delete": {"Objects": ["$item"]}}),
            when="forceDestroy",
        ),
        Call("DeleteBucket", _THIS, _GONE),
    ),
    tagging=Tagging(
        Call("GetBucketTagging", _THIS, ("NoSuchTagSet",)),
        "TagSet",
        Call("PutBucketTagging", {**_THIS, "Tagging": {"TagSet": "$all"}}),
        None,
    ),
    named=("bucket", "bucketPrefix"),
)

TYPES = (BUCKET, replace(BUCKET, token="aws:s3/bucketV2:BucketV2"))  # noqa: S106 - a type token
