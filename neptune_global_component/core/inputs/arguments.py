"""The arguments as a rule sees them: values by key, what is not known yet, what is secret, and how a key is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.errors import Finding
from neptune_global_component.core.inputs.kinds import ARGUMENTS, INSTANCE_ARGUMENTS, REGION_ARGUMENTS
from neptune_global_component.core.inputs.unknown import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Collection

    from neptune_global_component.core.inputs.kinds import Kind
SECRET = "[secret]"  # noqa: S105 - what stands for one


@dataclass(frozen=True)
class Arguments:
    """The arguments of the component, of one region, or of one instance.

    Args:
        values: by key; a value that is not known yet is UNKNOWN.
        secret: the paths whose values must not be shown.
        region: the region whose arguments they are; None for those of the component.
        entry: index in the region's ``instance_settings``; None for the arguments of the region itself.
    """

    values: Mapping[str, Any]
    secret: Collection[str] = ()
    region: str | None = None
    entry: int | None = None

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The keys there are, and what each must be."""
        if self.region is None:
            return ARGUMENTS
        return REGION_ARGUMENTS if self.entry is None else INSTANCE_ARGUMENTS

    def path(self, key: str) -> str:
        """Name a key as the program has it, for example ``regions["eu-west-1"].port``."""
        if self.region is None:
            return key
        entry = "" if self.entry is None else f"instance_settings[{self.entry}]."
        return f'regions["{self.region}"].{entry}{key}'

    def given(self, key: str) -> bool:
        """Say whether there is a value, be it known or not."""
        return self.values.get(key) is not None

    def known(self, key: str) -> Any:  # noqa: ANN401 - what the program gave
        """Give a value; None where there is none, none that is known yet, or one of the wrong kind."""
        value = self.values.get(key)
        return value if value is not None and value is not UNKNOWN and self.kinds[key].fits(value) else None

    def shown(self, key: str) -> str:
        """Quote a value for a message, unless it is a secret."""
        if self.values.get(key) is UNKNOWN:
            return "a value"
        return self.quoted(key, self.values.get(key))

    def quoted(self, key: str, value: object) -> str:
        """Quote for a message what follows from a value, unless that is a secret."""
        return SECRET if self.is_secret(key) else repr(value)

    def is_secret(self, key: str) -> bool:
        """Say whether the value of a key must not be shown."""
        settings = f'regions["{self.region}"].instance_settings'
        return self.path(key) in self.secret or (self.entry is not None and settings in self.secret)

    def finding(self, key: str, problem: str) -> Finding:
        """Say what is wrong with a value, which comes first in the text."""
        return Finding(self.path(key), f"{self.shown(key)} {problem}")

    @property
    def instance_count(self) -> int | None:
        """Number of instances of a region that the program sets; None if it sets none."""
        settings = self.known("instance_settings")
        return self.known("instances") if settings is None else len(settings)

    def instance_settings(self) -> list[Arguments]:
        """Return the settings of each instance of a region, as far as they are maps."""
        return [
            Arguments(values, self.secret, self.region, entry)
            for entry, values in enumerate(self.known("instance_settings") or ())
            if isinstance(values, Mapping)
        ]

    def regions(self) -> dict[str, Arguments]:
        """Give the arguments of each region, as far as they are a map."""
        given = self.known("regions") or {}
        return {
            region: Arguments(values, self.secret, region)
            for region, values in given.items()
            if isinstance(region, str) and isinstance(values, Mapping)
        }
