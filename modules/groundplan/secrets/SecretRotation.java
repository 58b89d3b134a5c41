package groundplan.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotation;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotationRotationRules;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_version.SecretsmanagerSecretVersion;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.parts.Bucket;
import groundplan.parts.Firewall;
import groundplan.parts.Function;
import groundplan.parts.FunctionCode;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The function that puts a new generated value in the place of an old one, and when it runs. */
final class SecretRotation {
  private final SecretsUnit unit;
  private final SecretsSettings settings;

  SecretRotation(SecretsUnit unit, SecretsSettings settings, KmsOutputs keys, Optional<NetworkOutputs> network,
      Optional<String> logsBucket, Map<String, SecretsmanagerSecret> secrets,
      Map<String, SecretsmanagerSecretVersion> firstValues) {
    this.unit = unit;
    this.settings = settings;
    Map<String, SecretsmanagerSecret> rotated = new TreeMap<>(secrets);
    rotated.keySet().removeIf(name -> settings.secrets().get(name).rotation().isEmpty());
    Bucket code = Bucket.plan(unit, role("code")).key(keys.dataKeyArn()).logsTo(logsBucket).create();
    Function function = Function
        .plan(unit, "rotation", FunctionCode.python(SecretRotation.class, "rotation.py"), code,
            new Function.Keys(keys.dataKeyArn(), keys.logsKeyArn(), keys.notificationsKeyArn()))
        .description("Replaces generated secrets by new values")
        .retention(settings.logsRetentionInDays())
        .reservedConcurrency(settings.reservedConcurrentExecutions())
        .variable("FORMS", forms(rotated))
        .allow(permissions(keys, rotated.values().stream().map(SecretsmanagerSecret::getArn).toList()))
        .in(network.map(this::place))
        .create();
    ITerraformDependable permission = function.invokedByAccount("secretsmanager", "secretsmanager.amazonaws.com");
    rotated.forEach((name, secret) -> unit.add(name, (scope, id) -> {
      int days = settings.secrets().get(name).rotation().orElseThrow().automaticallyAfterDays();
      SecretsmanagerSecretRotation rotation = SecretsmanagerSecretRotation.Builder.create(scope, id)
          .secretId(secret.getId()).rotationLambdaArn(function.arn())
          .rotationRules(SecretsmanagerSecretRotationRotationRules.builder().automaticallyAfterDays(days).build())
          .dependsOn(List.of(permission, firstValues.get(name))).build();
      // Newer than the bindings. The first value is as old as the secret: nothing to replace while services start with it.
      rotation.addOverride("rotate_immediately", false);
      return rotation;
    }));
  }

  /** With the unit in it: an environment may have several units of secrets. */
  private String role(String purpose) {
    return unit.context().path().unit().replace('/', '_').replace('-', '_') + "_" + purpose;
  }

  private Function.Place place(NetworkOutputs network) {
    Firewall firewall = new Firewall(unit, role("rotation"), network.vpcId(), "Rotation of secrets")
        // Secrets Manager is reached through its endpoint in the network, or else through NAT.
        .egress("aws", "0.0.0.0/0", 443);
    return new Function.Place(new ArrayList<>(network.privateSubnetIds().values()), firewall.id());
  }

  private List<Statement> permissions(KmsOutputs keys, List<String> secretArns) {
    return List.of(
        Statement.allow("Rotate", "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage").on(secretArns),
        // Makes a value up, and is about no secret yet.
        Statement.allow("Generate", "secretsmanager:GetRandomPassword").on("*"),
        Statement.allow("EncryptSecrets", "kms:Decrypt", "kms:GenerateDataKey").on(keys.dataKeyArn())
            .when("StringEquals", "kms:ViaService", "secretsmanager." + unit.context().region() + ".amazonaws.com"));
  }

  /** What a new value looks like, by the secret's physical name, in the words of GetRandomPassword. */
  private String forms(Map<String, SecretsmanagerSecret> rotated) {
    Map<String, Map<String, Object>> forms = new TreeMap<>();
    rotated.keySet().forEach(name -> settings.secrets().get(name).generated().ifPresent(form ->
        forms.put(unit.context().name(name), new TreeMap<>(Map.of(
            "PasswordLength", form.passwordLength(), "ExcludePunctuation", form.excludePunctuation())))));
    try {
      return new ObjectMapper().writeValueAsString(forms);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
