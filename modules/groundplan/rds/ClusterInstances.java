package groundplan.rds;

import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_cluster_instance.RdsClusterInstance;
import groundplan.kernel.TerraformName;
import groundplan.rds.RdsSettings.Monitoring;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The instances of a cluster. They store no data: Terraform may replace them. */
final class ClusterInstances {
    private final RdsUnit unit;
    private final RdsSettings settings;
    private final RdsCluster cluster;
    private final ServerDependencies dependencies;
    private final Map<String, RdsClusterInstance> instances = new TreeMap<>();

    ClusterInstances(
            RdsUnit unit,
            RdsSettings settings,
            ClusterSettings own,
            RdsCluster cluster,
            ServerDependencies dependencies) {
        this.unit = unit;
        this.settings = settings;
        this.cluster = cluster;
        this.dependencies = dependencies;
        own.instances().forEach((name, instance) -> instances.put(name, instance(name, instance)));
    }

    /** The instances themselves, for {@code depends_on} of what needs one. */
    List<RdsClusterInstance> all() {
        return List.copyOf(instances.values());
    }

    Map<String, String> identifiers() {
        Map<String, String> identifiers = new TreeMap<>();
        instances.forEach((name, instance) -> identifiers.put(name, instance.getIdentifier()));
        return identifiers;
    }

    private RdsClusterInstance instance(String name, ClusterSettings.Instance instance) {
        Monitoring monitoring = settings.monitoring();
        return unit.add(TerraformName.of("instance_" + name), (scope, id) -> {
            RdsClusterInstance.Builder builder = RdsClusterInstance.Builder.create(scope, id)
                    .identifier(unit.identifier("-" + name))
                    .clusterIdentifier(cluster.getId())
                    .engine(settings.database().engine())
                    .instanceClass(instance.instanceClass().orElse(settings.instanceClass()))
                    .promotionTier(instance.promotionTier())
                    .dbSubnetGroupName(dependencies.subnetGroup())
                    .publiclyAccessible(false)
                    .caCertIdentifier(RdsUnit.CERTIFICATE_AUTHORITY)
                    .autoMinorVersionUpgrade(true)
                    .applyImmediately(false)
                    .copyTagsToSnapshot(true)
                    .preferredMaintenanceWindow(settings.protection().maintenanceWindowInLowerCase())
                    .performanceInsightsEnabled(monitoring.performanceInsights())
                    .monitoringInterval(monitoring.monitoringIntervalInSeconds());
            if (monitoring.performanceInsights()) {
                builder.performanceInsightsKmsKeyId(dependencies.watching().insightsKeyArn())
                        .performanceInsightsRetentionPeriod(monitoring.performanceInsightsRetentionInDays());
            }
            dependencies.watching().roleArn().ifPresent(builder::monitoringRoleArn);
            instance.zone()
                    .ifPresent(zone -> builder.availabilityZone(unit.context().region() + zone));
            return builder.build();
        });
    }
}
