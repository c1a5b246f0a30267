"""Fixtures of the fault tests: options, a local AWS behind a proxy, and the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from fault_cases import every_case, sample
from fault_door import Door
from fault_lab import Lab
from fault_report import write_report
from pulumi_project import Project, isolated_pulumi
from tested_aws import Aws

from neptune_global_component.local.process import LocalAws


def pytest_addoption(parser):
    """Add the options for the number of faults and the report."""
    parser.addoption(
        "--faults",
        choices=("sample", "all", "record"),
        default="sample",
        help="which faults: a few; all of them; none, but record the AWS calls of each step",
    )
    parser.addoption("--faults-report", type=Path, metavar="FILE", help="write the table of outcomes")


def option(config):
    """Return the faults to run; the sample if pytest loaded this folder too late."""
    return config.getoption("--faults", "sample")


def pytest_generate_tests(metafunc):
    """Create the cases."""
    if "case" in metafunc.fixturenames:
        cases = {"all": every_case, "sample": sample, "record": list}[option(metafunc.config)]()
        metafunc.parametrize("case", cases, ids=[case.id for case in cases])


def pytest_collection_modifyitems(config, items):
    """Skip the recorded calls in the sample, whose cases compare with them, and skip the long run."""
    beside = {"sample": {"test_recorded_calls", "test_fifty_changes"}, "record": {"test_fifty_changes"}, "all": set()}
    if beside[option(config)]:
        left = [item for item in items if getattr(item, "originalname", "") in beside[option(config)]]
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)


def pytest_terminal_summary(terminalreporter, config):
    """Write the table of all outcomes, which the workers have sent."""
    file = config.getoption("--faults-report", None)
    if file and not hasattr(config, "workerinput"):
        write_report(file, terminalreporter.stats, config.invocation_params.args)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The lab of this worker."""
    folder = tmp_path_factory.mktemp("faults")
    with LocalAws.start() as local:
        door = Door(local.url)
        with isolated_pulumi(folder, door.url) as environment:
            yield Lab(Aws(local), door, lambda name: Project(folder / name, environment))
        door.close()
