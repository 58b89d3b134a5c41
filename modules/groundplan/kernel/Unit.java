package groundplan.kernel;

import com.hashicorp.cdktf.DataTerraformRemoteStateS3;
import com.hashicorp.cdktf.S3Backend;
import com.hashicorp.cdktf.TerraformElement;
import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.constructs.Construct;

/**
 * The stack of one unit: one Terraform state. It defines the backend, the provider and the lookups of other units'
 * states, which CDKTF would otherwise fill in with a local path and its own provider version.
 *
 * @param <O> its outputs
 */
public abstract class Unit<O extends Record> extends TerraformStack {
    /** The local name of the provider that every unit has, the prefix of its resource types. */
    public static final String PROVIDER = "aws";

    /** The source address of that provider. */
    public static final String PROVIDER_SOURCE = "hashicorp/aws";

    /** The provider versions that are accepted unless an environment names others: the tested version and its patches. */
    public static final String PROVIDER_VERSION = "~> 5.100.0";

    /** Write-only arguments and ephemeral values need this Terraform version. */
    public static final String TERRAFORM_VERSION = ">= 1.11.0";

    private final UnitContext context;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final List<Construct> levels = new ArrayList<>();
    private final Set<String> providers = new HashSet<>();
    /** The region whose provider is used at the moment; empty for the unit's own. */
    private String alias = "";

    @SuppressWarnings("this-escape") // a construct joins its tree when it is made
    protected Unit(Construct app, UnitContext context, Wiring wiring) {
        super(app, context.path().stackId());
        this.context = context;
        addOverride(
                "terraform",
                Map.of(
                        "required_version",
                        TERRAFORM_VERSION,
                        "required_providers",
                        Map.of(
                                PROVIDER,
                                Map.of(
                                        "source",
                                        PROVIDER_SOURCE,
                                        "version",
                                        context.environment().awsProviderVersion()))));
        provider("aws", context.region(), Optional.empty());
        context.environment()
                .assumeRole()
                .ifPresent(
                        roles -> addOverride("variable." + AssumeRoleSettings.VARIABLE, AssumeRoleSettings.variable()));
        backend();
        // Settings may name the same unit in two ways.
        Map<UnitPath, EnvironmentSettings> producers = new TreeMap<>();
        wiring.wires().forEach(wire -> producers.put(wire.path(), wire.environment()));
        producers.forEach(this::remoteState);
    }

    /** The unit's outputs: each component of the record becomes the output of the same name. */
    public abstract O outputs();

    /** The unit's context. */
    public UnitContext context() {
        return context;
    }

    /**
     * Creates a resource with the address {@code <type>.<name>}, without the hash that CDKTF would append, so that the
     * address does not change when the code that creates it is moved.
     *
     * @param name unique among the resources of one type; lower-case words joined by {@code _}
     * @param create creates the resource with the given scope and construct id
     * @throws DuplicateAddress when the address is in use
     */
    public <T extends TerraformElement> T add(String name, BiFunction<Construct, String, T> create) {
        if (!TerraformName.isValid(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a name that Terraform accepts");
        }
        int level = uses.merge(name, 1, Integer::sum) - 1;
        T created = create.apply(level(level), name);
        // The bindings have a class for each type; a resource without one is of a class that states its type itself.
        String type = created.getClass() == TerraformResource.class
                ? ((TerraformResource) created).getTerraformResourceType()
                : created.getClass().getSimpleName();
        if (!names.add(type + " " + name)) {
            throw new DuplicateAddress(type, name);
        }
        if (!alias.isEmpty() && created instanceof TerraformResource resource) {
            resource.addOverride("provider", "aws." + alias);
        }
        return created;
    }

    /**
     * Creates everything that the callback adds in the given region, which need not be the unit's own.
     *
     * @param create adds resources to this unit, directly or through constructs
     */
    public final <T> T inRegion(String region, Supplier<T> create) {
        String outer = alias;
        alias = region.equals(context.region()) ? "" : TerraformName.of(region);
        if (!alias.isEmpty() && providers.add(alias)) {
            provider("aws_" + alias, region, Optional.of(alias));
        }
        try {
            return create.get();
        } finally {
            alias = outer;
        }
    }

    /**
     * Adds a provider to the unit, in addition to AWS's. Its configuration may refer to outputs of other units; its
     * resources are added with {@link #add} like any other.
     */
    public final void uses(OtherProvider provider) {
        addOverride(
                "terraform.required_providers." + provider.name(),
                Map.of("source", provider.source(), "version", provider.version()));
        addOverride("provider." + provider.name(), List.of(provider.configuration()));
    }

    /**
     * The scope for a resource whose name is also used by resources of other types. CDKTF leaves constructs called
     * {@code Default} out of logical ids, so each nested level allows the name once more, without overriding the id.
     */
    private Construct level(int level) {
        while (levels.size() <= level) {
            levels.add(new Construct(levels.isEmpty() ? this : levels.get(levels.size() - 1), "Default"));
        }
        return levels.get(level);
    }

    private void provider(String id, String region, Optional<String> name) {
        AwsProvider.Builder builder = AwsProvider.Builder.create(this, id)
                .region(region)
                .allowedAccountIds(List.of(context.accountId()))
                .defaultTags(List.of(
                        AwsProviderDefaultTags.builder().tags(context.tags()).build()));
        name.ifPresent(builder::alias);
        AwsProvider provider = builder.build();
        context.environment()
                .assumeRole()
                .ifPresent(roles -> provider.addOverride(
                        "dynamic",
                        Map.of(
                                "assume_role",
                                Map.of(
                                        "for_each",
                                        "${" + roles.chosen() + "}",
                                        "content",
                                        roles.block("${assume_role.value}")))));
    }

    /** Publishes the outputs. Called once, after all resources have been created. */
    final void publish(List<OutputDeclaration> declared) {
        Map<String, Object> values = new TreeMap<>();
        O outputs = outputs();
        for (RecordComponent component : outputs.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(outputs);
                Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
                // A constant value is known from the settings: readers use it at synthesis.
                boolean empty = present == null
                        || present instanceof Enum<?>
                        || present instanceof Map<?, ?> map && map.isEmpty();
                if (!empty) {
                    values.put(SnakeCase.of(component.getName()), present);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        Map<String, OutputDeclaration> byName = new LinkedHashMap<>();
        declared.forEach(declaration -> byName.put(declaration.name(), declaration));
        if (!byName.keySet().equals(values.keySet())) {
            throw new IllegalStateException(
                    context.path() + " declares the outputs " + byName.keySet() + " and publishes " + values.keySet());
        }
        values.forEach((name, value) -> {
            OutputDeclaration declaration = byName.get(name);
            if (value instanceof Map<?, ?> map && !map.keySet().equals(Set.copyOf(declaration.keys()))) {
                throw new IllegalStateException(context.path() + " declares the keys " + declaration.keys()
                        + " of output " + name + " and publishes " + map.keySet());
            }
            TerraformOutput.Builder.create(this, name)
                    .value(value)
                    .description(declaration.description())
                    .build();
        });
    }

    private void backend() {
        StateSettings state = context.environment().state();
        S3Backend.Builder backend = S3Backend.Builder.create(this)
                .bucket(state.bucket())
                .key(context.path().stateKey())
                .region(context.environment().stateRegion())
                .encrypt(true);
        state.lockTable().ifPresent(backend::dynamodbTable);
        state.kmsKeyId().ifPresent(backend::kmsKeyId);
        backend.build();
        Map<String, Object> more = new TreeMap<>(Map.of("allowed_account_ids", List.of(context.accountId())));
        if (state.useLockfile()) {
            more.put("use_lockfile", true);
        }
        // A backend cannot use variables, so it has the role to plan with; an apply passes its role to terraform
        // init.
        context.environment()
                .assumeRole()
                .ifPresent(roles -> more.put("assume_role", roles.block(roles.planRoleArn())));
        more.forEach((name, value) -> addOverride("terraform.backend.s3." + name, value));
    }

    /**
     * Another environment may keep its states elsewhere, even in another account; they are only read, also by an apply.
     */
    private void remoteState(UnitPath producer, EnvironmentSettings environment) {
        DataTerraformRemoteStateS3 lookup = DataTerraformRemoteStateS3.Builder.create(
                        this, producer.wireName(context.path()))
                .bucket(environment.state().bucket())
                .key(producer.stateKey())
                .region(environment.stateRegion())
                .build();
        Optional<AssumeRoleSettings> own = context.environment().assumeRole();
        environment
                .assumeRole()
                .filter(roles -> own.isPresent())
                .ifPresent(roles -> lookup.addOverride(
                        "config.assume_role",
                        "${one([for arn in " + roles.chosenForReading() + " : " + hcl(roles.block("arn")) + "])}"));
    }

    private static String hcl(Map<String, Object> block) {
        return block.entrySet().stream()
                .map(entry -> entry.getKey() + " = "
                        + (entry.getKey().equals("role_arn") ? entry.getValue() : "\"" + entry.getValue() + "\""))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
