"""The provider that makes the component for programs in other languages: Pulumi's own host, but for three things.

Pulumi's host drops unknown arguments without a word, fails where an argument of an object type is an output, and where
an output of one is None.
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
from neptune_global_component.plugin.schema import NAMESPACE, described, semantic_version
from neptune_global_component.plugin.spelling import as_on_the_wire

if TYPE_CHECKING:
    from pulumi.provider.experimental.analyzer import PropertyDefinition

PACKAGE = TYPE_TOKEN.partition(":")[0]
"""Name of the plugin, and of the package that it serves."""


class NeptuneProvider(ComponentProvider):
    """Serves the component, with the schema that its types describe."""

    def __init__(self) -> None:
        super().__init__([GlobalCluster], PACKAGE, NAMESPACE, semantic_version(__version__))
        self.schema = described(json.loads(self.schema or ""))

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Make a component.

        Args:
            name: its Pulumi name.
            resource_type: its type token.
            inputs: by their names on the wire.
            options: the caller's, as far as the engine passes them on.

        Raises:
            InvalidArgsError: the arguments were refused.
        """
        self.validate_resource_type(PACKAGE, resource_type)
        defined = self._component_defs[GlobalCluster.__name__]
        args: Any = self._named(inputs, defined.inputs, defined.inputs_mapping)
        made = GlobalCluster(name, args, options, spelled=as_on_the_wire)
        return ConstructResult(made.urn, {camel_case(output): getattr(made, output) for output in OUTPUTS})

    def _named(self, values: Any, properties: Mapping[str, PropertyDefinition], names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any argument
        """Give an object its Python names; a key that there is none for stays, for the rules to refuse it."""
        if isinstance(values, pulumi.Output):
            return values.apply(lambda known: self._named(known, properties, names))
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
        return self._named(value, of.properties, of.properties_mapping)
