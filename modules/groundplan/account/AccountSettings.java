package groundplan.account;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.List;

/** Settings of the baseline of an account and region. Each part can be switched off, such as one that is there already. */
public record AccountSettings(
        @Setting(value = "Detection of threats by GuardDuty.", byDefault = "{}") Guardduty guardduty,
        @Setting(value = "Checks of the account's configuration by Security Hub.", byDefault = "{}")
                SecurityHub securityHub,
        @Setting(value = "The record of every resource's configuration, by AWS Config.", byDefault = "{}")
                ConfigSettings config,
        @Setting(value = "Search for resources that are open to others, by IAM Access Analyzer.", byDefault = "true")
                boolean accessAnalyzer,
        @Setting(value = "Keep every bucket of the account from becoming public, in all regions.", byDefault = "true")
                boolean s3PublicAccessBlock,
        @Setting(value = "Encrypt new EBS volumes of the region.", byDefault = "true") boolean ebsEncryptionByDefault,
        @Setting(value = "What passwords of IAM users must be like, in all regions.", byDefault = "{}")
                PasswordPolicy passwordPolicy)
        implements Checked {

    /** Settings of GuardDuty. */
    public record Guardduty(
            @Setting(value = "Detect threats in the account's own logs.", byDefault = "true") boolean enabled,
            @Setting(
                            value = "What it looks at besides.",
                            byDefault = "[EKS_AUDIT_LOGS, LAMBDA_NETWORK_LOGS, RDS_LOGIN_EVENTS, S3_DATA_EVENTS]",
                            oneOf = {
                                "EBS_MALWARE_PROTECTION",
                                "EKS_AUDIT_LOGS",
                                "LAMBDA_NETWORK_LOGS",
                                "RDS_LOGIN_EVENTS",
                                "S3_DATA_EVENTS"
                            })
                    List<String> features,
            @Setting(
                            value = "How often it tells of what goes on after it told first.",
                            byDefault = "FIFTEEN_MINUTES",
                            oneOf = {"FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"})
                    String findingPublishingFrequency) {}

    /** Settings of Security Hub. */
    public record SecurityHub(
            @Setting(value = "Gather findings and check the account.", byDefault = "true") boolean enabled,
            @Setting(
                            value = "Standards that it checks, as the end of their ARN.",
                            byDefault = "[aws-foundational-security-best-practices/v/1.0.0]",
                            pattern = "[a-z0-9-]+/v/[0-9]+\\.[0-9]+\\.[0-9]+")
                    List<String> standards) {}

    /** Settings of the password policy. */
    public record PasswordPolicy(
            @Setting(value = "Have a policy of our own.", byDefault = "true") boolean enabled,
            @Setting(value = "Fewest characters.", byDefault = "14", min = 14, max = 128) int minimumPasswordLength,
            @Setting(value = "Former passwords that may not come back.", byDefault = "24", min = 1, max = 24)
                    int passwordReusePrevention,
            @Setting(value = "Days after which a password must be replaced.", byDefault = "90", min = 1, max = 1095)
                    int maxPasswordAgeInDays) {}

    @Override
    public void check(Check check) {
        check.that(
                config.enabled() || !securityHub.enabled(),
                "security_hub.enabled",
                "Security Hub checks what AWS Config records: switch config on as well, or both off");
    }
}
