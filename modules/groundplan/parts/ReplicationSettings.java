package groundplan.parts;

import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;

/** Settings of the replication of a bucket to another region. */
public record ReplicationSettings(
        @Setting(value = "Region of the replica.", form = TextForm.REGION) String region,
        @Setting(
                        value =
                                "Use S3 Replication Time Control: replication within 15 minutes, with metrics; billed by volume.",
                        byDefault = "false")
                boolean timeControl) {}
