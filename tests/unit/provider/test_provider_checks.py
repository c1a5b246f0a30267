"""Check: defaults, names, and inputs that the AWS provider rejects."""

from __future__ import annotations

import pytest

from neptune_global_component.local.provider.values import UNKNOWN

SOURCE = "arn:aws:rds:us-east-1:123456789012:cluster:a"
EITHER = "`engine,source_db_cluster_identifier`"
NEITHER = f"one of {EITHER} must be specified"
TOO_MANY = f"only one of {EITHER} can be specified, but {EITHER} were specified."
IDENTIFIER = '"global_cluster_identifier"'


@pytest.mark.parametrize(
    ("kind", "given", "failures"),
    [
        (
            "GlobalCluster",
            {"globalClusterIdentifier": "a"},
            [
                f"""Invalid combination of arguments. "engine": {NEITHER}. \
Examine values at 'it.engine'.""",
                f"""Invalid combination of arguments. "source_db_cluster_identifier": {NEITHER}. \
Examine values at 'it.sourceDbClusterIdentifier'.""",
            ],
        ),
        (
            "GlobalCluster",
            {"globalClusterIdentifier": "a", "engine": "neptune", "sourceDbClusterIdentifier": SOURCE},
            [
                f"""Invalid combination of arguments. "engine": {TOO_MANY}. Examine values at 'it.engine'.""",
                f"""Invalid combination of arguments. "source_db_cluster_identifier": {TOO_MANY}. \
Examine values at 'it.sourceDbClusterIdentifier'.""",
            ],
        ),
        (
            "GlobalCluster",
            {"globalClusterIdentifier": "a", "engine": "aurora"},
            ["""expected engine to be one of ["neptune"], got aurora. Examine values at 'it.engine'."""],
        ),
        (
            "GlobalCluster",
            {"globalClusterIdentifier": "1--a", "engine": "neptune"},
            [
                f"first character of {IDENTIFIER} must be a letter. Examine values at 'it.globalClusterIdentifier'.",
                f"{IDENTIFIER} cannot contain two consecutive hyphens. Examine values at 'it.globalClusterIdentifier'.",
            ],
        ),
        (
            "Cluster",
            {"iamRoles": ["zz"], "serverlessV2ScalingConfiguration": {"maxCapacity": 800}},
            [
                """"iam_roles.0" (zz) is an invalid ARN: arn: invalid prefix. Examine values at 'it.iamRoles'.""",
                """expected serverless_v2_scaling_configuration.0.max_capacity to be at most (128.000000), \
got 800.000000. Examine values at 'it.serverlessV2ScalingConfiguration.maxCapacity'.""",
            ],
        ),
        (
            "ClusterInstance",
            {"clusterIdentifier": "a", "identifier": "B-", "identifierPrefix": "b"},
            [
                """Missing required argument. The argument "instance_class" is required, but no definition was found.. \
Examine values at 'it.instanceClass'.""",
                """Conflicting configuration arguments. "identifier": conflicts with identifier_prefix. \
Examine values at 'it.identifier'.""",
                """Conflicting configuration arguments. "identifier_prefix": conflicts with identifier. \
Examine values at 'it.identifierPrefix'.""",
            ],
        ),
        (
            "SubnetGroup",
            {"subnetIds": []},
            [
                """Not enough list items. Attribute subnet_ids requires 1 item minimum, \
but config has only 0 declared.. Examine values at 'it.subnetIds'."""
            ],
        ),
        (
            "ParameterGroup",
            {"family": "neptune1.4", "parameters": [{"name": "a", "value": "b", "applyMethod": "q"}]},
            [
                """expected apply_method to be one of ["immediate" "pending-reboot"], got q. \
Examine values at 'it.parameters'."""
            ],
        ),
    ],
)
def test_refused_inputs(driver, kind, given, failures):
    """Inputs that the AWS provider rejects fail with its messages."""
    assert driver.check(kind, given)[1] == failures


@pytest.mark.parametrize(
    "given",
    [
        {"globalClusterIdentifier": "orders-", "engine": "neptune"},
        {"globalClusterIdentifier": "a", "engine": "neptune", "engineVersion": "1.1.0.0"},
        {"globalClusterIdentifier": "a", "sourceDbClusterIdentifier": "notanarn"},
        {"globalClusterIdentifier": UNKNOWN, "sourceDbClusterIdentifier": UNKNOWN},
    ],
)
def test_accepted_inputs(driver, given):
    """Values that the AWS provider does not check, or that are unknown, are accepted."""
    assert driver.check("GlobalCluster", given)[1] == []


def test_defaults(driver):
    """The AWS provider's defaults become inputs, except empty ones."""
    assert driver.inputs("Cluster", {"clusterIdentifier": "a"}) == {
        "__defaults": ["backupRetentionPeriod", "engine", "port"],
        "backupRetentionPeriod": 1,
        "clusterIdentifier": "a",
        "engine": "neptune",
        "port": 8182,
        "region": "us-east-1",
        "tagsAll": {},
    }


def test_region_of_the_resource(driver):
    """A resource's own region is kept in the inputs."""
    given = {"globalClusterIdentifier": "a", "engine": "neptune", "region": "eu-west-1"}
    assert driver.inputs("GlobalCluster", given)["region"] == "eu-west-1"


def test_autoname(driver):
    """A generated name depends on the seed, and stays until the program specifies another one."""
    first = driver.inputs("ParameterGroup", {"family": "neptune1.4"})
    again, _ = driver.check("ParameterGroup", {"family": "neptune1.4"}, old=first, seed=b"other")
    assert first["name"].startswith("it-")
    assert first["__defaults"] == ["description", "name"]
    assert again["name"] == first["name"]


def test_autoname_of_what_has_a_name(driver):
    """A resource with a name, from an import or an earlier program, keeps it if the program specifies none."""
    named, _ = driver.check("ParameterGroup", {"family": "neptune1.4"}, old={"__defaults": [], "name": "fixed"})
    assert named["name"] == "fixed"


def test_no_autoname_beside_a_prefix(driver):
    """With a prefix, the AWS provider generates the name."""
    assert "name" not in driver.inputs("SubnetGroup", {"namePrefix": "one-", "subnetIds": ["subnet-1"]})


def test_default_tags(driver):
    """The provider's default tags are merged with a resource's own tags, which take precedence."""
    driver.configure(region="us-east-1", defaultTags='{"tags": {"team": "graph", "env": "prod"}}')
    inputs = driver.inputs("Cluster", {"tags": {"env": "test"}})
    assert inputs["tags"] == {"env": "test"}
    assert inputs["tagsAll"] == {"team": "graph", "env": "test"}


def test_unknown_tags(driver):
    """If one tag is unknown, all tags are."""
    assert driver.inputs("Cluster", {"tags": {"env": UNKNOWN}})["tagsAll"] == UNKNOWN
