"""Setup of examples in other languages: the SDK, generated from the schema, and its language host."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from neptune_global_component.local.engine import ensure, languages

ROOT = Path(__file__).parents[3]
# npm downloads packages the first time; Go compiles Pulumi's SDK the first time.
SECONDS = 600


def quiet(_line):
    """Ignore a line of progress."""


def prepare(project):
    """Set up a copied example for its language."""
    text = (project.folder / "Pulumi.yaml").read_text()
    for runtime, steps in STEPS.items():
        if f"runtime: {runtime}\n" in text:
            put_host_on_path(project, runtime)
            generate(runtime, project.folder / "sdks" / "neptune-global")
            steps(project)


def put_host_on_path(project, runtime):
    """Put a language host on the engine's PATH."""
    host = languages.host(ensure(quiet), runtime, quiet)
    project.environment["PATH"] = os.pathsep.join([project.environment["PATH"], str(host.parent)])


def generate(language, folder):
    """Generate the SDK for a language, as `pulumi package add` does."""
    languages.generate(ROOT / "schema.json", language, folder, quiet)


def need(program, reason):
    """Skip the test if a program is missing."""
    if shutil.which(program) is None:
        pytest.skip(f"no {program} on PATH: {reason}")


def run(project, *command):
    """Run a step, and fail with its output if it fails."""
    environment = {**project.environment, "GOTOOLCHAIN": "local", "GOWORK": "off"}
    done = subprocess.run(
        command, cwd=project.folder, env=environment, check=False, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr


def nodejs(project):
    """Install the dependencies in package.json, and check the types strictly."""
    need("npm", "install Node.js to run TypeScript programs")
    run(project, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error")
    run(project, "node_modules/.bin/tsc")
    # Otherwise each run of the program would check them again.
    project.environment["PULUMI_NODEJS_TRANSPILE_ONLY"] = "true"


def go(project):
    """Compile the program with the SDK, using Go's shared build cache."""
    need("go", "install Go to run Go programs")
    # As the engine was built, so that they share its compiled packages.
    project.environment["GOFLAGS"] = "-trimpath -gcflags=all=-dwarf=false"
    run(project, "go", "build", "-o", os.devnull, ".")


def java(project):
    """Compile the program with the SDK. A JVM that starts fast halves the time of each run."""
    need("mvn", "install Maven and a JDK to run Java programs")
    project.environment["MAVEN_OPTS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    run(project, "mvn", "--batch-mode", "--quiet", "compile")


STEPS = {"nodejs": nodejs, "go": go, "java": java}
