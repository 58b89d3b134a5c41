package groundplan.parts;

import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleFilter;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfigurationRuleTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens to the objects of a bucket as they grow old, in days since they were written.
 *
 * @param intelligentTiering move objects to S3 Intelligent-Tiering at once
 * @param transitionToIaDays days until an object moves to Standard-IA
 * @param transitionToGlacierDays days until an object moves to Glacier
 * @param glacierClass {@code GLACIER}, or {@code GLACIER_IR} for objects that are still read at once
 * @param expirationDays days until an object is deleted
 * @param noncurrentExpirationDays days until a former version is gone
 */
public record BucketLifecycle(
        boolean intelligentTiering,
        Optional<Integer> transitionToIaDays,
        Optional<Integer> transitionToGlacierDays,
        String glacierClass,
        Optional<Integer> expirationDays,
        int noncurrentExpirationDays) {
    /** Nothing but the end of former versions after 90 days. */
    public static final BucketLifecycle DEFAULT =
            new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.empty(), 90);

    /** After this many days the parts of an upload that nobody finished are gone. */
    private static final int ABORT_UPLOADS_DAYS = 7;

    /** Objects go after this many days, and so do their former versions. */
    public static BucketLifecycle expiring(int days) {
        return new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.of(days), Math.min(days, 90));
    }

    /** Former versions go after this many days. */
    public static BucketLifecycle noncurrent(int days) {
        return new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.empty(), days);
    }

    /** What moves to Glacier moves to where it has to be restored before it is read. */
    public BucketLifecycle(
            boolean intelligentTiering,
            Optional<Integer> transitionToIaDays,
            Optional<Integer> transitionToGlacierDays,
            Optional<Integer> expirationDays,
            int noncurrentExpirationDays) {
        this(
                intelligentTiering,
                transitionToIaDays,
                transitionToGlacierDays,
                "GLACIER",
                expirationDays,
                noncurrentExpirationDays);
    }

    S3BucketLifecycleConfigurationRule rule() {
        S3BucketLifecycleConfigurationRule.Builder rule = S3BucketLifecycleConfigurationRule.builder()
                .id("ageing")
                .status("Enabled")
                // An empty filter means all objects; the provider warns when there is none.
                .filter(S3BucketLifecycleConfigurationRuleFilter.builder().build())
                .abortIncompleteMultipartUpload(
                        S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload.builder()
                                .daysAfterInitiation(ABORT_UPLOADS_DAYS)
                                .build())
                .noncurrentVersionExpiration(S3BucketLifecycleConfigurationRuleNoncurrentVersionExpiration.builder()
                        .noncurrentDays(noncurrentExpirationDays)
                        .build());
        List<S3BucketLifecycleConfigurationRuleTransition> transitions = new ArrayList<>();
        if (intelligentTiering) {
            transitions.add(transition(0, "INTELLIGENT_TIERING"));
        }
        transitionToIaDays.ifPresent(days -> transitions.add(transition(days, "STANDARD_IA")));
        transitionToGlacierDays.ifPresent(days -> transitions.add(transition(days, glacierClass)));
        if (!transitions.isEmpty()) {
            rule.transition(transitions);
        }
        expirationDays.ifPresent(days -> rule.expiration(S3BucketLifecycleConfigurationRuleExpiration.builder()
                .days(days)
                .build()));
        return rule.build();
    }

    private static S3BucketLifecycleConfigurationRuleTransition transition(int days, String storageClass) {
        return S3BucketLifecycleConfigurationRuleTransition.builder()
                .days(days)
                .storageClass(storageClass)
                .build();
    }
}
