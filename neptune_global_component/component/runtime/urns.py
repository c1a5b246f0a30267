"""URNs of the program's resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pulumi


async def urn_of(resource: pulumi.Resource) -> str:
    """Return the URN of a resource, when the engine has registered it; "" if it is unknown.

    Args:
        resource: a resource of the program.
    """
    return await resource.urn.future() or ""
