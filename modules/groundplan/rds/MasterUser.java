package groundplan.rds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lambda_invocation.LambdaInvocation;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecretReplica;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotation;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotationRotationRules;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_version.SecretsmanagerSecretVersion;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.Bucket;
import groundplan.parts.CodeSigning;
import groundplan.parts.Firewall;
import groundplan.parts.Function;
import groundplan.parts.FunctionCode;
import groundplan.parts.GeneratedValue;
import groundplan.parts.PlacedCode;
import groundplan.parts.Statement;
import groundplan.rds.ClusterSettings.MasterPassword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The password of a global database's master user, which RDS does not manage: made up at the first apply, kept in a secret
 * of the form that RDS's own have, copied to the other regions, and replaced by a function.
 */
final class MasterUser {
    /** What the resources are called in Terraform. */
    private static final String NAME = "master_user";

    private static final String ROTATION = "rotation";
    private static final int TIMEOUT_SECONDS = 300;

    private final RdsUnit unit;
    private final RdsSettings settings;
    private final MasterPassword password;
    private final KmsOutputs keys;
    private final SecretsmanagerSecret secret;
    private final String firstPassword;
    private final SecretsmanagerSecretVersion firstValue;

    /** @param replicaKeyArns the keys of the copies, by region */
    MasterUser(
            RdsUnit unit,
            RdsSettings settings,
            MasterPassword password,
            KmsOutputs keys,
            Map<String, String> replicaKeyArns) {
        this.unit = unit;
        this.settings = settings;
        this.password = password;
        this.keys = keys;
        List<SecretsmanagerSecretReplica> replicas = new ArrayList<>();
        replicaKeyArns.forEach((region, key) -> replicas.add(SecretsmanagerSecretReplica.builder()
                .region(region)
                .kmsKeyId(key)
                .build()));
        this.secret = unit.add(NAME, (scope, id) -> {
            SecretsmanagerSecret.Builder builder = SecretsmanagerSecret.Builder.create(scope, id)
                    .name(unit.context().name(unit.role() + "_" + NAME))
                    .description("Master user of " + unit.identifier())
                    .kmsKeyId(keys.dataKeyArn())
                    .recoveryWindowInDays(password.recoveryWindowInDays());
            return (replicas.isEmpty() ? builder : builder.replica(replicas)).build();
        });
        this.firstPassword = new GeneratedValue(password.passwordLength(), true).ephemeral(unit, NAME);
        this.firstValue = unit.add(NAME, (scope, id) -> SecretsmanagerSecretVersion.Builder.create(scope, id)
                .secretId(secret.getId())
                .build());
        // Letters and digits only: nothing that JSON would have to escape.
        firstValue.addOverride(
                "secret_string_wo",
                "{\"username\":\"" + settings.database().username() + "\",\"password\":\"" + firstPassword + "\"}");
        // A higher number would overwrite what a rotation has put there since.
        firstValue.addOverride("secret_string_wo_version", 1);
    }

    /** Has the cluster begin with the first password. */
    void firstPassword(RdsCluster cluster) {
        cluster.addOverride("master_password_wo", firstPassword);
        cluster.addOverride("master_password_wo_version", 1);
    }

    /** The secret. */
    String secretArn() {
        return secret.getArn();
    }

    /** The secret's copies, by region: their ARNs differ in the region alone. */
    Map<String, String> replicaArns() {
        Map<String, String> arns = new TreeMap<>();
        password.replicas()
                .keySet()
                .forEach(region -> arns.put(
                        region, Fn.replace(secret.getArn(), ":" + unit.context().region() + ":", ":" + region + ":")));
        return arns;
    }

    /** Makes the function that replaces the password, and says when it runs. */
    void rotate(RdsCluster cluster, String securityGroupId, NetworkOutputs network, Optional<String> logsBucket) {
        if (network.natGatewayIds().isEmpty()) {
            throw new IllegalArgumentException(
                    unit.context().path() + ": the function that replaces the master user's password"
                            + " fetches the certificates of RDS's own authorities from the Internet, which the network without NAT gateways"
                            + " does not reach; choose nat_gateways: single or per_zone there");
        }
        Function function = function(cluster, place(securityGroupId, network), logsBucket);
        // The secret's value is the password from the first moment on, even when an apply was cut off between the two.
        unit.add(NAME, (scope, id) -> LambdaInvocation.Builder.create(scope, id)
                .functionName(function.functionName())
                .input(json(Map.of("SecretId", secret.getArn(), "Step", "acceptCurrent")))
                .triggers(Map.of("cluster", cluster.getClusterResourceId()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .replaceTriggeredBy(List.of("aws_secretsmanager_secret_version." + NAME))
                        .build())
                .dependsOn(List.of(firstValue))
                .build());
        ITerraformDependable permission = function.invokedByAccount("secretsmanager", "secretsmanager.amazonaws.com");
        unit.add(NAME, (scope, id) -> {
            SecretsmanagerSecretRotation rotation = SecretsmanagerSecretRotation.Builder.create(scope, id)
                    .secretId(secret.getId())
                    .rotationLambdaArn(function.arn())
                    .rotationRules(SecretsmanagerSecretRotationRotationRules.builder()
                            .automaticallyAfterDays(password.rotation().automaticallyAfterDays())
                            .build())
                    .dependsOn(List.of(permission, firstValue))
                    .build();
            // Newer than the bindings. The first value is as old as the secret: nothing to replace while services start
            // with it.
            rotation.addOverride("rotate_immediately", false);
            return rotation;
        });
    }

    private Function function(RdsCluster cluster, Function.Place place, Optional<String> logsBucket) {
        CodeSigning signing = new CodeSigning(unit, ROTATION);
        return Function.plan(
                        unit,
                        ROTATION,
                        signed(signing, logsBucket),
                        new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()))
                .signed(Optional.of(signing.configArn()))
                .description("Replaces the master user's password")
                .retention(settings.monitoring().logsRetentionInDays())
                .reservedConcurrency(password.reservedConcurrentExecutions())
                .timeout(TIMEOUT_SECONDS)
                .variable(
                        "CLUSTER",
                        json(Map.of(
                                "id",
                                cluster.getClusterIdentifier(),
                                "host",
                                cluster.getEndpoint(),
                                "port",
                                Integer.toString(settings.database().port()))))
                .variable(
                        "FORMS",
                        json(Map.of(
                                secret.getName(),
                                new TreeMap<>(Map.of(
                                        "PasswordLength", password.passwordLength(), "ExcludePunctuation", true)))))
                .allow(permissions(cluster))
                .in(Optional.of(place))
                .create();
    }

    /** Whoever can change this function has the master user's password: it takes no code but what Terraform has signed. */
    private PlacedCode signed(CodeSigning signing, Optional<String> logsBucket) {
        Bucket bucket = Bucket.plan(unit, name("code"))
                .key(keys.dataKeyArn())
                .logsTo(logsBucket)
                // What is signed is of no state, and would keep the bucket; Lambda has a copy of its own.
                .forceDestroy(true)
                .create();
        FunctionCode code = FunctionCode.python(
                MasterUser.class, "rotation.py", "generated_value.py", "mysql_password.py", "secret_rotation.py");
        S3Object object = code.upload(unit, ROTATION, bucket, keys.dataKeyArn());
        return signing.sign(
                new PlacedCode.Archive(
                        object.getBucket(),
                        object.getKey(),
                        Optional.of(object.getVersionId()),
                        Optional.empty(),
                        code.handler(),
                        FunctionCode.RUNTIME),
                bucket);
    }

    private Function.Place place(String securityGroupId, NetworkOutputs network) {
        Firewall firewall = new Firewall(
                        unit, name("rotation"), network.vpcId(), "Rotation of the master user's password")
                // AWS's services, through their endpoints in the network or through NAT; and the certificates of RDS's
                // authorities.
                .egress("aws", "0.0.0.0/0", 443)
                .connectTo(
                        "database",
                        securityGroupId,
                        Integer.toString(settings.database().port()));
        return new Function.Place(new ArrayList<>(network.privateSubnetIds().values()), firewall.id());
    }

    private List<Statement> permissions(RdsCluster cluster) {
        return List.of(
                Statement.allow(
                                "Rotate",
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage")
                        .on(secret.getArn()),
                // Makes a value up, and is about no secret yet.
                Statement.allow("Generate", "secretsmanager:GetRandomPassword").on("*"),
                Statement.allow("EncryptSecrets", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(keys.dataKeyArn())
                        .when(
                                "StringEquals",
                                "kms:ViaService",
                                "secretsmanager." + unit.context().region() + ".amazonaws.com"),
                Statement.allow("SetPassword", "rds:ModifyDBCluster").on(cluster.getArn()));
    }

    /** With the unit in it: an environment may have several databases. */
    private String name(String purpose) {
        return unit.role().replace('-', '_') + "_" + purpose;
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
