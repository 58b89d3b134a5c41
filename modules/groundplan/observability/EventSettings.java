package groundplan.observability;

import groundplan.kernel.Setting;

/** Events that are no figure, each with the topic that is told of it. */
public record EventSettings(
        @Setting(
                        value = "A service grew to the most tasks that it may have.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String scaledToMax,
        @Setting(
                        value = "A deployment failed.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String failedDeployments,
        @Setting(
                        value = "A database failed, failed over, or runs out of disk.",
                        byDefault = "critical",
                        oneOf = {"critical", "warning", "none"})
                String databaseFailures,
        @Setting(
                        value = "A database is maintained or its configuration changed.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String databaseChanges,
        @Setting(
                        value = "An image with a critical vulnerability is in one of the watched repositories.",
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
                        value =
                                "Something no longer is as a standard of Security Hub wants it, with high or critical severity.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String failedControls,
        @Setting(
                        value = "Something is open to others, says Access Analyzer.",
                        byDefault = "warning",
                        oneOf = {"critical", "warning", "none"})
                String externalAccess) {}
