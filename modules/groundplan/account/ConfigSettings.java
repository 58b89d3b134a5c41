package groundplan.account;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import java.util.Optional;

/** Settings of AWS Config. */
public record ConfigSettings(
        @Setting(value = "Record the configuration of every resource, including global ones.", byDefault = "true")
                @OncePerAccount(value = "a configuration recorder", perRegion = true)
                boolean enabled,
        @Setting(
                        value =
                                "Create the service-linked role of AWS Config, of which an account has one. Set this to false if the account"
                                        + " already has it, for example because somebody enabled AWS Config in the console; creating it would fail.",
                        byDefault = "true")
                boolean createServiceLinkedRole,
        @Setting(
                        value =
                                "Unit in another region that creates the service-linked role, as <region>/<unit>; it is applied first. Left out:"
                                        + " this unit creates it, or it exists already.",
                        pattern = "[a-z]{2}(-[a-z]+)+-[0-9]/.+")
                @Reads("account")
                Optional<String> serviceLinkedRoleOf,
        @Setting(
                        value = "Record each change, or the state once a day.",
                        byDefault = "CONTINUOUS",
                        oneOf = {"CONTINUOUS", "DAILY"})
                String recordingFrequency,
        @Setting(
                        value = "How often a snapshot of all resources is delivered to the bucket.",
                        byDefault = "TwentyFour_Hours",
                        oneOf = {"One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours"})
                String deliveryFrequency,
        @Setting(value = "Retention in the bucket, in days.", byDefault = "365", min = 1, max = 36500)
                int retentionInDays,
        @Setting(value = "Unit whose logs bucket receives the bucket's access log. Left out: no access log.")
                @Reads(value = "storage", sameRegion = true)
                Optional<String> storage,
        @Setting(
                        value = "Set Terraform's prevent_destroy, which rejects a plan that would destroy the bucket.",
                        byDefault = "true")
                boolean preventDestroy,
        @Setting(
                        value =
                                "Empty the bucket when it is destroyed; otherwise a bucket that is not empty cannot be destroyed.",
                        byDefault = "false")
                boolean forceDestroy)
        implements Checked {
    /** Whether the unit creates the account's service-linked role. */
    @OncePerAccount(
            value = "the service-linked role of AWS Config",
            instead =
                    "set create_service_linked_role to false in all but one of them, and service_linked_role_of to that unit")
    public boolean createsServiceLinkedRole() {
        return enabled && createServiceLinkedRole;
    }

    @Override
    public void check(Check check) {
        check.that(
                serviceLinkedRoleOf.isEmpty() || !createServiceLinkedRole,
                "create_service_linked_role",
                "an account has one such role, and service_linked_role_of names the unit that creates it: set this to false");
        Destruction.check(preventDestroy, forceDestroy, check);
    }
}
