package groundplan.parameters;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import groundplan.kernel.Name;
import groundplan.kms.KmsOutputs;
import groundplan.parts.CacheUser;
import groundplan.parts.Function;
import groundplan.parts.GeneratedValue;
import groundplan.parts.KeptValue;
import groundplan.parts.RotationPeriod;
import groundplan.parts.Rotator;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters, and the function that creates, changes and deletes them: the provider decrypts a parameter whenever it
 * plans, and a role that plans must not read values. The function also rotates generated values on an EventBridge schedule,
 * because Parameter Store has no rotation of its own, and sets the passwords of cache users.
 */
final class KeptParameters {
    /**
     * The random value of a parameter until a value is entered: Parameter Store requires a value, and a known one would
     * be insecure.
     */
    private static final GeneratedValue STAND_IN = new GeneratedValue(64, true);

    private final ParametersUnit unit;
    private final KmsOutputs keys;
    private final Map<String, KeptValue> values;
    private final Map<String, TerraformResource> parameters = new TreeMap<>();

    /**
     * @param values of the unit's parameters
     * @param users of caches, by the parameter that is their password
     */
    KeptParameters(
            ParametersUnit unit,
            KmsOutputs keys,
            Rotator.Upkeep upkeep,
            Map<String, KeptValue> values,
            Map<String, CacheUser> users) {
        this.unit = unit;
        this.keys = keys;
        this.values = new TreeMap<>(values);
        Map<String, KeptValue> generated = new TreeMap<>();
        values.forEach((name, value) -> generated.put(name, value.generatedOr(STAND_IN)));
        Rotator rotator = new Rotator(
                unit,
                "Creates parameters and replaces generated ones by new values",
                new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()),
                upkeep,
                Map.of("KEY", keys.dataKeyArn()),
                permissions(),
                new Rotator.Work(generated, unit::parameterName, users));
        this.values.forEach((name, value) ->
                parameters.put(name, rotator.keep(resource(name), unit.parameterName(name), declared(name, value))));
        users.keySet()
                .forEach(name ->
                        rotator.acceptFirst(name, Map.of("Parameter", unit.parameterName(name)), parameters.get(name)));
        this.values.forEach(
                (name, value) -> value.rotation().ifPresent(period -> rotate(rotator.function(), name, period)));
        release();
    }

    /** References to the names in Parameter Store, by the parameters' names in the settings. */
    Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        values.keySet()
                .forEach(name -> names.put(name, "${aws_lambda_invocation." + resource(name) + ".triggers.name}"));
        return names;
    }

    private static String resource(String name) {
        return name + "_parameter";
    }

    private Map<String, ?> declared(String name, KeptValue value) {
        String origin = value.generated().isPresent()
                ? ""
                : " The value is entered manually, as version 2; version 1 is random.";
        return Map.of(
                "Parameter", unit.parameterName(name),
                "Description", value.description() + origin,
                "KeyId", keys.dataKeyArn(),
                "Tags", unit.context().tags());
    }

    /** Earlier versions had resources of the provider: what these states hold stays, and the function takes it over. */
    private void release() {
        unit.addOverride(
                "removed",
                values.keySet().stream()
                        .map(name -> Map.of("from", "aws_ssm_parameter." + name, "lifecycle", Map.of("destroy", false)))
                        .toList());
    }

    private void rotate(Function function, String name, RotationPeriod period) {
        int days = period.automaticallyAfterDays();
        CloudwatchEventRule rule = unit.add(name, (scope, id) -> CloudwatchEventRule.Builder.create(scope, id)
                .name(unit.context().name(unit.role() + "-" + name.replace('_', '-'), Name.ROLE))
                .description("Rotates " + unit.parameterName(name))
                .scheduleExpression("rate(" + days + (days == 1 ? " day)" : " days)"))
                .build());
        function.invokedBy(name, "events.amazonaws.com", rule.getArn());
        unit.add(name, (scope, id) -> CloudwatchEventTarget.Builder.create(scope, id)
                .rule(rule.getId())
                .arn(function.arn())
                .input("{\"Parameter\":\"" + unit.parameterName(name) + "\",\"Step\":\"rotate\"}")
                .build());
    }

    private List<Statement> permissions() {
        String[] arns = values.keySet().stream()
                .map(name -> unit.arn(unit.parameterName(name)))
                .toArray(String[]::new);
        String store = "ssm." + unit.context().region() + ".amazonaws.com";
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow(
                        "Keep",
                        "ssm:AddTagsToResource",
                        "ssm:GetParameter",
                        "ssm:GetParameterHistory",
                        "ssm:PutParameter",
                        "ssm:RemoveTagsFromResource")
                .on(arns));
        // A parameter that the settings no longer name is deleted when this policy may already be the new one.
        statements.add(Statement.allow("Delete", "ssm:DeleteParameter").on(unit.arn(unit.parameterName("*"))));
        // Generates a random value; supports no resource ARN.
        statements.add(
                Statement.allow("Generate", "secretsmanager:GetRandomPassword").on("*"));
        statements.add(Statement.allow("EncryptParameters", "kms:Encrypt", "kms:GenerateDataKey")
                .on(keys.dataKeyArn())
                .when("StringEquals", "kms:ViaService", store));
        // Whichever key they have: people may enter values with another one, and the unit of the keys may change.
        statements.add(Statement.allow("DecryptParameters", "kms:Decrypt")
                .on(unit.context().arn("kms", "key/*"))
                .when("StringEquals", "kms:ViaService", store)
                .when("StringEquals", "kms:EncryptionContext:PARAMETER_ARN", arns));
        return statements;
    }
}
