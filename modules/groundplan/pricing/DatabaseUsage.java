package groundplan.pricing;

import groundplan.kernel.Setting;

/** Databases beside what their settings say. */
public record DatabaseUsage(
        @Setting(
                        value =
                                "GB of automated backups beyond what is free, which is as much as the instance has storage.",
                        byDefault = "0",
                        min = 0)
                double backupGbBeyondFree,
        @Setting(
                        value =
                                "Percent of an instance's storage that a copy of its backups occupies, in a vault or another region.",
                        byDefault = "100",
                        min = 0)
                double copyPercent,
        @Setting(value = "Percent of such a copy that crosses to the other region.", byDefault = "20", min = 0)
                double copiedPercent,
        @Setting(value = "GB of snapshots of each cache beyond the first, which is free.", byDefault = "0", min = 0)
                double cacheSnapshotGb,
        @Setting(value = "Thousands of writes to, and of reads from, each DynamoDB table.", byDefault = "10", min = 0)
                double tableRequestsThousands,
        @Setting(value = "GB in each DynamoDB table.", byDefault = "0.1", min = 0) double tableGb,
        @Setting(value = "Clusters of Aurora.", byDefault = "{}") ClusterUsage clusters) {}
