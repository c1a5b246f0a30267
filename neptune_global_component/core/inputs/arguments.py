"""The arguments of the component or of a region, for the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.table import arguments
from neptune_global_component.core.inputs.unknown import UNKNOWN
from neptune_global_component.core.messages import Finding, Value

if TYPE_CHECKING:
    from neptune_global_component.core.inputs.table import Input


@dataclass(frozen=True)
class Arguments:
    """The arguments of the component, of one region, or of one instance.

    Args:
        values: the values by key; UNKNOWN if the preview does not know a value yet.
        region: the region; None for the arguments of the component.
        entry: index in the region's ``instance_settings``; None for the arguments of the region.
    """

    values: Mapping[str, Any]
    region: str | None = None
    entry: int | None = None

    @property
    def table(self) -> Mapping[str, Input]:
        """The valid keys, with their rows in the table of inputs."""
        return arguments(self.region, self.entry)

    def path(self, key: str) -> str:
        """Return the path of a key, for example ``regions["eu-west-1"].port``."""
        if self.region is None:
            return key
        entry = "" if self.entry is None else f"instance_settings[{self.entry}]."
        return f'regions["{self.region}"].{entry}{key}'

    def is_set(self, key: str) -> bool:
        """Return whether a key has a value, known or unknown."""
        return self.values.get(key) is not None

    def known(self, key: str) -> Any:  # noqa: ANN401 - any value of an argument
        """Return a value; None if it is not set, not known yet, or of the wrong kind."""
        value = self.values.get(key)
        return value if value is not None and value is not UNKNOWN and self.table[key].kind.fits(value) else None

    def value(self, key: str, value: object = None) -> Value:
        """Return the value of a key for a message.

        Args:
            key: the key of the argument.
            value: another value that depends on the argument, and is as secret; by default its own.
        """
        return Value(self.path(key), self.values.get(key) if value is None else value)

    def finding(self, code: str, key: str, template: str, /, **values: object) -> Finding:
        """Return a finding about a value, which comes first in the text.

        Args:
            code: the name of the case in docs/checks.md.
            key: the key of the argument.
            template: the rule and what to do, after the value.
            values: the values of the template.
        """
        return Finding(code, self.path(key), "{value} " + template, value=self.value(key), **values)

    @property
    def instance_count(self) -> int | None:
        """Number of instances of a region in the program; None if it is not set."""
        settings = self.known("instance_settings")
        return self.known("instances") if settings is None else len(settings)

    def instance_settings(self) -> list[Arguments]:
        """Return the settings of each instance of a region that has a map of them."""
        return [
            Arguments(values, self.region, entry)
            for entry, values in enumerate(self.known("instance_settings") or ())
            if isinstance(values, Mapping)
        ]

    def regions(self) -> dict[str, Arguments]:
        """Return the arguments of each region that has a map of them."""
        regions = self.known("regions") or {}
        return {
            region: Arguments(values, region)
            for region, values in regions.items()
            if isinstance(region, str) and isinstance(values, Mapping)
        }
