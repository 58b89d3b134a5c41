package groundplan.rds;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_global_cluster.RdsGlobalCluster;
import groundplan.rds.ClusterSettings.Global;
import java.util.List;
import java.util.Optional;

/** A global database, from the view of one of its clusters: the unit with the primary cluster creates it. */
final class GlobalCluster {
    private final RdsUnit unit;
    private final Global settings;
    private final Optional<RdsOutputs> primary;
    private final String identifier;

    GlobalCluster(RdsUnit unit, RdsSettings database, Global settings, Optional<RdsOutputs> primary) {
        this.unit = unit;
        this.settings = settings;
        this.primary = primary;
        this.identifier =
                primary.map(this::joined).orElseGet(() -> create(database).getId());
    }

    /** The global database's name. */
    String identifier() {
        return identifier;
    }

    /** Adds a cluster as the one of this region. */
    void join(RdsCluster.Builder cluster) {
        cluster.globalClusterIdentifier(identifier);
        settings.primary().ifPresent(from -> {
            // RDS copies the snapshot between the two keys, and needs the source region.
            cluster.sourceRegion(from.substring(0, from.indexOf('/')));
            if (settings.writeForwarding()) {
                cluster.enableGlobalWriteForwarding(true);
            }
        });
    }

    /** The replica of the secret with the master user's password in this region; absent for the primary cluster. */
    Optional<String> secretArn() {
        return primary.map(
                from -> from.masterSecretReplicaArns().get(unit.context().region()));
    }

    private String joined(RdsOutputs from) {
        return from.globalClusterIdentifier().orElseThrow();
    }

    private RdsGlobalCluster create(RdsSettings database) {
        return unit.add("main", (scope, id) -> {
            TerraformResourceLifecycle.Builder lifecycle = TerraformResourceLifecycle.builder();
            if (database.protection().preventDestroy()) {
                lifecycle.preventDestroy(true);
            }
            if (database.database().namesMinorVersion()) {
                // Minor versions are installed in its clusters, one region after the other.
                lifecycle.ignoreChanges(List.of("engine_version"));
            }
            return RdsGlobalCluster.Builder.create(scope, id)
                    .globalClusterIdentifier(settings.identifier())
                    .engine(database.database().engine())
                    .engineVersion(database.database().engineVersion())
                    .storageEncrypted(true)
                    .deletionProtection(database.protection().deletionProtection())
                    .lifecycle(lifecycle.build())
                    .build();
        });
    }
}
