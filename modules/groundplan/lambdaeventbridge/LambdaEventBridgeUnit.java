package groundplan.lambdaeventbridge;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetRetryPolicy;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambda.DeployedFunction;
import groundplan.lambda.FunctionReads;
import groundplan.parts.QueuePolicy;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** A function and the EventBridge rules that invoke it. */
public final class LambdaEventBridgeUnit extends Unit<LambdaEventBridgeOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<LambdaEventBridgeSettings, LambdaEventBridgeOutputs> KIND = new Kind<>(
                    "lambda-event-bridge",
                    Scope.REGIONAL,
                    "a function that events and schedules invoke",
                    LambdaEventBridgeSettings.class,
                    LambdaEventBridgeOutputs::of,
                    (app, context, settings, wiring) -> new LambdaEventBridgeUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            FunctionReads.of(context, settings.function(), settings.units(), wiring)))
            .checking((context, settings, wiring, check) ->
                    FunctionReads.check(context, settings.function(), settings.units(), wiring, check));

    private final DeployedFunction function;

    public LambdaEventBridgeUnit(
            Construct app,
            UnitContext context,
            LambdaEventBridgeSettings settings,
            Wiring wiring,
            FunctionReads reads) {
        super(app, context, wiring);
        this.function = new DeployedFunction(this, settings.function(), reads, List.of());
        List<String> arns = new ArrayList<>();
        settings.rules().forEach((name, rule) -> arns.add(rule(name, rule)));
        new QueuePolicy(
                this,
                "function_failed",
                function.failed(),
                Statement.allow("Events", "sqs:SendMessage")
                        .on(function.failed().getArn())
                        .service("events.amazonaws.com")
                        .when("ArnEquals", "aws:SourceArn", arns.toArray(String[]::new)));
    }

    @Override
    public LambdaEventBridgeOutputs outputs() {
        return new LambdaEventBridgeOutputs(
                function.functionName(),
                function.functionArn(),
                function.aliasArn(),
                function.securityGroupId(),
                function.logGroupName(),
                function.deploymentName(),
                function.signingProfileArn(),
                function.codeBucketArn(),
                function.failed().getArn(),
                function.failed().getName());
    }

    private String rule(String name, LambdaEventBridgeSettings.Rule settings) {
        String id = TerraformName.of(name);
        CloudwatchEventRule rule = add(id, (scope, construct) -> {
            CloudwatchEventRule.Builder made = CloudwatchEventRule.Builder.create(scope, construct)
                    .name(context()
                            .name(context().path().unit().replace('/', '-') + "-" + name.replace('_', '-'), Name.ROLE))
                    .description(settings.description())
                    .eventBusName(settings.eventBusName());
            settings.eventPattern().ifPresent(made::eventPattern);
            settings.scheduleExpression().ifPresent(made::scheduleExpression);
            return made.build();
        });
        // Not yet in the bindings.
        rule.addOverride("state", settings.enabled() ? "ENABLED" : "DISABLED");
        add(id, (scope, construct) -> {
            CloudwatchEventTarget.Builder made = CloudwatchEventTarget.Builder.create(scope, construct)
                    .rule(rule.getName())
                    // With another bus the id is not the name, which says nothing of a replacement.
                    .lifecycle(TerraformResourceLifecycle.builder()
                            .replaceTriggeredBy(List.of("aws_cloudwatch_event_rule." + id + ".id"))
                            .build())
                    .eventBusName(settings.eventBusName())
                    .targetId("function")
                    .arn(function.aliasArn())
                    .retryPolicy(CloudwatchEventTargetRetryPolicy.builder()
                            .maximumRetryAttempts(settings.maximumRetryAttempts())
                            .maximumEventAgeInSeconds(settings.maximumEventAgeSeconds())
                            .build())
                    .deadLetterConfig(CloudwatchEventTargetDeadLetterConfig.builder()
                            .arn(function.failed().getArn())
                            .build());
            settings.input().ifPresent(made::input);
            return made.build();
        });
        function.invokedBy(id, "events.amazonaws.com", rule.getArn());
        return rule.getArn();
    }
}
