"""The pulumi-aws provider that serves a component's children: its start and its configuration."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi.runtime.config import is_config_secret

from neptune_global_component.aws.settings import DEFAULT_TAGS, SETTINGS, default_tags
from neptune_global_component.component.runtime.mocks import mocked
from neptune_global_component.component.runtime.program import current_program
from neptune_global_component.component.runtime.urns import urn_of
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.inputs.unknown import UNKNOWN, Unknown
from neptune_global_component.core.tokens import GLOBAL_CLUSTER

if TYPE_CHECKING:
    from collections.abc import Mapping


def start_provider(component: pulumi.ComponentResource) -> None:
    """Start the provider while AWS is read; otherwise the engine starts it at the first child.

    Args:
        component: the component whose children the provider serves.
    """
    if mocked():
        return
    started: pulumi.Input[None] = _start_provider(component)
    pulumi.Output.from_input(started)


async def _start_provider(component: pulumi.ComponentResource) -> None:
    """Call a function of the provider after the component's registration, once for each provider.

    The engine registers nothing while it starts a provider, and AWS is read when the component is registered: started
    before that, the provider delays the read until it has started.

    Errors are ignored: the children report a provider that does not work, and this invoke fails in regions that are
    newer than the provider.
    """
    options = pulumi.InvokeOptions(parent=component, version=version("pulumi-aws"))
    # The SDK raises Exception; see above.
    with suppress(Exception):
        await urn_of(component)
        urn, started = await provider_urn(component), current_program().started_providers
        if urn not in started:
            started.add(urn)
            await pulumi.runtime.invoke_async("aws:index/getRegion:getRegion", {}, options)


async def provider_urn(component: pulumi.Resource) -> str:
    """Return the URN of the component's explicit provider; "" if it has none.

    The plugin has another object for the same provider in each component.

    Args:
        component: the component whose children the provider serves.
    """
    provider = component.get_provider(GLOBAL_CLUSTER)
    return await urn_of(provider) if provider else ""


async def provider_configuration(component: pulumi.ComponentResource) -> Mapping[str, object]:
    """Return the settings of the explicit provider, or of the stack's ``aws:`` configuration if there is none.

    Args:
        component: the component whose children the provider serves.

    Returns:
        Values by pulumi-aws's names (``accessKey``); lists and objects are JSON strings, and unset values are None.

    Raises:
        ReadError: a setting of the explicit provider is unknown.
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
    # AWS can be read even if the default tags are unknown.
    return {**settings, DEFAULT_TAGS: pulumi.contains_unknowns(tags) or tags}


def provider_default_tags(component: pulumi.ComponentResource) -> pulumi.Output[Mapping[str, str] | Unknown] | None:
    """Return the default tags of the explicit provider, or of the stack's configuration if there is none.

    Args:
        component: the component whose children the provider serves.

    Returns:
        The tags, UNKNOWN if they are unknown in a preview. None if the stack's configuration sets none. For an explicit
        provider always an output, possibly of no tags: its settings are read later.
    """
    provider = component.get_provider(GLOBAL_CLUSTER)
    if mocked():
        return None
    if provider is not None:
        return pulumi.Output.from_input(_of_provider(provider))
    tags = None
    # The provider itself reports an invalid value.
    with suppress(ReadError):
        tags = default_tags(pulumi.Config("aws").get(DEFAULT_TAGS))
    if not tags:
        return None
    return pulumi.Output.secret(tags) if is_config_secret(f"aws:{DEFAULT_TAGS}") else pulumi.Output.from_input(tags)


async def _of_provider(provider: pulumi.ProviderResource) -> Mapping[str, str] | Unknown:
    tags = (await _state_of(provider)).get(DEFAULT_TAGS)
    return UNKNOWN if pulumi.contains_unknowns(tags) else default_tags(tags)


async def _state_of(provider: pulumi.ProviderResource) -> Mapping[str, Any]:
    # Read the engine's state of the provider: its outputs lack lists and objects, and in a preview all settings.
    response = await pulumi.runtime.invoke_async("pulumi:pulumi:getResource", {"urn": provider.urn})
    state: Mapping[str, Any] = response["state"]
    return state
