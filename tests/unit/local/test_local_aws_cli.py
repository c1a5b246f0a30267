"""The AWS CLI in a sandbox calls the local AWS, even if it ignores AWS_ENDPOINT_URL. No other tool reaches AWS."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import socketserver
import ssl
import subprocess
import sys
import threading

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import SSLError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from neptune_global_component.local.engine import Engine
from neptune_global_component.local.sandbox import Sandbox

URL = "http://127.0.0.1:40123"


def program(folder, text):
    """Write an `aws` that prints a text and its arguments."""
    folder.mkdir(exist_ok=True)
    (folder / "aws").write_text(f'#!/bin/sh\necho {text} "$@"\n', encoding="utf-8")
    (folder / "aws").chmod(0o755)
    return str(folder)


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Return a function that creates a sandbox in a named folder."""
    monkeypatch.delenv("NEPTUNE_GLOBAL_AWS_PLUGIN", raising=False)

    def sandbox(name="sandbox"):
        (tmp_path / name).mkdir()
        return Sandbox.create(tmp_path / name, Engine(tmp_path / "pulumi", tmp_path / "engine", "3.0.0", "PATH"), str)

    return sandbox


def run(environment, *arguments):
    """Run `aws` in an environment. Return the exit status and all output."""
    command = ["/bin/sh", "-c", 'aws "$@"', "sh", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_endpoint_is_an_option(make, tmp_path):
    """The sandbox's `aws` passes the local AWS as an option to the machine's CLI, with the same arguments."""
    environment = make().environment({"PATH": f"{program(tmp_path / 'own', 'cli')}:{os.defpath}"}, URL)
    printed = run(environment, "neptune", "describe-db-clusters", "--query", "a b *")
    assert printed == (0, f"cli --endpoint-url {URL} neptune describe-db-clusters --query a b *\n")


def test_a_cli_in_the_virtual_environment(make, tmp_path, monkeypatch):
    """A CLI in this virtual environment receives the option too, also if it is installed while the local AWS runs."""
    monkeypatch.setattr(sys, "prefix", "/somewhere")
    monkeypatch.setattr(sys, "executable", f"{tmp_path}/venv/python")
    environment = make().environment({"PATH": os.defpath}, URL)
    # As its advice says, `pip install awscli` while the local AWS runs.
    program(tmp_path / "venv", "cli")
    assert run(environment, "sts") == (0, f"cli --endpoint-url {URL} sts\n")


def test_a_sandbox_in_a_sandbox(make, tmp_path):
    """In a nested sandbox, the machine's CLI calls the inner local AWS once."""
    outer = make("outer").environment({"PATH": f"{program(tmp_path / 'own', 'cli')}:{os.defpath}"}, URL)
    inner = make("inner").environment(outer, "http://127.0.0.1:50000")
    status, printed = run(inner, "sts")
    assert (status, printed.count("cli")) == (0, 1)
    assert URL not in printed


def test_no_cli(make):
    """Without a CLI, the reason is printed and the exit status is 127, as in a shell."""
    status, printed = run(make().environment({"PATH": "/nowhere"}, URL), "sts")
    assert (status, printed) == (127, "aws: the AWS CLI is not on PATH. Install it (pip install awscli).\n")


def test_no_endpoint(make, tmp_path):
    """Without AWS_ENDPOINT_URL the CLI does not run, because it would call AWS."""
    environment = make().environment({"PATH": f"{program(tmp_path / 'own', 'cli')}:{os.defpath}"}, URL)
    del environment["AWS_ENDPOINT_URL"]
    status, printed = run(environment, "sts")
    assert status != 0
    assert "AWS_ENDPOINT_URL" in printed
    assert "cli sts" not in printed


class Received(socketserver.BaseRequestHandler):
    """Records what arrives over TLS."""

    def handle(self):
        """Read until a request arrives or the client rejects the certificate."""
        try:
            with self.server.context.wrap_socket(self.request, server_side=True) as connection:
                self.server.received.append(connection.recv(1))
        except OSError as error:
            self.server.received.append(type(error).__name__)


@pytest.fixture
def https(tmp_path):
    """A TLS server with a certificate for 127.0.0.1 in `https.certificate`. `https.received` records the requests."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = dt.datetime.now(dt.timezone.utc)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).add_extension(alternative, critical=True)
    builder = builder.not_valid_before(now).not_valid_after(now + dt.timedelta(days=1))
    pem = tmp_path / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Received) as server:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(pem)
        server.received, server.certificate = [], pem
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize("trusted", [True, False])
def test_tools_that_ignore_the_endpoint(make, https, monkeypatch, trusted):
    """A tool that calls another endpoint sends no request, because it does not trust the connection."""
    bundle = make().environment({}, URL)["AWS_CA_BUNDLE"]
    monkeypatch.setenv("AWS_CA_BUNDLE", str(https.certificate) if trusted else bundle)
    once = Config(retries={"total_max_attempts": 1}, connect_timeout=60, read_timeout=60)
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    client = boto3.client("neptune", endpoint_url=f"https://127.0.0.1:{https.server_address[1]}", config=once, **keys)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - what a server without HTTP leads to is botocore's choice
        client.describe_db_clusters()
    assert isinstance(caught.value, SSLError) != trusted
    assert (b"P" in https.received) == trusted
