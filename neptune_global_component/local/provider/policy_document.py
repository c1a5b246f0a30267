"""The function of pulumi-aws that creates the JSON of an IAM policy."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from neptune_global_component.local.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neptune_global_component.local.provider.aws import Connect
    from neptune_global_component.local.provider.values import Value, Values

VERSION = "2012-10-17"
_LISTS = {
    "actions": "Action",
    "notActions": "NotAction",
    "resources": "Resource",
    "notResources": "NotResource",
}


def get_policy_document(connect: Connect, region: str, args: Values) -> Values:
    """`aws.iam.getPolicyDocument`."""
    del connect, region
    document = _document(args)
    for one in _parse(args, "overridePolicyDocuments", "overrideJson"):
        document = _merge(document, one)
    text = json.dumps(document, indent=2)
    return args | {
        "id": str(zlib.crc32(text.encode())),
        "json": text,
        "minifiedJson": json.dumps(document, separators=(",", ":")),
        "version": args.get("version") or VERSION,
    }


def _document(args: Values) -> dict[str, Any]:
    """Return the document of the statements, after those of the source documents."""
    document: dict[str, Any] = {"Version": args.get("version") or VERSION}
    if args.get("policyId"):
        document["Id"] = args["policyId"]
    sources = _parse(args, "sourcePolicyDocuments", "sourceJson")
    statements = [statement for source in sources for statement in _as_list(source.get("Statement"))]
    names = [statement["Sid"] for statement in statements if statement.get("Sid")]
    if len(names) > len(set(names)):
        raise ProviderError("merging source documents: the statements of the documents have the same sid")
    own = [_statement(one) for one in args.get("statements") or []]
    return _merge(document | {"Statement": statements}, {"Statement": own})


def _parse(args: Values, several: str, one: str) -> list[dict[str, Any]]:
    texts = [*(args.get(several) or []), args.get(one)]
    try:
        return [json.loads(text) for text in texts if text]
    except ValueError as error:
        raise ProviderError(f"writing IAM Policy Document: {several} has a text that is not JSON: {error}") from error


def _as_list(value: Value) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _merge(document: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose statements are replaced by those of the other one with the same Sid."""
    new = _as_list(other.get("Statement"))
    names = {statement.get("Sid") for statement in new} - {None, ""}
    remaining = [statement for statement in document["Statement"] if statement.get("Sid") not in names]
    return document | {key: value for key, value in other.items() if value} | {"Statement": remaining + new}


def _statement(args: Values) -> dict[str, Any]:
    statement: dict[str, Any] = {"Sid": args["sid"]} if args.get("sid") else {}
    statement["Effect"] = args.get("effect") or "Allow"
    statement |= {key: _strings(args[name]) for name, key in _LISTS.items() if args.get(name)}
    for name, key in (("principals", "Principal"), ("notPrincipals", "NotPrincipal")):
        if args.get(name):
            statement[key] = _principals(args[name])
    conditions: dict[str, dict[str, Any]] = {}
    for one in args.get("conditions") or []:
        conditions.setdefault(one["test"], {})[_variables(one["variable"])] = _strings(one["values"])
    return statement | ({"Condition": conditions} if conditions else {})


def _principals(principals: Iterable[Values]) -> Value:
    identifiers: dict[str, list[str]] = {}
    for one in principals:
        identifiers.setdefault(one["type"], []).extend(one["identifiers"])
    return "*" if identifiers == {"*": ["*"]} else {kind: _strings(names) for kind, names in identifiers.items()}


def _strings(values: list[str]) -> Value:
    texts = [_variables(text) for text in values]
    return texts[0] if len(texts) == 1 else sorted(texts, reverse=True)


def _variables(text: str) -> str:
    """Return a text with IAM's policy variables, which the arguments write as ``&{...}``."""
    return text.replace("&{", "${")
