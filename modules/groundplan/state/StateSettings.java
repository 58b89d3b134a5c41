package groundplan.state;

import groundplan.kernel.Setting;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of the bucket and the table that keep the Terraform states; their names are the environment's. */
public record StateSettings(
        @Setting(
                        value = "Encryption of the states: with a customer key, or with S3's own.",
                        byDefault = "kms",
                        oneOf = {"kms", "aes256"})
                String encryption,
        @Setting(value = "Days until the former version of a state is gone.", byDefault = "90", min = 1, max = 36500)
                int noncurrentVersionExpirationInDays,
        @Setting(value = "Have Terraform refuse a plan that would destroy bucket or table.", byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value = "Days that the log of who read or wrote a state is kept.",
                        byDefault = "365",
                        min = 1,
                        max = 3653)
                int accessLogsRetentionInDays,
        @Setting("Copies of the states in another region. Left out: none.")
                Optional<ReplicationSettings> replication) {}
