#!/usr/bin/env python
"""The `aws` command of the readers: sends one request to the local AWS, with the options that AWS's models have."""

from __future__ import annotations

import argparse
import json
import sys
from os import environ

import boto3
import jmespath
from botocore import xform_name


def parse(arguments):
    """Return the service, the operation, the common options and the values of the other options."""
    parser = argparse.ArgumentParser(prog="aws", allow_abbrev=False)
    parser.add_argument("service")
    parser.add_argument("operation")
    for option in ("--region", "--query", "--output"):
        parser.add_argument(option)
    common, rest = parser.parse_known_args(arguments)
    values = {}
    for word in rest:
        if word.startswith("--"):
            values[word.removeprefix("--")] = []
        else:
            values[next(reversed(values))].append(word)
    return common, values


def typed(shape, words):
    """Return the value of an option for a member of a request."""
    if shape.type_name == "list":
        return [structure(shape.member, word) if shape.member.type_name == "structure" else word for word in words]
    if shape.type_name == "boolean":
        return True
    (word,) = words
    return int(word) if shape.type_name == "integer" else word


def structure(shape, word):
    """Return the value of an element such as ``Name=db-cluster-id,Values=orders``."""
    parts = dict(part.split("=", 1) for part in word.split(","))
    return {name: [text] if shape.members[name].type_name == "list" else text for name, text in parts.items()}


def request(shape, values):
    """Return the parameters of a request; an option that the operation does not have is an error."""
    options = {xform_name(name, "-"): name for name in shape.members}
    found = {}
    for option, words in values.items():
        if option in options:
            found[options[option]] = typed(shape.members[options[option]], words)
        else:
            found[options[option.removeprefix("no-")]] = False
    return found


def main(arguments):
    """Send the request, and print the answer."""
    common, values = parse(arguments)
    client = boto3.client(common.service, region_name=common.region, endpoint_url=environ["AWS_ENDPOINT_URL"])
    operations = {xform_name(name, "-"): name for name in client.meta.service_model.operation_names}
    model = client.meta.service_model.operation_model(operations[common.operation])
    answer = getattr(client, common.operation.replace("-", "_"))(**request(model.input_shape, values))
    answer.pop("ResponseMetadata")
    if common.query:
        answer = jmespath.search(common.query, answer)
    if common.output == "text":
        rows = answer if isinstance(answer, list) else [answer]
        answer = "\n".join("\t".join(map(str, row if isinstance(row, list) else [row])) for row in rows)
        sys.stdout.write(f"{answer}\n")
    else:
        sys.stdout.write(json.dumps(answer, indent=4, default=str) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
