package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroup;
import com.hashicorp.cdktf.providers.aws.rds_cluster_parameter_group.RdsClusterParameterGroupParameter;
import groundplan.network.NetworkOutputs;
import groundplan.rds.RdsSettings.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Aurora cluster: standalone, or one region's cluster of a global database. */
final class Cluster implements Server {
    private static final int SECONDS_IN_AN_HOUR = 3600;
    /** The reader endpoint, behind which Aurora balances read-only connections. */
    static final String READER = "reader";

    private final RdsUnit unit;
    private final RdsSettings settings;
    private final ClusterSettings own;
    private final ServerDependencies dependencies;
    private final Optional<GlobalCluster> global;
    private final RdsCluster cluster;
    private final ClusterInstances instances;
    private final Optional<MasterUser> masterUser;

    Cluster(
            RdsUnit unit,
            RdsSettings settings,
            ClusterSettings own,
            ServerDependencies dependencies,
            NetworkOutputs network,
            RdsReads reads) {
        this.unit = unit;
        this.settings = settings;
        this.own = own;
        this.dependencies = dependencies;
        this.global = own.global().map(joined -> new GlobalCluster(unit, settings, joined, reads.primary()));
        this.masterUser = own.ownPassword()
                .map(password -> new MasterUser(unit, settings, password, dependencies.keys(), reads.replicaKeyArns()));
        this.cluster = cluster();
        this.instances = new ClusterInstances(unit, settings, own, cluster, dependencies);
        if (own.global().isEmpty()) {
            ManagedPassword.rotate(
                    unit,
                    cluster.getMasterUserSecret().get(0).getSecretArn(),
                    settings.database().passwordRotation());
        }
        masterUser.ifPresent(user -> user.rotate(
                MasterUserServer.of(cluster, instances.all()),
                dependencies.securityGroupId(),
                network,
                reads.logsBucket()));
    }

    @Override
    public String arn() {
        return cluster.getArn();
    }

    @Override
    public RdsOutputs outputs() {
        String secretArn = global.flatMap(GlobalCluster::secretArn)
                .or(() -> masterUser.map(MasterUser::secretArn))
                .orElseGet(() -> cluster.getMasterUserSecret().get(0).getSecretArn());
        return new RdsOutputs(
                cluster.getEndpoint(),
                Integer.toString(settings.database().port()),
                settings.database().dbName(),
                secretArn,
                dependencies.securityGroupId(),
                cluster.getClusterIdentifier(),
                cluster.getClusterResourceId(),
                Optional.empty(),
                Map.of(READER, cluster.getReaderEndpoint()),
                Map.of(),
                settings.database().maxConnections(),
                instances.identifiers(),
                global.filter(any -> own.writes()).map(GlobalCluster::identifier),
                global.filter(any -> !own.writes()).map(GlobalCluster::identifier),
                masterUser.map(MasterUser::replicaArns).orElse(Map.of()),
                Optional.empty(),
                settings.engine());
    }

    private RdsCluster cluster() {
        DatabaseSettings database = settings.database();
        Protection protection = settings.protection();
        String parameters = parameters().getName();
        List<ITerraformDependable> logs = dependencies.watching().logGroups("", unit.identifier());
        RdsCluster made = unit.add("main", (scope, id) -> {
            RdsCluster.Builder builder = RdsCluster.Builder.create(scope, id)
                    .clusterIdentifier(unit.identifier())
                    .engine(database.engine())
                    .engineVersion(database.engineVersion())
                    .port(database.port())
                    .dbSubnetGroupName(dependencies.subnetGroup())
                    .vpcSecurityGroupIds(List.of(dependencies.securityGroupId()))
                    .dbClusterParameterGroupName(parameters)
                    .storageEncrypted(true)
                    .kmsKeyId(dependencies.keys().dataKeyArn())
                    .iamDatabaseAuthenticationEnabled(true)
                    .backupRetentionPeriod(protection.backupRetentionInDays())
                    .preferredBackupWindow(protection.backupWindow())
                    .preferredMaintenanceWindow(protection.maintenanceWindowInLowerCase())
                    .copyTagsToSnapshot(true)
                    .deletionProtection(protection.deletionProtection())
                    .skipFinalSnapshot(protection.skipFinalSnapshot())
                    .enabledCloudwatchLogsExports(settings.logs())
                    .applyImmediately(false)
                    .allowMajorVersionUpgrade(false)
                    .dependsOn(logs)
                    .lifecycle(lifecycle());
            if (!protection.skipFinalSnapshot()) {
                builder.finalSnapshotIdentifier(unit.identifier() + "-final");
            }
            if (own.backtrackWindowInHours() > 0) {
                builder.backtrackWindow(own.backtrackWindowInHours() * SECONDS_IN_AN_HOUR);
            }
            if (own.writes()) {
                builder.databaseName(database.dbName()).masterUsername(database.username());
            }
            if (own.global().isEmpty()) {
                builder.manageMasterUserPassword(true)
                        .masterUserSecretKmsKeyId(dependencies.keys().dataKeyArn());
            }
            global.ifPresent(joined -> joined.join(builder));
            return builder.build();
        });
        // Not yet in the bindings.
        made.addOverride("delete_automated_backups", false);
        masterUser.ifPresent(user -> user.firstPassword(made, "master_password_wo"));
        return made;
    }

    private TerraformResourceLifecycle lifecycle() {
        List<String> moving = new ArrayList<>();
        if (settings.database().namesMinorVersion()) {
            // RDS installs minor versions automatically, and a plan would downgrade, which RDS rejects.
            moving.add("engine_version");
        }
        if (own.global().isPresent()) {
            // A failover between regions changes the replication source.
            moving.add("replication_source_identifier");
        }
        TerraformResourceLifecycle.Builder lifecycle = TerraformResourceLifecycle.builder();
        if (settings.protection().preventDestroy()) {
            lifecycle.preventDestroy(true);
        }
        return (moving.isEmpty() ? lifecycle : lifecycle.ignoreChanges(moving)).build();
    }

    private RdsClusterParameterGroup parameters() {
        List<RdsClusterParameterGroupParameter> parameters = new ArrayList<>();
        Parameters.of(settings)
                .forEach((name, value) -> parameters.add(RdsClusterParameterGroupParameter.builder()
                        .name(name)
                        .value(value)
                        .applyMethod(Parameters.applyMethod(settings, name))
                        .build()));
        return unit.add("main", (scope, id) -> RdsClusterParameterGroup.Builder.create(scope, id)
                .name(unit.parameterGroup())
                .family(settings.database().family())
                .description("Parameters of " + unit.identifier())
                .parameter(parameters)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build());
    }
}
