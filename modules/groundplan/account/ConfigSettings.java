package groundplan.account;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Reads;
import groundplan.kernel.Setting;
import groundplan.parts.Destruction;
import java.util.Optional;

/** Settings of AWS Config. */
public record ConfigSettings(
        @Setting(value = "Record the configuration of every resource, including global ones.", byDefault = "true")
                boolean enabled,
        @Setting(
                        value =
                                "Create the service-linked role of AWS Config. Set this to false if the account already has it.",
                        byDefault = "true")
                boolean createServiceLinkedRole,
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
                @Reads("storage")
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
    @Override
    public void check(Check check) {
        Destruction.check(preventDestroy, forceDestroy, check);
    }
}
