"""Tags: the provider's default tags, and the tag calls that all Neptune resources share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neptune_global_component.local.provider.values import UNKNOWN, Value, Values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neptune_global_component.local.provider.aws import Aws

Tags = dict[str, str]


def merge(default_tags: Mapping[str, str], own: Value) -> Value:
    """Return all tags of a resource. The result is unknown if one of its own tags is."""
    if own == UNKNOWN or (own and UNKNOWN in own.values()):
        return UNKNOWN
    return {**default_tags, **(own or {})}


def to_aws(every: Mapping[str, str] | None) -> list[dict[str, str]]:
    """Return tags in the Neptune API's format."""
    return [{"Key": key, "Value": value} for key, value in sorted((every or {}).items())]


def read(aws: Aws, arn: str) -> Tags:
    """Return all tags in AWS."""
    listed = aws.call("ListTagsForResource", ResourceName=arn).get("TagList", [])
    return {tag["Key"]: tag.get("Value", "") for tag in listed}


def split(every: Tags, default_tags: Mapping[str, str], own: Mapping[str, str] | None) -> Values:
    """Return the tag properties of a resource: all tags, and those that are not the provider's defaults."""
    mine = {key: value for key, value in every.items() if key in (own or {}) or default_tags.get(key) != value}
    return {"tags": mine, "tagsAll": every}


def update(aws: Aws, arn: str, old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> None:
    """Change the tags in AWS to the planned ones."""
    before, after = old or {}, new or {}
    removed = sorted(set(before) - set(after))
    changed = {key: value for key, value in after.items() if before.get(key) != value}
    if removed:
        aws.call("RemoveTagsFromResource", ResourceName=arn, TagKeys=removed)
    if changed:
        aws.call("AddTagsToResource", ResourceName=arn, Tags=to_aws(changed))
