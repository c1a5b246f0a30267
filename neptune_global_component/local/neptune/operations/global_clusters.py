"""CreateGlobalCluster, DescribeGlobalClusters, ModifyGlobalCluster, RemoveFromGlobalCluster, DeleteGlobalCluster."""

from __future__ import annotations

from functools import partial

from moto.core.responses import ActionResult
from moto.rds.exceptions import InvalidParameterValue

from neptune_global_component.local.neptune import store, versions
from neptune_global_component.local.neptune.exceptions import GlobalClusterAlreadyExistsFault
from neptune_global_component.local.neptune.global_cluster import GlobalCluster
from neptune_global_component.local.neptune.operations.base import Operations
from neptune_global_component.local.neptune.rules import deletion, engines, membership, states, upgrades
from neptune_global_component.local.neptune.rules.identifiers import parse_identifier


class GlobalClusterOperations(Operations):
    """Global clusters, which are the same in every region."""

    def create_global_cluster(self) -> ActionResult:
        """CreateGlobalCluster: creates an empty one, or one with an existing cluster as its primary."""
        identifier = parse_identifier("GlobalClusterIdentifier", self.params["GlobalClusterIdentifier"])
        if identifier in store.global_clusters(self.current_account, self.region):
            raise GlobalClusterAlreadyExistsFault(identifier)
        source = self.params.get("SourceDBClusterIdentifier")
        created = _from_source(self, identifier, source) if source else _empty(self, identifier)
        store.global_clusters(self.current_account, self.region)[identifier] = created
        return ActionResult({"GlobalCluster": created.begin("creating", self.seconds)})

    def describe_global_clusters(self) -> ActionResult:
        """DescribeGlobalClusters: one by its identifier, or all with paging."""
        identifier = self.params.get("GlobalClusterIdentifier")
        if identifier:
            global_clusters = [store.find_global_cluster(self.current_account, self.region, identifier)]
        else:
            global_clusters = list(store.global_clusters(self.current_account, self.region).values())
        return self.page("GlobalClusters", global_clusters)

    def modify_global_cluster(self) -> ActionResult:
        """ModifyGlobalCluster: deletion protection, identifier, or a major upgrade of all members."""
        global_cluster = store.find_global_cluster(
            self.current_account, self.region, self.params["GlobalClusterIdentifier"]
        )
        states.check_global_cluster_available(global_cluster.global_cluster_identifier, global_cluster.status)
        identifier = _new_identifier(self, global_cluster)
        version = self.params.get("EngineVersion")
        upgrade = version is not None and version != global_cluster.engine_version
        if upgrade:
            _check_upgrade(self, global_cluster, version)
        if "DeletionProtection" in self.params:
            global_cluster.deletion_protection = self.params["DeletionProtection"]
        _rename(self, global_cluster, identifier)
        if not upgrade:
            return ActionResult({"GlobalCluster": global_cluster.begin("modifying", self.seconds)})
        return ActionResult({"GlobalCluster": _upgrade(self, global_cluster, version)})

    def remove_from_global_cluster(self) -> ActionResult:
        """RemoveFromGlobalCluster: from any region, secondaries before the primary."""
        global_cluster = store.find_global_cluster(
            self.current_account, self.region, self.params["GlobalClusterIdentifier"]
        )
        cluster = store.find_cluster_anywhere(self.current_account, self.params["DbClusterIdentifier"])
        membership.check_member(
            cluster.arn, global_cluster.global_cluster_identifier, [one.arn for one in global_cluster.members]
        )
        membership.check_writer_last(
            cluster.arn, is_writer=cluster is global_cluster.writer, secondaries=len(global_cluster.secondaries)
        )
        states.check_global_cluster_available(global_cluster.global_cluster_identifier, global_cluster.status)
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        cluster.begin("promoting", self.seconds, partial(global_cluster.leave, cluster))
        return ActionResult({"GlobalCluster": global_cluster})

    def delete_global_cluster(self) -> ActionResult:
        """DeleteGlobalCluster: requires an empty, unprotected one."""
        global_cluster = store.find_global_cluster(
            self.current_account, self.region, self.params["GlobalClusterIdentifier"]
        )
        deletion.check_global_cluster_unprotected(protected=global_cluster.deletion_protection)
        deletion.check_empty(global_cluster.arn, len(global_cluster.members))
        states.check_global_cluster_available(global_cluster.global_cluster_identifier, global_cluster.status)
        return ActionResult({"GlobalCluster": global_cluster.begin("deleting", self.seconds)})


def _empty(call: Operations, identifier: str) -> GlobalCluster:
    engine = call.params.get("Engine")
    if engine is None:
        # AWS's message, as in moto.
        raise InvalidParameterValue("When creating standalone global cluster, value for engineName should be specified")
    engines.check_engine(engine)
    version = call.params.get("EngineVersion") or versions.DEFAULT
    engines.check_global_version(version)
    return GlobalCluster(
        store.global_backend(call.current_account, call.region),
        identifier,
        call.params,
        engine_version=version,
        storage_encrypted=call.params.get("StorageEncrypted") or False,
    )


def _from_source(call: Operations, identifier: str, arn: str) -> GlobalCluster:
    membership.check_inherited(call.params)
    source = store.find_cluster_anywhere(call.current_account, arn)
    membership.check_standalone(source.arn, source.global_cluster_identifier)
    states.check_cluster_available(source.db_cluster_identifier, source.status)
    engines.check_global_version(source.engine_version)
    for instance in source.instances:
        engines.check_class(instance.db_instance_class, source.engine_version, in_global_cluster=True)
    created = GlobalCluster(
        store.global_backend(call.current_account, call.region),
        identifier,
        call.params,
        engine_version=source.engine_version,
        storage_encrypted=source.storage_encrypted,
    )
    created.join(source)
    return created


def _new_identifier(call: Operations, global_cluster: GlobalCluster) -> str:
    requested = call.params.get("NewGlobalClusterIdentifier")
    if requested is None:
        return global_cluster.global_cluster_identifier
    identifier = parse_identifier("NewGlobalClusterIdentifier", requested)
    if store.global_clusters(call.current_account, call.region).get(identifier, global_cluster) is not global_cluster:
        raise GlobalClusterAlreadyExistsFault(identifier)
    return identifier


def _rename(call: Operations, global_cluster: GlobalCluster, identifier: str) -> None:
    kept = store.global_clusters(call.current_account, call.region)
    del kept[global_cluster.global_cluster_identifier]
    global_cluster.global_cluster_identifier = identifier
    kept[identifier] = global_cluster


def _check_upgrade(call: Operations, global_cluster: GlobalCluster, version: str) -> None:
    upgrades.check_path(global_cluster.engine_version, version)
    upgrades.check_major(global_cluster.engine_version, version)
    allowed = call.params.get("AllowMajorVersionUpgrade") or False
    upgrades.check_major_allowed(global_cluster.engine_version, version, allowed=allowed)
    for member in global_cluster.members:
        states.check_cluster_available(member.db_cluster_identifier, member.status)
        upgrades.check_has_instance(len(member.instances))


def _upgrade(call: Operations, global_cluster: GlobalCluster, version: str) -> GlobalCluster:
    for member in global_cluster.members:
        member.begin("upgrading", call.seconds, partial(member.upgrade, version))
    return global_cluster.begin("upgrading", call.seconds, partial(global_cluster.upgrade, version))
