package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationA;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRule;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDeleteMarkerReplication;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestination;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestinationMetrics;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestinationReplicationTime;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleFilter;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleSourceSelectionCriteria;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Replicas of buckets in other regions, each encrypted with a key of its region, and the role that S3 uses for the
 * replication. The resources that a region's replicas share, their key and the bucket for their access logs, are named
 * after the region.
 */
public final class Replicas {
    private static final int PROMISED_MINUTES = 15;

    private final Unit<?> unit;
    private final Source source;
    private final Map<String, Region> regions = new TreeMap<>();
    private final List<Copy> copies = new ArrayList<>();

    /**
     * The source of the replication.
     *
     * @param region the region of the source buckets
     * @param keyArn their key; empty for the S3-managed key, which the replicas then use as well
     * @param prefix the name prefix of the resources that a region's replicas share: empty, or ending in {@code _}
     * @param logs sets the lifecycle and the protection of the bucket for the replicas' access logs, as for that of the
     *     source buckets
     */
    public record Source(String region, Optional<String> keyArn, String prefix, UnaryOperator<Bucket.Plan> logs) {}

    private record Region(Optional<EncryptionKey> key, Bucket logs) {}

    private record Copy(String name, Bucket source, Bucket replica, ReplicationSettings settings) {}

    /** Starts without any replica. */
    public Replicas(Unit<?> unit, Source source) {
        this.unit = unit;
        this.source = source;
    }

    /**
     * Adds a replica of a bucket.
     *
     * @param name the bucket's name in Terraform; the replica is called {@code <name>_replica}
     * @param like sets the lifecycle and the protection of the replica as of the bucket
     */
    public void add(String name, Bucket bucket, ReplicationSettings settings, UnaryOperator<Bucket.Plan> like) {
        Region region = regions.computeIfAbsent(settings.region(), this::region);
        Bucket replica = unit.inRegion(settings.region(), () -> {
            Bucket.Plan plan = like.apply(Bucket.plan(unit, name + "_replica")).logsTo(region.logs());
            return region.key().map(key -> plan.key(key.arn())).orElse(plan).create();
        });
        copies.add(new Copy(name, bucket, replica, settings));
    }

    private Region region(String name) {
        String id = TerraformName.of(name);
        return unit.inRegion(
                name,
                () -> new Region(
                        source.keyArn()
                                .map(key -> new EncryptionKey(
                                        unit,
                                        source.prefix() + "replicas_" + id,
                                        "Replicas of buckets of " + source.region(),
                                        30,
                                        365,
                                        List.of())),
                        source.logs()
                                .apply(Bucket.plan(unit, source.prefix() + id + "_logs"))
                                .create()
                                .takeAccessLogs(unit)));
    }

    /** Configures the replication, once all replicas have been added. */
    public void start() {
        if (copies.isEmpty()) {
            return;
        }
        ServiceRole role = new ServiceRole(unit, "replication", "s3.amazonaws.com", "Copies objects to other regions")
                .allow(statements());
        copies.forEach(copy -> {
            List<ITerraformDependable> ready = new ArrayList<>(copy.source().ready());
            ready.addAll(copy.replica().ready());
            unit.add(copy.name(), (scope, id) -> S3BucketReplicationConfigurationA.Builder.create(scope, id)
                    .bucket(copy.source().name())
                    .lifecycle(copy.source().follows())
                    .role(role.arn())
                    .rule(List.of(rule(copy)))
                    .dependsOn(ready)
                    .build());
        });
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("ReadSettings", "s3:GetReplicationConfiguration", "s3:ListBucket")
                .on(copies.stream().map(copy -> copy.source().arn()).toList()));
        statements.add(Statement.allow(
                        "ReadObjects",
                        "s3:GetObjectVersionForReplication",
                        "s3:GetObjectVersionAcl",
                        "s3:GetObjectVersionTagging")
                .on(copies.stream().map(copy -> copy.source().objects("")).toList()));
        statements.add(Statement.allow("WriteObjects", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags")
                .on(copies.stream().map(copy -> copy.replica().objects("")).toList()));
        source.keyArn()
                .ifPresent(key -> statements.add(Statement.allow("Decrypt", "kms:Decrypt")
                        .on(key)
                        .when("StringEquals", "kms:ViaService", "s3." + source.region() + ".amazonaws.com")));
        regions.forEach((name, region) -> region.key()
                .ifPresent(key -> statements.add(
                        Statement.allow("Encrypt" + name.replace("-", ""), "kms:Encrypt", "kms:GenerateDataKey")
                                .on(key.arn())
                                .when("StringEquals", "kms:ViaService", "s3." + name + ".amazonaws.com"))));
        return statements;
    }

    private S3BucketReplicationConfigurationRule rule(Copy copy) {
        var destination = S3BucketReplicationConfigurationRuleDestination.builder()
                .bucket(copy.replica().arn());
        regions.get(copy.settings().region())
                .key()
                .ifPresent(key -> destination.encryptionConfiguration(
                        S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration.builder()
                                .replicaKmsKeyId(key.arn())
                                .build()));
        if (copy.settings().timeControl()) {
            destination.replicationTime(S3BucketReplicationConfigurationRuleDestinationReplicationTime.builder()
                    .status("Enabled")
                    .time(S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime.builder()
                            .minutes(PROMISED_MINUTES)
                            .build())
                    .build());
            destination.metrics(S3BucketReplicationConfigurationRuleDestinationMetrics.builder()
                    .status("Enabled")
                    .eventThreshold(S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold.builder()
                            .minutes(PROMISED_MINUTES)
                            .build())
                    .build());
        }
        var rule = S3BucketReplicationConfigurationRule.builder()
                .id("everything")
                .status("Enabled")
                .priority(0)
                // An empty filter means all objects; without one, S3 treats the rule as one of the old schema.
                .filter(S3BucketReplicationConfigurationRuleFilter.builder().build())
                .deleteMarkerReplication(S3BucketReplicationConfigurationRuleDeleteMarkerReplication.builder()
                        .status("Enabled")
                        .build());
        source.keyArn()
                .ifPresent(key -> rule.sourceSelectionCriteria(
                        S3BucketReplicationConfigurationRuleSourceSelectionCriteria.builder()
                                .sseKmsEncryptedObjects(
                                        S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects
                                                .builder()
                                                .status("Enabled")
                                                .build())
                                .build()));
        return rule.destination(destination.build()).build();
    }
}
