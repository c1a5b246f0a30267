"""The components of a program, which the state may have already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pulumi.runtime.settings import get_monitor

if TYPE_CHECKING:
    import pulumi

_components: WeakKeyDictionary[Any, list[pulumi.Resource]] = WeakKeyDictionary()


def register(component: pulumi.Resource) -> None:
    """Add a component to those of its program.

    Args:
        component: a component of this package.
    """
    _components.setdefault(get_monitor(), []).append(component)


def other_components(component: pulumi.Resource) -> set[str]:
    """Return the names of the program's other components, as far as the program has created them.

    Their URNs may not be known before this component is complete: they may depend on it.

    Args:
        component: a component of this package.
    """
    others = [one for one in _components.get(get_monitor(), ()) if one is not component]
    return {one._name for one in others}  # noqa: SLF001 - the SDK has it in this attribute only
