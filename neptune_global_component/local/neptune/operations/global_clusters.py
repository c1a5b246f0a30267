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
from neptune_global_component.local.neptune.rules.identifiers import checked_identifier


class GlobalClusterOperations(Operations):
    """Global clusters: each is the same in every region."""

    def create_global_cluster(self) -> ActionResult:
        """CreateGlobalCluster: empty, or with an existing cluster as its primary."""
        identifier = checked_identifier("GlobalClusterIdentifier", self.params["GlobalClusterIdentifier"])
        if identifier in store.global_clusters(self.current_account, self.region):
            raise GlobalClusterAlreadyExistsFault(identifier)
        source = self.params.get("SourceDBClusterIdentifier")
        created = _from_source(self, identifier, source) if source else _empty(self, identifier)
        store.global_clusters(self.current_account, self.region)[identifier] = created
        return ActionResult({"GlobalCluster": created.begin("creating", self.seconds)})

    def describe_global_clusters(self) -> ActionResult:
        """DescribeGlobalClusters: one by its identifier, or all by pages."""
        identifier = self.params.get("GlobalClusterIdentifier")
        if identifier:
            found = [store.find_global_cluster(self.current_account, self.region, identifier)]
        else:
            found = list(store.global_clusters(self.current_account, self.region).values())
        return self.page("GlobalClusters", found)

    def modify_global_cluster(self) -> ActionResult:
        """ModifyGlobalCluster: protection, identifier, or a major upgrade of all members."""
        found = store.find_global_cluster(self.current_account, self.region, self.params["GlobalClusterIdentifier"])
        states.check_global_cluster_available(found.global_cluster_identifier, found.status)
        renamed = _new_identifier(self, found)
        version = self.params.get("EngineVersion")
        upgrade = version is not None and version != found.engine_version
        if upgrade:
            _check_upgrade(self, found, version)
        if "DeletionProtection" in self.params:
            found.deletion_protection = self.params["DeletionProtection"]
        _rename(self, found, renamed)
        if not upgrade:
            return ActionResult({"GlobalCluster": found.begin("modifying", self.seconds)})
        return ActionResult({"GlobalCluster": _upgrade(self, found, version)})

    def remove_from_global_cluster(self) -> ActionResult:
        """RemoveFromGlobalCluster, from any region: secondaries first, then the primary."""
        found = store.find_global_cluster(self.current_account, self.region, self.params["GlobalClusterIdentifier"])
        cluster = store.find_cluster_anywhere(self.current_account, self.params["DbClusterIdentifier"])
        membership.check_member(cluster.arn, found.global_cluster_identifier, [one.arn for one in found.members])
        membership.check_writer_last(cluster.arn, is_writer=cluster is found.writer, secondaries=len(found.secondaries))
        states.check_global_cluster_available(found.global_cluster_identifier, found.status)
        states.check_cluster_available(cluster.db_cluster_identifier, cluster.status)
        cluster.begin("promoting", self.seconds, partial(found.leave, cluster))
        return ActionResult({"GlobalCluster": found})

    def delete_global_cluster(self) -> ActionResult:
        """DeleteGlobalCluster: only an empty, unprotected one."""
        found = store.find_global_cluster(self.current_account, self.region, self.params["GlobalClusterIdentifier"])
        deletion.check_global_cluster_unprotected(protected=found.deletion_protection)
        deletion.check_empty(found.arn, len(found.members))
        states.check_global_cluster_available(found.global_cluster_identifier, found.status)
        return ActionResult({"GlobalCluster": found.begin("deleting", self.seconds)})


def _empty(call: Operations, identifier: str) -> GlobalCluster:
    engine = call.params.get("Engine")
    if engine is None:
        # Words of AWS, as moto has them.
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


def _new_identifier(call: Operations, found: GlobalCluster) -> str:
    wanted = call.params.get("NewGlobalClusterIdentifier")
    if wanted is None:
        return found.global_cluster_identifier
    identifier = checked_identifier("NewGlobalClusterIdentifier", wanted)
    if store.global_clusters(call.current_account, call.region).get(identifier, found) is not found:
        raise GlobalClusterAlreadyExistsFault(identifier)
    return identifier


def _rename(call: Operations, found: GlobalCluster, identifier: str) -> None:
    kept = store.global_clusters(call.current_account, call.region)
    del kept[found.global_cluster_identifier]
    found.global_cluster_identifier = identifier
    kept[identifier] = found


def _check_upgrade(call: Operations, found: GlobalCluster, version: str) -> None:
    upgrades.check_path(found.engine_version, version)
    upgrades.check_major(found.engine_version, version)
    allowed = call.params.get("AllowMajorVersionUpgrade") or False
    upgrades.check_major_allowed(found.engine_version, version, allowed=allowed)
    for member in found.members:
        states.check_cluster_available(member.db_cluster_identifier, member.status)
        upgrades.check_has_instance(len(member.instances))


def _upgrade(call: Operations, found: GlobalCluster, version: str) -> GlobalCluster:
    for member in found.members:
        member.begin("upgrading", call.seconds, partial(member.upgrade, version))
    return found.begin("upgrading", call.seconds, partial(found.upgrade, version))
