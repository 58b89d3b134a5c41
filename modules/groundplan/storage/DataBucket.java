package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.Bucket;
import groundplan.parts.Destruction;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of one data bucket. */
public record DataBucket(
        @Setting(
                        value = "Bucket name. Left out: <system>-<environment>-<name>.",
                        pattern = StorageSettings.BUCKET_NAME,
                        form = TextForm.BUCKET)
                Optional<String> bucket,
        @Setting(
                        value = "Encryption: with the customer managed KMS key, or with the S3-managed key (AES256).",
                        byDefault = "kms",
                        oneOf = {"kms", "aes256"})
                String encryption,
        @Setting(value = "Enable versioning.", byDefault = "true") boolean versioning,
        @Setting(value = "Enable access logs.", byDefault = "true") boolean accessLogs,
        @Setting("Replication to another region. Left out: none.") Optional<ReplicationSettings> replication,
        @Setting(
                        value = "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                        byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value =
                                "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                        byDefault = "false")
                boolean forceDestroy,
        @Setting(value = "Lifecycle of the objects.", byDefault = "{}") LifecycleSettings lifecycle)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                versioning || replication.isEmpty(),
                "replication",
                "replication needs versioning; set versioning to true");
        Destruction.check(preventDestroy, forceDestroy, check);
    }

    /** Applies the lifecycle and the protection to a bucket. */
    Bucket.Plan shape(Bucket.Plan plan) {
        return plan.lifecycle(lifecycle.asRules())
                .preventDestroy(preventDestroy)
                .forceDestroy(forceDestroy);
    }

    boolean ownKey() {
        return encryption.equals("kms");
    }
}
