"""The gate between the program's arguments and the children: nothing gets past it unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pulumi

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from neptune_global_component.plan import Plan


class Gate:
    """Gives the children their inputs, each only when all arguments are checked and the plan is made.

    An input keeps what its own argument is (secret, not known yet), and takes nothing of the others.

    Args:
        plan: the plan, once it is made; never unknown.
        args: the arguments as the program gave them.
    """

    def __init__(self, plan: pulumi.Output[Plan], args: Mapping[str, object]) -> None:
        self._plan = pulumi.Output.unsecret(plan)
        self._args = args

    async def plan(self) -> Plan:
        """Wait for the plan.

        Raises:
            InvalidArgsError: the arguments were refused.
        """
        # The SDK types a future as Optional for the sake of unknown values, which a plan never is.
        return cast("Plan", await self._plan.future())

    def input(self, argument: str, value: Callable[[Plan], Any]) -> pulumi.Output[Any]:
        """Give an input that follows from an argument.

        Args:
            argument: the key of the argument.
            value: takes the input's value out of the plan; it is asked only when the argument is known.
        """
        both = pulumi.Output.all(self._plan, self._args.get(argument))
        return both.apply(lambda values: value(cast("Plan", values[0])))
