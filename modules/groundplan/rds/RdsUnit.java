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
import groundplan.parts.Firewall;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import groundplan.rds.RdsSettings.Database;
import groundplan.rds.RdsSettings.Monitoring;
import groundplan.rds.RdsSettings.Protection;
import groundplan.rds.RdsSettings.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A relational database on one instance, with what it needs: subnet group, parameters, logs, backups. */
public final class RdsUnit extends Unit<RdsOutputs> {
  /** How settings name it. */
  public static final Kind<RdsSettings, RdsOutputs> KIND = new Kind<>("rds", Scope.REGIONAL,
      "relational database: PostgreSQL on RDS", RdsSettings.class, RdsOutputs::of,
      (app, context, settings, wiring) -> new RdsUnit(app, context, settings, wiring,
          wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
          wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

  /** The logs that PostgreSQL on RDS writes. */
  private static final List<String> LOGS = List.of("postgresql", "upgrade");

  private final RdsSettings settings;
  private final Firewall firewall;
  private final DbInstance instance;

  public RdsUnit(Construct app, UnitContext context, RdsSettings settings, Wiring wiring, NetworkOutputs network,
      KmsOutputs keys) {
    super(app, context, wiring);
    this.settings = settings;
    this.firewall = new Firewall(this, role().replace('-', '_'), network.vpcId(), "Database");
    DbSubnetGroup subnets = add("main", (scope, id) -> DbSubnetGroup.Builder.create(scope, id)
        .name(context.name(role())).description("Database subnets")
        .subnetIds(new ArrayList<>(network.databaseSubnetIds().values())).build());
    this.instance = instance(subnets, parameters(), keys);
    if (settings.protection().backupPlan()) {
      new BackupVaultCopies(this, instance, keys.dataKeyArn(), settings.protection().backupRetentionInDays());
    }
  }

  @Override
  public RdsOutputs outputs() {
    return new RdsOutputs(instance.getAddress(), Integer.toString(settings.database().port()), instance.getDbName(),
        instance.getMasterUserSecret().get(0).getSecretArn(), firewall.id(), instance.getIdentifier(),
        instance.getResourceId(), Token.asString(instance.getAllocatedStorage()));
  }

  private DbInstance instance(DbSubnetGroup subnets, DbParameterGroup parameters, KmsOutputs keys) {
    Database database = settings.database();
    Storage storage = settings.storage();
    Protection protection = settings.protection();
    List<ITerraformDependable> logs = logGroups(keys.logsKeyArn());
    return add("main", (scope, id) -> {
      DbInstance.Builder builder = DbInstance.Builder.create(scope, id)
          .identifier(identifier()).engine(database.engine()).engineVersion(database.engineVersion())
          .instanceClass(settings.instanceClass()).multiAz(settings.multiAz())
          .dbName(database.dbName()).port(database.port())
          .storageType("gp3").allocatedStorage(storage.allocatedStorage())
          .storageEncrypted(true).kmsKeyId(keys.dataKeyArn())
          .username(database.username()).manageMasterUserPassword(true).masterUserSecretKmsKeyId(keys.dataKeyArn())
          .iamDatabaseAuthenticationEnabled(true).caCertIdentifier("rds-ca-rsa2048-g1")
          .dbSubnetGroupName(subnets.getName()).vpcSecurityGroupIds(List.of(firewall.id())).publiclyAccessible(false)
          .parameterGroupName(parameters.getName()).applyImmediately(false)
          .autoMinorVersionUpgrade(true).allowMajorVersionUpgrade(false).maintenanceWindow(protection.maintenanceWindow())
          .backupRetentionPeriod(protection.backupRetentionInDays()).backupWindow(protection.backupWindow())
          .copyTagsToSnapshot(true).deleteAutomatedBackups(false)
          .deletionProtection(protection.deletionProtection()).skipFinalSnapshot(protection.skipFinalSnapshot())
          .enabledCloudwatchLogsExports(LOGS).dependsOn(logs);
      storage.maxAllocatedStorage().ifPresent(builder::maxAllocatedStorage);
      if (!protection.skipFinalSnapshot()) {
        builder.finalSnapshotIdentifier(identifier() + "-final");
      }
      if (protection.preventDestroy()) {
        builder.lifecycle(TerraformResourceLifecycle.builder().preventDestroy(true).build());
      }
      return observed(builder, keys).build();
    });
  }

  private DbInstance.Builder observed(DbInstance.Builder builder, KmsOutputs keys) {
    Monitoring monitoring = settings.monitoring();
    builder.performanceInsightsEnabled(true).performanceInsightsKmsKeyId(keys.dataKeyArn())
        .performanceInsightsRetentionPeriod(monitoring.performanceInsightsRetentionInDays())
        .monitoringInterval(monitoring.monitoringIntervalInSeconds());
    if (monitoring.monitoringIntervalInSeconds() > 0) {
      builder.monitoringRoleArn(new ServiceRole(this, "monitoring", "monitoring.rds.amazonaws.com",
          "Writes the database's operating system metrics").attach("service-role/AmazonRDSEnhancedMonitoringRole").arn());
    }
    return builder;
  }

  /** RDS would make the groups itself, readable by everyone who reads logs and without an end. */
  private List<ITerraformDependable> logGroups(String keyArn) {
    List<ITerraformDependable> groups = new ArrayList<>();
    LOGS.forEach(log -> groups.add(new LogGroup(this, log, "/aws/rds/instance/" + identifier() + "/" + log,
        settings.monitoring().logsRetentionInDays(), keyArn).resource()));
    return groups;
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
