package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroup;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroupParameter;
import groundplan.network.NetworkOutputs;
import groundplan.rds.RdsSettings.Protection;
import groundplan.rds.RdsSettings.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database on one instance, optionally with a standby in another zone and with read replicas. */
final class Instance implements Server {
    private final RdsUnit unit;
    private final RdsSettings settings;
    private final ServerDependencies dependencies;
    private final DbInstance instance;
    private final ReadReplicas replicas;
    private final Optional<MasterUser> masterUser;

    Instance(
            RdsUnit unit,
            RdsSettings settings,
            ServerDependencies dependencies,
            NetworkOutputs network,
            RdsReads reads) {
        this.unit = unit;
        this.settings = settings;
        this.dependencies = dependencies;
        CommonSettings common = new CommonSettings(
                settings, dependencies.securityGroupId(), parameters().getName(), dependencies.watching());
        this.masterUser = settings.database()
                .masterPassword()
                .map(password -> new MasterUser(unit, settings, password, dependencies.keys(), reads.replicaKeyArns()));
        this.instance = instance(common);
        this.replicas = new ReadReplicas(unit, settings, instance, common);
        Protection protection = settings.protection();
        protection
                .backupReplication()
                .ifPresent(copies -> new BackupReplica(
                        unit,
                        instance,
                        copies.region(),
                        copies.retentionInDays().orElse(protection.backupRetentionInDays())));
        masterUser.ifPresentOrElse(
                user -> user.rotate(
                        MasterUserServer.of(instance, replicas.all()),
                        dependencies.securityGroupId(),
                        network,
                        reads.logsBucket()),
                () -> ManagedPassword.rotate(
                        unit, secretArn(), settings.database().passwordRotation()));
    }

    @Override
    public String arn() {
        return instance.getArn();
    }

    @Override
    public RdsOutputs outputs() {
        return new RdsOutputs(
                instance.getAddress(),
                Integer.toString(settings.database().port()),
                instance.getDbName(),
                secretArn(),
                dependencies.securityGroupId(),
                instance.getIdentifier(),
                instance.getResourceId(),
                Optional.of(Token.asString(instance.getAllocatedStorage())),
                replicas.hosts(),
                replicas.identifiers(),
                settings.database().maxConnections(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                masterUser.map(MasterUser::replicaArns).orElse(Map.of()),
                settings.storage()
                        .filter(Storage::ownKey)
                        .map(disk -> dependencies.keys().dataKeyArn()),
                settings.engine());
    }

    private String secretArn() {
        return masterUser
                .map(MasterUser::secretArn)
                .orElseGet(() -> instance.getMasterUserSecret().get(0).getSecretArn());
    }

    private DbInstance instance(CommonSettings common) {
        DatabaseSettings database = settings.database();
        Storage storage = settings.storage().orElseThrow();
        Protection protection = settings.protection();
        List<ITerraformDependable> logs = common.logGroups("", unit.identifier());
        Optional<String> options =
                settings.engine() == Engine.MYSQL && settings.logs().contains("audit")
                        ? Optional.of(AuditPlugin.group(unit, settings).getName())
                        : Optional.empty();
        String key = dependencies.keys().dataKeyArn();
        DbInstance made = unit.add("main", (scope, id) -> {
            DbInstance.Builder builder = common.apply(DbInstance.Builder.create(scope, id))
                    .identifier(unit.identifier())
                    .engine(database.engine())
                    .engineVersion(database.engineVersion())
                    .instanceClass(settings.instanceClass())
                    .multiAz(settings.multiAz())
                    .dbName(database.dbName())
                    .allocatedStorage(storage.allocatedStorage())
                    .kmsKeyId(key)
                    .username(database.username())
                    .dbSubnetGroupName(dependencies.subnetGroup())
                    .allowMajorVersionUpgrade(false)
                    .backupRetentionPeriod(protection.backupRetentionInDays())
                    .backupWindow(protection.backupWindow())
                    .deleteAutomatedBackups(false)
                    .skipFinalSnapshot(protection.skipFinalSnapshot())
                    .dependsOn(logs);
            options.ifPresent(builder::optionGroupName);
            if (masterUser.isEmpty()) {
                builder.manageMasterUserPassword(true).masterUserSecretKmsKeyId(key);
            }
            if (!protection.skipFinalSnapshot()) {
                builder.finalSnapshotIdentifier(unit.identifier() + "-final");
            }
            if (protection.preventDestroy() || database.namesMinorVersion()) {
                builder.lifecycle(lifecycle());
            }
            return builder.build();
        });
        masterUser.ifPresent(user -> user.firstPassword(made, "password_wo"));
        return made;
    }

    private TerraformResourceLifecycle lifecycle() {
        TerraformResourceLifecycle.Builder lifecycle = TerraformResourceLifecycle.builder();
        if (settings.protection().preventDestroy()) {
            lifecycle.preventDestroy(true);
        }
        if (settings.database().namesMinorVersion()) {
            // RDS installs minor versions automatically, and a plan would downgrade, which RDS rejects.
            lifecycle.ignoreChanges(List.of("engine_version"));
        }
        return lifecycle.build();
    }

    private DbParameterGroup parameters() {
        List<DbParameterGroupParameter> parameters = new ArrayList<>();
        Parameters.of(settings)
                .forEach((name, value) -> parameters.add(DbParameterGroupParameter.builder()
                        .name(name)
                        .value(value)
                        .applyMethod(Parameters.applyMethod(settings, name))
                        .build()));
        String family = settings.database().family();
        return unit.add("main", (scope, id) -> DbParameterGroup.Builder.create(scope, id)
                .name(unit.parameterGroup())
                .family(family)
                .description("Parameters of " + unit.identifier())
                .parameter(parameters)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build());
    }
}
