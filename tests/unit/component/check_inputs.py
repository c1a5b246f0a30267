"""Programs, last updates and states for the tests of checks."""

from __future__ import annotations

from neptune_global_component.core.facts.recorded_state import RecordedState
from neptune_global_component.core.inputs.spec import RegionSpec, Spec
from neptune_global_component.core.plan.checks.states import foreign_findings, state_findings

US, EU = "us-east-1", "eu-west-1"
ARN = "arn:aws:rds::123456789012:global-cluster:orders"
OWN = RecordedState(arn=ARN, resource_id="cluster-1", has_begun=True)
BEGUN = RecordedState(has_begun=True)


def regions(*names, adopt=False, **values):
    """Return a spec of regions, each with these values."""
    made = {name: RegionSpec(name, f"orders-{name}", 1, values) for name in names}
    return Spec("orders", regions=made, adopt=adopt)


def declared(*names, **values):
    """Return the last update with regions, each with these values."""
    given = {name: {"cluster_identifier": f"orders-{name}", **values} for name in names}
    return {"global_cluster_identifier": "orders", "regions": given}


def spec(*names, **values):
    """Return a spec of regions, each with one instance of the cluster ``orders``; the first is the primary."""
    given = {name: RegionSpec(name, "orders", 1) for name in names}
    return Spec("orders", regions=given, primary_region=names[0] if names else None, **values)


def judge(plan):
    """Return the findings about AWS and the state."""
    return foreign_findings(plan) or state_findings(plan)
