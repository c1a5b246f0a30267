"""The functions of pulumi-aws that the stand-in serves."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from neptune_global_component.core.inputs.rules.global_cluster import ENGINE
from neptune_global_component.core.names import dns_suffix, partition
from neptune_global_component.local.provider import network_functions
from neptune_global_component.local.provider.aws import Aws
from neptune_global_component.local.provider.errors import ProviderError
from neptune_global_component.local.provider.function_schemas import (
    ORDERABLE_COUNTS,
    ORDERABLE_NUMBERS,
    ORDERABLE_SWITCHES,
)
from neptune_global_component.local.provider.policy_document import get_policy_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from neptune_global_component.local.provider.aws import Connect
    from neptune_global_component.local.provider.values import Values


def get_caller_identity(connect: Connect, region: str, args: Values) -> Values:
    """`aws.getCallerIdentity`."""
    del args
    answer = connect("sts", region).get_caller_identity()
    account = answer["Account"]
    return {"accountId": account, "arn": answer["Arn"], "id": account, "userId": answer["UserId"]}


def get_region(connect: Connect, region: str, args: Values) -> Values:
    """`aws.getRegion`."""
    del connect
    name = args.get("region") or args.get("name") or region
    known = _descriptions()
    if name not in known:
        raise ProviderError(f"no matching EC2 Region found: {name}")
    return {
        "description": known[name],
        "endpoint": f"ec2.{name}.{dns_suffix(name)}",
        "id": name,
        "name": name,
        "region": name,
    }


def get_partition(connect: Connect, region: str, args: Values) -> Values:
    """`aws.getPartition`."""
    del connect, args
    suffix, name = dns_suffix(region), partition(region)
    reverse = ".".join(reversed(suffix.split(".")))
    return {"dnsSuffix": suffix, "id": name, "partition": name, "reverseDnsPrefix": reverse}


@cache
def _descriptions() -> dict[str, str]:
    """Return botocore's descriptions of all regions."""
    partitions = json.loads((files("botocore") / "data" / "partitions.json").read_text())["partitions"]
    return {region: one["description"] for part in partitions for region, one in part["regions"].items()}


def get_engine_version(connect: Connect, region: str, args: Values) -> Values:
    """`aws.neptune.getEngineVersion`."""
    engine = args.get("engine") or ENGINE
    versions = Aws(connect, region).find("DescribeDBEngineVersions", "DBEngineVersions", (), **_filters(args, engine))
    versions = [one for one in versions if one["Engine"] == engine]
    preferred = args.get("preferredVersions") or []
    if preferred:
        versions = [one for wanted in preferred for one in versions if one["EngineVersion"] == wanted]
    if not versions:
        raise ProviderError("reading Neptune Engine Version: no matching Neptune Engine Version found")
    chosen = versions[0] if preferred else max(versions, key=lambda one: _order(one["EngineVersion"]))
    return {**{key: value for key, value in args.items() if value is not None}, **_outputs_of_version(chosen, region)}


def get_orderable_db_instance(connect: Connect, region: str, args: Values) -> Values:
    """`aws.neptune.getOrderableDbInstance`."""
    names = {"engineVersion": "EngineVersion", "instanceClass": "DBInstanceClass", "licenseModel": "LicenseModel"}
    wanted: Values = {"Engine": args.get("engine") or ENGINE}
    wanted |= {name: args[key] for key, name in names.items() if args.get(key)}
    wanted |= {"Vpc": args["vpc"]} if args.get("vpc") is not None else {}
    operation, result = "DescribeOrderableDBInstanceOptions", "OrderableDBInstanceOptions"
    options = Aws(connect, region).find(operation, result, (), **wanted)
    preferred = args.get("preferredInstanceClasses") or []
    if preferred:
        options = [one for name in preferred for one in options if one["DBInstanceClass"] == name][:1]
    if len(options) != 1:
        found = "no" if not options else "multiple"
        raise ProviderError(f"reading Neptune Orderable DB Instance: {found} matching options found")
    return {"preferredInstanceClasses": preferred or None} | _orderable(options[0], region)


def _orderable(option: dict[str, Any], region: str) -> Values:
    texts = {
        name: option.get(member, "")
        for name, member in (
            ("engine", "Engine"),
            ("engineVersion", "EngineVersion"),
            ("id", "DBInstanceClass"),
            ("instanceClass", "DBInstanceClass"),
            ("licenseModel", "LicenseModel"),
            ("storageType", "StorageType"),
        )
    }
    numbers = {name: option.get(_member(name), 0) for name in (*ORDERABLE_COUNTS, *ORDERABLE_NUMBERS)}
    switches = {name: bool(option.get(_member(name))) for name in ORDERABLE_SWITCHES}
    zones = [one["Name"] for one in option.get("AvailabilityZones", [])]
    return {**texts, **numbers, **switches, "availabilityZones": zones, "region": region}


def _member(name: str) -> str:
    """Return the member of AWS's response for an output of getOrderableDbInstance."""
    capital = name[0].upper() + name[1:]
    return capital.replace("MultiAz", "MultiAZ").replace("SupportsIam", "SupportsIAM")


def _filters(args: Values, engine: str) -> Values:
    filters: Values = {"Engine": engine}
    if args.get("parameterGroupFamily"):
        filters["DBParameterGroupFamily"] = args["parameterGroupFamily"]
    if args.get("version"):
        filters["EngineVersion"] = args["version"]
    elif args.get("defaultOnly"):
        filters["DefaultOnly"] = True
    return filters


def _outputs_of_version(version: dict[str, Any], region: str) -> Values:
    name = version["EngineVersion"]
    targets = version.get("ValidUpgradeTarget", [])
    major = [one["EngineVersion"] for one in targets if one.get("IsMajorVersionUpgrade")]
    minor = [one["EngineVersion"] for one in targets if not one.get("IsMajorVersionUpgrade")]
    return {
        "defaultCharacterSet": "",
        "engine": version["Engine"],
        "engineDescription": version.get("DBEngineDescription", ""),
        "exportableLogTypes": version.get("ExportableLogTypes", []),
        "hasMajorTarget": bool(major),
        "hasMinorTarget": bool(minor),
        "id": name,
        "parameterGroupFamily": version.get("DBParameterGroupFamily", ""),
        "region": region,
        "supportedCharacterSets": [],
        "supportedTimezones": [one["TimezoneName"] for one in version.get("SupportedTimezones", [])],
        "supportsGlobalDatabases": bool(version.get("SupportsGlobalDatabases")),
        "supportsLogExportsToCloudwatch": bool(version.get("SupportsLogExportsToCloudwatchLogs")),
        "supportsReadReplica": bool(version.get("SupportsReadReplica")),
        "validMajorTargets": sorted(major),
        "validMinorTargets": sorted(minor),
        "validUpgradeTargets": sorted(major + minor),
        "version": name,
        "versionActual": name,
        "versionDescription": version.get("DBEngineVersionDescription", ""),
    }


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


FUNCTIONS: dict[str, Callable[[Connect, str, Values], Values]] = {
    "aws:ec2/getSubnet:getSubnet": network_functions.get_subnet,
    "aws:ec2/getSubnets:getSubnets": network_functions.get_subnets,
    "aws:ec2/getVpc:getVpc": network_functions.get_vpc,
    "aws:iam/getPolicyDocument:getPolicyDocument": get_policy_document,
    "aws:index/getAvailabilityZones:getAvailabilityZones": network_functions.get_availability_zones,
    "aws:index/getCallerIdentity:getCallerIdentity": get_caller_identity,
    "aws:index/getPartition:getPartition": get_partition,
    "aws:index/getRegion:getRegion": get_region,
    "aws:neptune/getEngineVersion:getEngineVersion": get_engine_version,
    "aws:neptune/getOrderableDbInstance:getOrderableDbInstance": get_orderable_db_instance,
}
"""By token: given the clients, the region and the arguments."""
