"""Rules for identifiers."""

from __future__ import annotations

import re

from moto.rds.exceptions import InvalidParameterValue

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_LONGEST = 63


def parse_identifier(parameter: str, value: str) -> str:
    """Return an identifier in lower case, as AWS stores it, after checking it.

    1 to 63 letters, digits and hyphens. It starts with a letter, and has no hyphen at the end and no two in a row:
    https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBCluster.html

    Args:
        parameter: the API's name of the parameter, for example ``DBClusterIdentifier``.
        value: the identifier.

    Raises:
        InvalidParameterValue: it breaks the rule.
    """
    if _IDENTIFIER.fullmatch(value) is None or len(value) > _LONGEST:
        raise InvalidParameterValue(
            f"The parameter {parameter} is not a valid identifier. Identifiers must begin with a letter; must contain "
            "only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive "
            "hyphens."
        )
    return value.lower()
