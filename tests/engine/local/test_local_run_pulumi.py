"""Pulumi programs under `local run`, in a folder outside this repository."""

from __future__ import annotations

import ipaddress
import json
import re
import shutil

PROGRAM = """\
import boto3
import neptune_global_component
import pulumi
import pulumi_aws as aws

group = aws.neptune.GlobalCluster("orders", global_cluster_identifier="orders", engine="neptune")
boto3.client("neptune").describe_global_clusters()
pulumi.export("stack", pulumi.get_stack())
pulumi.export("account", aws.get_caller_identity().account_id)
pulumi.export("module", neptune_global_component.__name__)
"""
# An audit hook sees every connection of a Python process, and cannot be removed by it.
RECORDER = """\
import os, sys

def record(event, arguments):
    line = None
    if event == "socket.connect":
        line = f"connect {arguments[1]!r}"
    elif event == "socket.getaddrinfo":
        line = f"resolve {arguments[0]!r}"
    elif event == "http.client.send" and b"Credential=" in bytes(arguments[1]):
        line = "signed " + bytes(arguments[1]).split(b"Credential=")[1].split(b"/")[0].decode()
    if line:
        with open(os.environ["RECORD"], "a") as file:
            file.write(line + "\\n")

sys.addaudithook(record)
"""
ELSEWHERE = "http://192.0.2.1:3128"
REAL = {
    "AWS_PROFILE": "production",
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_SESSION_TOKEN": "real",
    "AWS_REGION": "eu-west-1",
    "AWS_ENDPOINT_URL": ELSEWHERE,
    "AWS_ENDPOINT_URL_NEPTUNE": ELSEWHERE,
    "AWS_ENDPOINT_URL_STS": ELSEWHERE,
    "HTTP_PROXY": ELSEWHERE,
    "HTTPS_PROXY": ELSEWHERE,
    "http_proxy": ELSEWHERE,
    "https_proxy": ELSEWHERE,
    "PULUMI_ACCESS_TOKEN": "pul-0000000000000000000000000000000000000000",
    "PULUMI_BACKEND_URL": "https://api.pulumi.com",
    "PULUMI_STACK": "production",
}


def write_program(folder):
    """Write a Python program as a user would, without its own virtual environment."""
    folder.mkdir(exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM)


def test_a_program_without_a_stack(cli):
    """`pulumi up --yes` works; the operations of one run share the stack `local`, and JSON output stays valid."""
    write_program(cli.folder)
    script = "pulumi up --yes --skip-preview >&2 && pulumi stack output --json && pulumi preview --json >preview.json"
    done = cli.run("local", "run", "--", "sh", "-c", script)
    assert json.loads(done.stdout) == {
        "stack": "local",
        "account": "123456789012",
        "module": "neptune_global_component",
    }
    assert json.loads((cli.folder / "preview.json").read_text())["changeSummary"] == {"same": 2}


def test_scripts_make_their_own_stacks(cli):
    """Scripts can create stacks and use projects in other folders without conflicts."""
    write_program(cli.folder / "elsewhere")
    script = """
        set -e
        pulumi -C elsewhere preview --json >preview.json
        cd elsewhere
        pulumi stack init dev >&2
        pulumi config set aws:region eu-west-1
        pulumi stack ls --json
    """
    done = cli.run("local", "run", "--", "sh", "-c", script)
    assert json.loads((cli.folder / "preview.json").read_text())["changeSummary"] == {"create": 2}
    assert {one["name"]: one["current"] for one in json.loads(done.stdout)} == {"dev": True, "local": False}


def test_real_credentials_endpoints_and_proxies_take_no_part(cli, tmp_path):
    """No process resolves or contacts another host; every call is signed with the test key."""
    write_program(cli.folder)
    (tmp_path / "sitecustomize.py").write_text(RECORDER)
    config = tmp_path / "config"
    config.write_text(f"[profile production]\nendpoint_url = {ELSEWHERE}\nregion = eu-west-1\n")
    variables = {**REAL, "AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": str(config)}
    record, trace = tmp_path / "record", tmp_path / "trace"
    # It also sees processes other than Python.
    strace = (
        ["strace", "-f", "--seccomp-bpf", "-e", "trace=connect", "-o", str(trace)] if shutil.which("strace") else []
    )
    command = ["local", "run", "--", "pulumi", "up", "--yes", "--skip-preview"]
    cli.run(*command, prefix=strace, **variables, PYTHONPATH=str(tmp_path), RECORD=str(record))
    lines = record.read_text().splitlines()
    assert {line for line in lines if line.startswith("signed")} == {"signed test"}
    hosts = [re.search(r"'([^']+)'", line)[1] for line in lines if not line.startswith("signed")]
    if strace:
        traced = re.findall(r'(?:inet_addr\(|AF_INET6, )"([^"]+)"', trace.read_text())
        assert traced
        hosts += traced
    assert hosts
    assert [host for host in hosts if not is_this_machine(host)] == []


def is_this_machine(host):
    """Return whether an IPv4 or IPv6 address belongs to this machine."""
    address = ipaddress.ip_address(host)
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
