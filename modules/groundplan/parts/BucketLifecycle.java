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
 * The lifecycle of a bucket's objects, in days since they were written.
 *
 * @param intelligentTiering move objects to S3 Intelligent-Tiering at once
 * @param transitionToIaDays days until an object moves to Standard-IA
 * @param transitionToGlacierDays days until an object moves to Glacier
 * @param glacierClass {@code GLACIER}, or {@code GLACIER_IR} for objects that must be readable at once
 * @param expirationDays days until an object is deleted
 * @param noncurrentExpirationDays days until a noncurrent version is deleted
 */
public record BucketLifecycle(
        boolean intelligentTiering,
        Optional<Integer> transitionToIaDays,
        Optional<Integer> transitionToGlacierDays,
        String glacierClass,
        Optional<Integer> expirationDays,
        int noncurrentExpirationDays) {
    /** Deletes noncurrent versions after 90 days, and nothing else. */
    public static final BucketLifecycle DEFAULT =
            new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.empty(), 90);

    /** Incomplete multipart uploads are aborted after this many days. */
    private static final int ABORT_UPLOADS_DAYS = 7;

    /** Deletes objects and their noncurrent versions after this many days. */
    public static BucketLifecycle expiring(int days) {
        return new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.of(days), Math.min(days, 90));
    }

    /** Deletes noncurrent versions after this many days. */
    public static BucketLifecycle noncurrent(int days) {
        return new BucketLifecycle(false, Optional.empty(), Optional.empty(), Optional.empty(), days);
    }

    /** Objects that move to Glacier use the class that requires a restore before reading. */
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
