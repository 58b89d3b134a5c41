package groundplan.parameters;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.ssm_parameter.SsmParameter;
import groundplan.kernel.Name;
import groundplan.kms.KmsOutputs;
import groundplan.parts.CacheUser;
import groundplan.parts.Function;
import groundplan.parts.KeptValue;
import groundplan.parts.RotationPeriod;
import groundplan.parts.Rotator;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The function that rotates generated values and sets the passwords of cache users, and its EventBridge schedule:
 * Parameter Store has no rotation of its own.
 */
final class ParameterRotation {
    private final ParametersUnit unit;
    private final Map<String, KeptValue> values;
    private final Map<String, SsmParameter> parameters;

    /**
     * @param values of the unit's parameters
     * @param parameters the parameters
     * @param users of caches, by the parameter that is their password
     */
    ParameterRotation(
            ParametersUnit unit,
            KmsOutputs keys,
            Rotator.Upkeep upkeep,
            Map<String, KeptValue> values,
            Map<String, SsmParameter> parameters,
            Map<String, CacheUser> users) {
        this.unit = unit;
        this.values = new TreeMap<>(values);
        this.values.values().removeIf(Predicate.not(KeptValue::needsFunction));
        this.parameters = parameters;
        Rotator rotator = new Rotator(
                unit,
                "Replaces generated parameters by new values",
                new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()),
                upkeep,
                Map.of("KEY", keys.dataKeyArn()),
                permissions(keys),
                new Rotator.Work(this.values, unit::parameterName, users));
        users.keySet()
                .forEach(name ->
                        rotator.acceptFirst(name, Map.of("Parameter", unit.parameterName(name)), parameters.get(name)));
        this.values.forEach(
                (name, value) -> value.rotation().ifPresent(period -> rotate(rotator.function(), name, period)));
    }

    private void rotate(Function function, String name, RotationPeriod period) {
        int days = period.automaticallyAfterDays();
        CloudwatchEventRule rule = unit.add(name, (scope, id) -> CloudwatchEventRule.Builder.create(scope, id)
                .name(unit.context().name(unit.role() + "-" + name.replace('_', '-'), Name.ROLE))
                .description("Rotates " + unit.parameterName(name) + "")
                .scheduleExpression("rate(" + days + (days == 1 ? " day)" : " days)"))
                .build());
        function.invokedBy(name, "events.amazonaws.com", rule.getArn());
        unit.add(name, (scope, id) -> CloudwatchEventTarget.Builder.create(scope, id)
                .rule(rule.getId())
                .arn(function.arn())
                .input("{\"Parameter\":\"" + unit.parameterName(name) + "\",\"Step\":\"rotate\"}")
                .build());
    }

    private List<Statement> permissions(KmsOutputs keys) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("Read", "ssm:GetParameter").on(arns(KeptValue::needsFunction)));
        List<String> rotated = arns(value -> value.rotation().isPresent());
        if (!rotated.isEmpty()) {
            statements.add(Statement.allow("Rotate", "ssm:PutParameter").on(rotated));
            // Generates a random value; supports no resource ARN.
            statements.add(Statement.allow("Generate", "secretsmanager:GetRandomPassword")
                    .on("*"));
        }
        statements.add(Statement.allow("EncryptParameters", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                .on(keys.dataKeyArn())
                .when("StringEquals", "kms:ViaService", "ssm." + unit.context().region() + ".amazonaws.com"));
        return statements;
    }

    private List<String> arns(Predicate<KeptValue> which) {
        return values.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> parameters.get(entry.getKey()).getArn())
                .toList();
    }
}
