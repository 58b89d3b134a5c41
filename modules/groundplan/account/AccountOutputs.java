package groundplan.account;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outputs of the baseline; a disabled part has none.
 *
 * @param detectorId GuardDuty
 * @param securityHubArn Security Hub
 * @param analyzerArn Access Analyzer
 * @param configBucketName the bucket of AWS Config
 * @param configRoleArn the service-linked role of AWS Config, if the unit creates it
 */
public record AccountOutputs(
        Optional<String> detectorId,
        Optional<String> securityHubArn,
        Optional<String> analyzerArn,
        Optional<String> configBucketName,
        Optional<String> configRoleArn) {

    static AccountOutputs of(AccountSettings settings, OutputSource from) {
        return new AccountOutputs(
                when(
                        settings.guardduty().enabled(),
                        () -> from.value("detector_id", Shape.RESOURCE_ID, "Id of the GuardDuty detector.")),
                when(
                        settings.securityHub().enabled(),
                        () -> from.value("security_hub_arn", Shape.ARN, "ARN of Security Hub.")),
                when(
                        settings.accessAnalyzer(),
                        () -> from.value("analyzer_arn", Shape.ARN, "ARN of the access analyzer.")),
                when(
                        settings.config().enabled(),
                        () -> from.value("config_bucket_name", Shape.BUCKET_NAME, "Name of the AWS Config bucket.")),
                when(
                        settings.config().createsServiceLinkedRole(),
                        () -> from.value(
                                "config_role_arn", Shape.ROLE_ARN, "ARN of the service-linked role of AWS Config.")));
    }

    private static Optional<String> when(boolean on, Supplier<String> value) {
        return on ? Optional.of(value.get()) : Optional.empty();
    }
}
