"""An observer of the fake AWS, with its warnings."""

from __future__ import annotations

import asyncio

from neptune_global_component.aws.observe import Observer
from neptune_global_component.core.facts.observed import Observation
from neptune_global_component.core.plan.lookups import Lookups

MEMBERS = (("us-east-1", "orders-us"), ("eu-west-1", "orders-eu"))
PRIMARY, SECONDARY = (f"arn:aws:rds:{region}:123456789012:cluster:{cluster}" for region, cluster in MEMBERS)


class Read:
    """An observer and its warnings."""

    def __init__(self, configuration=None):
        self.asked = 0
        self.warnings = []
        self._given = configuration or {"region": "eu-west-1"}
        self.observer = Observer(self._configuration, lambda message: self.warnings.append(str(message)), [])

    async def _configuration(self):
        self.asked += 1
        return self._given

    def before(self, clusters=(), snapshots=(), **subnet_groups):
        """Read before the children; keywords are subnet groups by region, with underscores for hyphens."""
        groups = {region.replace("_", "-"): name for region, name in subnet_groups.items()}

        async def both():
            reading = await self.observer.before("orders")
            if not reading.is_complete:
                return reading
            return await self.observer.look_up(Lookups(groups, dict(clusters), snapshots=dict(snapshots)))

        return asyncio.run(both())

    def after(self, found, clusters=(), **options):
        """Read after the children."""

        async def state():
            return Observation(found, {one.arn: one for one in clusters})

        return asyncio.run(self.observer.after(found, state, **options))
