package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.Destruction;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of the bucket for the access logs of load balancers and buckets. */
public record LogsSettings(
        @Setting(
                        value = "Bucket name. Left out: <system>-<environment>-logs.",
                        pattern = StorageSettings.BUCKET_NAME,
                        form = TextForm.BUCKET)
                Optional<String> bucket,
        @Setting(value = "Retention in days.", byDefault = "365", min = 1, max = 3653) int retentionInDays,
        @Setting(value = "Days until a log moves to Standard-IA. Left out: never.", min = 30, max = 3653)
                Optional<Integer> transitionToIaDays,
        @Setting(
                        value = "Days until a log moves to Glacier, from where it has to be restored. Left out: never.",
                        min = 1,
                        max = 3653)
                Optional<Integer> transitionToGlacierDays,
        @Setting("Replication to another region. Left out: none.") Optional<ReplicationSettings> replication,
        @Setting(
                        value = "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                        byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value =
                                "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                        byDefault = "false")
                boolean forceDestroy)
        implements Checked {
    @Override
    public void check(Check check) {
        LifecycleSettings.check(
                transitionToIaDays, transitionToGlacierDays, Optional.of(retentionInDays), "retention_in_days", check);
        Destruction.check(preventDestroy, forceDestroy, check);
    }

    /** Applies the lifecycle and the protection to a bucket. */
    Bucket.Plan shape(Bucket.Plan plan) {
        return plan.lifecycle(new BucketLifecycle(
                        false,
                        transitionToIaDays,
                        transitionToGlacierDays,
                        Optional.of(retentionInDays),
                        Math.min(retentionInDays, 90)))
                .preventDestroy(preventDestroy)
                .forceDestroy(forceDestroy);
    }
}
