"""Copies of all AWS resources of the local AWS, which it can go back to."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict

from neptune_global_component.core.errors import LocalAwsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from moto.core.base_backend import BaseBackend

Place = tuple["BackendDict[Any]", str, str]
"""A service, an account and a region."""


class SavedState:
    """A copy of the resources of all services, accounts and regions.

    Raises:
        LocalAwsError: moto can't copy a resource.
    """

    def __init__(self) -> None:
        self._backends = list(_backends())
        # Resources refer to the backends: their copies must refer to the same ones.
        same = {id(backend): backend for _, backend in self._backends}
        try:
            self._resources = copy.deepcopy([vars(backend) for _, backend in self._backends], same)
        except TypeError as error:  # for example SSM's parameters
            names = ", ".join(sorted({service.service_name for (service, _, _), _ in self._backends}))
            raise LocalAwsError(
                f"The resources can't be saved: moto can't copy one of its services {names}."
            ) from error

    def restore(self) -> None:
        """Replace the resources of moto, which must be empty, with a copy of the saved ones."""
        # The reset that emptied moto has replaced the backends.
        current = [service[account][region] for (service, account, region), _ in self._backends]
        same: dict[int, Any] = {id(one): new for (_, one), new in zip(self._backends, current, strict=True)}
        for backend, resources in zip(current, copy.deepcopy(self._resources, same), strict=True):
            vars(backend).update(resources)


def _backends() -> Iterator[tuple[Place, BaseBackend]]:
    # moto has no public list of the services in use.
    for service in BackendDict._instances:  # type: ignore[misc] # noqa: SLF001 - see above
        for account, region, backend in service.iter_backends():
            yield (service, account, region), backend
