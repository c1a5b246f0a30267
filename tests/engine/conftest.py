"""Real `pulumi` runs on the local AWS, each test in a project of its own."""

from __future__ import annotations

import pytest
from pulumi_project import Project, isolated_pulumi
from tested_aws import Aws

from neptune_global_component.local.process import LocalAws


@pytest.fixture(scope="session")
def local_aws():
    """The local AWS of this worker."""
    with LocalAws.start() as running:
        yield running


@pytest.fixture(scope="session")
def environment(local_aws, tmp_path_factory):
    """The environment of an isolated Pulumi that leads to the local AWS."""
    with isolated_pulumi(tmp_path_factory.mktemp("pulumi"), local_aws.url) as variables:
        yield variables


@pytest.fixture
def aws(local_aws):
    """An empty AWS."""
    local_aws.reset()
    return Aws(local_aws)


@pytest.fixture(scope="session")
def blank(environment, tmp_path_factory):
    """A project of no resources, and its stack: Pulumi takes long to make one."""
    return Project(tmp_path_factory.mktemp("blank") / "project", environment)


@pytest.fixture
def make_project(tmp_path, environment, blank, aws):
    """Makes projects, each with an empty stack, for an empty AWS."""
    del aws
    return lambda name="project": Project(tmp_path / name, environment, blank)


@pytest.fixture
def project(make_project):
    """A project with an empty stack, for an empty AWS."""
    return make_project()


@pytest.fixture
def neptune(aws):
    """Makes Neptune clients."""
    return aws.neptune
