"""Rules for storage encryption: https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html."""

from __future__ import annotations

from moto.rds.exceptions import InvalidParameterCombination, KMSKeyNotAccessibleFault


def check_key(key: str | None, region: str, *, encrypted: bool) -> None:
    """Refuse a KMS key for a cluster without encryption, and one of another region.

    Words of AWS: https://github.com/badmintoncryer/cdk-preflight
    rules/neptune/pf-neptune-kms-requires-storage-encrypted
    Whether the key exists is not looked up: the local AWS encrypts nothing.

    Args:
        key: its ARN, id or alias; None for the region's ``aws/rds``.
        region: the cluster's region.
        encrypted: whether its storage is encrypted.

    Raises:
        InvalidParameterCombination: there is nothing to encrypt.
        KMSKeyNotAccessibleFault: the key is another region's.
    """
    if key is None:
        return
    if not encrypted:
        raise InvalidParameterCombination("You cannot specify KMS key for unencrypted clusters.")
    if key.startswith("arn:") and key.split(":")[3:4] != [region]:
        raise KMSKeyNotAccessibleFault(key)


def check_same_encryption(global_cluster: str, *, global_encrypted: bool, encrypted: bool) -> None:
    """Refuse a member that is encrypted when the global cluster is not, or the other way round (words inferred).

    Args:
        global_cluster: its identifier.
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
