package groundplan.kms;

import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.parts.EncryptionKey;
import groundplan.parts.Statement;
import java.util.List;
import software.constructs.Construct;

/** Three customer managed keys, so that permission to read logs does not imply permission to read data. */
public final class KmsUnit extends Unit<KmsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<KmsSettings, KmsOutputs> KIND = new Kind<>(
            "kms",
            Scope.REGIONAL,
            "customer managed keys for data, logs and notifications",
            KmsSettings.class,
            KmsOutputs::of,
            KmsUnit::new);

    private final EncryptionKey data;
    private final EncryptionKey logs;
    private final EncryptionKey notifications;

    public KmsUnit(Construct app, UnitContext context, KmsSettings settings, Wiring wiring) {
        super(app, context, wiring);
        this.data = key("data", "Databases, caches, buckets, secrets and images", settings, List.of());
        this.logs = key("logs", "Log groups", settings, List.of(EncryptionKey.logs(context)));
        this.notifications = key("notifications", "Topics and queues", settings, EncryptionKey.publishers(context));
    }

    @Override
    public KmsOutputs outputs() {
        return new KmsOutputs(data.arn(), logs.arn(), notifications.arn());
    }

    private EncryptionKey key(String name, String description, KmsSettings settings, List<Statement> services) {
        return new EncryptionKey(
                this, name, description, settings.deletionWindowInDays(), settings.rotationPeriodInDays(), services);
    }
}
