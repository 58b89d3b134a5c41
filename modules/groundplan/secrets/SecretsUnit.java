package groundplan.secrets;

import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_version.SecretsmanagerSecretVersion;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.network.NetworkOutputs;
import groundplan.secrets.SecretsSettings.Generated;
import groundplan.secrets.SecretsSettings.Secret;
import groundplan.storage.StorageOutputs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/** Secrets, the first value of those that AWS makes up, and their rotation. No value passes through Terraform's files. */
public final class SecretsUnit extends Unit<SecretsOutputs> {
  /** How settings name it. */
  public static final Kind<SecretsSettings, SecretsOutputs> KIND = new Kind<>("secrets", Scope.REGIONAL,
      "secrets, generated or entered by people, and their rotation", SecretsSettings.class, SecretsOutputs::of,
      (app, context, settings, wiring) -> new SecretsUnit(app, context, settings, wiring,
          wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
          wiring.outputs(context.path(), NetworkOutputs.class, settings.network()),
          wiring.outputs(context.path(), StorageOutputs.class, settings.storage())));

  private final Map<String, SecretsmanagerSecret> secrets = new TreeMap<>();

  public SecretsUnit(Construct app, UnitContext context, SecretsSettings settings, Wiring wiring, KmsOutputs keys,
      Optional<NetworkOutputs> network, Optional<StorageOutputs> storage) {
    super(app, context, wiring);
    Map<String, SecretsmanagerSecretVersion> generated = new TreeMap<>();
    settings.secrets().forEach((name, secret) -> {
      secrets.put(name, secret(name, secret, keys));
      secret.generated().ifPresent(form -> generated.put(name, firstValue(name, form)));
    });
    if (settings.rotates()) {
      new SecretRotation(this, settings, keys, network, storage.map(StorageOutputs::logsBucketName), secrets, generated);
    }
  }

  @Override
  public SecretsOutputs outputs() {
    Map<String, String> arns = new TreeMap<>();
    secrets.forEach((name, secret) -> arns.put(name, secret.getArn()));
    return new SecretsOutputs(arns);
  }

  private SecretsmanagerSecret secret(String name, Secret secret, KmsOutputs keys) {
    String origin = secret.generated().isPresent() ? "" : " The value is entered by people, not by Terraform.";
    return add(name, (scope, id) -> SecretsmanagerSecret.Builder.create(scope, id)
        // Underscores stay: Secrets Manager takes a hyphen and six characters at the end for its own suffix.
        .name(context().name(name)).description(secret.description() + origin).kmsKeyId(keys.dataKeyArn())
        .recoveryWindowInDays(secret.recoveryWindowInDays()).build());
  }

  /**
   * The value lives for the length of an apply and is written, never read. Version 1 stays: a higher number would overwrite
   * what a rotation or a person has put there since.
   */
  private SecretsmanagerSecretVersion firstValue(String name, Generated form) {
    addOverride("ephemeral.aws_secretsmanager_random_password." + name, Map.of(
        "password_length", form.passwordLength(),
        "exclude_punctuation", form.excludePunctuation(),
        "require_each_included_type", true));
    return add(name, (scope, id) -> {
      SecretsmanagerSecretVersion version = SecretsmanagerSecretVersion.Builder.create(scope, id)
          .secretId(secrets.get(name).getId()).build();
      version.addOverride("secret_string_wo",
          "${ephemeral.aws_secretsmanager_random_password." + name + ".random_password}");
      version.addOverride("secret_string_wo_version", 1);
      return version;
    });
  }
}
