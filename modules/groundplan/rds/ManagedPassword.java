package groundplan.rds;

import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotation;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotationRotationRules;
import groundplan.parts.RotationPeriod;

/** The schedule by which RDS rotates a password that it manages. */
final class ManagedPassword {
    private ManagedPassword() {}

    /**
     * Creates {@code aws_secretsmanager_secret_rotation.main}.
     *
     * @param secretArn the secret that RDS manages
     */
    static void rotate(RdsUnit unit, String secretArn, RotationPeriod period) {
        unit.add("main", (scope, id) -> {
            SecretsmanagerSecretRotation rotation = SecretsmanagerSecretRotation.Builder.create(scope, id)
                    .secretId(secretArn)
                    // RDS rotates it: there is no function.
                    .rotationLambdaArn("")
                    .rotationRules(SecretsmanagerSecretRotationRotationRules.builder()
                            .automaticallyAfterDays(period.automaticallyAfterDays())
                            .build())
                    .build();
            rotation.addOverride("rotation_lambda_arn", null);
            // Not yet in the bindings. The first value is new: no need to rotate it while services start with it.
            rotation.addOverride("rotate_immediately", false);
            return rotation;
        });
    }
}
