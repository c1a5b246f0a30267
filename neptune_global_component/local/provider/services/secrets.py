"""Secrets of Secrets Manager and parameters of Systems Manager."""

from __future__ import annotations

from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

_GONE = ("ResourceNotFoundException",)
_THIS = {"SecretId": "$id"}

SECRET = ServiceResource(
    token="aws:secretsmanager/secret:Secret",  # noqa: S106 - a type token
    title="Secrets Manager Secret",
    service="secretsmanager",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "ARN"),
        argument("description", "Description"),
        Property("forceOverwriteReplicaSecret", Type.BOOLEAN, default=False),
        argument("kmsKeyId", "KmsKeyId"),
        argument("name", "Name", role=Role.COMPUTED, autoname=True, conflicts="namePrefix", replaces=True),
        Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True),
        Property("recoveryWindowInDays", Type.INTEGER, default=30),
    ),
    creation=Call("CreateSecret", {"Name": "$name"}),
    identity="ARN",
    reads=(Read(Call("DescribeSecret", _THIS, _GONE), "ARN && @"),),
    settings=(
        CallSetting(
            ("description", "kmsKeyId"),
            Call("UpdateSecret", {**_THIS, "Description": "$description", "KmsKeyId": "$kmsKeyId?"}),
        ),
    ),
    deletions=(
        Call(
            "DeleteSecret",
            {**_THIS, "RecoveryWindowInDays": "$recoveryWindowInDays"},
            _GONE,
            when="recoveryWindowInDays",
        ),
        Call("DeleteSecret", {**_THIS, "ForceDeleteWithoutRecovery": True}, _GONE, when="!recoveryWindowInDays"),
    ),
    tagging=Tagging(
        Call("DescribeSecret", _THIS),
        "Tags",
        Call("TagResource", {**_THIS, "Tags": "$tags"}),
        Call("UntagResource", {**_THIS, "TagKeys": "$keys"}),
    ),
    named=("name", "namePrefix"),
    gone_if="DeletedDate",
)

SECRET_VERSION = ServiceResource(
    token="aws:secretsmanager/secretVersion:SecretVersion",  # noqa: S106 - a type token
    title="Secrets Manager Secret Version",
    service="secretsmanager",
    properties=(
        REGION,
        output("arn", "ARN"),
        output("hasSecretStringWo", "`false`", Type.BOOLEAN),
        output("secretArn", "ARN"),
        Property("secretId", role=Role.REQUIRED, parameter="SecretId", replaces=True),
        argument("secretString", "SecretString", replaces=True),
        output("versionId", "VersionId"),
        output("versionStages", "VersionStages", Type.SET),
    ),
    creation=Call("PutSecretValue"),
    identity="join('|', [ARN, VersionId])",
    id_form="{secretId}|{versionId}",
    reads=(
        Read(
            Call(
                "GetSecretValue",
                {"SecretId": "$secretId", "VersionId": "$versionId"},
                (*_GONE, "InvalidRequestException"),
            ),
            "ARN && @",
        ),
    ),
    # A version disappears with its secret.
    deletions=(),
)

_PUT = {
    "Name": "$name",
    "Value": "$value",
    "Type": "$type",
    "Description": "$description",
    "KeyId": "$keyId?",
    "Overwrite": True,
}

PARAMETER = ServiceResource(
    token="aws:ssm/parameter:Parameter",  # noqa: S106 - a type token
    title="SSM Parameter",
    service="ssm",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "ARN"),
        argument("allowedPattern", "AllowedPattern", answer="Metadata.AllowedPattern || ''"),
        argument("dataType", "DataType", role=Role.COMPUTED, replaces=True),
        argument("description", "Description", answer="Metadata.Description || ''"),
        output("hasValueWo", "`false`", Type.BOOLEAN),
        argument("keyId", "KeyId", role=Role.COMPUTED, answer="Metadata.KeyId || ''"),
        argument("name", "Name", role=Role.COMPUTED, autoname=True, replaces=True),
        argument("tier", "Tier", role=Role.COMPUTED, answer="Metadata.Tier || 'Standard'"),
        argument("type", "Type", role=Role.REQUIRED),
        argument("value", "Value", role=Role.COMPUTED),
        output("version", "Version", Type.INTEGER),
    ),
    creation=Call("PutParameter"),
    identity="{name}",
    reads=(
        Read(Call("GetParameter", {"Name": "$id", "WithDecryption": True}, ("ParameterNotFound",)), "Parameter"),
        Read(
            Call("DescribeParameters", {"ParameterFilters": [{"Key": "Name", "Values": ["$id"]}]}),
            "Parameters[0]",
            "Metadata",
        ),
    ),
    settings=(
        CallSetting(("value", "type", "description", "keyId", "tier", "allowedPattern"), Call("PutParameter", _PUT)),
    ),
    deletions=(Call("DeleteParameter", {"Name": "$id"}, ("ParameterNotFound",)),),
    tagging=Tagging(
        Call("ListTagsForResource", {"ResourceType": "Parameter", "ResourceId": "$id"}),
        "TagList",
        Call("AddTagsToResource", {"ResourceType": "Parameter", "ResourceId": "$id", "Tags": "$tags"}),
        Call("RemoveTagsFromResource", {"ResourceType": "Parameter", "ResourceId": "$id", "TagKeys": "$keys"}),
    ),
)

TYPES = (SECRET, SECRET_VERSION, PARAMETER)
