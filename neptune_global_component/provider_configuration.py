"""The configuration of the pulumi-aws provider that serves a component's children."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pulumi

from neptune_global_component.errors import ReadError
from neptune_global_component.names import camel_case

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTINGS = (
    "access_key",
    "assume_role_with_web_identity",
    "assume_roles",
    "endpoints",
    "profile",
    "region",
    "secret_key",
    "shared_config_files",
    "shared_credentials_files",
    "token",
)


async def provider_configuration(component: pulumi.ComponentResource) -> Mapping[str, object]:
    """Give the settings of the explicit provider where there is one, else those of the stack's ``aws:`` config.

    Args:
        component: the component whose children the provider serves.

    Returns:
        Values by pulumi-aws's names (``accessKey``); lists and objects are JSON texts, and what is not set is None.

    Raises:
        ReadError: a setting of the explicit provider is not known yet.
    """
    provider = component.get_provider("aws:neptune/globalCluster:GlobalCluster")
    if provider is None:
        config = pulumi.Config("aws")
        return {camel_case(name): config.get(camel_case(name)) for name in _SETTINGS}
    # The engine is asked, as the provider's own outputs lack the settings that are lists and objects, and in a preview
    # lack them all.
    answer = await pulumi.runtime.invoke_async("pulumi:pulumi:getResource", {"urn": provider.urn})
    settings = {camel_case(name): answer["state"].get(camel_case(name)) for name in _SETTINGS}
    if pulumi.contains_unknowns(settings):
        raise ReadError("A setting of the explicit aws provider is not known in this preview.")
    return settings
