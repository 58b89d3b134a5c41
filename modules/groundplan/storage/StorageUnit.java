package groundplan.storage;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.parts.Bucket;
import groundplan.parts.Replicas;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** The data buckets, the bucket for the access logs of load balancers and buckets, and replicas in other regions. */
public final class StorageUnit extends Unit<StorageOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<StorageSettings, StorageOutputs> KIND = new Kind<>(
            "storage",
            Scope.REGIONAL,
            "data buckets and the bucket for access logs",
            StorageSettings.class,
            StorageOutputs::of,
            (app, context, settings, wiring) -> new StorageUnit(
                    app, context, settings, wiring, wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

    private final Bucket logs;
    private final Map<String, Bucket> buckets = new TreeMap<>();

    public StorageUnit(Construct app, UnitContext context, StorageSettings settings, Wiring wiring, KmsOutputs keys) {
        super(app, context, wiring);
        this.logs = AccessLogs.create(this, settings.logs());
        settings.buckets().forEach((name, bucket) -> buckets.put(name, create(name, bucket, keys.dataKeyArn())));
        Replicas replicas = new Replicas(
                this,
                new Replicas.Source(context.region(), Optional.of(keys.dataKeyArn()), "", settings.logs()::shape));
        settings.logs().replication().ifPresent(copies -> replicas.add("logs", logs, copies, settings.logs()::shape));
        settings.buckets().forEach((name, bucket) -> bucket.replication()
                .ifPresent(copies -> replicas.add(id(name), buckets.get(name), copies, bucket::shape)));
        replicas.start();
    }

    @Override
    public StorageOutputs outputs() {
        Map<String, String> arns = new TreeMap<>();
        Map<String, String> names = new TreeMap<>();
        buckets.forEach((name, bucket) -> {
            arns.put(name, bucket.arn());
            names.put(name, bucket.name());
        });
        return new StorageOutputs(arns, names, logs.name());
    }

    private Bucket create(String name, DataBucket settings, String keyArn) {
        Bucket.Plan plan = settings.shape(Bucket.plan(this, id(name))).versioning(settings.versioning());
        settings.bucket().ifPresent(plan::named);
        if (settings.ownKey()) {
            plan.key(keyArn);
        }
        if (settings.accessLogs()) {
            plan.logsTo(logs);
        }
        return plan.create();
    }

    private static String id(String name) {
        return TerraformName.of(name);
    }
}
