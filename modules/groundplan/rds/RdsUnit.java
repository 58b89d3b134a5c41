package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroup;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroupParameter;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.BackupVaultCopies;
import groundplan.parts.BackupVaultCopies;
import groundplan.parts.Firewall;
import groundplan.rds.RdsSettings.Database;
import groundplan.rds.RdsSettings.Protection;
import groundplan.rds.RdsSettings.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A relational database on one instance, with what it needs: subnet group, parameters, logs, backups, read replicas. */
public final class RdsUnit extends Unit<RdsOutputs> {
  /** How settings name it. */
  public static final Kind<RdsSettings, RdsOutputs> KIND = new Kind<>("rds", Scope.REGIONAL,
      "relational database: PostgreSQL on RDS", RdsSettings.class, RdsOutputs::of,
      (app, context, settings, wiring) -> new RdsUnit(app, context, settings, wiring,
          wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
          wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

  private final RdsSettings settings;
  private final Firewall firewall;
  private final DbInstance instance;
  private final ReadReplicas replicas;

  public RdsUnit(Construct app, UnitContext context, RdsSettings settings, Wiring wiring, NetworkOutputs network,
      KmsOutputs keys) {
    super(app, context, wiring);
    this.settings = settings;
    this.firewall = new Firewall(this, role().replace('-', '_'), network.vpcId(), "Database");
    DbSubnetGroup subnets = add("main", (scope, id) -> DbSubnetGroup.Builder.create(scope, id)
        .name(context.name(role())).description("Database subnets")
        .subnetIds(new ArrayList<>(network.databaseSubnetIds().values())).build());
    CommonSettings common = new CommonSettings(this, settings, firewall.id(), parameters().getName(), keys);
    this.instance = instance(subnets, common, keys);
    this.replicas = new ReadReplicas(this, settings, instance, common);
    Protection protection = settings.protection();
    new BackupVaultCopies(this, role(), "database", instance.getArn(), keys.dataKeyArn(), protection.backupPlan());
    protection.backupReplication().ifPresent(copies -> new BackupReplica(this, instance, copies.region(),
        copies.retentionInDays().orElse(protection.backupRetentionInDays())));
  }

  @Override
  public RdsOutputs outputs() {
    return new RdsOutputs(instance.getAddress(), Integer.toString(settings.database().port()), instance.getDbName(),
        instance.getMasterUserSecret().get(0).getSecretArn(), firewall.id(), instance.getIdentifier(),
        instance.getResourceId(), Token.asString(instance.getAllocatedStorage()), replicas.hosts(), replicas.identifiers(),
        settings.database().maxConnections());
  }

  private DbInstance instance(DbSubnetGroup subnets, CommonSettings common, KmsOutputs keys) {
    Database database = settings.database();
    Storage storage = settings.storage();
    Protection protection = settings.protection();
    List<ITerraformDependable> logs = common.logGroups("", identifier());
    return add("main", (scope, id) -> {
      DbInstance.Builder builder = common.apply(DbInstance.Builder.create(scope, id))
          .identifier(identifier()).engine(database.engine()).engineVersion(database.engineVersion())
          .instanceClass(settings.instanceClass()).multiAz(settings.multiAz())
          .dbName(database.dbName()).allocatedStorage(storage.allocatedStorage()).kmsKeyId(keys.dataKeyArn())
          .username(database.username()).manageMasterUserPassword(true).masterUserSecretKmsKeyId(keys.dataKeyArn())
          .dbSubnetGroupName(subnets.getName()).allowMajorVersionUpgrade(false)
          .backupRetentionPeriod(protection.backupRetentionInDays()).backupWindow(protection.backupWindow())
          .deleteAutomatedBackups(false).skipFinalSnapshot(protection.skipFinalSnapshot()).dependsOn(logs);
      if (!protection.skipFinalSnapshot()) {
        builder.finalSnapshotIdentifier(identifier() + "-final");
      }
      if (protection.preventDestroy() || database.namesMinorVersion()) {
        builder.lifecycle(lifecycle());
      }
      return builder.build();
    });
  }

  private TerraformResourceLifecycle lifecycle() {
    TerraformResourceLifecycle.Builder lifecycle = TerraformResourceLifecycle.builder();
    if (settings.protection().preventDestroy()) {
      lifecycle.preventDestroy(true);
    }
    if (settings.database().namesMinorVersion()) {
      // RDS installs the next minor version by itself, and a plan would want to go back, which RDS refuses.
      lifecycle.ignoreChanges(List.of("engine_version"));
    }
    return lifecycle.build();
  }

  private DbParameterGroup parameters() {
    Map<String, String> own = settings.database().parameters();
    List<DbParameterGroupParameter> parameters = new ArrayList<>();
    Parameters.of(settings).forEach((name, value) -> parameters.add(DbParameterGroupParameter.builder()
        // Some of PostgreSQL's parameters take effect after a restart only, and RDS refuses those when asked for more.
        .name(name).value(value).applyMethod(own.containsKey(name) ? "pending-reboot" : "immediate").build()));
    String family = settings.database().family();
    return add("main", (scope, id) -> DbParameterGroup.Builder.create(scope, id)
        // With the family in its name, the group of the next major version can stand beside this one.
        .name(context().name(role() + "-" + family)).family(family)
        .description("Parameters of " + identifier()).parameter(parameters)
        .lifecycle(TerraformResourceLifecycle.builder().createBeforeDestroy(true).build()).build());
  }

  String identifier() {
    return context().name(role(), Name.DATABASE);
  }

  /** An environment may have several databases, each a unit: its name tells them apart. */
  String role() {
    return context().path().unit().replace('/', '-');
  }
}
