// A Neptune global database in two regions, whose outputs are typed.

import { GlobalCluster } from "@neptuneglobal/neptune-global";

const member = {
    instanceClass: "db.r6g.large",
    // For a trial only: without a final snapshot, a deleted cluster's data is lost.
    skipFinalSnapshot: true,
};

const orders = new GlobalCluster("orders", {
    globalClusterIdentifier: "orders-global",
    engineVersion: "1.4.6.0",
    storageEncrypted: true,
    primaryRegion: "us-east-1",
    regions: { "us-east-1": { ...member, instances: 2 }, "eu-west-1": member },
    tags: { team: "graph" },
});

export const endpoint = orders.endpoint;
export const primaryRegion = orders.primaryRegion;
export const globalClusterMembers = orders.globalClusterMembers;
export const readerEndpoints = orders.clusters.apply((clusters) =>
    Object.values(clusters).map((cluster) => cluster.readerEndpoint),
);
