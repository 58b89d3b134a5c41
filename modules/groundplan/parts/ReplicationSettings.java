package groundplan.parts;

import groundplan.kernel.Setting;

/** Settings of the replication of a bucket to another region. */
public record ReplicationSettings(
        @Setting(value = "Region of the replica.", pattern = "[a-z]{2}(-[a-z]+)+-[0-9]") String region,
        @Setting(
                        value =
                                "Use S3 Replication Time Control: replication within 15 minutes, with metrics; billed by volume.",
                        byDefault = "false")
                boolean timeControl) {}
