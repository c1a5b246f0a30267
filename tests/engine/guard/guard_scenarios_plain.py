"""Programs with plain pulumi-aws resources, before and after: what is found, and what AWS is asked for."""

from __future__ import annotations

from guard_scenario import (
    GLOBAL,
    NOTHING,
    TAGGED,
    Change,
    Scenario,
    cluster,
    instance,
    parameters,
    resource,
    subnets,
    whole,
    yaml,
)

KEY = "arn:aws:kms:us-east-1:123456789012:key/k"
REPLACED = {"DeleteDBCluster", "CreateDBCluster"}

# With a name that stays, the new one can't be created while the old one is there.
_FIRST_OUT = {"deleteBeforeReplace": True}
_AFTER_A1 = {"dependsOn": ["${a1}"]}

_REPLACED_BEFORE = {
    "g1": whole("g1", _FIRST_OUT),
    "g2": whole("g2", _FIRST_OUT),
    "g3": whole("g3", _FIRST_OUT),
    "g4": whole("g4", _FIRST_OUT),
    "src": cluster("src"),
    **{name: cluster(name, _FIRST_OUT) for name in ("port", "kms", "group", "enc", "zones", "region")},
    "ident": cluster("ident"),
    "g": whole("g", deletionProtection=True),
    "go": cluster("go", {"protect": True}),
    "gone": cluster("gone"),
}
_REPLACED_AFTER = {
    "g1": whole("g1-b", _FIRST_OUT),
    "g2": whole("g2", _FIRST_OUT, storageEncrypted=True),
    "g3": resource(GLOBAL, _FIRST_OUT, globalClusterIdentifier="g3", sourceDbClusterIdentifier="${src.arn}"),
    "g4": whole("g4", _FIRST_OUT, region="eu-west-1"),
    "src": cluster("src"),
    "port": cluster("port", _FIRST_OUT, port=8183),
    "kms": cluster("kms", _FIRST_OUT, kmsKeyArn=KEY, storageEncrypted=True),
    "group": cluster("group", _FIRST_OUT, neptuneSubnetGroupName="other"),
    "enc": cluster("enc", _FIRST_OUT, storageEncrypted=True),
    "zones": cluster("zones", _FIRST_OUT, availabilityZones=["us-east-1a", "us-east-1b", "us-east-1d"]),
    "region": cluster("region", _FIRST_OUT, region="eu-west-1"),
    "ident": cluster("ident-b"),
    "g": whole("g", deletionProtection=False),
    "go": cluster("go"),
}
_WHOLE_REPLACED = {"DeleteGlobalCluster", "CreateGlobalCluster"}

REPLACEMENTS = Scenario(
    yaml(**_REPLACED_BEFORE),
    (
        Change(
            "replacements",
            yaml(**_REPLACED_AFTER),
            {
                ("identifier-replaced", "g1"): _WHOLE_REPLACED,
                ("encryption-replaced", "g2"): _WHOLE_REPLACED,
                ("source-changed", "g3"): _WHOLE_REPLACED,
                ("global-cluster-replaced", "g4"): _WHOLE_REPLACED,
                ("port-replaced", "port"): REPLACED,
                ("kms-key-replaced", "kms"): REPLACED,
                ("encryption-replaced", "kms"): REPLACED,
                ("subnet-group-replaced", "group"): REPLACED,
                ("encryption-replaced", "enc"): REPLACED,
                ("cluster-replaced", "zones"): REPLACED,
                ("region-replaced", "region"): REPLACED,
                ("identifier-replaced", "ident"): REPLACED,
                ("primary-deleted", "gone"): {"DeleteDBCluster"},
                ("protection-removed-to-delete", "g"): {"ModifyGlobalCluster"},
                ("protection-removed-to-delete", "go"): NOTHING,
            },
        ),
    ),
)

_V = "1.4.5.0"
_NETWORK = {
    "net": resource("aws:ec2/vpc:Vpc", cidrBlock="10.1.0.0/16"),
    **{
        f"net-{zone}": resource(
            "aws:ec2/subnet:Subnet",
            vpcId="${net.id}",
            cidrBlock=f"10.1.{number}.0/24",
            availabilityZone=f"us-east-1{zone}",
        )
        for number, zone in enumerate("ab")
    },
}
_UPDATED_BEFORE = {
    **_NETWORK,
    "unused": subnets("unused", ["${net-a.id}", "${net-b.id}"]),
    "unused-pg": parameters("unused-pg"),
    "pg": parameters("pg"),
    "src": cluster("src"),
    "s1": instance("s1", "${src.id}"),
    "g": resource(
        GLOBAL, {"dependsOn": ["${s1}"]}, globalClusterIdentifier="g", sourceDbClusterIdentifier="${src.arn}"
    ),
    "a": cluster("a", engineVersion=_V),
    "a1": instance("a1", "${a.id}", engineVersion=_V),
    "a2": instance("a2", "${a.id}", _AFTER_A1, engineVersion=_V),
    "a3": instance("a3", "${a.id}", _AFTER_A1, engineVersion=_V),
    "b": cluster("b", engineVersion=_V, deletionProtection=True, backupRetentionPeriod=1),
    "b1": instance("b1", "${b.id}", engineVersion=_V),
    "keep": cluster("keep", {"retainOnDelete": True}),
    "snap": cluster("snap", skipFinalSnapshot=False, finalSnapshotIdentifier="last"),
    "nosnap": cluster("nosnap"),
    "late": cluster("late", applyImmediately=False, enableCloudwatchLogsExports=["audit"]),
    "taken": cluster("taken"),
    "taken1": instance("taken1", "${taken.id}"),
    "w": cluster("w"),
    "w1": instance("w1", "${w.id}"),
    "asked": cluster("asked", engineVersion="1.3.4.0"),
    "asked1": instance("asked1", "${asked.id}", engineVersion="1.3.4.0"),
}
_UPDATED_AFTER = {
    **_NETWORK,
    "pg": parameters("pg", tags={"a": "b"}),
    "src": cluster("src", tags={"team": "graph"}),
    "s1": instance("s1", "${src.id}"),
    "g": resource(
        GLOBAL,
        {"dependsOn": ["${s1}"]},
        globalClusterIdentifier="g",
        sourceDbClusterIdentifier="${src.arn}",
        deletionProtection=True,
    ),
    "a": cluster("a", engineVersion=_V, neptuneClusterParameterGroupName="${pg.name}"),
    "a1": instance("a1", "${a.id}", engineVersion=_V, instanceClass="db.r6g.xlarge"),
    "a2": instance("a2", "${a.id}", _AFTER_A1, engineVersion=_V),
    "b": cluster("b", engineVersion="1.4.6.0", deletionProtection=False, backupRetentionPeriod=7),
    "b1": instance("b1", "${b.id}", engineVersion=_V),
    "snap": cluster("snap", skipFinalSnapshot=True),
    "nosnap": cluster("nosnap", skipFinalSnapshot=False, finalSnapshotIdentifier="last"),
    "late": cluster("late", preferredMaintenanceWindow="thu:00:00-thu:01:00"),
    "taken": cluster("taken"),
    "taken1": instance("taken1", "${taken.id}"),
    "new": resource(GLOBAL, globalClusterIdentifier="new", sourceDbClusterIdentifier="${taken.arn}"),
    "w": cluster("w", finalSnapshotIdentifier="last"),
    "asked": cluster(
        "asked",
        engineVersion="1.4.5.0",
        allowMajorVersionUpgrade=True,
        # The provider sends the group that the cluster has, whose family is the old version's.
        neptuneClusterParameterGroupName="default.neptune1.4",
    ),
    "asked1": instance("asked1", "${asked.id}", {"ignoreChanges": ["engineVersion"]}, engineVersion="1.3.4.0"),
}
_MODIFIED = {"ModifyDBCluster"}

UPDATES = Scenario(
    yaml(**_UPDATED_BEFORE),
    (
        Change(
            "updates",
            yaml(**_UPDATED_AFTER),
            {
                ("detached", "src"): {"RemoveFromGlobalCluster"},
                ("failover", "w1"): {"DeleteDBInstance"},
                ("upgrade", "b"): _MODIFIED,
                ("major-upgrade-allowed", "asked"): _MODIFIED,
                ("parameter-group", "asked"): _MODIFIED,
                ("cosmetic", "asked"): NOTHING,
                ("protection-removed", "b"): _MODIFIED,
                ("left-in-aws", "keep"): NOTHING,
                ("source-taken", "new"): {"CreateGlobalCluster"},
                ("applied-at-once", "late"): _MODIFIED,
                ("maintenance-window", "late"): _MODIFIED,
                ("logs-off", "late"): _MODIFIED,
                ("reader-removed", "a3"): {"DeleteDBInstance"},
                ("group-deleted", "unused"): {"DeleteDBSubnetGroup"},
                ("group-deleted", "unused-pg"): {"DeleteDBClusterParameterGroup"},
                ("instance-class", "a1"): {"ModifyDBInstance"},
                ("parameter-group", "a"): _MODIFIED,
                ("final-snapshot", "snap"): NOTHING,
                ("unknown-change", "b"): _MODIFIED,
                ("protection-added", "g"): {"ModifyGlobalCluster"},
                ("cosmetic", "src"): TAGGED,
                ("cosmetic", "pg"): TAGGED,
                ("cosmetic", "snap"): NOTHING,
                ("cosmetic", "nosnap"): NOTHING,
                ("final-snapshot-kept", "nosnap"): NOTHING,
                ("final-snapshot-unused", "w"): NOTHING,
            },
        ),
    ),
    refresh=True,
)

_REFUSED_BEFORE = {
    "old": cluster("old", engineVersion="1.4.6.0"),
    "major": cluster("major", engineVersion="1.3.4.0"),
    "alone": cluster("alone"),
    "host": cluster("host"),
    "follower": cluster("follower"),
    "h": whole("h"),
}
_REFUSED_AFTER = {
    "old": cluster("old", engineVersion="1.4.5.0"),
    "major": cluster("major", engineVersion="1.4.5.0"),
    "alone": cluster("alone", globalClusterIdentifier="h"),
    "host": cluster("host"),
    "follower": cluster("follower", replicationSourceIdentifier="${host.arn}"),
    "h": whole("h"),
}

REFUSALS = Scenario(
    yaml(**_REFUSED_BEFORE),
    (
        Change(
            "refusals",
            yaml(**_REFUSED_AFTER),
            {
                ("promoted", "follower"): _MODIFIED,
                ("downgrade", "old"): _MODIFIED,
                ("major-upgrade", "major"): _MODIFIED,
                # The provider writes nothing, and the state says what is not so.
                ("cluster-joined", "alone"): NOTHING,
            },
            refused=True,
        ),
    ),
)

_HOME = resource("aws:neptune/parameterGroup:ParameterGroup", name="home", family="neptune1.4")

GROUPS = Scenario(
    yaml(pg=parameters("pg"), home=_HOME),
    (
        Change(
            "groups",
            yaml(
                pg=parameters("pg", parameters=[{"name": "neptune_enable_audit_log", "value": "1"}]),
                home=_HOME | {"properties": {"name": "home-b", "family": "neptune1.3"}},
            ),
            {
                ("parameters", "pg"): {"ModifyDBClusterParameterGroup"},
                ("group-replaced", "home"): {"CreateDBParameterGroup", "DeleteDBParameterGroup"},
            },
        ),
    ),
)
