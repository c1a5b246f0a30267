// A Neptune global database in two regions, whose outputs are typed.
import com.pulumi.Pulumi;
import io.github.neptuneglobal.neptuneglobal.GlobalCluster;
import io.github.neptuneglobal.neptuneglobal.GlobalClusterArgs;
import io.github.neptuneglobal.neptuneglobal.inputs.RegionArgs;
import io.github.neptuneglobal.neptuneglobal.outputs.GlobalClusterMember;
import java.util.Map;
import java.util.stream.Collectors;

public class App {
    public static void main(String[] arguments) {
        Pulumi.run(ctx -> {
            var member = RegionArgs.builder()
                .instanceClass("db.r6g.large")
                // For a trial only: without a final snapshot, a deleted cluster's data is lost.
                .skipFinalSnapshot(true)
                .build();
            var orders = new GlobalCluster("orders", GlobalClusterArgs.builder()
                .globalClusterIdentifier("orders-global")
                .engineVersion("1.4.6.0")
                .storageEncrypted(true)
                .primaryRegion("us-east-1")
                .regions(Map.of("us-east-1", member, "eu-west-1", member))
                .tags(Map.of("team", "graph"))
                .build());
            ctx.export("endpoint", orders.endpoint());
            ctx.export("primaryRegion", orders.primaryRegion());
            ctx.export("globalClusterMembers", orders.globalClusterMembers().applyValue(members ->
                members.stream().map(App::properties).collect(Collectors.toList())));
        });
    }

    /** Returns a member as a map: Pulumi for Java does not export objects of other classes. */
    private static Map<String, Object> properties(GlobalClusterMember member) {
        return Map.of(
            "dbClusterArn", member.dbClusterArn(),
            "isWriter", member.isWriter(),
            "readers", member.readers(),
            "region", member.region());
    }
}
