"""The component on the real engine: up, preview, refresh and destroy, with the resulting AWS calls."""

from __future__ import annotations

import json

from programs import Code, program, source_cluster

from neptune_global_component import GlobalCluster

GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
ARN = "arn:aws:rds::123456789012:global-cluster:orders"

EXPORTS = tuple(GlobalCluster.__annotations__)
ORDERS = program(exports=EXPORTS)


def secret(value):
    """Return code of a secret output."""
    return Code(f"pulumi.Output.secret({value!r})")


def test_container(project, aws):
    """An empty global cluster is created once, has no further changes, shows AWS's values, and is deleted."""
    project.write(
        program(
            global_cluster_identifier="Orders",
            engine="neptune",
            engine_version="1.4.5.0",
            storage_encrypted=True,
            exports=EXPORTS,
        )
    )
    outputs = project.up()
    (made,) = aws.global_clusters()
    assert outputs == {
        "global_cluster_identifier": "orders",
        "global_cluster_arn": ARN,
        "global_cluster_resource_id": made["GlobalClusterResourceId"],
        "status": "available",
        "engine": "neptune",
        "engine_version": "1.4.5.0",
        "storage_encrypted": True,
        "deletion_protection": False,
        "global_cluster_members": [],
        "clusters": {},
    }
    project.settles()
    assert aws.writes() == ["CreateGlobalCluster"]
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


def test_source_of_another_stack(project, aws):
    """The source becomes the writer, and is standalone and available after a destroy."""
    arn = aws.cluster(region="eu-west-1", EngineVersion="1.4.5.0", StorageEncrypted=True)
    (source,) = aws.neptune("eu-west-1").describe_db_clusters()["DBClusters"]
    project.write(program(source_db_cluster_identifier=arn, exports=EXPORTS))
    outputs = project.up()
    member = {"dbClusterArn": arn, "isWriter": True, "readers": [], "region": "eu-west-1"}
    assert outputs["global_cluster_members"] == [member]
    assert (outputs["status"], outputs["engine_version"], outputs["storage_encrypted"]) == (
        "available",
        "1.4.5.0",
        True,
    )
    assert (outputs["primary_region"], outputs["primary_cluster_arn"]) == ("eu-west-1", arn)
    assert outputs["endpoint"] == source["Endpoint"]
    assert outputs["clusters"] == {
        "eu-west-1": {
            "arn": arn,
            "identifier": "orders-a",
            "resourceId": source["DbClusterResourceId"],
            "endpoint": source["Endpoint"],
            "readerEndpoint": source["ReaderEndpoint"],
            "port": 8182,
            "isWriter": True,
        }
    }
    project.settles()
    (call,) = aws.calls("CreateGlobalCluster")
    assert call["region"] == "eu-west-1"
    project.run("destroy", "--yes")
    (source,) = aws.neptune("eu-west-1").describe_db_clusters()["DBClusters"]
    assert (source["Status"], source.get("GlobalClusterIdentifier")) == ("available", None)
    assert aws.global_clusters() == []
    assert {call["region"] for call in aws.calls("RemoveFromGlobalCluster")} == {"eu-west-1"}


def test_source_of_the_same_program(project, aws):
    """The ARN may be the output of a cluster that the same `up` creates."""
    source = source_cluster(
        options='None if config.get_bool("careless") else source_cluster_options()',
        instance=False,
        engine_version="1.4.5.0",
        tags={"step": Code('config.get("step") or "1"')},
    )
    before = f"config = pulumi.Config()\n{source}"
    project.write(program(source_db_cluster_identifier=Code("source.arn"), before=before, exports=EXPORTS))
    warning = "the source cluster, the resource 'source', has no ignore_changes"
    project.run("config", "set", "careless", "true")
    assert warning in project.run("preview")
    project.run("config", "set", "careless", "false")
    assert warning not in project.run("preview")
    outputs = project.up()
    assert [(one["isWriter"], one["region"]) for one in outputs["global_cluster_members"]] == [(True, "us-east-1")]
    project.run("preview", "--expect-no-changes")
    project.run("refresh", "--yes")
    project.run("config", "set", "step", "2")
    project.run("config", "set", "careless", "true")
    printed = project.run("preview", fails=True)
    assert "source_db_cluster_identifier: the update would detach the source cluster, the resource 'source'" in printed
    project.run("config", "set", "careless", "false")
    before = len(aws.writes())
    project.up()
    assert aws.writes()[before:] == ["AddTagsToResource"]
    project.run("destroy", "--yes")
    assert aws.neptune().describe_db_clusters()["DBClusters"] == []


def test_members_that_joined_outside_pulumi_are_shown(project, aws):
    """The outputs are AWS's current members, the writer first with its readers, not those in the state."""
    arn = aws.cluster()
    aws.instance("orders-a", "orders-a-1")
    project.write(program(source_db_cluster_identifier=arn, exports=EXPORTS))
    project.up()
    reader = aws.cluster("orders-b", "ap-northeast-1", GlobalClusterIdentifier="orders")
    outputs = project.up()
    assert outputs["global_cluster_members"] == [
        {"dbClusterArn": arn, "isWriter": True, "readers": [reader], "region": "us-east-1"},
        {"dbClusterArn": reader, "isWriter": False, "readers": [], "region": "ap-northeast-1"},
    ]
    assert list(outputs["clusters"]) == ["ap-northeast-1", "us-east-1"]
    project.run("preview", "--expect-no-changes")


def test_a_secret_identifier_stays_secret(project):
    """Neither the state's properties nor the outputs show it in plain text."""
    project.write(
        program(global_cluster_identifier=Code('pulumi.Config().require_secret("identifier")'), exports=EXPORTS)
    )
    project.run("config", "set", "--secret", "identifier", "Hush-Hush")
    project.up()
    outputs = json.loads(project.run("stack", "output", "--json", "--show-secrets"))
    assert outputs["global_cluster_identifier"] == "hush-hush"
    shown = json.loads(project.run("stack", "output", "--json"))
    assert (shown["global_cluster_identifier"], shown["global_cluster_arn"]) == ("[secret]", "[secret]")
    assert shown["status"] == "available"
    child = project.resources()[GLOBAL, "orders"]
    assert "ciphertext" in child["inputs"]["globalClusterIdentifier"]
    assert "ciphertext" in child["outputs"]["globalClusterIdentifier"]
    project.run("preview", "--expect-no-changes")


def test_a_version_that_the_preview_does_not_know(project, aws):
    """An unknown version is accepted in preview, and used in `up`."""
    version = Code('pulumi.Stash("version", input="1.4.5.0").id.apply(lambda _id: "1.4.5.0")')
    project.write(program(engine_version=version, exports=EXPORTS))
    project.run("preview")
    assert aws.writes() == []
    assert project.up()["engine_version"] == "1.4.5.0"
    project.run("preview", "--expect-no-changes")


def test_another_region_of_the_stack_moves_nothing(project):
    """A change of aws:region does not change the global cluster."""
    project.write(ORDERS)
    project.run("config", "set", "aws:region", "us-east-1")
    project.up()
    project.run("config", "set", "aws:region", "eu-west-1")
    # The engine takes the new configuration of a default provider for the diffs of the next operation.
    project.up()
    project.run("preview", "--refresh", "--expect-no-changes")


def test_deletion_protection(project, aws):
    """While it is on, AWS and the preview of a destroy reject the deletion; afterwards a destroy works."""
    protect = Code('pulumi.Config().get_bool("protect")')
    project.write(program(deletion_protection=protect, exports=EXPORTS))
    project.run("config", "set", "protect", "true")
    assert project.up()["deletion_protection"] is True
    assert "protect" in project.run("destroy", "--yes", fails=True)
    assert "DeleteGlobalCluster" not in aws.writes()
    project.run("config", "set", "protect", "false")
    assert project.up()["deletion_protection"] is False
    project.run("destroy", "--yes")
    assert aws.global_clusters() == []


def test_an_explicit_provider(project, aws):
    """It serves the children and the reads, without AWS environment variables."""
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del project.environment[name]
    before = f"""
west = aws.Provider(
    "west", region="us-west-2", access_key="test", secret_key="test",
    skip_credentials_validation=True, endpoints=[{{"neptune": "{aws.url}", "sts": "{aws.url}"}}],
)
"""
    project.write(program(before=before, options="pulumi.ResourceOptions(provider=west)", exports=EXPORTS))
    assert project.up()["status"] == "available"
    assert {call["region"] for call in aws.calls("CreateGlobalCluster", "DescribeGlobalClusters")} == {"us-west-2"}
    project.run("preview", "--expect-no-changes")


def test_without_permission_to_read(project, aws):
    """If AWS rejects the reads, there is one warning, and the outputs come from the state."""
    project.write(program(observe=Code('pulumi.Config().get_bool("observe")'), exports=EXPORTS))
    project.run("config", "set", "observe", "false")
    outputs = project.up()
    assert "status" not in outputs
    assert outputs["global_cluster_arn"] == ARN
    assert aws.calls("DescribeDBClusters") == []
    project.run("config", "set", "observe", "true")
    fault = {"operation": "DescribeGlobalClusters", "errorCode": "AccessDenied", "times": 2}
    aws.local.settings({"faults": [fault]})
    printed = project.run("preview", "--expect-no-changes")
    diagnostics = printed.partition("Diagnostics:")[2]
    assert diagnostics.count("Allow rds:DescribeGlobalClusters") == 1


def test_a_region_that_the_provider_has_no_table_for(project, aws):
    """A region that is newer than pulumi-aws works."""
    newest = "newest = aws.Provider('newest', region='xx-north-1')"
    project.write(program(before=newest, options="pulumi.ResourceOptions(provider=newest)"))
    project.up()
    assert aws.neptune("xx-north-1").describe_global_clusters()["GlobalClusters"]


def test_a_secret_key_is_secret_in_computed_properties(project):
    """No property in the state shows a secret KMS key, not even computed ones."""
    key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    regions = {"eu-west-1": {"kms_key_arn": secret(key)}}
    project.write(program(regions=regions, storage_encrypted=True))
    project.up()
    assert key not in json.dumps(list(project.resources().values()))
    project.run("preview", "--expect-no-changes")


KEYWORDS = """
import pulumi
from neptune_global_component import GlobalCluster

orders = GlobalCluster("orders", {}="orders", engine_version="1.4.5.0")
pulumi.export("engine_version", orders.engine_version)
"""


def test_keyword_arguments(project, aws):
    """A call with keywords and one with a map are the same declaration."""
    project.write(KEYWORDS.format("global_cluster_identifier"))
    assert project.up()["engine_version"] == "1.4.5.0"
    writes = aws.writes()
    project.write(program(engine_version="1.4.5.0", exports=("engine_version",)))
    project.run("preview", "--expect-no-changes")
    project.up()
    assert aws.writes() == writes
    project.write(KEYWORDS.format("global_cluster_identifer"))
    printed = project.run("preview", fails=True)
    assert (
        "unexpected keyword argument 'global_cluster_identifer'. Did you mean 'global_cluster_identifier'?" in printed
    )


DEPENDENT = """
import pulumi
from neptune_global_component import GlobalCluster

first = GlobalCluster("first", global_cluster_identifier="first")
GlobalCluster("second", global_cluster_identifier="second", opts=pulumi.ResourceOptions(depends_on=[first]))
GlobalCluster("third", global_cluster_identifier=pulumi.Output.concat(first.global_cluster_identifier, "-copy"))
"""


def test_components_that_depend_on_another_one(project, aws):
    """They are created after it, and have no further changes."""
    project.write(DEPENDENT)
    project.up()
    assert {one["GlobalClusterIdentifier"] for one in aws.global_clusters()} == {"first", "second", "first-copy"}
    project.run("preview", "--expect-no-changes")


def test_no_secret_is_plain_in_the_state(project):
    """Secret tags and settings are encrypted everywhere in the state, in what pulumi-aws computes from them too."""
    first = {
        "tags": {"owner": secret("classified-1")},
        "instance_settings": [{"tags": {"cost": secret("classified-2")}}],
    }
    regions = {"us-east-1": first, "eu-west-1": {"preferred_backup_window": secret("02:17-02:47")}}
    project.write(program(regions=regions, tags={"team": secret("classified-3")}))
    project.up()
    project.run("preview", "--expect-no-changes")
    state = project.run("stack", "export")
    assert "02:17-02:47" not in state
    assert "classified" not in state
    assert state.count("ciphertext") > 10
