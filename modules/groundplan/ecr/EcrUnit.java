package groundplan.ecr;

import com.hashicorp.cdktf.providers.aws.ecr_lifecycle_policy.EcrLifecyclePolicy;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepository;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryEncryptionConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryImageScanningConfiguration;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.constructs.Construct;

/** Repositories of images: encrypted, scanned on each push, with tags that never move and an end to what is kept. */
public final class EcrUnit extends Unit<EcrOutputs> {
  /** How settings name it. */
  public static final Kind<EcrSettings, EcrOutputs> KIND = new Kind<>("ecr", Scope.REGIONAL,
      "repositories of container images", EcrSettings.class, EcrOutputs::of,
      (app, context, settings, wiring) ->
          new EcrUnit(app, context, settings, wiring, wiring.outputs(context.path(), KmsOutputs.class, settings.kms())));

  private final Map<String, EcrRepository> repositories = new TreeMap<>();

  public EcrUnit(Construct app, UnitContext context, EcrSettings settings, Wiring wiring, KmsOutputs keys) {
    super(app, context, wiring);
    settings.repositories().forEach((name, repository) ->
        repositories.put(name, repository(name, repository, keys.dataKeyArn())));
  }

  @Override
  public EcrOutputs outputs() {
    Map<String, String> urls = new TreeMap<>();
    Map<String, String> arns = new TreeMap<>();
    repositories.forEach((name, repository) -> {
      urls.put(name, repository.getRepositoryUrl());
      arns.put(name, repository.getArn());
    });
    return new EcrOutputs(urls, arns);
  }

  private EcrRepository repository(String name, EcrSettings.Repository settings, String keyArn) {
    String role = name.replace('-', '_');
    EcrRepository repository = add(role, (scope, id) -> EcrRepository.Builder.create(scope, id)
        .name(context().name(name)).imageTagMutability("IMMUTABLE").forceDelete(settings.forceDelete())
        .imageScanningConfiguration(EcrRepositoryImageScanningConfiguration.builder().scanOnPush(true).build())
        .encryptionConfiguration(List.of(
            EcrRepositoryEncryptionConfiguration.builder().encryptionType("KMS").kmsKey(keyArn).build()))
        .build());
    add(role, (scope, id) -> EcrLifecyclePolicy.Builder.create(scope, id)
        .repository(repository.getName()).policy(LifecyclePolicy.of(settings)).build());
    return repository;
  }
}
