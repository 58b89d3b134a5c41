package groundplan.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_origin_access_control.CloudfrontOriginAccessControl;
import groundplan.kernel.Name;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.EncryptionKey;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The distribution's own buckets: the origins, and the one for its access log. */
final class Site {
    private final CloudfrontUnit unit;
    private final Map<String, Bucket> buckets = new TreeMap<>();
    private final Optional<EncryptionKey> key;
    private final Optional<CloudfrontOriginAccessControl> access;
    private final Optional<Bucket> logs;

    Site(CloudfrontUnit unit, CloudfrontSettings settings, CloudfrontReads reads) {
        this.unit = unit;
        Optional<String> accessLogs = reads.storage().map(StorageOutputs::logsBucketName);
        String region = unit.context().environment().region();
        // The region's key policy cannot refer to the distribution, which is created later.
        this.key = settings.buckets().isEmpty()
                ? Optional.empty()
                : Optional.of(unit.inRegion(
                        region, () -> key(CloudfrontUnit.id(unit.role()), "Content that CloudFront serves")));
        settings.buckets()
                .forEach((name, bucket) ->
                        buckets.put(name, unit.inRegion(region, () -> Bucket.plan(unit, CloudfrontUnit.id(name))
                                .named(physicalName(name))
                                .key(key.orElseThrow().arn())
                                .logsTo(accessLogs)
                                .versioning(bucket.versioning())
                                .lifecycle(BucketLifecycle.noncurrent(bucket.noncurrentExpirationDays()))
                                .preventDestroy(bucket.preventDestroy())
                                .forceDestroy(bucket.forceDestroy())
                                .create())));
        this.access = buckets.isEmpty() ? Optional.empty() : Optional.of(access());
        this.logs = settings.accessLogs().enabled()
                ? Optional.of(unit.inRegion(region, () -> logs(settings.accessLogs(), accessLogs)))
                : Optional.empty();
    }

    /**
     * Allows the distribution, and no other, to read its bucket origins.
     *
     * @param listing whether it may also list them: otherwise S3 responds with 403 for missing objects, not with 404
     */
    void open(String distributionArn, boolean listing) {
        Statement read = forDistribution(Statement.allow("Distribution", "s3:GetObject"), distributionArn);
        Statement list = forDistribution(Statement.allow("MissingObjects", "s3:ListBucket"), distributionArn);
        buckets.values().forEach(bucket -> {
            bucket.allow(read.on(bucket.objects("")));
            if (listing) {
                bucket.allow(list.on(bucket.arn()));
            }
        });
        key.ifPresent(given -> given.allow(Statement.allow("Distribution", "kms:Decrypt")
                .on("*")
                .service("cloudfront.amazonaws.com")
                .when("StringEquals", "AWS:SourceArn", distributionArn)));
    }

    private static Statement forDistribution(Statement statement, String distributionArn) {
        return statement.service("cloudfront.amazonaws.com").when("StringEquals", "AWS:SourceArn", distributionArn);
    }

    Bucket bucket(String origin) {
        return buckets.get(origin);
    }

    /** The origin access control: how the distribution signs its requests to the buckets. */
    String accessId() {
        return access.orElseThrow().getId();
    }

    /** The bucket for the access log; absent when it is disabled. */
    Optional<Bucket> logs() {
        return logs;
    }

    /**
     * Its domain name, derived from its name: policy scanners treat a bucket that the distribution refers to as an
     * origin.
     */
    String logsDomainName() {
        return physicalName("logs") + ".s3.amazonaws.com";
    }

    Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        buckets.forEach((origin, bucket) -> names.put(origin, bucket.name()));
        return names;
    }

    Map<String, String> arns() {
        Map<String, String> arns = new TreeMap<>();
        buckets.forEach((origin, bucket) -> arns.put(origin, bucket.arn()));
        return arns;
    }

    Optional<String> keyArn() {
        return key.map(EncryptionKey::arn);
    }

    private CloudfrontOriginAccessControl access() {
        return unit.add("main", (scope, id) -> CloudfrontOriginAccessControl.Builder.create(scope, id)
                .name(unit.context().name(unit.role(), Name.ROLE))
                .description("Buckets of " + unit.context().name(unit.role()))
                .originAccessControlOriginType("s3")
                .signingBehavior("always")
                .signingProtocol("sigv4")
                .build());
    }

    /** CloudFront gets write access for its log through the bucket's ACL, so that ACLs must be enabled here. */
    private Bucket logs(CloudfrontSettings.AccessLogs settings, Optional<String> accessLogs) {
        EncryptionKey logsKey = key(CloudfrontUnit.id(unit.role()) + "_logs", "Log of the requests to CloudFront");
        Bucket made = Bucket.plan(unit, "logs")
                .named(physicalName("logs"))
                .key(logsKey.arn())
                .logsTo(accessLogs)
                .accessControlLists()
                .lifecycle(BucketLifecycle.expiring(settings.retentionInDays()))
                .preventDestroy(settings.preventDestroy())
                .forceDestroy(settings.forceDestroy())
                .create();
        // The log delivery sends no source ARN; the bucket's encryption context restricts it instead.
        logsKey.allow(Statement.allow("Deliver", "kms:GenerateDataKey*")
                .on("*")
                .service("delivery.logs.amazonaws.com")
                .when("ArnLike", "kms:EncryptionContext:aws:s3:arn", made.arn(), made.objects("")));
        return made;
    }

    private EncryptionKey key(String name, String description) {
        return new EncryptionKey(unit, name, description, 30, 365, List.of());
    }

    private String physicalName(String origin) {
        return unit.context().bucketName(unit.role() + "-" + origin);
    }
}
