package groundplan.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lambda_invocation.LambdaInvocation;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The rotation function of a unit that stores secret values: it replaces values with new ones, and sets the passwords
 * of cache users. Its code reads the environment variables {@code FORMS} and {@code CACHES}.
 */
public final class Rotator {
    /** Files next to this class that the function's code imports. */
    private static final String[] SHARED_CODE = {"generated_value.py", "cache_password.py", "secret_rotation.py"};

    /** Changes of a cache user take a while to complete. */
    private static final int TIMEOUT_WITH_CACHES_SECONDS = 180;

    private final Unit<?> unit;
    private final Work work;
    private final Function function;
    private Optional<Firewall> firewall = Optional.empty();

    /**
     * What the function rotates.
     *
     * @param values by the name of their resources in Terraform
     * @param names the name under which each value is stored, by the same key
     * @param users of caches, by the value that is their password
     */
    public record Work(Map<String, KeptValue> values, UnaryOperator<String> names, Map<String, CacheUser> users) {}

    /**
     * The network that the function runs in.
     *
     * @param vpcId the VPC
     * @param subnetIds the subnets, from which AWS's services are reachable
     */
    public record Network(String vpcId, List<String> subnetIds) {}

    /**
     * The settings of the function.
     *
     * @param retentionDays the log retention in days
     * @param reservedConcurrency the reserved concurrency; -1 uses the account's unreserved concurrency
     * @param logsBucket receives the access log of the bucket with its code
     * @param network the network it runs in
     */
    public record Upkeep(
            int retentionDays, int reservedConcurrency, Optional<String> logsBucket, Optional<Network> network) {}

    /**
     * Creates the function, named {@code rotation}, and its bucket. Its code is {@code rotation.py} next to the unit's
     * class.
     *
     * @param description what the function does
     * @param variables its environment variables, in addition to those of this class
     * @param permissions its permissions on the values, where they are stored
     */
    public Rotator(
            Unit<?> unit,
            String description,
            Function.Keys keys,
            Upkeep upkeep,
            Map<String, String> variables,
            List<Statement> permissions,
            Work work) {
        this.unit = unit;
        this.work = work;
        Bucket bucket = Bucket.plan(unit, role("code"))
                .key(keys.data())
                .logsTo(upkeep.logsBucket())
                .create();
        FunctionPlan plan = Function.plan(
                        unit,
                        "rotation",
                        FunctionCode.python(unit.getClass(), "rotation.py", SHARED_CODE),
                        bucket,
                        keys)
                .description(description)
                .retention(upkeep.retentionDays())
                .reservedConcurrency(upkeep.reservedConcurrency())
                .variable("FORMS", json(forms()))
                .allow(permissions)
                .in(upkeep.network().map(this::place));
        variables.forEach(plan::variable);
        if (!work.users().isEmpty()) {
            plan.variable("CACHES", json(caches()))
                    .timeout(TIMEOUT_WITH_CACHES_SECONDS)
                    .allow(List.of(
                            Statement.allow("SetPasswords", "elasticache:ModifyUser", "elasticache:DescribeUsers")
                                    .on(work.users().values().stream()
                                            .map(CacheUser::arn)
                                            .toList())));
        }
        this.function = plan.create();
    }

    /** The function itself. */
    public Function function() {
        return function;
    }

    /**
     * Has the cache accept a value right after it is created, and again when its resource or the user is replaced.
     *
     * @param name the value's name in Terraform
     * @param event identifies the value for the function's code; the step is added
     * @param made the resource that writes the value
     */
    public void acceptFirst(String name, Map<String, String> event, TerraformResource made) {
        Map<String, Object> input = step("acceptCurrent", event);
        // Not the whole resource: a change in place leaves the value as it is.
        String written = made.getTerraformResourceType() + "." + made.getFriendlyUniqueId() + ".id";
        unit.add(name, (scope, id) -> LambdaInvocation.Builder.create(scope, id)
                .functionName(function.id())
                .input(json(input))
                .triggers(Map.of("user", work.users().get(name).id()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .replaceTriggeredBy(List.of(written))
                        .build())
                .dependsOn(List.of(made))
                .build());
    }

    /**
     * Has the function write the first value, unless there is one. Terraform has no part in it: the provider would read
     * the value back with every plan.
     *
     * @param name the value's name in Terraform
     * @param event identifies the value for the function's code; the step is added
     */
    public TerraformResource createFirst(String name, Map<String, String> event) {
        return unit.add(name + "_first", (scope, id) -> LambdaInvocation.Builder.create(scope, id)
                .functionName(function.id())
                .input(json(step("createFirst", event)))
                .build());
    }

    /**
     * Has the function create what stores a value, change it with the event, and delete it, in place of a resource that the provider
     * could refresh only with the value. The name does not depend on the function's existence: a function that is replaced leaves
     * the value alone. The resource's {@code triggers.name} is the name.
     *
     * @param name the value's name in Terraform
     * @param stored the name under which it is stored; another one is another value, so that the resource is replaced
     * @param event describes it for the function's code; the step is added, and the provider adds what happens
     */
    public LambdaInvocation keep(String name, String stored, Map<String, ?> event) {
        return unit.add(name, (scope, id) -> LambdaInvocation.Builder.create(scope, id)
                .functionName(function.functionName())
                .lifecycleScope("CRUD")
                .input(json(step("keep", event)))
                .triggers(Map.of("name", stored))
                // The function needs the way to AWS's services for as long as there is something to delete.
                .dependsOn(firewall.map(Firewall::outward).orElse(List.of()))
                .build());
    }

    private static Map<String, Object> step(String step, Map<String, ?> event) {
        Map<String, Object> input = new TreeMap<>(event);
        input.put("Step", step);
        return input;
    }

    /** Includes the unit: an environment may have several units with a rotation function. */
    private String role(String purpose) {
        return TerraformName.of(unit.context().path().unit()) + "_" + purpose;
    }

    private Function.Place place(Network network) {
        Firewall made = new Firewall(unit, role("rotation"), network.vpcId(), "Rotation of secrets")
                // AWS's services are reached through VPC endpoints or through NAT.
                .egress("aws", "0.0.0.0/0", 443);
        work.users()
                .values()
                .forEach(user -> made.connectTo(TerraformName.of(user.unit()), user.securityGroupId(), user.port()));
        firewall = Optional.of(made);
        return new Function.Place(new ArrayList<>(network.subnetIds()), made.id());
    }

    /** The form of generated values, by the value's name, as arguments of GetRandomPassword. */
    private Map<String, Object> forms() {
        Map<String, Object> forms = new TreeMap<>();
        work.values().forEach((name, value) -> value.generated()
                .ifPresent(form -> forms.put(
                        work.names().apply(name),
                        new TreeMap<>(Map.of(
                                "PasswordLength",
                                form.passwordLength(),
                                "ExcludePunctuation",
                                form.excludePunctuation())))));
        return forms;
    }

    private Map<String, Object> caches() {
        Map<String, Object> caches = new TreeMap<>();
        work.users()
                .forEach((name, user) -> caches.put(
                        work.names().apply(name),
                        new TreeMap<>(Map.of("user", user.id(), "host", user.host(), "port", user.port()))));
        return caches;
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
