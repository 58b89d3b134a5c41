package groundplan.rds;

import com.hashicorp.cdktf.ITerraformDependable;
import groundplan.kms.KmsOutputs;
import groundplan.parts.LogGroup;
import groundplan.parts.ServiceRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Logs and measurements of instances, alone or in a cluster. */
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

    /** The role that writes measurements of the operating system; absent when there are none. */
    Optional<String> roleArn() {
        return roleArn;
    }

    /** The key of what Performance Insights keeps. */
    String insightsKeyArn() {
        return keys.dataKeyArn();
    }

    /**
     * RDS would make the groups itself, readable by everyone who reads logs and without an end.
     *
     * @param prefix what the resources' names begin with
     * @param identifier the name of the instance or of the cluster
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
