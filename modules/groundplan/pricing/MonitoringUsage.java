package groundplan.pricing;

import groundplan.kernel.Setting;

/** Logs and metrics. */
public record MonitoringUsage(
        @Setting(value = "GB that each service writes to its log.", byDefault = "1", min = 0) double serviceLogGb,
        @Setting(value = "GB of flow logs of each network.", byDefault = "5", min = 0) double flowLogGb,
        @Setting(value = "GB that are written to each other log group.", byDefault = "0.1", min = 0) double otherLogGb,
        @Setting(
                        value = "Stored size of a log in percent of its ingested volume; AWS compresses it.",
                        byDefault = "15",
                        min = 0,
                        max = 100)
                double storedPercent,
        @Setting(value = "Metrics that Container Insights writes for a cluster.", byDefault = "8", min = 0)
                double clusterMetrics,
        @Setting(
                        value = "Metrics that it writes for a service and its task definition family.",
                        byDefault = "17",
                        min = 0)
                double serviceMetrics,
        @Setting(
                        value = "Additional metrics for each task and its containers, with enhanced observability.",
                        byDefault = "25",
                        min = 0)
                double taskMetrics) {}
