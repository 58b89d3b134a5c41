package groundplan.pricing;

import groundplan.kernel.Setting;

/** Databases, beyond what their settings determine. */
public record DatabaseUsage(
        @Setting(
                        value = "GB of automated backups beyond the free amount, which equals the instance's storage.",
                        byDefault = "0",
                        min = 0)
                double backupGbBeyondFree,
        @Setting(
                        value =
                                "Size of a copy of an instance's backups, in a vault or another region, in percent of its storage.",
                        byDefault = "100",
                        min = 0)
                double copyPercent,
        @Setting(
                        value = "Data transfer of such a copy to the other region, in percent of its size.",
                        byDefault = "20",
                        min = 0)
                double copiedPercent,
        @Setting(value = "GB of snapshots of each cache beyond the first, which is free.", byDefault = "0", min = 0)
                double cacheSnapshotGb,
        @Setting(value = "Thousands of writes to, and of reads from, each DynamoDB table.", byDefault = "10", min = 0)
                double tableRequestsThousands,
        @Setting(value = "GB in each DynamoDB table.", byDefault = "0.1", min = 0) double tableGb,
        @Setting(value = "Aurora clusters.", byDefault = "{}") ClusterUsage clusters) {}
