"""AWS managed policies of IAM, which moto loads when a call names one: it takes a second per partition."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from moto.core.models import DEFAULT_ACCOUNT_ID

from neptune_global_component.core.names import partition

if TYPE_CHECKING:
    from neptune_global_component.local.calls import Call

_VARIABLE = "MOTO_IAM_LOAD_MANAGED_POLICIES"


def load_managed_policies(call: Call) -> None:
    """Load AWS's managed policies if a call of IAM names one.

    Args:
        call: the call.
    """
    if call.service != "iam" or not any("::aws:policy/" in str(value) for value in call.parameters.values()):
        return
    from moto.iam.models import iam_backends  # noqa: PLC0415 - half a second, and few programs use IAM

    backend = iam_backends[DEFAULT_ACCOUNT_ID][partition(call.region)]
    if backend.aws_managed_policies:
        return
    os.environ[_VARIABLE] = "true"
    try:
        backend.aws_managed_policies = backend._init_aws_policies()  # noqa: SLF001 - moto loads them only at creation
    finally:
        del os.environ[_VARIABLE]
    backend.managed_policies |= {policy.arn: policy for policy in backend.aws_managed_policies}
