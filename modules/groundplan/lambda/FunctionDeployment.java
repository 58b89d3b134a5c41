package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/**
 * How new versions of a function are deployed. Each version is kept; callers invoke an alias, which points to one
 * version, and temporarily to a second one with a share of the invocations.
 */
public record FunctionDeployment(
        @Setting(
                        value =
                                "What deploys new versions: terraform with the code in these settings, or a pipeline, whose code and versions"
                                        + " Terraform then ignores.",
                        byDefault = "terraform",
                        oneOf = {"terraform", "pipeline"})
                String deploys,
        @Setting(
                        value = "Name of the alias that callers invoke.",
                        byDefault = "live",
                        pattern = "(?![0-9]+$)[A-Za-z0-9_-]{1,128}")
                String alias,
        @Setting(value = "Version that the alias points to. Left out: the latest.", pattern = "[1-9][0-9]*")
                Optional<String> functionVersion,
        @Setting(
                        value = "Share of the invocations for another version, 0 to 1, by version.",
                        byDefault = "{}",
                        names = "[1-9][0-9]*")
                Map<String, Double> additionalVersionWeights,
        @Setting(
                        value =
                                "Predefined CodeDeploy deployment configuration, which shifts invocations to a pipeline's new version. Left out: the"
                                        + " pipeline updates the alias itself.",
                        oneOf = {
                            "CodeDeployDefault.LambdaAllAtOnce",
                            "CodeDeployDefault.LambdaCanary10Percent5Minutes",
                            "CodeDeployDefault.LambdaCanary10Percent10Minutes",
                            "CodeDeployDefault.LambdaCanary10Percent15Minutes",
                            "CodeDeployDefault.LambdaCanary10Percent30Minutes",
                            "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
                            "CodeDeployDefault.LambdaLinear10PercentEvery2Minutes",
                            "CodeDeployDefault.LambdaLinear10PercentEvery3Minutes",
                            "CodeDeployDefault.LambdaLinear10PercentEvery10Minutes"
                        })
                Optional<String> deploymentConfigName,
        @Setting(value = "Thresholds beyond which a deployment is rolled back.", byDefault = "{}") Rollback rollback)
        implements Checked {

    /** The thresholds for a rollback. Both are alarms on the alias, which CodeDeploy and the deployment script use. */
    public record Rollback(
            @Setting(
                            value = "Share of failed invocations within a minute, in percent.",
                            byDefault = "5",
                            min = 0,
                            max = 100)
                    double errorRatePercent,
            @Setting(
                            value = "95th percentile of the duration, in milliseconds.",
                            byDefault = "3000",
                            min = 1,
                            max = 900000)
                    int latencyP95Milliseconds) {}

    boolean byPipeline() {
        return deploys.equals("pipeline");
    }

    @Override
    public void check(Check check) {
        check.that(
                additionalVersionWeights.size() <= 1,
                "additional_version_weights",
                "an alias points to at most two versions: its own and one other");
        check.that(
                additionalVersionWeights.isEmpty() || functionVersion.isPresent(),
                "function_version",
                "is required with additional_version_weights: otherwise the latest version would change with every apply");
        check.that(
                functionVersion.isEmpty() || !additionalVersionWeights.containsKey(functionVersion.get()),
                "additional_version_weights",
                "must name another version than function_version");
        additionalVersionWeights.forEach((version, weight) -> check.that(
                weight > 0 && weight <= 1,
                "additional_version_weights." + version,
                "must be more than 0, and at most 1"));
        check.that(
                !byPipeline() || functionVersion.isEmpty() && additionalVersionWeights.isEmpty(),
                "deploys",
                "the pipeline updates the alias, not Terraform: remove function_version and additional_version_weights");
        check.that(
                byPipeline() || deploymentConfigName.isEmpty(),
                "deployment_config_name",
                "CodeDeploy updates the alias, and Terraform would revert it: set deploys: pipeline");
    }
}
