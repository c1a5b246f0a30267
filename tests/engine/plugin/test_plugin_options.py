"""Resource options of the component that reach its children, in Python and through the plugin."""

from __future__ import annotations

import programs
import pytest
from test_plugin_yaml import program

PYTHON = programs.program(
    "us-east-1",
    before='owner = aws.neptune.ParameterGroup("owner", family="neptune1.4", region="us-east-1")',
    options="""pulumi.ResourceOptions(
        protect=True,
        retain_on_delete=True,
        deleted_with=owner,
        custom_timeouts=pulumi.CustomTimeouts(create="3h"),
        ignore_changes=["instanceClass", "endpoint"],
    )""",
)
YAML = program(
    {"regions": {"us-east-1": {"instanceClass": "db.r6g.large", "skipFinalSnapshot": True}}},
    options={
        "protect": True,
        "retainOnDelete": True,
        "deletedWith": "${owner}",
        "dependsOn": ["${owner}"],
        "customTimeouts": {"create": "3h"},
        "ignoreChanges": ["instanceClass", "endpoint"],
    },
    resources={
        "owner": {
            "type": "aws:neptune:ParameterGroup",
            "properties": {"family": "neptune1.4", "region": "us-east-1"},
        }
    },
)


@pytest.mark.parametrize("source", [PYTHON, YAML], ids=["python", "yaml"])
def test_options_of_the_children(project, source):
    """protect, retainOnDelete and deletedWith reach every child; customTimeouts and ignoreChanges reach none."""
    project.write(source)
    project.up()
    resources = project.resources()
    owner = resources["aws:neptune/parameterGroup:ParameterGroup", "owner"]["urn"]
    children = [one for one in resources.values() if one.get("parent", "").endswith("::orders")]
    assert len(children) >= 4
    for child in children:
        assert (child.get("protect"), child.get("retainOnDelete"), child.get("deletedWith")) == (True, True, owner)
        assert "customTimeouts" not in child
        assert not {"instanceClass", "endpoint"} & {*child.get("ignoreChanges", ())}
