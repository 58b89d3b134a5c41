package groundplan.crossaccountroles;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import groundplan.kernel.TextForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the principals that may assume a role, with conditions. All conditions must hold. */
public record TrustedSettings(
        @Setting(
                        value = "ARNs of roles in other accounts; never a whole account.",
                        min = 1,
                        pattern = "arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]+")
                List<String> principalArns,
        @Setting(
                        value = "External ID that callers send; not a secret. May be left out only if there is another"
                                + " condition.",
                        pattern = "[\\w+=,.@:/-]{2,1224}")
                Optional<String> externalId,
        @Setting(value = "Organization of the callers. Left out: any.", pattern = "o-[a-z0-9]{10,32}")
                Optional<String> organizationId,
        @Setting(
                        value = "Source address ranges of the callers. Empty: any.",
                        byDefault = "[]",
                        form = TextForm.IP_RANGE)
                List<String> sourceIps,
        @Setting(
                        value = "Principal tags of the callers, by name, such as the name of a pipeline.",
                        byDefault = "{}",
                        names = "[A-Za-z][A-Za-z0-9_.:/=+@-]*",
                        namesForm = TextForm.TAG_KEY,
                        form = TextForm.TAG_VALUE)
                Map<String, String> principalTags)
        implements Checked {
    @Override
    public void check(Check check) {
        check.that(
                externalId.isPresent() || organizationId.isPresent() || !principalTags.isEmpty(),
                "external_id",
                "without conditions, any user of the other account's role could assume this one: set external_id, organization_id or"
                        + " principal_tags");
    }
}
