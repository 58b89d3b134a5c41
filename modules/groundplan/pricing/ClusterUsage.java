package groundplan.pricing;

import groundplan.kernel.Setting;

/** Clusters of Aurora, which are paid by what they hold and do. */
public record ClusterUsage(
        @Setting(value = "GB in each cluster.", byDefault = "20", min = 0) double gb,
        @Setting(
                        value = "Millions of reads from, and of writes to, the storage of each cluster.",
                        byDefault = "50",
                        min = 0)
                double requestsMillion,
        @Setting(
                        value = "Millions of writes that each cluster of another region takes from that which writes.",
                        byDefault = "10",
                        min = 0)
                double replicatedWritesMillion,
        @Setting(
                        value =
                                "Millions of changes that are kept for each hour by which a cluster can be turned back.",
                        byDefault = "1",
                        min = 0)
                double changesMillionPerHour) {}
