package groundplan.state;

import groundplan.kernel.Setting;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of the bucket and the table for the Terraform states; their names are in the environment's settings. */
public record StateSettings(
        @Setting(
                        value = "Encryption of the states: with a customer managed key, or with the S3-managed key.",
                        byDefault = "kms",
                        oneOf = {"kms", "aes256"})
                String encryption,
        @Setting(
                        value = "Days until noncurrent versions of states are deleted.",
                        byDefault = "90",
                        min = 1,
                        max = 36500)
                int noncurrentVersionExpirationInDays,
        @Setting(
                        value =
                                "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket or the table.",
                        byDefault = "true")
                boolean preventDestroy,
        @Setting(value = "Retention of the access log of the states, in days.", byDefault = "365", min = 1, max = 3653)
                int accessLogsRetentionInDays,
        @Setting("Replication of the states to another region. Left out: none.")
                Optional<ReplicationSettings> replication) {}
