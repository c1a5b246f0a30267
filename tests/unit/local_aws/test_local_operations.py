"""Every operation of botocore's Neptune model: the model's members in responses, its codes in errors."""

from __future__ import annotations

import botocore.session
import pytest
from botocore import xform_name
from neptune_calls import refusal
from neptune_world import INPUTS, Existing, create_world

MODEL = botocore.session.get_session().get_service_model("neptune")
NOT_FOUND = [
    name
    for name in MODEL.operation_names
    if MODEL.operation_model(name).error_shapes
    and any(isinstance(value, Existing) for value in INPUTS.get(name, {}).values())
]
"""The operations on a resource that must exist."""

UNMODELLED = {"InvalidParameterValue", "InvalidParameterCombination"}
"""Codes that every operation of AWS may answer."""

NEVER = {"PromoteReadReplicaDBCluster": "InvalidDBClusterStateFault"}
"""Operations that Neptune rejects whatever the input."""

PENDING = {"ClusterPendingModifiedValues", "PendingModifiedValues"}
"""Structures that have only what waits for the maintenance window."""

ABSENT = {
    "DBCluster": "AutomaticRestartTime CharacterSetName CloneGroupId DBClusterOptionGroupMemberships DatabaseName "
    "GlobalClusterIdentifier IOOptimizedNextAllowedModificationTime MasterUsername PercentProgress "
    "ReplicationSourceIdentifier ServerlessV2PlatformVersion ServerlessV2ScalingConfiguration StorageType",
    "DBClusterRole": "FeatureName",
    "DBClusterSnapshot": "MasterUsername SourceDBClusterSnapshotArn StorageType",
    "DBEngineVersion": "DefaultCharacterSet SupportedCharacterSets SupportedTimezones",
    "DBInstance": "CharacterSetName DBName EnhancedMonitoringResourceArn Iops MasterUsername MonitoringRoleArn "
    "PerformanceInsightsEnabled PerformanceInsightsKMSKeyId ReadReplicaDBClusterIdentifiers "
    "ReadReplicaSourceDBInstanceIdentifier SecondaryAvailabilityZone StatusInfos TdeCredentialArn Timezone",
    "DBSubnetGroup": "SupportedNetworkTypes",
    "Endpoint": "HostedZoneId",
    "EventSubscription": "SourceType",
    "GlobalCluster": "DatabaseName FailoverState",
    "OrderableDBInstanceOption": "MaxIopsPerDbInstance MaxIopsPerGib MaxStorageSize MinIopsPerDbInstance MinIopsPerGib "
    "MinStorageSize",
    "Parameter": "MinimumEngineVersion",
    "PendingMaintenanceAction": "AutoAppliedAfterDate CurrentApplyDate ForcedApplyDate",
}
"""Members that do not exist in Neptune, or that the resources of the world do not have."""


NAME = "a resource of each kind"
"""The name of the saved world."""

READS = [name for name in MODEL.operation_names if name.startswith(("Describe", "List"))]
"""The operations that change nothing."""


@pytest.fixture(scope="module")
def subnets_of_world():
    """The subnets of the world, once it is created."""
    return []


@pytest.fixture
def call(aws, neptune, client, subnets_of_world):
    """Return a function that makes a call to a local AWS with a resource of each kind."""
    if subnets_of_world:
        aws.restore(NAME)
    else:
        subnets_of_world += create_world(neptune, client)
        aws.save(NAME)

    def make(operation):
        given = dict(INPUTS[operation])
        if "SubnetIds" in given:
            given["SubnetIds"] = subnets_of_world
        return getattr(neptune(), xform_name(operation)), given

    return make


def members(shape, answer, found):
    """Collect the members of each structure in a response, by the structure's shape."""
    if shape.type_name == "list":
        for one in answer:
            members(shape.member, one, found)
    if shape.type_name == "structure":
        found.setdefault(shape.name, (shape, set()))[1].update(answer)
        for name in shape.members.keys() & answer.keys():
            members(shape.members[name], answer[name], found)


def absent(shape, answer):
    """Return the model's members that are missing from the whole response, by structure."""
    found = {}
    members(shape, answer, found)
    lacking = {
        name: set(model.members) - has - {"Marker"} for name, (model, has) in found.items() if name not in PENDING
    }
    return {name: left for name, missing in lacking.items() if (left := missing - set(ABSENT.get(name, "").split()))}


def unknown(value):
    """Return a value that refers to a resource that does not exist."""
    return f"{value[: value.rfind(':') + 1]}nobody" if isinstance(value, Existing) else value


def test_every_operation_has_an_input():
    """There is an input for each operation of the model."""
    assert set(MODEL.operation_names) <= set(INPUTS)


def lacks(call, operation):
    """Make a call, and return the model's members that its response lacks."""
    do, given = call(operation)
    answer = do(**given)
    shape = MODEL.operation_model(operation).output_shape
    return {} if shape is None else absent(shape, answer)


def test_answers_of_reads(call):
    """The response of each operation that changes nothing has the members of the model."""
    assert {operation: lacking for operation in READS if (lacking := lacks(call, operation))} == {}


@pytest.mark.parametrize("operation", [name for name in MODEL.operation_names if name not in {*NEVER, *READS}])
def test_answer(call, operation):
    """The response of each operation that changes something has the members of the model."""
    assert lacks(call, operation) == {}


@pytest.mark.parametrize("operation", NOT_FOUND)
def test_error_code_of_an_unknown_resource(neptune, operation):
    """An operation on a resource that does not exist fails with a code of its model."""
    given = {name: unknown(value) for name, value in INPUTS[operation].items()}
    code, _ = refusal(getattr(neptune(), xform_name(operation)), **given)
    codes = {error.metadata["error"]["code"] for error in MODEL.operation_model(operation).error_shapes}
    assert code in codes | UNMODELLED


@pytest.mark.parametrize(("operation", "expected"), NEVER.items())
def test_unsupported_operations(call, operation, expected):
    """Operations that Neptune does not support fail with AWS's code."""
    do, given = call(operation)
    assert refusal(do, **given)[0] == expected
