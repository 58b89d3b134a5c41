package groundplan.pricing;

import groundplan.kernel.Setting;
import java.util.Map;

/** Data at rest in buckets, repositories and file systems. */
public record StorageUsage(
        @Setting(value = "GB in each bucket, all at the price of S3 Standard.", byDefault = "10", min = 0)
                double bucketGb,
        @Setting(value = "GB in individual buckets, by the last part of their address.", byDefault = "{}", min = 0)
                Map<String, Double> bucketsGb,
        @Setting(value = "Thousands of writes to each bucket.", byDefault = "10", min = 0) double bucketWritesThousands,
        @Setting(value = "Thousands of reads from each bucket.", byDefault = "100", min = 0)
                double bucketReadsThousands,
        @Setting(
                        value =
                                "GB that are transferred from each replicated bucket to its replica; the replica is billed as a bucket too.",
                        byDefault = "5",
                        min = 0)
                double replicatedGb,
        @Setting(
                        value = "GB of images in each repository; the default is ten images of half a GB.",
                        byDefault = "5",
                        min = 0)
                double repositoryGb,
        @Setting(value = "GB in each file system, and in its backups.", byDefault = "20", min = 0) double fileSystemGb,
        @Setting(
                        value = "GB read from and GB written to each file system with elastic throughput.",
                        byDefault = "20",
                        min = 0)
                double fileSystemTransferGb) {}
