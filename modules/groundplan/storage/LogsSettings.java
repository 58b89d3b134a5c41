package groundplan.storage;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.Destruction;
import groundplan.parts.ReplicationSettings;
import java.util.Optional;

/** Settings of the bucket that takes the access logs of load balancers and buckets. */
public record LogsSettings(
        @Setting(
                        value = "Name that AWS sees. Left out: <system>-<environment>-logs.",
                        pattern = StorageSettings.BUCKET_NAME)
                Optional<String> bucket,
        @Setting(value = "Days that logs are kept.", byDefault = "365", min = 1, max = 3653) int retentionInDays,
        @Setting(value = "Days until a log moves to Standard-IA. Left out: never.", min = 30, max = 3653)
                Optional<Integer> transitionToIaDays,
        @Setting(
                        value = "Days until a log moves to Glacier, from where it has to be restored. Left out: never.",
                        min = 1,
                        max = 3653)
                Optional<Integer> transitionToGlacierDays,
        @Setting("Copies in another region. Left out: none.") Optional<ReplicationSettings> replication,
        @Setting(value = "Have Terraform refuse a plan that would destroy the bucket.", byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value = "Empty the bucket when it is destroyed; one that holds anything stays otherwise.",
                        byDefault = "false")
                boolean forceDestroy)
        implements Checked {
    @Override
    public void check(Check check) {
        LifecycleSettings.check(
                transitionToIaDays, transitionToGlacierDays, Optional.of(retentionInDays), "retention_in_days", check);
        Destruction.check(preventDestroy, forceDestroy, check);
    }

    /** Has a bucket age and be protected so. */
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
