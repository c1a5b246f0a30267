"""Schemas of the functions that the stand-in serves."""

from __future__ import annotations

from typing import Any

ORDERABLE_COUNTS = ("maxIopsPerDbInstance", "maxStorageSize", "minIopsPerDbInstance", "minStorageSize")
ORDERABLE_NUMBERS = ("maxIopsPerGib", "minIopsPerGib")
ORDERABLE_SWITCHES = (
    "multiAzCapable",
    "readReplicaCapable",
    "supportsEnhancedMonitoring",
    "supportsIamDatabaseAuthentication",
    "supportsIops",
    "supportsPerformanceInsights",
    "supportsStorageEncryption",
    "vpc",
)
"""The outputs of getOrderableDbInstance, by type."""

Spec = dict[str, Any]

STRINGS: Spec = {"type": "array", "items": {"type": "string"}}
TAGS: Spec = {"type": "object", "additionalProperties": {"type": "string"}}


def _function(inputs: str, outputs: str, **others: Spec) -> Spec:
    """Return the schema of a function.

    Args:
        inputs: the names of its inputs.
        outputs: the names of its outputs; the inputs are outputs too.
        others: the shapes of properties that are not strings.
    """
    properties = {name: others.get(name, {"type": "string"}) for name in inputs.split()}
    answered = {name: others.get(name, {"type": "string"}) for name in outputs.split()} | others
    return {
        "inputs": {"type": "object", "properties": properties},
        "outputs": {"type": "object", "properties": answered, "required": sorted(answered)},
    }


_YES_OR_NO: Spec = {"type": "boolean"}
_NUMBER: Spec = {"type": "number"}
_COUNT: Spec = {"type": "integer"}
_ANY: Spec = {"type": "array", "items": {"$ref": "pulumi.json#/Any"}}
FUNCTION_SCHEMAS: dict[str, Spec] = {
    "aws:ec2/getSubnet:getSubnet": _function(
        "availabilityZone availabilityZoneId cidrBlock defaultForAz filters id ipv6CidrBlock region state tags vpcId",
        "arn availabilityZone availabilityZoneId cidrBlock customerOwnedIpv4Pool id ipv6CidrBlock "
        "ipv6CidrBlockAssociationId outpostArn ownerId privateDnsHostnameTypeOnLaunch region state vpcId",
        **dict.fromkeys(
            (
                "assignIpv6AddressOnCreation",
                "defaultForAz",
                "enableDns64",
                "enableResourceNameDnsARecordOnLaunch",
                "enableResourceNameDnsAaaaRecordOnLaunch",
                "ipv6Native",
                "mapCustomerOwnedIpOnLaunch",
                "mapPublicIpOnLaunch",
            ),
            _YES_OR_NO,
        ),
        availableIpAddressCount=_COUNT,
        enableLniAtDeviceIndex=_COUNT,
        filters=_ANY,
        tags=TAGS,
    ),
    "aws:ec2/getSubnets:getSubnets": _function(
        "filters region tags", "id region", filters=_ANY, ids=STRINGS, tags=TAGS
    ),
    "aws:ec2/getVpc:getVpc": _function(
        "cidrBlock default dhcpOptionsId filters id region state tags",
        "arn cidrBlock dhcpOptionsId id instanceTenancy ipv6AssociationId ipv6CidrBlock mainRouteTableId ownerId "
        "region state",
        cidrBlockAssociations=_ANY,
        default=_YES_OR_NO,
        enableDnsHostnames=_YES_OR_NO,
        enableDnsSupport=_YES_OR_NO,
        enableNetworkAddressUsageMetrics=_YES_OR_NO,
        filters=_ANY,
        ipv6CidrBlockAssociations=_ANY,
        tags=TAGS,
    ),
    "aws:iam/getPolicyDocument:getPolicyDocument": _function(
        "overrideJson overridePolicyDocuments policyId sourceJson sourcePolicyDocuments statements version",
        "id json minifiedJson overrideJson policyId sourceJson version",
        overridePolicyDocuments=STRINGS,
        sourcePolicyDocuments=STRINGS,
        statements=_ANY,
    ),
    "aws:index/getAvailabilityZones:getAvailabilityZones": _function(
        "allAvailabilityZones excludeNames excludeZoneIds filters region state",
        "id region state",
        allAvailabilityZones=_YES_OR_NO,
        excludeNames=STRINGS,
        excludeZoneIds=STRINGS,
        filters=_ANY,
        groupNames=STRINGS,
        names=STRINGS,
        zoneIds=STRINGS,
    ),
    "aws:index/getCallerIdentity:getCallerIdentity": _function("id", "accountId arn id userId"),
    "aws:index/getPartition:getPartition": _function("id", "dnsSuffix id partition reverseDnsPrefix"),
    "aws:index/getRegion:getRegion": _function("endpoint id name region", "description endpoint id name region"),
    "aws:neptune/getEngineVersion:getEngineVersion": _function(
        "defaultOnly engine hasMajorTarget hasMinorTarget latest parameterGroupFamily preferredMajorTargets "
        "preferredUpgradeTargets preferredVersions region version",
        "defaultCharacterSet engine engineDescription id parameterGroupFamily region version versionActual "
        "versionDescription",
        defaultOnly=_YES_OR_NO,
        exportableLogTypes=STRINGS,
        hasMajorTarget=_YES_OR_NO,
        hasMinorTarget=_YES_OR_NO,
        latest=_YES_OR_NO,
        preferredMajorTargets=STRINGS,
        preferredUpgradeTargets=STRINGS,
        preferredVersions=STRINGS,
        supportedCharacterSets=STRINGS,
        supportedTimezones=STRINGS,
        supportsGlobalDatabases=_YES_OR_NO,
        supportsLogExportsToCloudwatch=_YES_OR_NO,
        supportsReadReplica=_YES_OR_NO,
        validMajorTargets=STRINGS,
        validMinorTargets=STRINGS,
        validUpgradeTargets=STRINGS,
    ),
    "aws:neptune/getOrderableDbInstance:getOrderableDbInstance": _function(
        "engine engineVersion instanceClass licenseModel preferredInstanceClasses region vpc",
        "engine engineVersion id instanceClass licenseModel region storageType",
        **dict.fromkeys(ORDERABLE_COUNTS, _COUNT),
        **dict.fromkeys(ORDERABLE_NUMBERS, _NUMBER),
        **dict.fromkeys(ORDERABLE_SWITCHES, _YES_OR_NO),
        availabilityZones=STRINGS,
        preferredInstanceClasses=STRINGS,
    ),
}
