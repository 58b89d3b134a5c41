package groundplan.lambda;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQuery;
import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarmMetricQueryMetric;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAlias;
import com.hashicorp.cdktf.providers.aws.lambda_alias.LambdaAliasRoutingConfig;
import groundplan.kernel.Unit;
import groundplan.parts.CodeDeployment;
import groundplan.parts.Function;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The alias through which a function is invoked, the alarms on it, and its CodeDeploy deployment. */
final class LiveAlias {
    private static final int MINUTE = 60;

    private final Unit<?> unit;
    private final String name;
    private final String physical;
    private final Function function;
    private final FunctionDeployment settings;
    private final LambdaAlias alias;
    private final Optional<CodeDeployment> shift;

    /**
     * @param name the resources' name in Terraform
     * @param physical the function's AWS name
     */
    LiveAlias(Unit<?> unit, String name, String physical, Function function, FunctionDeployment settings) {
        this.unit = unit;
        this.name = name;
        this.physical = physical;
        this.function = function;
        this.settings = settings;
        this.alias = unit.add(name, (scope, id) -> {
            LambdaAlias.Builder made = LambdaAlias.Builder.create(scope, id)
                    .name(settings.alias())
                    .description("Alias that callers invoke")
                    .functionName(function.id())
                    .functionVersion(settings.functionVersion()
                            .orElse(function.resource().getVersion()));
            if (!settings.additionalVersionWeights().isEmpty()) {
                made.routingConfig(LambdaAliasRoutingConfig.builder()
                        .additionalVersionWeights(new TreeMap<>(settings.additionalVersionWeights()))
                        .build());
            }
            if (settings.byPipeline()) {
                made.lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("function_version", "routing_config"))
                        .build());
            }
            return made.build();
        });
        List<String> alarms = List.of(errors(), latency());
        this.shift = settings.deploymentConfigName()
                .map(config -> new CodeDeployment(
                        unit,
                        name,
                        new CodeDeployment.What(physical, "Lambda", config, alarms),
                        new ServiceRole(
                                        unit,
                                        name + "_codedeploy",
                                        "codedeploy.amazonaws.com",
                                        "Shifts calls to new versions of " + physical)
                                .allow(List.of(
                                        Statement.allow(
                                                        "Shift",
                                                        "lambda:GetAlias",
                                                        "lambda:GetProvisionedConcurrencyConfig",
                                                        "lambda:UpdateAlias")
                                                .on(function.arn(), function.arn() + ":*"),
                                        Statement.allow("DescribeAlarms", "cloudwatch:DescribeAlarms")
                                                .on(unit.context().arn("cloudwatch", "alarm:*")))),
                        group -> {}));
    }

    String arn() {
        return alias.getArn();
    }

    String invokeArn() {
        return alias.getInvokeArn();
    }

    /** What follows the alias when it is replaced: the permissions to invoke it are lost with it. */
    String address() {
        return "aws_lambda_alias." + name;
    }

    String name() {
        return alias.getName();
    }

    /** The CodeDeploy deployment; absent when a pipeline or Terraform updates the alias directly. */
    Optional<CodeDeployment> shift() {
        return shift;
    }

    private String errors() {
        return alarm(
                "errors",
                "share of failed invocations, in percent",
                settings.rollback().errorRatePercent(),
                1,
                List.of(
                        query("calls", "Invocations", "Sum", false),
                        query("failed", "Errors", "Sum", false),
                        CloudwatchMetricAlarmMetricQuery.builder()
                                .id("rate")
                                .label("rate")
                                .returnData(true)
                                .expression("100 * failed / IF(calls > 0, calls, 1)")
                                .build()));
    }

    private String latency() {
        return alarm(
                "latency",
                "95th percentile of the duration, in milliseconds",
                settings.rollback().latencyP95Milliseconds(),
                2,
                List.of(query("latency", "Duration", "p95", true)));
    }

    private String alarm(
            String what,
            String sentence,
            double threshold,
            int minutes,
            List<CloudwatchMetricAlarmMetricQuery> queries) {
        return unit.add(name + "_" + what, (scope, id) -> CloudwatchMetricAlarm.Builder.create(scope, id)
                        .alarmName(physical + "-" + settings.alias() + "-" + what)
                        .alarmDescription("Rolls back a deployment: " + sentence)
                        .comparisonOperator("GreaterThanThreshold")
                        .evaluationPeriods(minutes)
                        .datapointsToAlarm(minutes)
                        .treatMissingData("notBreaching")
                        .actionsEnabled(true)
                        .threshold(threshold)
                        .metricQuery(queries)
                        .build())
                .getAlarmName();
    }

    private CloudwatchMetricAlarmMetricQuery query(String id, String metric, String statistic, boolean compared) {
        return CloudwatchMetricAlarmMetricQuery.builder()
                .id(id)
                .returnData(compared)
                .metric(CloudwatchMetricAlarmMetricQueryMetric.builder()
                        .namespace("AWS/Lambda")
                        .metricName(metric)
                        .dimensions(Map.of(
                                "FunctionName",
                                function.functionName(),
                                "Resource",
                                function.functionName() + ":" + settings.alias()))
                        .stat(statistic)
                        .period(MINUTE)
                        .build())
                .build();
    }
}
