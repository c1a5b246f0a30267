"""AWS is read with the provider of the component's children: an explicit one, or the stack's."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws
import pytest

from neptune_global_component.aws.settings import Configuration

ROLE = "arn:aws:iam::123456789012:role/reader"


@pytest.fixture(autouse=True)
def _no_region_of_the_environment(monkeypatch):
    """Remove the region from the environment."""
    monkeypatch.delenv("AWS_REGION", raising=False)


def explicit(**settings):
    """Return options with an explicit provider; a setting that is a function is called when the program runs."""

    def opts():
        given = {name: value() if callable(value) else value for name, value in settings.items()}
        return pulumi.ResourceOptions(provider=aws.Provider("mine", **given))

    return opts


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_nothing_configured(engine, program, fake_neptune, run):
    """Without configuration, boto3 uses its default chain."""
    getattr(engine, run)(program())
    assert fake_neptune.configurations == [Configuration()]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_the_configuration_of_the_stack(engine, program, fake_neptune, run):
    """The stack's aws settings configure the default provider and the reads."""
    engine.config = {
        "aws:region": "eu-west-1",
        "aws:profile": "mine",
        "aws:endpoints": '[{"rds": "http://r"}]',
        "aws:assumeRoles": f'[{{"roleArn": "{ROLE}"}}]',
        "other:region": "us-east-1",
    }
    getattr(engine, run)(program())
    assert fake_neptune.configurations == [
        Configuration("eu-west-1", {"profile_name": "mine"}, {"rds": "http://r"}, ({"roleArn": ROLE},))
    ]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_the_configuration_of_an_explicit_provider(engine, program, fake_neptune, run):
    """All settings of an explicit provider are used, including secrets and lists, also in a preview."""
    opts = explicit(
        region="eu-west-1",
        access_key="id",
        secret_key=lambda: pulumi.Output.secret("key"),
        endpoints=[{"rds": "http://r"}],
        assume_roles=[aws.ProviderAssumeRoleArgs(role_arn=ROLE)],
    )
    getattr(engine, run)(program(opts=opts))
    assert fake_neptune.configurations == [
        Configuration(
            "eu-west-1",
            {"aws_access_key_id": "id", "aws_secret_access_key": "key"},
            {"rds": "http://r"},
            ({"roleArn": ROLE},),
        )
    ]


@pytest.mark.parametrize("run", ["preview_of", "up"])
def test_a_provider_that_is_not_followed(engine, program, fake_neptune, run):
    """A provider with unsupported credentials is not replaced by the credentials of the environment."""
    getattr(engine, run)(program(opts=explicit(shared_credentials_files=["/a"])))
    assert (fake_neptune.configurations, fake_neptune.calls) == ([], [])
    assert engine.warnings == [
        (
            "GlobalCluster 'x': The aws provider sets sharedCredentialsFiles, which reads of AWS do not support. Use "
            "a profile or environment variables instead, or set observe to false. Preview and outputs use the values "
            "in the Pulumi state."
        )
    ]


def test_a_provider_that_the_preview_does_not_know(engine, program, fake_neptune):
    """AWS is not read while a setting of the provider is unknown; the update reads it."""
    opts = explicit(region="eu-west-1", profile=lambda: aws.neptune.Cluster("other", cluster_identifier="other").arn)
    engine.preview_of(program(opts=opts))
    assert (fake_neptune.configurations, fake_neptune.calls) == ([], [])
    assert engine.warnings == [
        (
            "GlobalCluster 'x': A setting of the explicit aws provider is not known in this preview. Preview and "
            "outputs use the values in the Pulumi state."
        )
    ]
