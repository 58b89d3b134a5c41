package groundplan.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a unit knows of its place.
 *
 * @param path its name
 * @param environment the settings of its environment
 * @param scope whether its resources have a region, wherever its folder is
 */
public record UnitContext(UnitPath path, EnvironmentSettings environment, Scope scope) {
    /** The region of services that AWS offers in one region only, such as a zone's query log. */
    public static final String GLOBAL_REGION = "us-east-1";

    /** The place of a unit whose folder says whether its resources have a region. */
    public UnitContext(UnitPath path, EnvironmentSettings environment) {
        this(path, environment, path.global() ? Scope.GLOBAL : Scope.REGIONAL);
    }

    /** The region that the unit's provider talks to. */
    public String region() {
        return scope == Scope.GLOBAL ? GLOBAL_REGION : path.region();
    }

    /** The AWS account of the unit's environment. */
    public String accountId() {
        return environment.accountId();
    }

    /** The tags of every resource of the unit. */
    public Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(
                Map.of("Project", path.system(), "Environment", path.environment(), "ManagedBy", "terraform"));
        tags.putAll(environment.tags());
        return tags;
    }

    /** The physical name of the thing that plays this role: {@code <system>-<environment>-<role>}, see {@link Name}. */
    public String name(String role, Name limit) {
        return limit.of(path.system() + "-" + path.environment() + "-" + role);
    }

    /** Like {@link #name(String, Name)}, within the limit of most of AWS's names. */
    public String name(String role) {
        return name(role, Name.GENERAL);
    }

    /**
     * The name of what must be the only one in the account or the world, whatever its region: a role, a bucket. A unit of
     * another region than the environment's own puts its region in front, so that it may stand beside the one it repeats.
     */
    public String wideName(String role, Name limit) {
        return name(
                scope == Scope.GLOBAL || region().equals(environment.region()) ? role : region() + "-" + role, limit);
    }

    /** The name of the policy that bounds the environment's roles. */
    public String boundaryName() {
        return name("boundary");
    }

    /** The policy that bounds every role that a unit creates; absent while the environment's roles are not bounded. */
    public Optional<String> boundaryArn() {
        return environment.boundRoles()
                ? Optional.of("arn:aws:iam::" + accountId() + ":policy/" + boundaryName())
                : Optional.empty();
    }

    /** An ARN of this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region() + ":" + accountId() + ":" + resource;
    }
}
