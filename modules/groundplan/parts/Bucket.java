package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.s3_bucket_lifecycle_configuration.S3BucketLifecycleConfiguration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_logging.S3BucketLoggingA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_notification.S3BucketNotification;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControls;
import com.hashicorp.cdktf.providers.aws.s3_bucket_ownership_controls.S3BucketOwnershipControlsRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_policy.S3BucketPolicy;
import com.hashicorp.cdktf.providers.aws.s3_bucket_public_access_block.S3BucketPublicAccessBlock;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_server_side_encryption_configuration.S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_versioning.S3BucketVersioningVersioningConfiguration;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A private bucket, reachable from its account only and over TLS only: encrypted, versioned, with expiration of
 * noncurrent versions and incomplete uploads. Everything is named {@code <type>.<name>}.
 */
public final class Bucket {
    private static final String OWNER_ENFORCED = "BucketOwnerEnforced";

    private final String address;
    private final S3Bucket bucket;
    private final S3BucketPolicy policy;
    private final List<ITerraformDependable> ready;
    private final List<Statement> statements = new ArrayList<>();

    private Bucket(Plan plan) {
        Unit<?> unit = plan.unit;
        String name = plan.name;
        this.address = "aws_s3_bucket." + name;
        this.bucket = unit.add(name, (scope, id) -> {
            S3Bucket.Builder builder = S3Bucket.Builder.create(scope, id).bucket(plan.physicalName);
            if (plan.forceDestroy) {
                builder.forceDestroy(true);
            }
            if (plan.preventDestroy) {
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(true)
                        .build());
            }
            return builder.build();
        });
        S3BucketPublicAccessBlock closed =
                unit.add(name, (scope, id) -> S3BucketPublicAccessBlock.Builder.create(scope, id)
                        .bucket(bucket.getBucket())
                        .lifecycle(follows(plan))
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build());
        S3BucketOwnershipControls ownership =
                unit.add(name, (scope, id) -> S3BucketOwnershipControls.Builder.create(scope, id)
                        .bucket(bucket.getBucket())
                        .lifecycle(follows(plan))
                        .rule(S3BucketOwnershipControlsRule.builder()
                                .objectOwnership(plan.ownership)
                                .build())
                        .build());
        var encryption = encrypt(plan);
        S3BucketVersioningA versioning = unit.add(name, (scope, id) -> S3BucketVersioningA.Builder.create(scope, id)
                .bucket(bucket.getBucket())
                .lifecycle(follows(plan))
                .versioningConfiguration(S3BucketVersioningVersioningConfiguration.builder()
                        // Not "Disabled": S3 rejects that for a bucket that once had versioning enabled.
                        .status(plan.versioning ? "Enabled" : "Suspended")
                        .build())
                .build());
        unit.add(name, (scope, id) -> S3BucketLifecycleConfiguration.Builder.create(scope, id)
                .bucket(bucket.getBucket())
                .lifecycle(follows(plan))
                .rule(List.of(plan.lifecycle.rule()))
                // S3 rejects rules for noncurrent versions before versioning is configured.
                .dependsOn(List.of(versioning))
                .build());
        plan.logsBucket.ifPresent(logs -> unit.add(name, (scope, id) -> S3BucketLoggingA.Builder.create(scope, id)
                .bucket(bucket.getBucket())
                .lifecycle(follows(plan))
                .targetBucket(logs)
                .targetPrefix(ACCESS_LOGS + plan.physicalName + "/")
                .dependsOn(plan.logsReady)
                .build()));
        unit.add(name, (scope, id) -> S3BucketNotification.Builder.create(scope, id)
                .bucket(bucket.getBucket())
                .lifecycle(follows(plan))
                .eventbridge(true)
                .build());
        statements.add(Statement.deny("TlsOnly", "s3:*")
                .on(arn(), arn() + "/*")
                .principal("AWS", "*")
                .when("Bool", "aws:SecureTransport", "false"));
        this.policy = unit.add(name, (scope, id) -> S3BucketPolicy.Builder.create(scope, id)
                .bucket(bucket.getBucket())
                .lifecycle(follows(plan))
                .policy(Policy.of(statements))
                // Created at the same time, one of the two fails with a conflict.
                .dependsOn(List.of(closed))
                .build());
        this.ready = plan.ownership.equals(OWNER_ENFORCED)
                ? List.of(encryption, versioning, policy)
                : List.of(encryption, ownership, versioning, policy);
    }

    /** The prefix of other buckets' access logs in a logs bucket. */
    public static final String ACCESS_LOGS = "s3/";

    /**
     * Starts the definition of a bucket.
     *
     * @param name the resources' name in Terraform; the bucket is called {@code <system>-<environment>-<name>}
     */
    public static Plan plan(Unit<?> unit, String name) {
        return new Plan(unit, name);
    }

    /**
     * The definition of a bucket. Defaults: encrypted with the S3-managed key, versioned, not protected from
     * destruction.
     */
    public static final class Plan {
        private final Unit<?> unit;
        private final String name;
        private String physicalName;
        private Optional<String> keyArn = Optional.empty();
        private Optional<String> logsBucket = Optional.empty();
        private List<ITerraformDependable> logsReady = List.of();
        private BucketLifecycle lifecycle = BucketLifecycle.DEFAULT;
        private boolean versioning = true;
        private String ownership = OWNER_ENFORCED;
        private boolean preventDestroy;
        private boolean forceDestroy;

        private Plan(Unit<?> unit, String name) {
            this.unit = unit;
            this.name = name;
            this.physicalName = unit.context().wideBucketName(name.replace('_', '-'));
        }

        /** Sets the bucket's name as the system's settings spell it. */
        public Plan named(String bucketName) {
            this.physicalName = bucketName;
            return this;
        }

        /**
         * Encrypts with a customer managed key. Not for targets of load balancers' and buckets' access logs: AWS does
         * not support it there.
         */
        public Plan key(String arn) {
            this.keyArn = Optional.of(arn);
            return this;
        }

        /** Writes the access log to a bucket of another unit, such as a storage unit's. */
        public Plan logsTo(Optional<String> bucketName) {
            this.logsBucket = bucketName;
            return this;
        }

        /** Writes the access log to a bucket of this unit, once the policy of that bucket allows it. */
        public Plan logsTo(Bucket logs) {
            this.logsReady = logs.ready();
            return logsTo(Optional.of(logs.name()));
        }

        /** Sets the lifecycle of objects. Default: noncurrent versions are deleted after 90 days. */
        public Plan lifecycle(BucketLifecycle rules) {
            this.lifecycle = rules;
            return this;
        }

        /** Whether noncurrent versions are kept. Default: yes. */
        public Plan versioning(boolean on) {
            this.versioning = on;
            return this;
        }

        /** Enables access control lists, which the access logs of CloudFront require. */
        public Plan accessControlLists() {
            this.ownership = "BucketOwnerPreferred";
            return this;
        }

        /** Whether Terraform refuses to destroy the bucket. Default: no. */
        public Plan preventDestroy(boolean on) {
            this.preventDestroy = on;
            return this;
        }

        /**
         * Whether a destroy empties the bucket first; otherwise a bucket that is not empty cannot be destroyed.
         * Default: no.
         */
        public Plan forceDestroy(boolean on) {
            this.forceDestroy = on;
            return this;
        }

        /** Creates the bucket. */
        public Bucket create() {
            return new Bucket(this);
        }
    }

    /**
     * Allows the bucket to receive access logs of the account's other buckets. Its own accesses are not logged: each
     * log would cause another.
     */
    public Bucket takeAccessLogs(Unit<?> unit) {
        return allow(Statement.allow("AccessLogs", "s3:PutObject")
                .service("logging.s3.amazonaws.com")
                .on(objects(""))
                .sourceAccount(unit.context().accountId()));
    }

    /** Adds statements to the bucket's policy. */
    public Bucket allow(Statement... more) {
        statements.addAll(List.of(more));
        policy.setPolicy(Policy.of(statements));
        return this;
    }

    /**
     * Has what belongs to the bucket created anew with it. It refers to the bucket by name, which scanners can follow in a
     * plan; the name alone does not tell which bucket has it.
     */
    public TerraformResourceLifecycle follows() {
        return follows(address);
    }

    private static TerraformResourceLifecycle follows(Plan plan) {
        return follows("aws_s3_bucket." + plan.name);
    }

    private static TerraformResourceLifecycle follows(String address) {
        return TerraformResourceLifecycle.builder()
                .replaceTriggeredBy(List.of(address + ".id"))
                .build();
    }

    /** The bucket's name. */
    public String name() {
        return bucket.getBucket();
    }

    /** The bucket's ARN. */
    public String arn() {
        return bucket.getArn();
    }

    /** The ARN of all objects below a prefix, which ends in {@code /} or is empty. */
    public String objects(String prefix) {
        return arn() + "/" + prefix + "*";
    }

    /** The bucket itself. */
    public S3Bucket resource() {
        return bucket;
    }

    /** What must exist before the first object is written: encryption, versioning, policy. */
    public List<ITerraformDependable> ready() {
        return ready;
    }

    private S3BucketServerSideEncryptionConfigurationA encrypt(Plan plan) {
        var byDefault = S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA.builder();
        var rule = S3BucketServerSideEncryptionConfigurationRuleA.builder();
        if (plan.keyArn.isPresent()) {
            byDefault.sseAlgorithm("aws:kms").kmsMasterKeyId(plan.keyArn.get());
            // A bucket key: far fewer requests to KMS than one per object.
            rule.bucketKeyEnabled(true);
        } else {
            byDefault.sseAlgorithm("AES256");
        }
        return plan.unit.add(
                plan.name, (scope, id) -> S3BucketServerSideEncryptionConfigurationA.Builder.create(scope, id)
                        .bucket(bucket.getBucket())
                        .lifecycle(follows(plan))
                        .rule(List.of(rule.applyServerSideEncryptionByDefault(byDefault.build())
                                .build()))
                        .build());
    }
}
