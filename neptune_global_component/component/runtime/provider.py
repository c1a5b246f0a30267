"""The pulumi-aws provider that serves a component's children: its start and its configuration."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.config import is_config_secret
from pulumi.runtime.settings import get_monitor

from neptune_global_component.aws.settings import DEFAULT_TAGS, SETTINGS, default_tags
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.inputs.unknown import UNKNOWN, Unknown
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of one program, as there may be many components.
_started: WeakKeyDictionary[Any, set[pulumi.ProviderResource | None]] = WeakKeyDictionary()


def start_provider(component: pulumi.ComponentResource) -> None:
    """Have the engine start the provider while AWS is read: else it would do so at the first child, after that.

    Args:
        component: the component whose children the provider serves.
    """
    provider, monitor = component.get_provider(GLOBAL_CLUSTER), get_monitor()
    if mocked() or provider in _started.setdefault(monitor, set()):
        return
    _started[monitor].add(provider)
    asked: pulumi.Input[bool] = _ask_provider(component)
    pulumi.Output.from_input(asked)


async def _ask_provider(component: pulumi.ComponentResource) -> bool:
    """Say whether it answered.

    Whatever is wrong with the provider, its children say it: this answer comes from tables of its own, which lack the
    newest regions.
    """
    options = pulumi.InvokeOptions(parent=component, version=version("pulumi-aws"))
    try:
        await pulumi.runtime.invoke_async("aws:index/getRegion:getRegion", {}, options)
    except Exception:  # noqa: BLE001 - the SDK raises no narrower one; see above
        return False
    return True


async def provider_configuration(component: pulumi.ComponentResource) -> Mapping[str, object]:
    """Give the settings of the explicit provider where there is one, else those of the stack's ``aws:`` config.

    Args:
        component: the component whose children the provider serves.

    Returns:
        Values by pulumi-aws's names (``accessKey``); lists and objects are JSON texts, and what is not set is None.

    Raises:
        ReadError: a setting of the explicit provider is not known yet.
    """
    provider = component.get_provider(GLOBAL_CLUSTER)
    if provider is None:
        config = pulumi.Config("aws")
        return {name: config.get(name) for name in (*SETTINGS, DEFAULT_TAGS)}
    state = await _state_of(provider)
    settings = {name: state.get(name) for name in SETTINGS}
    if pulumi.contains_unknowns(settings):
        raise ReadError("A setting of the explicit aws provider is not known in this preview.")
    tags = state.get(DEFAULT_TAGS)
    # Default tags that are not known yet are no reason not to read AWS.
    return {**settings, DEFAULT_TAGS: pulumi.contains_unknowns(tags) or tags}


def provider_default_tags(component: pulumi.ComponentResource) -> pulumi.Output[Mapping[str, str] | Unknown] | None:
    """Return the default tags of the explicit provider where there is one, else those of the stack's ``aws:`` config.

    Args:
        component: the component whose children the provider serves.

    Returns:
        UNKNOWN in it where a preview does not know them yet. None where the config has none; an explicit provider's are
        not known while the program runs, so there may be none in the output.
    """
    provider = component.get_provider(GLOBAL_CLUSTER)
    if mocked():
        return None
    if provider is not None:
        return pulumi.Output.from_input(_of_provider(provider))
    given = None
    # What can't be read is an error of the provider's.
    with suppress(ReadError):
        given = default_tags(pulumi.Config("aws").get(DEFAULT_TAGS))
    if not given:
        return None
    return pulumi.Output.secret(given) if is_config_secret(f"aws:{DEFAULT_TAGS}") else pulumi.Output.from_input(given)


async def _of_provider(provider: pulumi.ProviderResource) -> Mapping[str, str] | Unknown:
    given = (await _state_of(provider)).get(DEFAULT_TAGS)
    return UNKNOWN if pulumi.contains_unknowns(given) else default_tags(given)


async def _state_of(provider: pulumi.ProviderResource) -> Mapping[str, Any]:
    # The engine is asked, as the provider's own outputs lack the settings that are lists and objects, and in a preview
    # lack them all.
    answer = await pulumi.runtime.invoke_async("pulumi:pulumi:getResource", {"urn": provider.urn})
    state: Mapping[str, Any] = answer["state"]
    return state
