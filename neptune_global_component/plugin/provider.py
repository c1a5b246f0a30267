"""The provider that creates the component for programs in other languages.

It extends Pulumi's own component host, which ignores unknown arguments, fails if an argument of an object type is an
output, and fails if an output of an object type is None.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pulumi
from pulumi.provider import ConstructResult
from pulumi.provider.experimental.analyzer import PropertyType
from pulumi.provider.experimental.component import ComponentProvider

from neptune_global_component._version import __version__
from neptune_global_component.component.component import OUTPUTS, GlobalCluster
from neptune_global_component.core.names import TYPE_TOKEN, camel_case
from neptune_global_component.plugin.schema import NAMESPACE, complete_schema, semantic_version
from neptune_global_component.plugin.spelling import WIRE

if TYPE_CHECKING:
    from pulumi.provider.experimental.analyzer import PropertyDefinition

PACKAGE = TYPE_TOKEN.partition(":")[0]
"""Name of the plugin and of its package."""


class NeptuneProvider(ComponentProvider):
    """The provider of the component, with a schema generated from the component's types."""

    def __init__(self) -> None:
        super().__init__([GlobalCluster], PACKAGE, NAMESPACE, semantic_version(__version__))
        self.schema = complete_schema(json.loads(self.schema or ""))

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Create a component.

        Args:
            name: its Pulumi name.
            resource_type: its type token.
            inputs: the arguments, with camelCase names.
            options: the caller's options, as far as the engine passes them on.

        Raises:
            InvalidArgsError: the arguments are invalid.
        """
        self.validate_resource_type(PACKAGE, resource_type)
        defined = self._component_defs[GlobalCluster.__name__]
        args: Any = self._python_names(inputs, defined.inputs, defined.inputs_mapping)
        component = GlobalCluster(name, args, options, spelling=WIRE)
        return ConstructResult(component.urn, {camel_case(output): getattr(component, output) for output in OUTPUTS})

    def _python_names(self, values: Any, properties: Mapping[str, PropertyDefinition], names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any argument
        """Return an object with Python names; an unknown key is kept, and the rules reject it."""
        if isinstance(values, pulumi.Output):
            return values.apply(lambda known: self._python_names(known, properties, names))
        if not isinstance(values, Mapping):
            return values
        return {names.get(key, key): self._value(value, properties.get(key)) for key, value in values.items()}

    def _value(self, value: Any, kind: PropertyDefinition | None) -> Any:  # noqa: ANN401 - as above
        inner = kind and kind.additional_properties
        if inner and inner.ref and isinstance(value, Mapping):
            return {key: self._value(one, inner) for key, one in value.items()}
        if kind and kind.items and kind.items.ref and isinstance(value, list):
            return [self._value(one, kind.items) for one in value]
        if kind and kind.type == PropertyType.INTEGER and isinstance(value, float) and value.is_integer():
            return int(value)
        if kind is None or kind.ref is None:
            return value
        of = self._type_defs[kind.ref.rpartition(":")[2]]
        return self._python_names(value, of.properties, of.properties_mapping)
