package groundplan.state;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.Bucket;
import groundplan.parts.BucketLifecycle;
import groundplan.parts.EncryptionKey;
import groundplan.parts.Replicas;
import groundplan.parts.ReplicationSettings;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** The bucket with the Terraform states, the table for their locks, their key, and the access log. */
public final class StateUnit extends Unit<StateOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<StateSettings, StateOutputs> KIND = new Kind<>(
                    "state",
                    Scope.GLOBAL,
                    "bucket and lock table of the Terraform states",
                    StateSettings.class,
                    StateOutputs::of,
                    StateUnit::new)
            .makingStateBucket();

    private final Bucket bucket;
    private final DynamodbTable table;

    public StateUnit(Construct app, UnitContext context, StateSettings settings, Wiring wiring) {
        super(app, context, wiring);
        // The region of the states may differ from that of global units' provider.
        String region = context.environment().stateRegion();
        EncryptionKey key = inRegion(
                region, () -> new EncryptionKey(this, "state", "Terraform states and their locks", 30, 365, List.of()));
        this.bucket = inRegion(region, () -> bucket(settings, key));
        this.table = inRegion(region, () -> table(settings, key));
        settings.replication().ifPresent(copies -> inRegion(region, () -> replicate(region, settings, copies, key)));
    }

    @Override
    public StateOutputs outputs() {
        return new StateOutputs(bucket.name(), table.getName());
    }

    private Replicas replicate(String region, StateSettings settings, ReplicationSettings copies, EncryptionKey key) {
        Optional<String> keyArn = settings.encryption().equals("kms") ? Optional.of(key.arn()) : Optional.empty();
        Replicas replicas = new Replicas(this, new Replicas.Source(region, keyArn, "state_", plan -> plan.lifecycle(
                        BucketLifecycle.expiring(settings.accessLogsRetentionInDays()))
                .preventDestroy(settings.preventDestroy())));
        replicas.add("state", bucket, copies, plan -> shape(plan, settings)
                .named(Name.DATABASE.of(bucketName() + "-replica")));
        replicas.start();
        return replicas;
    }

    private static Bucket.Plan shape(Bucket.Plan plan, StateSettings settings) {
        return plan.lifecycle(BucketLifecycle.noncurrent(settings.noncurrentVersionExpirationInDays()))
                .preventDestroy(settings.preventDestroy());
    }

    private String bucketName() {
        return context().environment().state().bucket();
    }

    private Bucket bucket(StateSettings settings, EncryptionKey key) {
        Bucket log = accessLog(bucketName(), settings);
        Bucket.Plan plan =
                shape(Bucket.plan(this, "state").named(bucketName()), settings).logsTo(log);
        return (settings.encryption().equals("kms") ? plan.key(key.arn()) : plan).create();
    }

    private DynamodbTable table(StateSettings settings, EncryptionKey key) {
        return add("locks", (scope, id) -> {
            DynamodbTable.Builder builder = DynamodbTable.Builder.create(scope, id)
                    .name(tableName())
                    .billingMode("PAY_PER_REQUEST")
                    .hashKey("LockID")
                    .attribute(List.of(DynamodbTableAttribute.builder()
                            .name("LockID")
                            .type("S")
                            .build()))
                    .pointInTimeRecovery(DynamodbTablePointInTimeRecovery.builder()
                            .enabled(true)
                            .build())
                    .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                            .enabled(true)
                            .kmsKeyArn(key.arn())
                            .build())
                    .deletionProtectionEnabled(settings.preventDestroy());
            if (settings.preventDestroy()) {
                builder.lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(true)
                        .build());
            }
            return builder.build();
        });
    }

    /**
     * A logs bucket of its own, not that of a storage unit: that unit's state is in the bucket that is created here.
     */
    private Bucket accessLog(String bucketName, StateSettings settings) {
        return Bucket.plan(this, "state_logs")
                .named(Name.DATABASE.of(bucketName + "-logs"))
                .lifecycle(BucketLifecycle.expiring(settings.accessLogsRetentionInDays()))
                .preventDestroy(settings.preventDestroy())
                .create()
                .takeAccessLogs(this);
    }

    /** The table exists with lock files too, and costs nothing when unused: switching the locking method needs both. */
    private String tableName() {
        return context().environment().state().lockTable().orElseGet(() -> context()
                .name("terraform-locks"));
    }
}
