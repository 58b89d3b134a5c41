package groundplan.elasticache;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.elasticache_parameter_group.ElasticacheParameterGroup;
import com.hashicorp.cdktf.providers.aws.elasticache_parameter_group.ElasticacheParameterGroupParameter;
import com.hashicorp.cdktf.providers.aws.elasticache_replication_group.ElasticacheReplicationGroup;
import com.hashicorp.cdktf.providers.aws.elasticache_replication_group.ElasticacheReplicationGroupLogDeliveryConfiguration;
import com.hashicorp.cdktf.providers.aws.elasticache_subnet_group.ElasticacheSubnetGroup;
import groundplan.elasticache.ElasticacheSettings.ClusterMode;
import groundplan.elasticache.ElasticacheSettings.Upkeep;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.offers.CacheNodeTypes;
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** A Redis cache: encrypted, over TLS only, with users that authenticate with IAM or with a password. */
public final class ElasticacheUnit extends Unit<ElasticacheOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<ElasticacheSettings, ElasticacheOutputs> KIND = new Kind<>(
                    "elasticache",
                    Scope.REGIONAL,
                    "Redis cache with users of its own",
                    ElasticacheSettings.class,
                    ElasticacheOutputs::of,
                    (app, context, settings, wiring) -> new ElasticacheUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms())))
            .checking(
                    (context, settings, wiring, check) -> CacheNodeTypes.problem(settings.nodeType(), context.region())
                            .ifPresent(problem -> check.problem("node_type", problem)));

    private final ElasticacheSettings settings;
    private final Firewall firewall;
    private final RedisUsers users;
    private final ElasticacheReplicationGroup group;

    public ElasticacheUnit(
            Construct app,
            UnitContext context,
            ElasticacheSettings settings,
            Wiring wiring,
            NetworkOutputs network,
            KmsOutputs keys) {
        super(app, context, wiring);
        this.settings = settings;
        this.firewall = new Firewall(this, TerraformName.of(role()), network.vpcId(), "Cache");
        this.users = new RedisUsers(this, name(), settings.engine().password());
        ElasticacheSubnetGroup subnets = add("main", (scope, id) -> ElasticacheSubnetGroup.Builder.create(scope, id)
                .name(name())
                .description("Database subnets")
                .subnetIds(new ArrayList<>(network.databaseSubnetIds().values()))
                .build());
        this.group = group(subnets, parameters(), keys);
    }

    @Override
    public ElasticacheOutputs outputs() {
        String endpoint = settings.clusterMode().isPresent()
                ? group.getConfigurationEndpointAddress()
                : group.getPrimaryEndpointAddress();
        return new ElasticacheOutputs(
                endpoint,
                Integer.toString(settings.engine().port()),
                firewall.id(),
                group.getReplicationGroupId(),
                users.clientArn(),
                users.clientName(),
                group.getArn(),
                nodeIds(),
                settings.engine().password() ? Optional.of(users.clientId()) : Optional.empty());
    }

    private Map<String, String> nodeIds() {
        Map<String, String> ids = new TreeMap<>();
        settings.nodes().forEach((node, suffix) -> ids.put(node, group.getReplicationGroupId() + suffix));
        return ids;
    }

    private ElasticacheReplicationGroup group(
            ElasticacheSubnetGroup subnets, ElasticacheParameterGroup parameters, KmsOutputs keys) {
        Upkeep upkeep = settings.upkeep();
        List<ElasticacheReplicationGroupLogDeliveryConfiguration> logs = logs(keys.logsKeyArn());
        return add("main", (scope, id) -> {
            ElasticacheReplicationGroup.Builder builder = ElasticacheReplicationGroup.Builder.create(scope, id)
                    .replicationGroupId(name())
                    .description("Cache " + name())
                    .engine("redis")
                    .engineVersion(settings.engine().engineVersion())
                    .nodeType(settings.nodeType())
                    .port(settings.engine().port())
                    .parameterGroupName(parameters.getName())
                    .subnetGroupName(subnets.getName())
                    .securityGroupIds(List.of(firewall.id()))
                    .userGroupIds(List.of(users.groupId()))
                    .atRestEncryptionEnabled(true)
                    .kmsKeyId(keys.dataKeyArn())
                    .transitEncryptionEnabled(true)
                    .multiAzEnabled(settings.multiAz())
                    .automaticFailoverEnabled(
                            settings.multiAz() || settings.clusterMode().isPresent())
                    .snapshotRetentionLimit(upkeep.snapshotRetentionInDays())
                    .snapshotWindow(upkeep.snapshotWindow())
                    .maintenanceWindow(upkeep.maintenanceWindow())
                    .autoMinorVersionUpgrade("true")
                    .applyImmediately(false)
                    .logDeliveryConfiguration(logs);
            if (settings.clusterMode().isPresent()) {
                ClusterMode mode = settings.clusterMode().get();
                builder.numNodeGroups(mode.numNodeGroups()).replicasPerNodeGroup(mode.replicasPerNodeGroup());
            } else {
                builder.numCacheClusters(settings.nodesPerShard());
            }
            if (!upkeep.skipFinalSnapshot()) {
                builder.finalSnapshotIdentifier(Name.CACHE.of(name() + "-final"));
            }
            ElasticacheReplicationGroup made = builder.build();
            // Not yet in the bindings.
            made.addOverride("transit_encryption_mode", "required");
            return made;
        });
    }

    private List<ElasticacheReplicationGroupLogDeliveryConfiguration> logs(String keyArn) {
        List<ElasticacheReplicationGroupLogDeliveryConfiguration> deliveries = new ArrayList<>();
        for (String log : List.of("slow-log", "engine-log")) {
            LogGroup group = new LogGroup(
                    this,
                    TerraformName.of(log),
                    "/aws/elasticache/" + name() + "/" + log,
                    settings.upkeep().logsRetentionInDays(),
                    keyArn);
            deliveries.add(ElasticacheReplicationGroupLogDeliveryConfiguration.builder()
                    .logType(log)
                    .logFormat("json")
                    .destinationType("cloudwatch-logs")
                    .destination(group.name())
                    .build());
        }
        return deliveries;
    }

    private ElasticacheParameterGroup parameters() {
        Map<String, String> parameters = new TreeMap<>(settings.engine().parameters());
        if (settings.clusterMode().isPresent()) {
            parameters.put("cluster-enabled", "yes");
        }
        String family = settings.engine().family();
        return add("main", (scope, id) -> {
            ElasticacheParameterGroup.Builder builder = ElasticacheParameterGroup.Builder.create(scope, id)
                    // With the family in its name, the parameter group of the next major version can exist at the same
                    // time.
                    .name(context().name(role() + "-" + family))
                    .family(family)
                    .description("Parameters of " + name())
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .createBeforeDestroy(true)
                            .build());
            if (!parameters.isEmpty()) {
                builder.parameter(parameters.entrySet().stream()
                        .map(parameter -> ElasticacheParameterGroupParameter.builder()
                                .name(parameter.getKey())
                                .value(parameter.getValue())
                                .build())
                        .toList());
            }
            return builder.build();
        });
    }

    private String name() {
        return context().name(role(), Name.CACHE);
    }

    /** An environment may have several caches in separate units: the unit's name distinguishes them. */
    private String role() {
        return context().path().unit().replace('/', '-');
    }
}
