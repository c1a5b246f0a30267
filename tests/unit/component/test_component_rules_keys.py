"""AWS's rules for the KMS key of a region."""

from __future__ import annotations

import pytest
from argument_problems import ENCRYPTED, REGION, SOURCE, of_region, one_region, other, problems

from neptune_global_component.core.inputs.unknown import UNKNOWN

KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"


@pytest.mark.parametrize(
    ("whole", "key"),
    [
        (ENCRYPTED, KEY),
        (ENCRYPTED, KEY.replace("key/1", "alias/mine")),
        ({"storage_encrypted": UNKNOWN}, KEY),
        ({}, None),
    ],
)
def test_keys_that_aws_takes(whole, key):
    """A key or an alias in the same region is accepted for an encrypted database."""
    assert problems(one_region(whole, kms_key_arn=key)) == []


NOT_A_KEY = "is not the ARN of a KMS key. Set 'arn:aws:kms:eu-west-1:ACCOUNT:key/ID'."
NOT_ENCRYPTED = "needs an encrypted database. Set storage_encrypted: true, or remove kms_key_arn."
NOT_TO_ENCRYPT = "needs an encrypted database, and storage_encrypted is False. Set it to True, or remove kms_key_arn."
ELSEWHERE = "is a key of another region, and each region needs its own key. Set a key of eu-west-1."


@pytest.mark.parametrize(
    ("whole", "key", "problem"),
    [
        ({}, KEY, NOT_ENCRYPTED),
        ({"storage_encrypted": None}, KEY, NOT_ENCRYPTED),
        ({"storage_encrypted": False}, KEY, NOT_TO_ENCRYPT),
        (ENCRYPTED, KEY.replace("eu-west-1", "us-east-1"), ELSEWHERE),
        (ENCRYPTED, "1234abcd-12ab-34cd-56ef-1234567890ab", NOT_A_KEY),
        (ENCRYPTED, "alias/aws/rds", NOT_A_KEY),
        (ENCRYPTED, SOURCE, NOT_A_KEY),
        (ENCRYPTED, "", NOT_A_KEY),
    ],
)
@pytest.mark.parametrize("secret", [False, True])
def test_keys_that_aws_refuses(whole, key, problem, secret):
    """A key of another region, an id, or a key of an unencrypted database is a finding."""
    shown = "[secret]" if secret else repr(key)
    hidden = ['regions["eu-west-1"].kms_key_arn'] if secret else []
    assert problems(one_region(whole, kms_key_arn=key), hidden) == of_region("kms_key_arn", f"{shown} {problem}")


def test_a_key_that_is_not_known_yet():
    """An unknown key of an unencrypted database is a finding."""
    assert problems(one_region(kms_key_arn=UNKNOWN)) == of_region("kms_key_arn", f"a value {NOT_ENCRYPTED}")


def test_a_key_beside_a_source():
    """The encryption of the source is not known."""
    args = other(source_db_cluster_identifier=SOURCE, regions={"us-east-1": {**REGION, "kms_key_arn": UNKNOWN}})
    assert problems(args) == []
