"""SNS topics and their subscriptions, log groups and CloudWatch alarms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from neptune_global_component.local.provider import validation
from neptune_global_component.local.provider.calls import Call, Read
from neptune_global_component.local.provider.common_properties import REGION, TAGS, TAGS_ALL, argument, output
from neptune_global_component.local.provider.errors import doing
from neptune_global_component.local.provider.properties import Property, Role, Type
from neptune_global_component.local.provider.service_resource import CallSetting, ServiceResource
from neptune_global_component.local.provider.tagging import Tagging

if TYPE_CHECKING:
    from neptune_global_component.local.provider.aws import Aws
    from neptune_global_component.local.provider.resource import Change
    from neptune_global_component.local.provider.values import Value, Values

_GONE = ("NotFound", "NotFoundException")
_GONE_GROUP = ("ResourceNotFoundException",)
_PREFIX = Property("namePrefix", role=Role.COMPUTED, conflicts="name", replaces=True)


def _tagging(subject: dict[str, str]) -> Tagging:
    return Tagging(
        Call("ListTagsForResource", subject),
        "Tags",
        Call("TagResource", {**subject, "Tags": "$tags"}),
        Call("UntagResource", {**subject, "TagKeys": "$keys"}),
    )


def _attribute(kind: str, subject: str, name: str, attribute: str) -> CallSetting:
    """Return the setting of an attribute, which an empty text removes."""
    operation, this = f"Set{kind}Attributes", {subject: "$id", "AttributeName": attribute}
    empty = Call(operation, {**this, "AttributeValue": ""})
    return CallSetting((name,), Call(operation, {**this, "AttributeValue": f"${name}"}), empty)


TOPIC = ServiceResource(
    token="aws:sns/topic:Topic",  # noqa: S106 - a type token
    title="SNS Topic",
    service="sns",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "TopicArn"),
        output("beginningArchiveTime", "BeginningArchiveTime"),
        Property("displayName", answer="DisplayName"),
        Property("kmsMasterKeyId", answer="KmsMasterKeyId"),
        argument("name", "Name", role=Role.COMPUTED, answer="", autoname=True, conflicts="namePrefix", replaces=True),
        _PREFIX,
        output("owner", "Owner"),
        Property("policy", role=Role.COMPUTED, answer="Policy", suppress=validation.same_json),
    ),
    creation=Call("CreateTopic", {"Name": "$name"}),
    identity="TopicArn",
    id_form="arn:{partition}:sns:{region}:{account}:{name}",
    reads=(Read(Call("GetTopicAttributes", {"TopicArn": "$id"}, _GONE), "Attributes"),),
    settings=tuple(
        _attribute("Topic", "TopicArn", name, attribute)
        for name, attribute in (
            ("displayName", "DisplayName"),
            ("kmsMasterKeyId", "KmsMasterKeyId"),
            ("policy", "Policy"),
        )
    ),
    deletions=(Call("DeleteTopic", {"TopicArn": "$id"}, _GONE),),
    tagging=_tagging({"ResourceArn": "$id"}),
    named=("name", "namePrefix"),
)

SUBSCRIPTION = ServiceResource(
    token="aws:sns/topicSubscription:TopicSubscription",  # noqa: S106 - a type token
    title="SNS Topic Subscription",
    service="sns",
    properties=(
        REGION,
        output("arn", "SubscriptionArn"),
        Property("confirmationTimeoutInMinutes", Type.INTEGER, default=1),
        output("confirmationWasAuthenticated", "ConfirmationWasAuthenticated == 'true'", Type.BOOLEAN),
        argument("endpoint", "Endpoint", role=Role.REQUIRED, replaces=True),
        Property("endpointAutoConfirms", Type.BOOLEAN, default=False),
        Property("filterPolicy", answer="FilterPolicy", suppress=validation.same_json),
        output("ownerId", "Owner"),
        output("pendingConfirmation", "PendingConfirmation == 'true'", Type.BOOLEAN),
        argument("protocol", "Protocol", role=Role.REQUIRED, replaces=True),
        Property("rawMessageDelivery", Type.BOOLEAN, answer="RawMessageDelivery == 'true'", default=False),
        argument("topic", "TopicArn", role=Role.REQUIRED, replaces=True, validate=validation.arn),
    ),
    creation=Call("Subscribe", {"ReturnSubscriptionArn": True}),
    identity="SubscriptionArn",
    reads=(Read(Call("GetSubscriptionAttributes", {"SubscriptionArn": "$id"}, _GONE), "Attributes"),),
    settings=(
        CallSetting(
            ("rawMessageDelivery",),
            *(
                Call(
                    "SetSubscriptionAttributes",
                    {"SubscriptionArn": "$id", "AttributeName": "RawMessageDelivery", "AttributeValue": value},
                )
                for value in ("true", "false")
            ),
        ),
        _attribute("Subscription", "SubscriptionArn", "filterPolicy", "FilterPolicy"),
    ),
    deletions=(Call("Unsubscribe", {"SubscriptionArn": "$id"}, _GONE),),
)

LOG_GROUP = ServiceResource(
    token="aws:cloudwatch/logGroup:LogGroup",  # noqa: S106 - a type token
    title="CloudWatch Logs Log Group",
    service="logs",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        output("arn", "logGroupArn"),
        argument("kmsKeyId", "kmsKeyId"),
        argument("name", "logGroupName", role=Role.COMPUTED, autoname=True, conflicts="namePrefix", replaces=True),
        _PREFIX,
        Property("retentionInDays", Type.INTEGER, answer="retentionInDays || `0`", default=0),
    ),
    creation=Call("CreateLogGroup", {"logGroupName": "$name"}),
    identity="{name}",
    reads=(
        Read(
            Call("DescribeLogGroups", {"logGroupNamePrefix": "$id"}, _GONE_GROUP),
            "logGroups[?logGroupName == '$id'] | [0]",
        ),
    ),
    settings=(
        CallSetting(
            ("retentionInDays",),
            Call("PutRetentionPolicy", {"logGroupName": "$id", "retentionInDays": "$retentionInDays"}),
            Call("DeleteRetentionPolicy", {"logGroupName": "$id"}),
        ),
        CallSetting(
            ("kmsKeyId",),
            Call("AssociateKmsKey", {"logGroupName": "$id", "kmsKeyId": "$kmsKeyId"}),
            Call("DisassociateKmsKey", {"logGroupName": "$id"}),
        ),
    ),
    deletions=(Call("DeleteLogGroup", {"logGroupName": "$id"}, _GONE_GROUP),),
    tagging=Tagging(
        Call("ListTagsForResource", {"resourceArn": "$arn"}),
        "tags",
        Call("TagResource", {"resourceArn": "$arn", "tags": "$tags"}),
        Call("UntagResource", {"resourceArn": "$arn", "tagKeys": "$keys"}),
        names=(),
    ),
    named=("name", "namePrefix"),
)


@dataclass(frozen=True)
class _Alarm(ServiceResource):
    """An alarm, which one call creates and changes as a whole."""

    def arguments(self, values: Values) -> dict[str, Value]:
        """Return the parameters of the call."""
        dimensions = [{"Name": name, "Value": text} for name, text in (values.get("dimensions") or {}).items()]
        return super().arguments(values) | ({"Dimensions": dimensions} if dimensions else {})

    def update(self, aws: Aws, resource_id: str, change: Change) -> None:
        """Send the call again."""
        if change.apart_from("tags", "tagsAll", "id", "arn"):
            with doing(f"updating {self.title} ({resource_id})"):
                aws.of(self.service).call("PutMetricAlarm", **self.arguments(change.new))


def _finish_alarm(values: Values, old: Values) -> None:
    del old
    values["dimensions"] = {one["Name"]: one["Value"] for one in values["dimensions"] or []}


def _actions(name: str, member: str) -> Property:
    return argument(name, member, Type.SET)


ALARM = _Alarm(
    token="aws:cloudwatch/metricAlarm:MetricAlarm",  # noqa: S106 - a type token
    title="CloudWatch Metric Alarm",
    service="cloudwatch",
    properties=(
        REGION,
        TAGS,
        TAGS_ALL,
        argument("actionsEnabled", "ActionsEnabled", Type.BOOLEAN, default=True),
        _actions("alarmActions", "AlarmActions"),
        argument("alarmDescription", "AlarmDescription"),
        output("arn", "AlarmArn"),
        argument("comparisonOperator", "ComparisonOperator"),
        argument("datapointsToAlarm", "DatapointsToAlarm", Type.INTEGER),
        Property("dimensions", Type.MAP, answer="Dimensions"),
        argument("evaluationPeriods", "EvaluationPeriods", Type.INTEGER),
        argument("extendedStatistic", "ExtendedStatistic"),
        _actions("insufficientDataActions", "InsufficientDataActions"),
        argument("metricName", "MetricName"),
        argument("name", "AlarmName", role=Role.COMPUTED, autoname=True, replaces=True),
        argument("namespace", "Namespace"),
        _actions("okActions", "OKActions"),
        argument("period", "Period", Type.INTEGER),
        argument("statistic", "Statistic"),
        argument("threshold", "Threshold", Type.NUMBER),
        argument("treatMissingData", "TreatMissingData", answer="TreatMissingData || 'missing'", default="missing"),
        argument("unit", "Unit"),
    ),
    creation=Call("PutMetricAlarm"),
    identity="{name}",
    reads=(Read(Call("DescribeAlarms", {"AlarmNames": ["$id"]}), "MetricAlarms[0]"),),
    deletions=(Call("DeleteAlarms", {"AlarmNames": ["$id"]}, ("ResourceNotFound",)),),
    tagging=_tagging({"ResourceARN": "$arn"}),
    finish=_finish_alarm,
)

TYPES = (TOPIC, SUBSCRIPTION, LOG_GROUP, ALARM)
