package groundplan.pricing;

import groundplan.kernel.Setting;

/** Aurora clusters, which are billed by stored data and requests. */
public record ClusterUsage(
        @Setting(value = "GB in each cluster.", byDefault = "20", min = 0) double gb,
        @Setting(
                        value = "Millions of read and write requests to the storage of each cluster.",
                        byDefault = "50",
                        min = 0)
                double requestsMillion,
        @Setting(
                        value = "Millions of writes replicated to each secondary cluster of a global database.",
                        byDefault = "10",
                        min = 0)
                double replicatedWritesMillion,
        @Setting(
                        value = "Millions of change records for each hour of a cluster's backtrack window.",
                        byDefault = "1",
                        min = 0)
                double changesMillionPerHour) {}
