"""Errors that moto lacks, with AWS's code and message.

botocore's service model determines the HTTP status of a code (404 for GlobalClusterNotFoundFault). moto responds with
400 for a code that is not in the model.
"""

# The class names are AWS's own, as in the model and in boto3's `client.exceptions`.
# ruff: noqa: N818

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import RDSClientError

if TYPE_CHECKING:
    from collections.abc import Iterable


class GlobalClusterNotFoundFault(RDSClientError):
    """No global cluster has this identifier (message inferred from that of the next error)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found")


class GlobalClusterAlreadyExistsFault(RDSClientError):
    """Another global cluster of the account has this identifier.

    AWS's message: https://github.com/hashicorp/terraform-provider-aws/pull/40333
    """

    def __init__(self, identifier: str) -> None:
        super().__init__("GlobalClusterAlreadyExistsFault", f"Global cluster {identifier} already exists")


class InvalidGlobalClusterStateFault(RDSClientError):
    """The state of the global cluster does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidGlobalClusterStateFault", message)


class DBClusterAlreadyExistsFault(RDSClientError):
    """Another cluster of the region has this identifier."""

    def __init__(self) -> None:
        super().__init__("DBClusterAlreadyExistsFault", "DB Cluster already exists")


class InvalidDBInstanceState(RDSClientError):
    """The state of the instance does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBInstanceState", message)


class DBSubnetGroupDoesNotCoverEnoughAZs(RDSClientError):
    """A subnet group needs subnets in two availability zones."""

    def __init__(self, zones: Iterable[str]) -> None:
        super().__init__(
            "DBSubnetGroupDoesNotCoverEnoughAZs",
            "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. "
            f"Current AZ coverage: {', '.join(sorted(zones))}. Add subnets to cover at least 2 AZs.",
        )


class DBSubnetGroupAlreadyExists(RDSClientError):
    """Another subnet group of the region has this name."""

    def __init__(self, name: str) -> None:
        super().__init__("DBSubnetGroupAlreadyExists", f"The DB subnet group '{name}' already exists.")


class InvalidDBSubnetGroupStateFault(RDSClientError):
    """The state of the subnet group does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBSubnetGroupStateFault", message)


class InvalidDBParameterGroupState(RDSClientError):
    """The state of the parameter group does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBParameterGroupState", message)


class DBClusterParameterGroupNotFound(RDSClientError):
    """No cluster parameter group of the region has this name. Describe calls return a different code."""

    def __init__(self, name: str) -> None:
        super().__init__("DBClusterParameterGroupNotFound", f"DBClusterParameterGroup not found: {name}")


class DBClusterRoleNotFound(RDSClientError):
    """The cluster does not have this IAM role (message inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("DBClusterRoleNotFound", f"Role {arn} is not associated with the DB cluster")


class StorageTypeNotSupported(RDSClientError):
    """Neptune, or the engine version, does not support the storage type.

    AWS's message: https://github.com/aws/aws-cdk/issues/5345
    """

    def __init__(self, storage_type: str) -> None:
        super().__init__("StorageTypeNotSupported", f"Invalid storage type: {storage_type}")


class InvalidVPCNetworkStateFault(RDSClientError):
    """The state of the network does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidVPCNetworkStateFault", message)


class DBClusterEndpointAlreadyExistsFault(RDSClientError):
    """Another custom endpoint of the region has this identifier (message inferred)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("DBClusterEndpointAlreadyExistsFault", f"DB cluster endpoint {identifier} already exists")


class DBClusterEndpointNotFoundFault(RDSClientError):
    """No custom endpoint of the region has this identifier (message inferred)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("DBClusterEndpointNotFoundFault", f"DB cluster endpoint {identifier} not found")


class InvalidDBClusterEndpointStateFault(RDSClientError):
    """The state of the custom endpoint does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBClusterEndpointStateFault", message)


class SNSInvalidTopic(RDSClientError):
    """The value is not the ARN of an SNS topic (message inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("SNSInvalidTopic", f"The SNS topic ARN {arn} is invalid")


class SNSTopicArnNotFound(RDSClientError):
    """The SNS topic does not exist (message inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("SNSTopicArnNotFound", f"The SNS topic {arn} does not exist")


class SubscriptionCategoryNotFound(RDSClientError):
    """The source type has no such event category (message inferred)."""

    def __init__(self, category: str) -> None:
        super().__init__("SubscriptionCategoryNotFound", f"The event category {category} does not exist")


class SourceNotFound(RDSClientError):
    """The source of events does not exist, or is not in the subscription (message inferred)."""

    def __init__(self, source: str) -> None:
        super().__init__("SourceNotFound", f"The source {source} could not be found")


class ResourceNotFoundFault(RDSClientError):
    """The resource does not exist, or has no such pending maintenance action (message inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("ResourceNotFoundFault", f"The specified resource {arn} was not found")
