"""Programs with several components, which the plugin for other languages constructs at the same time."""

from __future__ import annotations

import pytest
from programs import COMPONENT, in_camel_case, program, reject
from pulumi_project import ROOT

LANGUAGES = pytest.mark.parametrize("language", ["python", "yaml"])
ROLE = {"RoleArn": "arn:aws:iam::222222222222:role/other", "RoleSessionName": "other"}


_IMPORTS = "import pulumi\nimport pulumi_aws as aws\nfrom neptune_global_component import GlobalCluster\n"


@pytest.fixture
def write(project, language):
    """Return a function that writes a program: components are {variable: (name, arguments, options)}."""

    def write_program(components, **resources):
        project.write((in_python if language == "python" else in_yaml)(components, resources))

    return write_program


def in_python(components, resources):
    """Return the program in Python; resources are (Python, YAML) by variable."""
    lines = [f"{key} = {code}\n" for key, (code, _) in resources.items()]
    for key, (name, args, options) in components.items():
        given = ", ".join(f"{option}={value}" for option, value in options.items())
        lines.append(f"{key} = GlobalCluster({name!r}, {args!r}, pulumi.ResourceOptions({given}))\n")
    return _IMPORTS + "".join(lines)


def in_yaml(components, resources):
    """Return the program in YAML."""
    made = {key: yaml for key, (_, yaml) in resources.items()}
    for key, (name, args, options) in components.items():
        references = {option: f"${{{value}}}" for option, value in options.items()}
        one = {"type": COMPONENT, "name": name, "properties": in_camel_case(args), "options": references}
        made[key] = one
    return {"packages": {"neptune-global": str(ROOT)}, "resources": made}


def one(identifier, **args):
    """Return the arguments of an empty global cluster."""
    return {"global_cluster_identifier": identifier, **args}


@LANGUAGES
def test_tags_of_several_components_are_removed(write, project, aws):
    """Each component removes the tags that it set before, and the next preview has no changes."""
    names = ("one", "two", "three")
    write({name: (name, one(name, tags={"team": name}), {}) for name in names})
    project.up()
    write({name: (name, one(name), {}) for name in names})
    project.up()
    arns = [each["GlobalClusterArn"] for each in aws.neptune().describe_global_clusters()["GlobalClusters"]]
    assert [aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"] for arn in arns] == [[], [], []]
    project.run("preview", "--expect-no-changes")


@LANGUAGES
def test_one_identifier_in_two_accounts(write, project, aws):
    """A component of another account may have the same identifier, and even the same name under another parent."""
    keys = aws.client("sts").assume_role(**ROLE)["Credentials"]
    settings = {"region": "us-east-1", "access_key": keys["AccessKeyId"], "secret_key": keys["SecretAccessKey"]}
    settings["token"] = keys["SessionToken"]
    other = (
        f'aws.Provider("other", **{settings!r})',
        {
            "type": "pulumi:providers:aws",
            "properties": in_camel_case(settings),
        },
    )
    team = 'pulumi.Stash("team", input=1)', {"type": "pulumi:index:Stash", "properties": {"input": 1}}
    components = {"first": ("orders", one("orders"), {})}
    write(components, other=other, team=team)
    project.up()
    components["second"] = ("sales", one("orders"), {"provider": "other"})
    components["third"] = ("orders", one("third"), {"parent": "team"})
    write(components, other=other, team=team)
    project.up()
    cluster = project.resources()["aws:neptune/globalCluster:GlobalCluster", "sales"]
    assert ":222222222222:" in cluster["outputs"]["arn"]
    project.run("preview", "--expect-no-changes")
    components["fourth"] = ("fourth", one("orders"), {"provider": "other"})
    write(components, other=other, team=team)
    assert "'orders' is the identifier of another component of this program" in reject(project, aws, "preview")


def test_a_rename_that_leaves_out_tags(project, aws):
    """The update fails, as the tags would stay in AWS; with empty tags it renames the component and removes them."""
    alias = {"name": "sales", "options": 'pulumi.ResourceOptions(aliases=[pulumi.Alias(name="orders")])'}
    project.write(program(tags={"team": "graph"}))
    project.up()
    project.write(program(**alias))
    assert "tags: can't be left out in this update: the tags that an earlier one set would stay" in reject(project, aws)
    project.write(program(**alias, tags={}))
    project.up()
    arn = aws.neptune().describe_global_clusters()["GlobalClusters"][0]["GlobalClusterArn"]
    assert aws.neptune().list_tags_for_resource(ResourceName=arn)["TagList"] == []
    project.write(program(name="sales"))
    project.run("preview", "--expect-no-changes")
