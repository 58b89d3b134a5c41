package groundplan.secrets;

import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import groundplan.elasticache.ElasticacheOutputs;
import groundplan.kernel.Check;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.CacheUser;
import groundplan.parts.KeptValue;
import groundplan.parts.Rotator;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Secrets, the first value of generated ones, and their rotation. No value is in Terraform's configuration or state, and
 * no plan reads one.
 */
public final class SecretsUnit extends Unit<SecretsOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<SecretsSettings, SecretsOutputs> KIND = new Kind<>(
                    "secrets",
                    Scope.REGIONAL,
                    "secrets, generated or entered manually, and their rotation",
                    SecretsSettings.class,
                    SecretsOutputs::of,
                    (app, context, settings, wiring) -> new SecretsUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                            wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
                            wiring.outputs(context.path(), StorageOutputs.class, settings.storage()),
                            wiring.outputs(
                                    context.path(),
                                    ElasticacheOutputs.class,
                                    KeptValue.caches(settings.secrets()).values())))
            .checking(SecretsUnit::check);

    private final Map<String, SecretsmanagerSecret> secrets = new TreeMap<>();

    public SecretsUnit(
            Construct app,
            UnitContext context,
            SecretsSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Optional<NetworkOutputs> network,
            Optional<StorageOutputs> storage,
            Map<String, ElasticacheOutputs> caches) {
        super(app, context, wiring);
        settings.secrets()
                .forEach((name, secret) ->
                        secrets.put(name, secret(name, secret, settings.recoveryWindowInDays(), keys)));
        Map<String, KeptValue> values = settings.secrets();
        if (values.values().stream().anyMatch(SecretRotation::handles)) {
            Rotator.Upkeep upkeep = new Rotator.Upkeep(
                    settings.logsRetentionInDays(),
                    settings.reservedConcurrentExecutions(),
                    storage.map(StorageOutputs::logsBucketName),
                    network.map(given -> new Rotator.Network(
                            given.vpcId(),
                            new ArrayList<>(given.privateSubnetIds().values()))));
            Map<String, CacheUser> users = new TreeMap<>();
            KeptValue.caches(values)
                    .forEach((name, cache) -> users.put(name, caches.get(cache).passwordUser(cache)));
            new SecretRotation(this, keys, upkeep, values, secrets, users);
        }
    }

    private static void check(UnitContext context, SecretsSettings settings, Wiring wiring, Check check) {
        wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                .ifPresent(network -> network.checkReach(
                        "network",
                        KeptValue.calledServices(settings.secrets(), "secretsmanager", SecretRotation::handles),
                        check));
        KeptValue.checkCaches(
                "secrets",
                settings.secrets(),
                cache -> wiring.outputs(context.path(), ElasticacheOutputs.class, cache)
                        .passwordUserId()
                        .isPresent(),
                check);
    }

    @Override
    public SecretsOutputs outputs() {
        Map<String, String> arns = new TreeMap<>();
        secrets.forEach((name, secret) -> arns.put(name, secret.getArn()));
        return new SecretsOutputs(arns);
    }

    private SecretsmanagerSecret secret(String name, KeptValue secret, int recoveryWindowInDays, KmsOutputs keys) {
        String origin = secret.generated().isPresent() ? "" : " The value is entered manually, not by Terraform.";
        return add(name, (scope, id) -> SecretsmanagerSecret.Builder.create(scope, id)
                // Underscores are kept: with a hyphen, six final characters could be mistaken for Secrets Manager's own
                // suffix.
                .name(context().name(name))
                .description(secret.description() + origin)
                .kmsKeyId(keys.dataKeyArn())
                .recoveryWindowInDays(recoveryWindowInDays)
                .build());
    }
}
