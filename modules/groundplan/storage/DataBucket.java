package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.Bucket;
import groundplan.parts.Destruction;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of one data bucket. */
public record DataBucket(
        @Setting(
                        value = "Name that AWS sees. Left out: <system>-<environment>-<name>.",
                        pattern = StorageSettings.BUCKET_NAME)
                Optional<String> bucket,
        @Setting(
                        value = "Who holds the key, of AES-256 either way: we, in KMS, or S3.",
                        byDefault = "kms",
                        oneOf = {"kms", "aes256"})
                String encryption,
        @Setting(value = "Keep the former versions of an object.", byDefault = "true") boolean versioning,
        @Setting(value = "Log who reads and writes.", byDefault = "true") boolean accessLogs,
        @Setting("Copies in another region. Left out: none.") Optional<ReplicationSettings> replication,
        @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
                        byDefault = "false")
                boolean forceDestroy,
        @Setting(value = "What happens to objects as they grow old.", byDefault = "{}") LifecycleSettings lifecycle)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                versioning || replication.isEmpty(), "replication", "S3 copies versions only; set versioning to true");
        Destruction.check(preventDestroy, forceDestroy, check);
    }

    /** Has a bucket age and be protected so. */
    Bucket.Plan shape(Bucket.Plan plan) {
        return plan.lifecycle(lifecycle.asRules())
                .preventDestroy(preventDestroy)
                .forceDestroy(forceDestroy);
    }

    boolean ownKey() {
        return encryption.equals("kms");
    }
}
