package groundplan.parameters;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
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
import groundplan.parts.GeneratedValue;
import groundplan.parts.KeptValue;
import groundplan.parts.Rotator;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * Encrypted parameters, their first values, and the rotation of generated ones. No value is in Terraform's
 * configuration or state.
 */
public final class ParametersUnit extends Unit<ParametersOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<ParametersSettings, ParametersOutputs> KIND = new Kind<>(
                    "parameters",
                    Scope.REGIONAL,
                    "encrypted parameters, generated or entered manually, and their rotation",
                    ParametersSettings.class,
                    ParametersOutputs::of,
                    (app, context, settings, wiring) -> new ParametersUnit(
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
                                    KeptValue.caches(settings.parameters()).values())))
            .checking(ParametersUnit::check);

    /**
     * The random value of a parameter until a value is entered: Parameter Store requires a value, and a known one would
     * be insecure.
     */
    private static final GeneratedValue STAND_IN = new GeneratedValue(64, true);

    private final Map<String, SsmParameter> parameters = new TreeMap<>();

    public ParametersUnit(
            Construct app,
            UnitContext context,
            ParametersSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Optional<NetworkOutputs> network,
            Optional<StorageOutputs> storage,
            Map<String, ElasticacheOutputs> caches) {
        super(app, context, wiring);
        settings.parameters().forEach((name, parameter) -> parameters.put(name, parameter(name, parameter, keys)));
        Map<String, KeptValue> values = settings.parameters();
        if (values.values().stream().anyMatch(KeptValue::needsFunction)) {
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
            new ParameterRotation(this, keys, upkeep, values, parameters, users);
        }
    }

    private static void check(UnitContext context, ParametersSettings settings, Wiring wiring, Check check) {
        wiring.outputs(context.path(), NetworkOutputs.class, settings.network())
                .ifPresent(network -> network.checkReach(
                        "network",
                        KeptValue.calledServices(settings.parameters(), "ssm", KeptValue::needsFunction),
                        check));
        KeptValue.checkCaches(
                "parameters",
                settings.parameters(),
                cache -> wiring.outputs(context.path(), ElasticacheOutputs.class, cache)
                        .passwordUserId()
                        .isPresent(),
                check);
    }

    @Override
    public ParametersOutputs outputs() {
        Map<String, String> arns = new TreeMap<>();
        Map<String, String> names = new TreeMap<>();
        parameters.forEach((name, parameter) -> {
            arns.put(name, parameter.getArn());
            names.put(name, parameter.getName());
        });
        return new ParametersOutputs(arns, names);
    }

    /**
     * The value is write-only, and its version number stays 1: a higher number would overwrite the value of a later
     * rotation or manual change.
     */
    private SsmParameter parameter(String name, KeptValue parameter, KmsOutputs keys) {
        String origin = parameter.generated().isPresent()
                ? ""
                : " The value is entered manually, as version 2; version 1 is random.";
        String value = parameter.generated().orElse(STAND_IN).ephemeral(this, name);
        return add(name, (scope, id) -> {
            SsmParameter made = SsmParameter.Builder.create(scope, id)
                    .name(parameterName(name))
                    .type("SecureString")
                    .keyId(keys.dataKeyArn())
                    .description(parameter.description() + origin)
                    // The provider cannot change these without writing a value, and it has only the first one.
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .ignoreChanges(List.of("description", "key_id", "tier"))
                            .build())
                    .build();
            // Not yet in the bindings.
            made.addOverride("value_wo", value);
            made.addOverride("value_wo_version", 1);
            return made;
        });
    }

    /** The name in Parameter Store, a path so that permissions and listings can be limited to one environment. */
    String parameterName(String name) {
        return "/" + context().path().system() + "/" + context().path().environment() + "/" + name;
    }

    /** An environment may have several units of parameters: the unit's name distinguishes them. */
    String role() {
        return context().path().unit().replace('/', '-');
    }
}
