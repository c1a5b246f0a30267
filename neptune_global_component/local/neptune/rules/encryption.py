"""Rules for storage encryption: https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html."""

from __future__ import annotations

from moto.rds.exceptions import InvalidParameterCombination, KMSKeyNotAccessibleFault


def check_key(key: str | None, region: str, *, encrypted: bool) -> None:
    """Reject a KMS key for an unencrypted cluster, and a key of another region.

    AWS's message: https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-kms-requires-storage-encrypted
    The existence of the key is not checked, because the local AWS encrypts nothing.

    Args:
        key: the key's ARN, id or alias; None for the region's ``aws/rds``.
        region: the cluster's region.
        encrypted: whether the cluster's storage is encrypted.

    Raises:
        InvalidParameterCombination: the cluster is not encrypted.
        KMSKeyNotAccessibleFault: the key belongs to another region.
    """
    if key is None:
        return
    if not encrypted:
        raise InvalidParameterCombination("You cannot specify KMS key for unencrypted clusters.")
    if key.startswith("arn:") and key.split(":")[3:4] != [region]:
        raise KMSKeyNotAccessibleFault(key)


def check_same_encryption(global_cluster: str, *, global_encrypted: bool, encrypted: bool) -> None:
    """Reject a member whose encryption differs from the global cluster's (message inferred).

    Args:
        global_cluster: the identifier.
        global_encrypted: whether the global cluster is encrypted.
        encrypted: whether the new member is.

    Raises:
        InvalidParameterCombination: they differ.
    """
    if global_encrypted != encrypted:
        kinds = ("encrypted" if one else "unencrypted" for one in (encrypted, global_encrypted))
        raise InvalidParameterCombination(
            "Cannot create an {} DB cluster in the {} global cluster {}".format(*kinds, global_cluster)
        )
