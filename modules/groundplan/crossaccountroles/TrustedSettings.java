package groundplan.crossaccountroles;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of who takes on a role, and what else must be so. All conditions must hold. */
public record TrustedSettings(
        @Setting(
                        value = "Roles of other accounts, by ARN; never a whole account.",
                        min = 1,
                        pattern = "arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]+")
                List<String> principalArns,
        @Setting(
                        value =
                                "What callers say to show that they mean this environment; no secret. Left out only where another"
                                        + " condition stands.",
                        pattern = "[\\w+=,.@:/-]{2,1224}")
                Optional<String> externalId,
        @Setting(value = "Organization that callers belong to. Left out: any.", pattern = "o-[a-z0-9]{10,32}")
                Optional<String> organizationId,
        @Setting(
                        value = "Address ranges that callers call from. Empty: any.",
                        byDefault = "[]",
                        pattern = "[0-9a-f.:]+/[0-9]+")
                List<String> sourceIps,
        @Setting(
                        value = "Tags that callers carry, by name, such as the name of a pipeline.",
                        byDefault = "{}",
                        names = "[A-Za-z][A-Za-z0-9_.:/=+@-]{0,127}")
                Map<String, String> principalTags)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                externalId.isPresent() || organizationId.isPresent() || !principalTags.isEmpty(),
                "external_id",
                "whoever may use a role of the other account could use this one for anybody: give external_id, organization_id or"
                        + " principal_tags");
    }
}
