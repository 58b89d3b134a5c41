package groundplan.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The context of a unit: its path and its environment's settings.
 *
 * @param path the unit's path
 * @param environment the settings of its environment
 * @param scope whether its resources have a region, whatever its folder
 * @param others the system's other environments in the account; empty unless the unit creates the permissions boundary
 */
public record UnitContext(UnitPath path, EnvironmentSettings environment, Scope scope, OtherEnvironments others) {
    /** The region of services that AWS offers in one region only, such as DNS query logging. */
    public static final String GLOBAL_REGION = "us-east-1";

    /** Creates the context of a unit whose folder tells whether its resources have a region. */
    public UnitContext(UnitPath path, EnvironmentSettings environment) {
        this(path, environment, path.global() ? Scope.GLOBAL : Scope.REGIONAL);
    }

    /** Creates the context of a unit that needs to know nothing of other environments. */
    public UnitContext(UnitPath path, EnvironmentSettings environment, Scope scope) {
        this(path, environment, scope, OtherEnvironments.NONE);
    }

    /** The region of the unit's provider. */
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

    /** The physical name of the resource in this role: {@code <system>-<environment>-<role>}, see {@link Name}. */
    public String name(String role, Name limit) {
        return limit.of(path.system() + "-" + path.environment() + "-" + role);
    }

    /** Like {@link #name(String, Name)}, with the limit that applies to most AWS names. */
    public String name(String role) {
        return name(role, Name.GENERAL);
    }

    /**
     * The name of a resource that must be unique in the account or globally, such as a role or a bucket. A unit outside
     * the environment's own region prepends its region, so that the same unit can exist in both regions.
     */
    public String wideName(String role, Name limit) {
        return name(wideRole(role), limit);
    }

    /**
     * The name of a bucket: {@code <system>-<environment>-<role>}, with the account's id where the environment's
     * settings ask for it. Bucket names are shared by all regions and accounts.
     */
    public String bucketName(String role) {
        return environment.bucketNames().equals("with_account")
                ? name(role, Name.BUCKET_BEFORE_ACCOUNT) + "-" + accountId()
                : name(role, Name.DATABASE);
    }

    /** Like {@link #bucketName}, with the region of a unit outside the environment's own. */
    public String wideBucketName(String role) {
        return bucketName(wideRole(role));
    }

    private String wideRole(String role) {
        return scope == Scope.GLOBAL || region().equals(environment.region()) ? role : region() + "-" + role;
    }

    /** The name of the permissions boundary policy of the environment's roles. */
    public String boundaryName() {
        return name("boundary");
    }

    /** The ARN of that policy, whether or not it exists. */
    public String boundary() {
        return "arn:aws:iam::" + accountId() + ":policy/" + boundaryName();
    }

    /** The permissions boundary of every role that a unit creates; absent when the environment sets none. */
    public Optional<String> boundaryArn() {
        return environment.boundRoles().orElse(false) ? Optional.of(boundary()) : Optional.empty();
    }

    /** An ARN of this account and region. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region() + ":" + accountId() + ":" + resource;
    }
}
