package groundplan.secrets;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotation;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotationRotationRules;
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
 * The function that generates values, rotates them and sets the passwords of cache users, and its schedule. The first value
 * is written by the function too: the provider reads what it wrote with every plan, even if the argument is write-only,
 * and a role that plans must not read secrets.
 */
final class SecretRotation {
    private final SecretsUnit unit;
    private final Map<String, KeptValue> values;
    private final Map<String, SecretsmanagerSecret> secrets;
    private final Map<String, TerraformResource> firstValues = new TreeMap<>();

    /**
     * @param values of the unit's secrets
     * @param secrets the secrets
     * @param users of caches, by the secret that is their password
     */
    SecretRotation(
            SecretsUnit unit,
            KmsOutputs keys,
            Rotator.Upkeep upkeep,
            Map<String, KeptValue> values,
            Map<String, SecretsmanagerSecret> secrets,
            Map<String, CacheUser> users) {
        this.unit = unit;
        this.values = new TreeMap<>(values);
        this.values.values().removeIf(Predicate.not(SecretRotation::handles));
        this.secrets = secrets;
        Rotator rotator = new Rotator(
                unit,
                "Generates secrets and replaces them by new values",
                new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()),
                upkeep,
                Map.of(),
                permissions(keys),
                new Rotator.Work(this.values, unit.context()::name, users));
        this.values
                .keySet()
                .forEach(name -> firstValues.put(
                        name,
                        rotator.createFirst(
                                name, Map.of("SecretId", secrets.get(name).getArn()))));
        users.keySet()
                .forEach(name -> rotator.acceptFirst(
                        name, Map.of("SecretId", secrets.get(name).getArn()), firstValues.get(name)));
        if (!arns(value -> value.rotation().isPresent()).isEmpty()) {
            rotate(rotator.function());
        }
    }

    /** Whether the function handles a secret: nobody enters its value. */
    static boolean handles(KeptValue value) {
        return value.generated().isPresent();
    }

    private void rotate(Function function) {
        ITerraformDependable permission = function.invokedByAccount("secretsmanager", "secretsmanager.amazonaws.com");
        values.forEach((name, value) -> value.rotation()
                .ifPresent(period -> unit.add(name, (scope, id) -> {
                    SecretsmanagerSecretRotation rotation = SecretsmanagerSecretRotation.Builder.create(scope, id)
                            .secretId(secrets.get(name).getId())
                            .rotationLambdaArn(function.arn())
                            .rotationRules(rules(period))
                            .dependsOn(List.of(permission, firstValues.get(name)))
                            .build();
                    // Not yet in the bindings. The first value is new: no need to rotate it while services start with
                    // it.
                    rotation.addOverride("rotate_immediately", false);
                    return rotation;
                })));
    }

    private static SecretsmanagerSecretRotationRotationRules rules(RotationPeriod period) {
        return SecretsmanagerSecretRotationRotationRules.builder()
                .automaticallyAfterDays(period.automaticallyAfterDays())
                .build();
    }

    private List<Statement> permissions(KmsOutputs keys) {
        List<Statement> statements = new ArrayList<>();
        List<String> rotated = arns(value -> value.rotation().isPresent());
        if (!rotated.isEmpty()) {
            statements.add(Statement.allow(
                            "Rotate",
                            "secretsmanager:DescribeSecret",
                            "secretsmanager:GetSecretValue",
                            "secretsmanager:PutSecretValue",
                            "secretsmanager:UpdateSecretVersionStage")
                    .on(rotated));
        }
        List<String> written = arns(value -> value.rotation().isEmpty());
        if (!written.isEmpty()) {
            statements.add(Statement.allow("Create", "secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue")
                    .on(written));
        }
        List<String> read =
                arns(value -> value.rotation().isEmpty() && value.cache().isPresent());
        if (!read.isEmpty()) {
            statements.add(
                    Statement.allow("Read", "secretsmanager:GetSecretValue").on(read));
        }
        // Generates a random value; supports no resource ARN.
        statements.add(
                Statement.allow("Generate", "secretsmanager:GetRandomPassword").on("*"));
        statements.add(Statement.allow("EncryptSecrets", "kms:Decrypt", "kms:GenerateDataKey")
                .on(keys.dataKeyArn())
                .when(
                        "StringEquals",
                        "kms:ViaService",
                        "secretsmanager." + unit.context().region() + ".amazonaws.com"));
        return statements;
    }

    private List<String> arns(Predicate<KeptValue> which) {
        return values.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> secrets.get(entry.getKey()).getArn())
                .toList();
    }
}
