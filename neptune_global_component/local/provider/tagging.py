"""Tag calls of services related to Neptune."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.calls import Call, search

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.values import Value, Values


@dataclass(frozen=True)
class Tagging:
    """The tag calls of a service.

    Args:
        listing: lists the tags.
        at: the path of the tags in its response (JMESPath).
        add: adds tags: ``$tags`` stands for new or changed tags, ``$all`` for all.
        remove: removes tags: ``$keys`` stands for their keys, ``$removed`` for tags without values; None if ``add``
            replaces all tags.
        names: the service's names for key and value; empty if tags are a map.
    """

    listing: Call
    at: str
    add: Call
    remove: Call | None
    names: tuple[str, ...] = ("Key", "Value")

    def read(self, aws: Aws, values: Values) -> dict[str, str]:
        """Return all tags in AWS except those that AWS itself sets."""
        tags = search(self.at, self.listing.send(aws, values) or {}) or {}
        if self.names:
            key, value = self.names
            tags = {tag[key]: tag.get(value, "") for tag in tags}
        return {key: value for key, value in tags.items() if not key.startswith("aws:")}

    def update(self, aws: Aws, values: Values, before: dict[str, str], after: dict[str, str]) -> None:
        """Change the existing tags to the planned ones."""
        removed = sorted(set(before) - set(after))
        changed = {key: value for key, value in after.items() if before.get(key) != value}
        if removed and self.remove:
            bare = [dict(zip(self.names, (key,), strict=False)) for key in removed]
            self.remove.send(aws, values | {"keys": removed, "removed": bare})
        if changed or (removed and not self.remove):
            self.add.send(aws, values | {"tags": self._form(changed), "all": self._form(after)})

    def _form(self, tags: dict[str, str]) -> Value:
        if not self.names:
            return tags
        key, value = self.names
        listed: list[dict[str, Any]] = [{key: name, value: text} for name, text in sorted(tags.items())]
        return listed


EC2 = Tagging(
    Call("DescribeTags", {"Filters": [{"Name": "resource-id", "Values": ["$id"]}]}),
    "Tags",
    Call("CreateTags", {"Resources": ["$id"], "Tags": "$tags"}),
    Call("DeleteTags", {"Resources": ["$id"], "Tags": "$removed"}),
)
