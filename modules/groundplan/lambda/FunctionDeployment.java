package groundplan.lambda;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Map;
import java.util.Optional;

/**
 * How a new version of a function takes over. Each is kept; whoever calls the function calls an alias, which points to one
 * version, and for a while to a second one with a share of the calls.
 */
public record FunctionDeployment(
        @Setting(
                        value =
                                "Who deploys: terraform with the code of these settings, or a pipeline, whose code and versions"
                                        + " Terraform then leaves alone.",
                        byDefault = "terraform",
                        oneOf = {"terraform", "pipeline"})
                String deploys,
        @Setting(
                        value = "Name of the alias that is called.",
                        byDefault = "live",
                        pattern = "(?![0-9]+$)[A-Za-z0-9_-]{1,128}")
                String alias,
        @Setting(value = "Version that the alias points to. Left out: the newest.", pattern = "[1-9][0-9]*")
                Optional<String> functionVersion,
        @Setting(
                        value = "Share of the calls, 0 to 1, that another version gets, by the version.",
                        byDefault = "{}",
                        names = "[1-9][0-9]*")
                Map<String, Double> additionalVersionWeights,
        @Setting(
                        value =
                                "Predefined way in which CodeDeploy shifts calls to a version that a pipeline hands it. Left out: the"
                                        + " pipeline moves the alias itself.",
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
        @Setting(value = "Figures beyond which a shift is taken back.", byDefault = "{}") Rollback rollback)
        implements Checked {

    /** What takes a shift back. Both are alarms on the alias, which CodeDeploy and the script look at. */
    public record Rollback(
            @Setting(
                            value = "Share of calls that fail, in percent of a minute's calls.",
                            byDefault = "5",
                            min = 0,
                            max = 100)
                    double errorRatePercent,
            @Setting(
                            value = "Milliseconds that 95 of 100 calls stay within.",
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
                "an alias points to two versions at most: beside its own, to one");
        check.that(
                additionalVersionWeights.isEmpty() || functionVersion.isPresent(),
                "function_version",
                "is needed beside additional_version_weights: with every apply the newest would be another one");
        check.that(
                functionVersion.isEmpty() || !additionalVersionWeights.containsKey(functionVersion.get()),
                "additional_version_weights",
                "is about another version than function_version");
        additionalVersionWeights.forEach((version, weight) -> check.that(
                weight > 0 && weight <= 1,
                "additional_version_weights." + version,
                "is a share: more than 0, and at most 1"));
        check.that(
                !byPipeline() || functionVersion.isEmpty() && additionalVersionWeights.isEmpty(),
                "deploys",
                "Terraform leaves the alias to the pipeline: leave out function_version and additional_version_weights");
        check.that(
                byPipeline() || deploymentConfigName.isEmpty(),
                "deployment_config_name",
                "CodeDeploy moves the alias, and Terraform would move it back: with deploys: pipeline it does not");
    }
}
