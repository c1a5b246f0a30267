"""Copies of all AWS resources of the local AWS, which it can go back to."""

from __future__ import annotations

import copy
from typing import Any

from moto.core.base_backend import BackendDict

from neptune_global_component.core.errors import LocalAwsError


class SavedState:
    """A copy of the resources of all services, accounts and regions.

    Raises:
        LocalAwsError: moto can't copy a resource.
    """

    def __init__(self) -> None:
        self._backends = [(service, *one) for service in _services() for one in service.iter_backends()]
        # Resources refer to the backends: their copies must refer to the same ones.
        same = {id(backend): backend for *_, backend in self._backends}
        try:
            self._resources = copy.deepcopy([vars(backend) for *_, backend in self._backends], same)
        except TypeError as error:  # for example SSM's parameters
            names = ", ".join(sorted({service.service_name for service in _services()}))
            raise LocalAwsError(
                f"The resources can't be saved: moto can't copy those of one of its services {names}. Save before you "
                "create them."
            ) from error

    def restore(self) -> None:
        """Replace the resources of moto, which must be empty, with a copy of the saved ones."""
        # The reset that emptied moto has replaced the backends.
        current = [service[account][region] for service, account, region, _ in self._backends]
        same: dict[int, Any] = {id(one): new for (*_, one), new in zip(self._backends, current, strict=True)}
        for backend, resources in zip(current, copy.deepcopy(self._resources, same), strict=True):
            vars(backend).update(resources)


def _services() -> list[BackendDict[Any]]:
    # moto has no public list of the services in use.
    return BackendDict._instances  # type: ignore[misc] # noqa: SLF001 - see above
