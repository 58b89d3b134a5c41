package groundplan.kernel;

import java.util.Map;
import java.util.Optional;

/** What holds for a whole environment, whatever its units. */
public record EnvironmentSettings(
        @Setting(value = "AWS account that the environment lives in, as quoted text.", pattern = "[0-9]{12}")
                String accountId,
        @Setting(value = "AWS region that the environment's units live in.", pattern = EnvironmentSettings.REGION)
                String region,
        @Setting(value = "Where the Terraform states are kept.") StateSettings state,
        @Setting(
                        value = "Tags of every resource, beside Project, Environment and ManagedBy.",
                        byDefault = "{}",
                        names = "[A-Za-z][A-Za-z0-9_.:/=+@-]{0,127}")
                Map<String, String> tags,
        @Setting("Roles of the account that plans and applies are made with. Left out: the caller's own credentials.")
                Optional<AssumeRoleSettings> assumeRole,
        @Setting(
                        value =
                                "Bound every role of the environment by the policy that its unit of kind github makes. For when that unit"
                                        + " is applied: until then there is no such policy.",
                        byDefault = "false")
                boolean boundRoles,
        @Setting(value = "How changes pass from environment to environment.", byDefault = "{}")
                PromotionSettings promotion,
        @Setting(value = "What keeps the environment's data from a plan that nobody meant.", byDefault = "{}")
                GuardSettings guards)
        implements Checked {
    /** The form of a region's name. */
    static final String REGION = "[a-z]{2}(-[a-z]+)+-[0-9]";

    /** The region of bucket and lock table. */
    public String stateRegion() {
        return state.region().orElse(region);
    }

    @Override
    public void check(Check check) {
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
