"""Fixtures for real `pulumi` runs on the local AWS, each test in its own project."""

from __future__ import annotations

import pytest
from created_stacks import CreatedStacks, ResettableAws
from pulumi_project import Project, isolated_pulumi
from tested_aws import Aws


@pytest.fixture(scope="session")
def local_aws():
    """The local AWS of this worker."""
    with ResettableAws.start() as running:
        yield running


@pytest.fixture(scope="session")
def environment(local_aws, tmp_path_factory):
    """The environment variables of an isolated Pulumi on the local AWS."""
    with isolated_pulumi(tmp_path_factory.mktemp("pulumi"), local_aws.url) as variables:
        yield variables


@pytest.fixture
def aws(local_aws):
    """An empty AWS."""
    local_aws.reset()
    return Aws(local_aws)


@pytest.fixture(scope="session")
def blank(environment, tmp_path_factory):
    """A project without resources, and its stack, which Pulumi creates slowly."""
    return Project(tmp_path_factory.mktemp("blank") / "project", environment)


@pytest.fixture(scope="session")
def created(local_aws, tmp_path_factory):
    """The stacks that tests of this worker created."""
    return CreatedStacks(local_aws, tmp_path_factory.mktemp("created"))


@pytest.fixture
def make_project(tmp_path, environment, blank, created, aws):
    """Return a factory of projects, each with an empty stack, in an empty AWS."""
    del aws
    return lambda name="project": Project(tmp_path / name, environment, blank, created)


@pytest.fixture
def project(make_project):
    """A project with an empty stack, in an empty AWS."""
    return make_project()


@pytest.fixture
def neptune(aws):
    """Return a factory of Neptune clients."""
    return aws.neptune
