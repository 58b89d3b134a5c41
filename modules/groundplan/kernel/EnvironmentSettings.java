package groundplan.kernel;

import java.util.Map;
import java.util.Optional;

/** Settings of a whole environment, common to all its units. */
public record EnvironmentSettings(
        @Setting(value = "AWS account of the environment, as a quoted string.", pattern = "[0-9]{12}") String accountId,
        @Setting(value = "AWS region of the environment's units.", form = TextForm.REGION) String region,
        @Setting(value = "Where the Terraform states are kept.") StateSettings state,
        @Setting(
                        value =
                                "Versions of the AWS provider that Terraform may use, as a version constraint. The tests plan with the default; docs/provider-6.md describes an upgrade.",
                        byDefault = Unit.PROVIDER_VERSION,
                        form = TextForm.PROVIDER_VERSIONS)
                String awsProviderVersion,
        @Setting(
                        value = "Tags of every resource, in addition to Project, Environment and ManagedBy.",
                        byDefault = "{}",
                        names = "[A-Za-z][A-Za-z0-9_.:/=+@-]*",
                        namesForm = TextForm.ADDED_TAG_KEY,
                        form = TextForm.TAG_VALUE)
                Map<String, String> tags,
        @Setting("Roles of the account to plan and apply with. Left out: the caller's own credentials.")
                Optional<AssumeRoleSettings> assumeRole,
        @Setting(
                        value =
                                "Set the permissions boundary, which the unit of kind boundary creates, on every role of the environment. Without it, the"
                                        + " role that applies could create a role with more permissions than its own. Left out: true if there is such a unit.")
                Optional<Boolean> boundRoles,
        @Setting(
                        value =
                                "Names of buckets that no setting spells: <system>-<environment>-<role>, or with_account, which appends the account's"
                                        + " id. Bucket names are shared with all AWS customers, so that a plain one may be taken. A bucket cannot be renamed:"
                                        + " changing this replaces buckets that exist.",
                        byDefault = "plain",
                        oneOf = {"plain", "with_account"})
                String bucketNames,
        @Setting(value = "How changes are promoted from environment to environment.", byDefault = "{}")
                PromotionSettings promotion,
        @Setting(value = "Protection of the environment's data against unintended plans.", byDefault = "{}")
                GuardSettings guards,
        @Setting(
                        value =
                                "What AWS granted the account where that is not the default, by the names in docs/quotas.md. For another region than the environment's own: <region>/<name>.",
                        byDefault = "{}",
                        min = 0,
                        names = "([a-z]+(-[a-z]+)+-[0-9]/)?[a-z][a-z0-9]*(-[a-z0-9]+)*",
                        namesForm = TextForm.QUOTA)
                Map<String, Integer> quotas,
        @Setting(
                        value =
                                "The program that plans and applies: Terraform or OpenTofu. Left out: OpenTofu if it is on the PATH, else Terraform, as"
                                        + " Terragrunt chooses; docs/engines.md describes how to change from one to the other.",
                        oneOf = {"terraform", "tofu"})
                Optional<String> engine)
        implements Checked {
    /**
     * Stands in settings for an account that is not known yet: no account of AWS has this id. It is valid, and works on an emulator;
     * what works on AWS is refused.
     */
    public static final String OPEN_ACCOUNT = "000000000000";

    /** What Lambda leaves to functions without a reservation: an account's functions cannot reserve it. */
    private static final int UNRESERVED_CONCURRENCY = 100;

    /** Whether Terraform may use a version of the AWS provider before this one. */
    public boolean allowsProviderBefore(int major, int minor) {
        return ProviderVersions.allowsBefore(awsProviderVersion, major, minor);
    }

    /** How many concurrent executions the account's functions in a region may reserve together; with none left, none is reserved. */
    public int reservableConcurrency(String inRegion) {
        Quota quota = Quotas.of("lambda-concurrent-executions");
        int executions = quotas.getOrDefault(Quotas.key(quota, inRegion, region), quota.byDefault());
        return Math.max(0, executions - UNRESERVED_CONCURRENCY);
    }

    /** The region of the state bucket and the lock table. */
    public String stateRegion() {
        return state.region().orElse(region);
    }

    /**
     * The same settings, with the default of what depends on the environment's units.
     *
     * @param hasBoundary whether one of the units creates the permissions boundary
     */
    public EnvironmentSettings with(boolean hasBoundary) {
        return new EnvironmentSettings(
                accountId,
                region,
                state,
                awsProviderVersion,
                tags,
                assumeRole,
                Optional.of(boundRoles.orElse(hasBoundary)),
                bucketNames,
                promotion,
                guards,
                quotas,
                engine);
    }

    /** The same settings with the states in another bucket. */
    public EnvironmentSettings keeping(String bucket, String bucketRegion) {
        return new EnvironmentSettings(
                accountId,
                region,
                new StateSettings(
                        bucket,
                        state.lockTable(),
                        state.useLockfile(),
                        Optional.of(bucketRegion),
                        state.owner(),
                        state.kmsKeyId()),
                awsProviderVersion,
                tags,
                assumeRole,
                boundRoles,
                bucketNames,
                promotion,
                guards,
                quotas,
                engine);
    }

    @Override
    public void check(Check check) {
        Tags.checkAdded(tags, "tags", check);
        assumeRole.ifPresent(roles -> {
            check.that(
                    roles.planRoleArn().contains("::" + accountId + ":"),
                    "assume_role.plan_role_arn",
                    "the role is not in account " + accountId);
            check.that(
                    roles.applyRoleArn().contains("::" + accountId + ":"),
                    "assume_role.apply_role_arn",
                    "the role is not in account " + accountId);
        });
    }
}
