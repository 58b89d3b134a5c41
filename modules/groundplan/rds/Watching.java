package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logs and metrics of instances, standalone or in a cluster. */
final class Watching {
    private final RdsUnit unit;
    private final RdsSettings settings;
    private final KmsOutputs keys;
    private final Optional<String> roleArn;

    Watching(RdsUnit unit, RdsSettings settings, KmsOutputs keys) {
        this.unit = unit;
        this.settings = settings;
        this.keys = keys;
        this.roleArn = settings.monitoring().monitoringIntervalInSeconds() == 0
                ? Optional.empty()
                : Optional.of(new ServiceRole(
                                unit,
                                "monitoring",
                                "monitoring.rds.amazonaws.com",
                                "Writes the database's operating system metrics")
                        .attach("service-role/AmazonRDSEnhancedMonitoringRole")
                        .arn());
    }

    /** The role for enhanced monitoring; absent when it is disabled. */
    Optional<String> roleArn() {
        return roleArn;
    }

    /** The key of Performance Insights. */
    String insightsKeyArn() {
        return keys.dataKeyArn();
    }

    /**
     * Creates the log groups: RDS would create them without a customer managed key and without a retention.
     *
     * @param prefix the prefix of the resources' names
     * @param identifier the identifier of the instance or of the cluster
     */
    List<ITerraformDependable> logGroups(String prefix, String identifier) {
        List<ITerraformDependable> groups = new ArrayList<>();
        settings.logs()
                .forEach(log -> groups.add(new LogGroup(
                                unit,
                                prefix + log,
                                settings.engine().logGroupPrefix(identifier) + log,
                                settings.monitoring().logsRetentionInDays(),
                                keys.logsKeyArn())
                        .resource()));
        return groups;
    }
}
