package groundplan.observability;

import groundplan.kernel.Setting;

/** Events, each with the topic that is notified. */
public record EventSettings(
        @Setting(
                        value = "A service reached its maximum number of tasks.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String scaledToMax,
        @Setting(
                        value = "A deployment failed.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String failedDeployments,
        @Setting(
                        value = "A database failed, failed over, or is running out of storage.",
                        byDefault = "critical",
                        oneOf = {"critical", "warning", "none"})
                String databaseFailures,
        @Setting(
                        value = "Maintenance or a configuration change of a database.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String databaseChanges,
        @Setting(
                        value = "An image with a critical vulnerability is in one of the monitored repositories.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String vulnerableImages,
        @Setting(
                        value =
                                "GuardDuty found a threat of at least medium severity: a known attacker, a leaked key, unusual access "
                                        + "to data.",
                        byDefault = "critical",
                        oneOf = {"critical", "warning", "none"})
                String threats,
        @Setting(
                        value = "A resource newly fails a Security Hub control of high or critical severity.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String failedControls,
        @Setting(
                        value = "Access Analyzer found a resource that is accessible from outside the account.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String externalAccess) {}
