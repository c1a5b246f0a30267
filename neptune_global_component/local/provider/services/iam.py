"""IAM roles and policies."""

from __future__ import annotations

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, ForEach, Read
from neptune_global_component.local.provider.common_properties import TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, EachSetting, ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

_GONE = ("NoSuchEntity",)
_THIS_ROLE = {"RoleName": "$id"}
_THIS_POLICY = {"PolicyArn": "$id"}
_ATTACHED = Read(Call("ListAttachedRolePolicies", _THIS_ROLE, _GONE), "AttachedPolicies[].PolicyArn", "Attached")
_DETACH = Call("DetachRolePolicy", {"RoleName": "$id", "PolicyArn": "$item"}, _GONE)
_PATH = argument("path", "Path", default="/", replaces=True)
_PREFIX = Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True)


def _name(parameter: str) -> Property:
    return argument("name", parameter, role=Role.COMPUTED, autoname=True, conflicts="namePrefix", replaces=True)


def _policy(name: str, answer: str, parameter: str = "") -> Property:
    """Return a property that is a policy: botocore parses IAM's policies."""
    path = f"to_string({answer})"
    return Property(name, role=Role.REQUIRED, parameter=parameter, answer=path, suppress=validation.same_json)


def _tagging(kind: str, subject: dict[str, str]) -> Tagging:
    return Tagging(
        Call(f"List{kind}Tags", subject),
        "Tags",
        Call(f"Tag{kind}", {**subject, "Tags": "$tags"}),
        Call(f"Untag{kind}", {**subject, "TagKeys": "$keys"}),
    )


ROLE = ServiceResource(
    token="aws:iam/role:Role",  # noqa: S106 - a type token
    title="IAM Role",
    service="iam",
    properties=(
        TAGS,
        TAGS_ALL,
        output("arn", "Arn"),
        _policy("assumeRolePolicy", "AssumeRolePolicyDocument", "AssumeRolePolicyDocument"),
        output("createDate", "CreateDate"),
        argument("description", "Description"),
        Property("forceDetachPolicies", Type.BOOLEAN, default=False),
        Property("managedPolicyArns", Type.SET, Role.COMPUTED, answer="Attached"),
        argument("maxSessionDuration", "MaxSessionDuration", Type.INTEGER, default=3600),
        _name("RoleName"),
        _PREFIX,
        _PATH,
        argument(
            "permissionsBoundary",
            "PermissionsBoundary",
            answer="PermissionsBoundary.PermissionsBoundaryArn || ''",
            validate=validation.arn,
        ),
        output("uniqueId", "RoleId"),
    ),
    creation=Call("CreateRole", {"RoleName": "$name"}),
    identity="Role.RoleName",
    reads=(
        Read(Call("GetRole", _THIS_ROLE, _GONE), "Role"),
        _ATTACHED,
    ),
    settings=(
        CallSetting(
            ("assumeRolePolicy",),
            Call("UpdateAssumeRolePolicy", {"RoleName": "$id", "PolicyDocument": "$assumeRolePolicy"}),
        ),
        CallSetting(
            ("description", "maxSessionDuration"),
            Call(
                "UpdateRole",
                {"RoleName": "$id", "Description": "$description", "MaxSessionDuration": "$maxSessionDuration"},
            ),
        ),
        CallSetting(
            ("permissionsBoundary",),
            Call("PutRolePermissionsBoundary", {"RoleName": "$id", "PermissionsBoundary": "$permissionsBoundary"}),
            Call("DeleteRolePermissionsBoundary", _THIS_ROLE),
        ),
        EachSetting("managedPolicyArns", Call("AttachRolePolicy", {"RoleName": "$id", "PolicyArn": "$item"}), _DETACH),
    ),
    deletions=(
        *(ForEach(_ATTACHED, _DETACH, when=name) for name in ("managedPolicyArns", "forceDetachPolicies")),
        ForEach(
            Read(Call("ListRolePolicies", _THIS_ROLE, _GONE), "PolicyNames"),
            Call("DeleteRolePolicy", {"RoleName": "$id", "PolicyName": "$item"}, _GONE),
            when="forceDetachPolicies",
        ),
        Call("DeleteRole", _THIS_ROLE, _GONE),
    ),
    tagging=_tagging("Role", _THIS_ROLE),
    named=("name", "namePrefix"),
)

_VERSIONS = Call("ListPolicyVersions", _THIS_POLICY, _GONE)
_OTHERS = "Versions[?!IsDefaultVersion].VersionId"
_DELETE_VERSION = Call("DeletePolicyVersion", {"PolicyArn": "$id", "VersionId": "$item"}, _GONE)

POLICY = ServiceResource(
    token="aws:iam/policy:Policy",  # noqa: S106 - a type token
    title="IAM Policy",
    service="iam",
    properties=(
        TAGS,
        TAGS_ALL,
        output("arn", "Arn"),
        output("attachmentCount", "AttachmentCount", Type.INTEGER),
        argument("description", "Description", replaces=True),
        _name("PolicyName"),
        _PREFIX,
        _PATH,
        _policy("policy", "Document", "PolicyDocument"),
        output("policyId", "PolicyId"),
    ),
    creation=Call("CreatePolicy", {"PolicyName": "$name"}),
    identity="Policy.Arn",
    reads=(
        Read(Call("GetPolicy", _THIS_POLICY, _GONE), "Policy"),
        Read(
            Call("GetPolicyVersion", {"PolicyArn": "$id", "VersionId": "$DefaultVersionId"}),
            "PolicyVersion.Document",
            "Document",
        ),
    ),
    settings=(
        # A policy has at most five versions, so the oldest one is deleted first.
        CallSetting(("policy",), ForEach(Read(_VERSIONS, f"{_OTHERS} | [3:]"), _DELETE_VERSION)),
        CallSetting(
            ("policy",),
            Call("CreatePolicyVersion", {"PolicyArn": "$id", "PolicyDocument": "$policy", "SetAsDefault": True}),
        ),
    ),
    deletions=(
        ForEach(Read(_VERSIONS, _OTHERS), _DELETE_VERSION),
        Call("DeletePolicy", _THIS_POLICY, _GONE),
    ),
    tagging=_tagging("Policy", _THIS_POLICY),
    named=("name", "namePrefix"),
)

_THIS_ROLE_POLICY = {"RoleName": "$role", "PolicyName": "$name"}
_PUT_ROLE_POLICY = Call("PutRolePolicy", {**_THIS_ROLE_POLICY, "PolicyDocument": "$policy"})

ROLE_POLICY = ServiceResource(
    token="aws:iam/rolePolicy:RolePolicy",  # noqa: S106 - a type token
    title="IAM Role Policy",
    service="iam",
    properties=(
        _name("PolicyName"),
        _PREFIX,
        _policy("policy", "PolicyDocument"),
        argument("role", "RoleName", role=Role.REQUIRED, replaces=True),
    ),
    creation=_PUT_ROLE_POLICY,
    identity="{role}:{name}",
    reads=(Read(Call("GetRolePolicy", _THIS_ROLE_POLICY, _GONE), "RoleName && @"),),
    settings=(CallSetting(("policy",), _PUT_ROLE_POLICY),),
    deletions=(Call("DeleteRolePolicy", _THIS_ROLE_POLICY, _GONE),),
    named=("name", "namePrefix"),
)

_THIS_ATTACHMENT = {"RoleName": "$role", "PolicyArn": "$policyArn"}

ROLE_POLICY_ATTACHMENT = ServiceResource(
    token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",  # noqa: S106 - a type token
    title="IAM Role Policy Attachment",
    service="iam",
    properties=(
        Property("policyArn", role=Role.REQUIRED, replaces=True, validate=validation.arn),
        Property("role", role=Role.REQUIRED, replaces=True),
    ),
    creation=Call("AttachRolePolicy", _THIS_ATTACHMENT),
    identity="{role}/{policyArn}",
    reads=(
        Read(
            Call("ListAttachedRolePolicies", {"RoleName": "$role"}, _GONE),
            "AttachedPolicies[?PolicyArn == '$policyArn'] | [0]",
        ),
    ),
    deletions=(Call("DetachRolePolicy", _THIS_ATTACHMENT, _GONE),),
)

TYPES = (ROLE, POLICY, ROLE_POLICY, ROLE_POLICY_ATTACHMENT)
