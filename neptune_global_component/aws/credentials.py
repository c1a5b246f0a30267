"""The credentials of a role that the pulumi-aws provider assumes, renewed before they end, as the provider does.

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


def inputs(role: Mapping[str, Any]) -> dict[str, Any]:
    """Give the inputs of AssumeRole.

    Args:
        role: as pulumi-aws spells it, or a Python program.

    Raises:
        ReadError: its duration is none.
    """
    # pulumi-aws passes on the spelling of the program: a Python program's dict is in snake_case.
    given = {camel_case(name): value for name, value in role.items() if value}
    made = {argument: given[name] for name, argument in _INPUTS.items() if name in given}
    made.setdefault("RoleSessionName", "neptune-global")
    if "DurationSeconds" in made:
        made["DurationSeconds"] = _seconds(made["DurationSeconds"])
    if "PolicyArns" in made:
        made["PolicyArns"] = [{"arn": arn} for arn in made["PolicyArns"]]
    if "Tags" in made:
        made["Tags"] = [{"Key": key, "Value": value} for key, value in made["Tags"].items()]
    return made


def session(sts: Any, role: Mapping[str, Any], region: str | None) -> boto3.Session:  # noqa: ANN401 - a boto3 client
    """Assume a role.

    Args:
        sts: the client of STS that assumes it.
        role: as pulumi-aws spells it.
        region: of the session.

    Returns:
        A session whose credentials are renewed as long as it is used: an upgrade takes longer than they last.

    Raises:
        ReadError: the role could not be assumed.
    """
    import boto3  # noqa: PLC0415 - a quarter of a second, when AWS is read only
    import botocore.session  # noqa: PLC0415 - as above
    from botocore.credentials import CredentialResolver, RefreshableCredentials  # noqa: PLC0415 - as above

    given = inputs(role)

    def renewed() -> dict[str, str]:
        return _credentials(sts, given)

    credentials = RefreshableCredentials.create_from_metadata(renewed(), renewed, "sts-assume-role")
    resolver = CredentialResolver([])
    resolver.load_credentials = lambda: credentials
    inner = botocore.session.get_session()
    inner.register_component("credential_provider", resolver)
    return boto3.Session(botocore_session=inner, region_name=region)


def _credentials(sts: Any, given: Mapping[str, Any]) -> dict[str, str]:  # noqa: ANN401 - as above
    from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

    try:
        answer = required(sts.assume_role(**given), "Credentials")
    except ClientError as error:
        text = f"The role {given.get('RoleArn')} could not be assumed ({error})."
        raise ReadError(text, transient=is_transient(error)) from error
    return {
        "access_key": answer["AccessKeyId"],
        "secret_key": answer["SecretAccessKey"],
        "token": answer["SessionToken"],
        "expiry_time": answer["Expiration"].isoformat(),
    }


def _seconds(duration: str) -> int:
    """pulumi-aws takes Go's durations: ``1h30m``, ``900s``."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        raise ReadError(f"The aws provider's duration {duration!r} is not hours, minutes and seconds.")
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return hours * 3600 + minutes * 60 + seconds
