package groundplan.account;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.OncePerAccount;
import groundplan.kernel.Setting;
import java.util.List;

/** Settings of the baseline of an account and region. Each part can be disabled, for example if it already exists. */
public record AccountSettings(
        @Setting(value = "Threat detection with GuardDuty.", byDefault = "{}") Guardduty guardduty,
        @Setting(value = "Checks of the account's configuration with Security Hub.", byDefault = "{}")
                SecurityHub securityHub,
        @Setting(value = "Recording of every resource's configuration with AWS Config.", byDefault = "{}")
                ConfigSettings config,
        @Setting(
                        value =
                                "Search for resources that are accessible from outside the account, with IAM Access Analyzer.",
                        byDefault = "true")
                @OncePerAccount(value = "an analyzer of external access", perRegion = true)
                boolean accessAnalyzer,
        @Setting(value = "Block public access to all buckets of the account, in all regions.", byDefault = "true")
                boolean s3PublicAccessBlock,
        @Setting(value = "Encrypt new EBS volumes of the region.", byDefault = "true") boolean ebsEncryptionByDefault,
        @Setting(value = "Password policy of IAM users, in all regions.", byDefault = "{}")
                PasswordPolicy passwordPolicy)
        implements Checked {

    /** Settings of GuardDuty. */
    public record Guardduty(
            @Setting(value = "Detect threats in the account's own logs.", byDefault = "true")
                    @OncePerAccount(value = "a GuardDuty detector", perRegion = true)
                    boolean enabled,
            @Setting(
                            value = "Additional GuardDuty features.",
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
                            value = "How often updates of active findings are published.",
                            byDefault = "FIFTEEN_MINUTES",
                            oneOf = {"FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"})
                    String findingPublishingFrequency) {}

    /** Settings of Security Hub. */
    public record SecurityHub(
            @Setting(value = "Enable Security Hub.", byDefault = "true")
                    @OncePerAccount(value = "Security Hub", perRegion = true)
                    boolean enabled,
            @Setting(
                            value = "Security standards, as the end of their ARN.",
                            byDefault = "[aws-foundational-security-best-practices/v/1.0.0]",
                            oneOf = {
                                "aws-foundational-security-best-practices/v/1.0.0",
                                "aws-resource-tagging-standard/v/1.0.0",
                                "cis-aws-foundations-benchmark/v/1.4.0",
                                "cis-aws-foundations-benchmark/v/3.0.0",
                                "cis-aws-foundations-benchmark/v/5.0.0",
                                "nist-800-171/v/2.0.0",
                                "nist-800-53/v/5.0.0",
                                "pci-dss/v/3.2.1",
                                "pci-dss/v/4.0.1"
                            })
                    List<String> standards) {}

    /** Settings of the password policy. */
    public record PasswordPolicy(
            @Setting(value = "Set a password policy.", byDefault = "true") boolean enabled,
            @Setting(value = "Minimum length.", byDefault = "14", min = 14, max = 128) int minimumPasswordLength,
            @Setting(
                            value = "Number of previous passwords that may not be reused.",
                            byDefault = "24",
                            min = 1,
                            max = 24)
                    int passwordReusePrevention,
            @Setting(value = "Days after which a password must be changed.", byDefault = "90", min = 1, max = 1095)
                    int maxPasswordAgeInDays) {}

    @Override
    public void check(Check check) {
        check.that(
                config.enabled() || !securityHub.enabled(),
                "security_hub.enabled",
                "Security Hub needs the records of AWS Config: enable config too, or disable both");
    }
}
