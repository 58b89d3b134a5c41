package groundplan.storage;

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
import groundplan.parts.Bucket;
import groundplan.parts.EncryptionKey;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Copies of buckets in other regions, each under a key of its region, and the role with which S3 makes them. What a region's
 * replicas share, their key and the bucket of their access logs, is named after the region.
 */
final class Replicas {
  private static final int PROMISED_MINUTES = 15;

  private final StorageUnit unit;
  private final LogsSettings logs;
  private final String sourceKeyArn;
  private final Map<String, Region> regions = new TreeMap<>();
  private final List<Copy> copies = new ArrayList<>();

  private record Region(EncryptionKey key, Bucket logs) {}

  private record Copy(String name, Bucket source, Bucket replica, ReplicationSettings settings) {}

  /**
   * Begins without any.
   *
   * @param logs how access logs are kept, in the other regions too
   * @param sourceKeyArn the key of the buckets that are copied
   */
  Replicas(StorageUnit unit, LogsSettings logs, String sourceKeyArn) {
    this.unit = unit;
    this.logs = logs;
    this.sourceKeyArn = sourceKeyArn;
  }

  /**
   * Adds a replica of a bucket.
   *
   * @param name the bucket's name in Terraform; the replica is called {@code <name>_replica}
   * @param like makes the replica age and be protected as the bucket is
   */
  void add(String name, Bucket source, ReplicationSettings settings, UnaryOperator<Bucket.Plan> like) {
    Region region = regions.computeIfAbsent(settings.region(), this::region);
    Bucket replica = unit.inRegion(settings.region(), () -> like.apply(Bucket.plan(unit, name + "_replica"))
        .key(region.key().arn()).logsTo(region.logs()).create());
    copies.add(new Copy(name, source, replica, settings));
  }

  private Region region(String name) {
    String id = name.replace('-', '_');
    return unit.inRegion(name, () -> new Region(
        new EncryptionKey(unit, "replicas_" + id, "Replicas of buckets of " + unit.context().region(), 30, 365, List.of()),
        logs.shape(Bucket.plan(unit, id + "_logs")).create().takeAccessLogs(unit)));
  }

  /** Lets S3 copy, once all replicas are there. */
  void start() {
    if (copies.isEmpty()) {
      return;
    }
    ServiceRole role = ServiceRole.withoutSource(unit, "replication", "s3.amazonaws.com", "Copies objects to other regions")
        .allow(statements());
    copies.forEach(copy -> {
      List<ITerraformDependable> ready = new ArrayList<>(copy.source().ready());
      ready.addAll(copy.replica().ready());
      unit.add(copy.name(), (scope, id) -> S3BucketReplicationConfigurationA.Builder.create(scope, id)
          .bucket(copy.source().name()).role(role.arn()).rule(List.of(rule(copy))).dependsOn(ready).build());
    });
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.allow("ReadSettings", "s3:GetReplicationConfiguration", "s3:ListBucket")
        .on(copies.stream().map(copy -> copy.source().arn()).toList()));
    statements.add(Statement.allow("ReadObjects", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging").on(copies.stream().map(copy -> copy.source().objects("")).toList()));
    statements.add(Statement.allow("WriteObjects", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags")
        .on(copies.stream().map(copy -> copy.replica().objects("")).toList()));
    statements.add(Statement.allow("Decrypt", "kms:Decrypt").on(sourceKeyArn)
        .when("StringEquals", "kms:ViaService", "s3." + unit.context().region() + ".amazonaws.com"));
    regions.forEach((name, region) -> statements.add(
        Statement.allow("Encrypt" + name.replace("-", ""), "kms:Encrypt", "kms:GenerateDataKey").on(region.key().arn())
            .when("StringEquals", "kms:ViaService", "s3." + name + ".amazonaws.com")));
    return statements;
  }

  private S3BucketReplicationConfigurationRule rule(Copy copy) {
    var destination = S3BucketReplicationConfigurationRuleDestination.builder().bucket(copy.replica().arn())
        .encryptionConfiguration(S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration.builder()
            .replicaKmsKeyId(regions.get(copy.settings().region()).key().arn()).build());
    if (copy.settings().timeControl()) {
      destination.replicationTime(S3BucketReplicationConfigurationRuleDestinationReplicationTime.builder().status("Enabled")
          .time(S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime.builder()
              .minutes(PROMISED_MINUTES).build())
          .build());
      destination.metrics(S3BucketReplicationConfigurationRuleDestinationMetrics.builder().status("Enabled")
          .eventThreshold(S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold.builder()
              .minutes(PROMISED_MINUTES).build()).build());
    }
    return S3BucketReplicationConfigurationRule.builder().id("everything").status("Enabled").priority(0)
        // An empty filter means all objects; without one, S3 takes the rule for one of the old kind.
        .filter(S3BucketReplicationConfigurationRuleFilter.builder().build())
        .deleteMarkerReplication(
            S3BucketReplicationConfigurationRuleDeleteMarkerReplication.builder().status("Enabled").build())
        .sourceSelectionCriteria(S3BucketReplicationConfigurationRuleSourceSelectionCriteria.builder()
            .sseKmsEncryptedObjects(
                S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects.builder()
                    .status("Enabled").build()).build())
        .destination(destination.build()).build();
  }
}
