"""Credentials of a role that the pulumi-aws provider assumes, renewed before they expire.

https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from neptune_global_component.aws.transience import is_transient
from neptune_global_component.core.errors import ReadError
from neptune_global_component.core.facts.answers import required
from neptune_global_component.core.names import camel_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    import boto3

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_INPUTS = {
    "duration": "DurationSeconds",
    "externalId": "ExternalId",
    "policy": "Policy",
    "policyArns": "PolicyArns",
    "roleArn": "RoleArn",
    "sessionName": "RoleSessionName",
    "sourceIdentity": "SourceIdentity",
    "tags": "Tags",
    "transitiveTagKeys": "TransitiveTagKeys",
}


def assume_role_inputs(role: Mapping[str, Any]) -> dict[str, Any]:
    """Return the inputs of AssumeRole.

    Args:
        role: the role with keys in pulumi-aws's camelCase or in Python's snake_case.

    Raises:
        ReadError: its duration is invalid.
    """
    # pulumi-aws keeps the keys of the program's dict, and a Python program writes snake_case.
    parameters = {camel_case(name): value for name, value in role.items() if value}
    inputs = {argument: parameters[name] for name, argument in _INPUTS.items() if name in parameters}
    inputs.setdefault("RoleSessionName", "neptune-global")
    if "DurationSeconds" in inputs:
        inputs["DurationSeconds"] = _seconds(inputs["DurationSeconds"])
    if "PolicyArns" in inputs:
        inputs["PolicyArns"] = [{"arn": arn} for arn in inputs["PolicyArns"]]
    if "Tags" in inputs:
        inputs["Tags"] = [{"Key": key, "Value": value} for key, value in inputs["Tags"].items()]
    return inputs


def session(sts: Any, role: Mapping[str, Any], region: str | None) -> boto3.Session:  # noqa: ANN401 - a boto3 client
    """Return a session with the credentials of a role.

    Args:
        sts: the STS client that assumes the role.
        role: the role with keys as in pulumi-aws.
        region: the session's region.

    Returns:
        A session that renews its credentials while it is used: an upgrade can take longer than they are valid.

    Raises:
        ReadError: the role could not be assumed.
    """
    import boto3  # noqa: PLC0415 - a quarter of a second, when AWS is read only
    import botocore.session  # noqa: PLC0415 - as above
    from botocore.credentials import CredentialResolver, RefreshableCredentials  # noqa: PLC0415 - as above

    inputs = assume_role_inputs(role)

    def new_credentials() -> dict[str, str]:
        return _credentials(sts, inputs)

    credentials = RefreshableCredentials.create_from_metadata(new_credentials(), new_credentials, "sts-assume-role")
    resolver = CredentialResolver([])
    resolver.load_credentials = lambda: credentials
    inner = botocore.session.get_session()
    inner.register_component("credential_provider", resolver)
    return boto3.Session(botocore_session=inner, region_name=region)


def _credentials(sts: Any, inputs: Mapping[str, Any]) -> dict[str, str]:  # noqa: ANN401 - as above
    from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

    try:
        answer = required(sts.assume_role(**inputs), "Credentials")
    except ClientError as error:
        text = f"The role {inputs.get('RoleArn')} can't be assumed ({error})."
        raise ReadError(text, transient=is_transient(error)) from error
    return {
        "access_key": answer["AccessKeyId"],
        "secret_key": answer["SecretAccessKey"],
        "token": answer["SessionToken"],
        "expiry_time": answer["Expiration"].isoformat(),
    }


def _seconds(duration: str) -> int:
    """Parse a duration as Go writes it, which pulumi-aws accepts: ``1h30m``, ``900s``."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ReadError(
            f"The aws provider's duration {duration!r} is invalid. Use hours, minutes and seconds, for example 1h30m."
        )
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return hours * 3600 + minutes * 60 + seconds
