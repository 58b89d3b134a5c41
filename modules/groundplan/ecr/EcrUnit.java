package groundplan.ecr;

import com.hashicorp.cdktf.providers.aws.ecr_lifecycle_policy.EcrLifecyclePolicy;
import com.hashicorp.cdktf.providers.aws.ecr_replication_configuration.EcrReplicationConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_replication_configuration.EcrReplicationConfigurationReplicationConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_replication_configuration.EcrReplicationConfigurationReplicationConfigurationRule;
import com.hashicorp.cdktf.providers.aws.ecr_replication_configuration.EcrReplicationConfigurationReplicationConfigurationRuleDestination;
import com.hashicorp.cdktf.providers.aws.ecr_replication_configuration.EcrReplicationConfigurationReplicationConfigurationRuleRepositoryFilter;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepository;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryEncryptionConfiguration;
import com.hashicorp.cdktf.providers.aws.ecr_repository.EcrRepositoryImageScanningConfiguration;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.constructs.Construct;

/** Image repositories: encrypted, scanned on push, with immutable tags and a lifecycle policy. */
public final class EcrUnit extends Unit<EcrOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<EcrSettings, EcrOutputs> KIND = new Kind<>(
            "ecr",
            Scope.REGIONAL,
            "repositories of container images",
            EcrSettings.class,
            EcrOutputs::of,
            (app, context, settings, wiring) -> new EcrUnit(
                    app,
                    context,
                    settings,
                    wiring,
                    wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                    wiring.outputs(
                            context.path(),
                            KmsOutputs.class,
                            settings.replication().map(to -> to.kms()))));

    private final Map<String, EcrRepository> repositories = new TreeMap<>();
    private final Map<String, EcrRepository> copies = new TreeMap<>();

    /** @param keysOfCopies keys of the region of the replicas; absent without replication */
    public EcrUnit(
            Construct app,
            UnitContext context,
            EcrSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            Optional<KmsOutputs> keysOfCopies) {
        super(app, context, wiring);
        settings.repositories()
                .forEach((name, repository) ->
                        repositories.put(name, repository(name, id(name), repository, keys.dataKeyArn())));
        settings.replication()
                .ifPresent(to -> replicate(
                        settings, to.region(), keysOfCopies.orElseThrow().dataKeyArn()));
    }

    /**
     * The replicas of the repositories, created here so that they are encrypted, scanned and cleaned up in the same
     * way.
     */
    private void replicate(EcrSettings settings, String region, String keyArn) {
        inRegion(region, () -> {
            settings.repositories()
                    .forEach((name, repository) ->
                            copies.put(name, repository(name, id(name) + "_copy", repository, keyArn)));
            return copies;
        });
        add("main", (scope, id) -> EcrReplicationConfiguration.Builder.create(scope, id)
                .replicationConfiguration(EcrReplicationConfigurationReplicationConfiguration.builder()
                        .rule(List.of(EcrReplicationConfigurationReplicationConfigurationRule.builder()
                                .destination(List.of(
                                        EcrReplicationConfigurationReplicationConfigurationRuleDestination.builder()
                                                .region(region)
                                                .registryId(context().accountId())
                                                .build()))
                                .repositoryFilter(List.of(
                                        EcrReplicationConfigurationReplicationConfigurationRuleRepositoryFilter
                                                .builder()
                                                .filterType("PREFIX_MATCH")
                                                .filter(context().name(""))
                                                .build()))
                                .build()))
                        .build())
                // ECR would create a missing replica itself, with its default settings.
                .dependsOn(List.copyOf(copies.values()))
                .build());
    }

    @Override
    public EcrOutputs outputs() {
        return new EcrOutputs(
                each(repositories, EcrRepository::getRepositoryUrl),
                each(repositories, EcrRepository::getArn),
                each(copies, EcrRepository::getRepositoryUrl),
                each(copies, EcrRepository::getArn));
    }

    private static Map<String, String> each(
            Map<String, EcrRepository> repositories, Function<EcrRepository, String> attribute) {
        Map<String, String> values = new TreeMap<>();
        repositories.forEach((name, repository) -> values.put(name, attribute.apply(repository)));
        return values;
    }

    private static String id(String name) {
        return TerraformName.of(name);
    }

    private EcrRepository repository(String name, String role, EcrSettings.Repository settings, String keyArn) {
        EcrRepository repository = add(role, (scope, id) -> EcrRepository.Builder.create(scope, id)
                .name(context().name(name))
                .imageTagMutability("IMMUTABLE")
                .forceDelete(settings.forceDelete())
                .imageScanningConfiguration(EcrRepositoryImageScanningConfiguration.builder()
                        .scanOnPush(true)
                        .build())
                .encryptionConfiguration(List.of(EcrRepositoryEncryptionConfiguration.builder()
                        .encryptionType("KMS")
                        .kmsKey(keyArn)
                        .build()))
                .build());
        add(role, (scope, id) -> EcrLifecyclePolicy.Builder.create(scope, id)
                .repository(repository.getId())
                .policy(LifecyclePolicy.of(settings))
                .build());
        return repository;
    }
}
