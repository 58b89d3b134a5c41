package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import groundplan.rds.RdsSettings.Monitoring;
import groundplan.rds.RdsSettings.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a database and its read replicas have in common: the way in, encryption, logs, metrics, upkeep. */
final class CommonSettings {
  /** The logs that PostgreSQL on RDS writes. */
  private static final List<String> LOGS = List.of("postgresql", "upgrade");

  private final RdsUnit unit;
  private final RdsSettings settings;
  private final String securityGroupId;
  private final String parameterGroup;
  private final KmsOutputs keys;
  private final Optional<String> monitoringRoleArn;

  CommonSettings(RdsUnit unit, RdsSettings settings, String securityGroupId, String parameterGroup, KmsOutputs keys) {
    this.unit = unit;
    this.settings = settings;
    this.securityGroupId = securityGroupId;
    this.parameterGroup = parameterGroup;
    this.keys = keys;
    this.monitoringRoleArn = settings.monitoring().monitoringIntervalInSeconds() == 0 ? Optional.empty()
        : Optional.of(new ServiceRole(unit, "monitoring", "monitoring.rds.amazonaws.com",
            "Writes the database's operating system metrics").attach("service-role/AmazonRDSEnhancedMonitoringRole").arn());
  }

  DbInstance.Builder apply(DbInstance.Builder builder) {
    Protection protection = settings.protection();
    Monitoring monitoring = settings.monitoring();
    builder.port(settings.database().port()).storageType("gp3").storageEncrypted(true)
        .iamDatabaseAuthenticationEnabled(true).caCertIdentifier("rds-ca-rsa2048-g1")
        .vpcSecurityGroupIds(List.of(securityGroupId)).publiclyAccessible(false)
        .parameterGroupName(parameterGroup).applyImmediately(false)
        .autoMinorVersionUpgrade(true).maintenanceWindow(protection.maintenanceWindow())
        .copyTagsToSnapshot(true).deletionProtection(protection.deletionProtection())
        .enabledCloudwatchLogsExports(LOGS)
        .performanceInsightsEnabled(true).performanceInsightsKmsKeyId(keys.dataKeyArn())
        .performanceInsightsRetentionPeriod(monitoring.performanceInsightsRetentionInDays())
        .monitoringInterval(monitoring.monitoringIntervalInSeconds());
    settings.storage().maxAllocatedStorage().ifPresent(builder::maxAllocatedStorage);
    monitoringRoleArn.ifPresent(builder::monitoringRoleArn);
    return builder;
  }

  /**
   * RDS would make the groups itself, readable by everyone who reads logs and without an end.
   *
   * @param prefix what the resources' names begin with
   * @param identifier the instance's name
   */
  List<ITerraformDependable> logGroups(String prefix, String identifier) {
    List<ITerraformDependable> groups = new ArrayList<>();
    LOGS.forEach(log -> groups.add(new LogGroup(unit, prefix + log, "/aws/rds/instance/" + identifier + "/" + log,
        settings.monitoring().logsRetentionInDays(), keys.logsKeyArn()).resource()));
    return groups;
  }
}
