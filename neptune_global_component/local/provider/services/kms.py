"""KMS keys and their aliases."""

from __future__ import annotations

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

TAGGING = Tagging(
    Call("ListResourceTags", {"KeyId": "$id"}),
    "Tags",
    Call("TagResource", {"KeyId": "$id", "Tags": "$tags"}),
    Call("UntagResource", {"KeyId": "$id", "TagKeys": "$keys"}),
    names=("TagKey", "TagValue"),
)
_GONE = ("NotFoundException",)

KEY = ServiceResource(
    token="aws:kms/key:Key",  # noqa: S106 - a type token
    title="KMS Key",
    service="kms",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "Arn"),
        Property("bypassPolicyLockoutSafetyCheck", Type.BOOLEAN, default=False),
        argument("customerMasterKeySpec", "KeySpec", default="SYMMETRIC_DEFAULT", replaces=True),
        Property("deletionWindowInDays", Type.INTEGER),
        argument("description", "Description", role=Role.COMPUTED),
        Property("enableKeyRotation", Type.BOOLEAN, answer="Rotation.KeyRotationEnabled", default=False),
        Property("isEnabled", Type.BOOLEAN, answer="Enabled", default=True),
        output("keyId", "KeyId"),
        argument(
            "keyUsage",
            "KeyUsage",
            answer="KeyUsage || 'ENCRYPT_DECRYPT'",
            default="ENCRYPT_DECRYPT",
            replaces=True,
        ),
        argument(
            "multiRegion",
            "MultiRegion",
            Type.BOOLEAN,
            Role.COMPUTED,
            answer="MultiRegion || `false`",
            replaces=True,
        ),
        argument("policy", "Policy", role=Role.COMPUTED, suppress=validation.same_json),
        Property("rotationPeriodInDays", Type.INTEGER, Role.COMPUTED, answer="Rotation.RotationPeriodInDays || `0`"),
    ),
    creation=Call("CreateKey"),
    identity="KeyMetadata.KeyId",
    reads=(
        Read(Call("DescribeKey", {"KeyId": "$id"}, _GONE), "KeyMetadata"),
        Read(Call("GetKeyPolicy", {"KeyId": "$id", "PolicyName": "default"}), "Policy", "Policy"),
        Read(Call("GetKeyRotationStatus", {"KeyId": "$id"}), "@", "Rotation"),
    ),
    settings=(
        CallSetting(("description",), Call("UpdateKeyDescription", {"KeyId": "$id", "Description": "$description"})),
        CallSetting(("policy",), Call("PutKeyPolicy", {"KeyId": "$id", "PolicyName": "default", "Policy": "$policy"})),
        CallSetting(
            ("enableKeyRotation", "rotationPeriodInDays"),
            Call("EnableKeyRotation", {"KeyId": "$id", "RotationPeriodInDays": "$rotationPeriodInDays?"}),
            Call("DisableKeyRotation", {"KeyId": "$id"}),
        ),
        CallSetting(("isEnabled",), Call("EnableKey", {"KeyId": "$id"}), Call("DisableKey", {"KeyId": "$id"})),
    ),
    deletions=(Call("ScheduleKeyDeletion", {"KeyId": "$id", "PendingWindowInDays": "$deletionWindowInDays?"}, _GONE),),
    tagging=TAGGING,
    gone_if="KeyState == 'PendingDeletion' || KeyState == 'PendingReplicaDeletion'",
)

ALIAS = ServiceResource(
    token="aws:kms/alias:Alias",  # noqa: S106 - a type token
    title="KMS Alias",
    service="kms",
    properties=(
        REGION,
        output("arn", "AliasArn"),
        argument("name", "AliasName", role=Role.COMPUTED, autoname=True, conflicts="namePrefix", replaces=True),
        Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True),
        output("targetKeyArn", "TargetKeyArn"),
        argument(
            "targetKeyId",
            "TargetKeyId",
            role=Role.REQUIRED,
            # A key's ARN and its id identify the same key.
            suppress=lambda old, new: old.rpartition("/")[2] == new.rpartition("/")[2],
        ),
    ),
    creation=Call("CreateAlias", {"AliasName": "$name"}),
    identity="{name}",
    reads=(
        Read(Call("ListAliases"), "Aliases[?AliasName == '$id'] | [0]"),
        Read(Call("DescribeKey", {"KeyId": "$id"}, _GONE), "KeyMetadata.Arn", "TargetKeyArn"),
    ),
    settings=(CallSetting(("targetKeyId",), Call("UpdateAlias", {"AliasName": "$id", "TargetKeyId": "$targetKeyId"})),),
    deletions=(Call("DeleteAlias", {"AliasName": "$id"}, _GONE),),
    named=("name", "namePrefix"),
)

TYPES = (KEY, ALIAS)
