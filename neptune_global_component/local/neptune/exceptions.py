"""The errors that the overlay adds to moto's: AWS's code and message.

The HTTP status follows from the code: moto takes it from botocore's service model (404 for
GlobalClusterNotFoundFault), and answers 400 for a code that is not in the model.
"""

# The classes carry AWS's own names, as in the model and in boto3's `client.exceptions`.
# ruff: noqa: N818

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.rds.exceptions import RDSClientError

if TYPE_CHECKING:
    from collections.abc import Iterable


class GlobalClusterNotFoundFault(RDSClientError):
    """No global cluster has this identifier (words inferred from those of the next one)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("GlobalClusterNotFoundFault", f"Global cluster {identifier} not found")


class GlobalClusterAlreadyExistsFault(RDSClientError):
    """Another global cluster of the account has this identifier.

    Words of AWS: https://github.com/hashicorp/terraform-provider-aws/pull/40333
    """

    def __init__(self, identifier: str) -> None:
        super().__init__("GlobalClusterAlreadyExistsFault", f"Global cluster {identifier} already exists")


class InvalidGlobalClusterStateFault(RDSClientError):
    """The global cluster is in no state for this."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidGlobalClusterStateFault", message)


class DBClusterAlreadyExistsFault(RDSClientError):
    """Another cluster of the region has this identifier."""

    def __init__(self) -> None:
        super().__init__("DBClusterAlreadyExistsFault", "DB Cluster already exists")


class InvalidDBInstanceState(RDSClientError):
    """The instance is in no state for this."""

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
    """The subnet group is in no state for this."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBSubnetGroupStateFault", message)


class InvalidDBParameterGroupState(RDSClientError):
    """The parameter group is in no state for this."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBParameterGroupState", message)


class DBClusterParameterGroupNotFound(RDSClientError):
    """No cluster parameter group of the region has this name: another code than where groups are described."""

    def __init__(self, name: str) -> None:
        super().__init__("DBClusterParameterGroupNotFound", f"DBClusterParameterGroup not found: {name}")


class DBClusterRoleNotFound(RDSClientError):
    """The cluster does not have this IAM role (words inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("DBClusterRoleNotFound", f"Role {arn} is not associated with the DB cluster")


class StorageTypeNotSupported(RDSClientError):
    """Neptune, or its engine version, has no such storage type.

    Words of AWS: https://github.com/aws/aws-cdk/issues/5345
    """

    def __init__(self, storage_type: str) -> None:
        super().__init__("StorageTypeNotSupported", f"Invalid storage type: {storage_type}")


class InvalidVPCNetworkStateFault(RDSClientError):
    """The network is in no state for this."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidVPCNetworkStateFault", message)


class DBClusterEndpointAlreadyExistsFault(RDSClientError):
    """Another custom endpoint of the region has this identifier (words inferred)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("DBClusterEndpointAlreadyExistsFault", f"DB cluster endpoint {identifier} already exists")


class DBClusterEndpointNotFoundFault(RDSClientError):
    """No custom endpoint of the region has this identifier (words inferred)."""

    def __init__(self, identifier: str) -> None:
        super().__init__("DBClusterEndpointNotFoundFault", f"DB cluster endpoint {identifier} not found")


class InvalidDBClusterEndpointStateFault(RDSClientError):
    """The state of the custom endpoint does not allow the operation."""

    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBClusterEndpointStateFault", message)


class SNSInvalidTopic(RDSClientError):
    """The value is not the ARN of an SNS topic (words inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("SNSInvalidTopic", f"The SNS topic ARN {arn} is invalid")


class SNSTopicArnNotFound(RDSClientError):
    """The SNS topic does not exist (words inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("SNSTopicArnNotFound", f"The SNS topic {arn} does not exist")


class SubscriptionCategoryNotFound(RDSClientError):
    """The source type has no such event category (words inferred)."""

    def __init__(self, category: str) -> None:
        super().__init__("SubscriptionCategoryNotFound", f"The event category {category} does not exist")


class SourceNotFound(RDSClientError):
    """The source of events does not exist, or is not in the subscription (words inferred)."""

    def __init__(self, source: str) -> None:
        super().__init__("SourceNotFound", f"The source {source} could not be found")


class ResourceNotFoundFault(RDSClientError):
    """The resource does not exist, or has no such pending maintenance action (words inferred)."""

    def __init__(self, arn: str) -> None:
        super().__init__("ResourceNotFoundFault", f"The specified resource {arn} was not found")
