// A Neptune global database in two regions, whose outputs are typed.
package main

import (
	"github.com/neptuneglobal/neptune-global/sdk/go/neptuneglobal"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		member := neptuneglobal.RegionArgs{
			InstanceClass: pulumi.String("db.r6g.large"),
			// For a trial only: without a final snapshot, a deleted cluster's data is lost.
			SkipFinalSnapshot: pulumi.Bool(true),
		}
		orders, err := neptuneglobal.NewGlobalCluster(ctx, "orders", &neptuneglobal.GlobalClusterArgs{
			GlobalClusterIdentifier: pulumi.String("orders-global"),
			EngineVersion:           pulumi.String("1.4.6.0"),
			StorageEncrypted:        pulumi.Bool(true),
			PrimaryRegion:           pulumi.StringRef("us-east-1"),
			Regions:                 map[string]neptuneglobal.RegionArgs{"us-east-1": member, "eu-west-1": member},
			Tags:                    pulumi.StringMap{"team": pulumi.String("graph")},
		})
		if err != nil {
			return err
		}
		ctx.Export("endpoint", orders.Endpoint)
		ctx.Export("primaryRegion", orders.PrimaryRegion)
		ctx.Export("globalClusterMembers", orders.GlobalClusterMembers)
		ctx.Export("writer", orders.GlobalClusterMembers.Index(pulumi.Int(0)).Region())
		return nil
	})
}
