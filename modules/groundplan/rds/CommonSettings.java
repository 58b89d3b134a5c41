package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import groundplan.rds.RdsSettings.Monitoring;
import groundplan.rds.RdsSettings.Protection;
import java.util.List;

/** What an instance and its read replicas have in common: security group, encryption, logs, metrics, maintenance. */
final class CommonSettings {
    private final RdsSettings settings;
    private final String securityGroupId;
    private final String parameterGroup;
    private final Watching watching;

    CommonSettings(RdsSettings settings, String securityGroupId, String parameterGroup, Watching watching) {
        this.settings = settings;
        this.securityGroupId = securityGroupId;
        this.parameterGroup = parameterGroup;
        this.watching = watching;
    }

    DbInstance.Builder apply(DbInstance.Builder builder) {
        Protection protection = settings.protection();
        Monitoring monitoring = settings.monitoring();
        builder.port(settings.database().port())
                .storageType("gp3")
                .storageEncrypted(true)
                .iamDatabaseAuthenticationEnabled(true)
                .caCertIdentifier(RdsUnit.CERTIFICATE_AUTHORITY)
                .vpcSecurityGroupIds(List.of(securityGroupId))
                .publiclyAccessible(false)
                .parameterGroupName(parameterGroup)
                .applyImmediately(false)
                .autoMinorVersionUpgrade(true)
                .maintenanceWindow(protection.maintenanceWindowInLowerCase())
                .copyTagsToSnapshot(true)
                .deletionProtection(protection.deletionProtection())
                .enabledCloudwatchLogsExports(settings.logs())
                .performanceInsightsEnabled(monitoring.performanceInsights())
                .monitoringInterval(monitoring.monitoringIntervalInSeconds());
        if (monitoring.performanceInsights()) {
            builder.performanceInsightsKmsKeyId(watching.insightsKeyArn())
                    .performanceInsightsRetentionPeriod(monitoring.performanceInsightsRetentionInDays());
        }
        settings.storage().flatMap(RdsSettings.Storage::maxAllocatedStorage).ifPresent(builder::maxAllocatedStorage);
        watching.roleArn().ifPresent(builder::monitoringRoleArn);
        return builder;
    }

    /** The names of an instance's log groups. */
    List<ITerraformDependable> logGroups(String prefix, String identifier) {
        return watching.logGroups(prefix, identifier);
    }
}
