"""Roles of the provider: the inputs of AssumeRole, and credentials that are renewed in time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from unittest.mock import Mock

import pytest
from botocore.exceptions import ClientError

from neptune_global_component.aws.credentials import assume_role_inputs, session
from neptune_global_component.core.errors import ReadError

HOUR = timedelta(hours=1)


class Sts:
    """An STS client whose every response has other credentials."""

    def __init__(self, lasts=HOUR):
        self.asked = []
        self.lasts = lasts

    def assume_role(self, **given):
        """Return new credentials."""
        self.asked.append(given)
        number = len(self.asked)
        return {
            "Credentials": {
                "AccessKeyId": f"id-{number}",
                "SecretAccessKey": f"key-{number}",
                "SessionToken": f"token-{number}",
                "Expiration": datetime.now(timezone.utc) + self.lasts,
            }
        }


def credentials(made):
    """Return the credentials that the next call of a session uses."""
    return tuple(made.get_credentials().get_frozen_credentials())[:3]


def test_everything_about_a_role():
    """Each setting has its input."""
    role = {
        "roleArn": "arn:a",
        "sessionName": "ci",
        "duration": "1h30m",
        "externalId": "ext",
        "policy": "{}",
        "policyArns": ["arn:p"],
        "sourceIdentity": "me",
        "tags": {"a": "b"},
        "transitiveTagKeys": ["a"],
    }
    assert assume_role_inputs(role) == {
        "RoleArn": "arn:a",
        "RoleSessionName": "ci",
        "DurationSeconds": 5400,
        "ExternalId": "ext",
        "Policy": "{}",
        "PolicyArns": [{"arn": "arn:p"}],
        "SourceIdentity": "me",
        "Tags": [{"Key": "a", "Value": "b"}],
        "TransitiveTagKeys": ["a"],
    }


def test_settings_of_a_role_that_are_not_set():
    """STS requires a session name, so there is a default."""
    assert assume_role_inputs({"roleArn": "arn:b", "policy": None}) == {
        "RoleArn": "arn:b",
        "RoleSessionName": "neptune-global",
    }


def test_the_spelling_of_a_python_program():
    """pulumi-aws passes a dict with the program's own keys."""
    given = assume_role_inputs({"role_arn": "arn:a", "session_name": "ci"})
    assert given == {"RoleArn": "arn:a", "RoleSessionName": "ci"}


@pytest.mark.parametrize(
    ("duration", "seconds"), [("900s", 900), ("15m", 900), ("1h", 3600), ("1h0m1s", 3601), ("1h30m", 5400)]
)
def test_durations(duration, seconds):
    """pulumi-aws accepts Go durations, and STS needs seconds."""
    assert assume_role_inputs({"duration": duration})["DurationSeconds"] == seconds


@pytest.mark.parametrize("duration", ["90", "1h30", "1.5h", "h", "500ms", "1d", "٩s"])
def test_what_is_not_a_duration(duration):
    """An invalid duration is an error."""
    with pytest.raises(ReadError) as caught:
        assume_role_inputs({"duration": duration})
    assert (
        str(caught.value)
        == f"The aws provider's duration {duration!r} is invalid. Use hours, minutes and seconds, for example 1h30m."
    )


def test_credentials_that_last_are_kept():
    """STS is called once."""
    sts = Sts()
    made = session(sts, {"roleArn": "arn:a"}, "eu-west-1")
    assert made.region_name == "eu-west-1"
    assert credentials(made) == credentials(made) == ("id-1", "key-1", "token-1")
    assert len(sts.asked) == 1


def test_credentials_that_end_are_renewed():
    """Credentials are renewed, because an upgrade takes longer than they are valid."""
    sts = Sts(lasts=timedelta(minutes=1))
    made = session(sts, {"roleArn": "arn:a"}, "eu-west-1")
    sts.lasts = HOUR
    assert credentials(made) == ("id-2", "key-2", "token-2")
    assert sts.asked == [assume_role_inputs({"roleArn": "arn:a"})] * 2


@pytest.mark.parametrize(("code", "transient"), [("AccessDenied", False), ("Throttling", True)])
def test_a_role_that_can_not_be_assumed(code, transient):
    """AWS is not read with other credentials, and an upgrade retries a temporary error."""
    sts = Mock()
    sts.assume_role.side_effect = ClientError({"Error": {"Code": code, "Message": "no"}}, "AssumeRole")
    with pytest.raises(ReadError) as caught:
        session(sts, {"roleArn": "arn:a"}, "eu-west-1")
    assert str(caught.value) == (
        f"The role arn:a can't be assumed (An error occurred ({code}) when calling the AssumeRole operation: no)."
    )
    assert caught.value.transient is transient
