package groundplan.lambdasqsconsumer;

import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMapping;
import com.hashicorp.cdktf.providers.aws.lambda_event_source_mapping.LambdaEventSourceMappingScalingConfig;
import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import com.hashicorp.cdktf.providers.aws.sqs_queue_redrive_allow_policy.SqsQueueRedriveAllowPolicy;
import groundplan.kernel.Kind;
import groundplan.kernel.Name;
import groundplan.kernel.Scope;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.Wiring;
import groundplan.lambda.DeployedFunction;
import groundplan.lambda.FunctionReads;
import groundplan.parts.QueuePolicy;
import groundplan.parts.Statement;
import java.util.List;
import software.constructs.Construct;

/** A queue, its dead-letter queue, and the function that consumes it. */
public final class LambdaSqsConsumerUnit extends Unit<LambdaSqsConsumerOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<LambdaSqsConsumerSettings, LambdaSqsConsumerOutputs> KIND = new Kind<>(
                    "lambda-sqs-consumer",
                    Scope.REGIONAL,
                    "a queue and the function that consumes it",
                    LambdaSqsConsumerSettings.class,
                    LambdaSqsConsumerOutputs::of,
                    (app, context, settings, wiring) -> new LambdaSqsConsumerUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            FunctionReads.of(context, settings.function(), settings.units(), wiring)))
            .checking((context, settings, wiring, check) ->
                    FunctionReads.check(context, settings.function(), settings.units(), wiring, check));

    private final SqsQueue queue;
    private final DeployedFunction function;

    public LambdaSqsConsumerUnit(
            Construct app,
            UnitContext context,
            LambdaSqsConsumerSettings settings,
            Wiring wiring,
            FunctionReads reads) {
        super(app, context, wiring);
        String name = settings.queue()
                .name()
                .orElseGet(() -> context.name(context.path().unit().replace('/', '-'), Name.ROLE));
        this.function = new DeployedFunction(
                this,
                settings.function(),
                reads,
                List.of(
                        // The queue's key is also that of the failed-events queue, which the function may use anyway.
                        Statement.allow(
                                        "Consume",
                                        "sqs:ChangeMessageVisibility",
                                        "sqs:DeleteMessage",
                                        "sqs:GetQueueAttributes",
                                        "sqs:ReceiveMessage")
                                .on(context.arn("sqs", name))));
        this.queue = queue(name, settings, reads.keys().notificationsKeyArn());
        // The dead-letter queue accepts messages of this queue only.
        add("main", (scope, id) -> SqsQueueRedriveAllowPolicy.Builder.create(scope, id)
                .queueUrl(function.failed().getUrl())
                .redriveAllowPolicy(
                        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + queue.getArn() + "\"]}")
                .build());
        new QueuePolicy(this, "main", queue);
        add("main", (scope, id) -> LambdaEventSourceMapping.Builder.create(scope, id)
                .eventSourceArn(queue.getArn())
                .functionName(function.aliasArn())
                .batchSize(settings.queue().batchSize())
                .maximumBatchingWindowInSeconds(settings.queue().maximumBatchingWindowSeconds())
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .scalingConfig(LambdaEventSourceMappingScalingConfig.builder()
                        .maximumConcurrency(settings.queue().maximumConcurrency())
                        .build())
                .build());
    }

    @Override
    public LambdaSqsConsumerOutputs outputs() {
        return new LambdaSqsConsumerOutputs(
                function.functionName(),
                function.functionArn(),
                function.aliasArn(),
                function.securityGroupId(),
                function.logGroupName(),
                function.deploymentName(),
                function.signingProfileArn(),
                function.codeBucketArn(),
                queue.getUrl(),
                queue.getArn(),
                queue.getName(),
                function.failed().getArn(),
                function.failed().getName());
    }

    private SqsQueue queue(String name, LambdaSqsConsumerSettings settings, String keyArn) {
        return add("main", (scope, id) -> SqsQueue.Builder.create(scope, id)
                .name(name)
                .kmsMasterKeyId(keyArn)
                .visibilityTimeoutSeconds(settings.visibilitySeconds())
                .messageRetentionSeconds(settings.queue().messageRetentionSeconds())
                .redrivePolicy("{\"deadLetterTargetArn\":\"" + function.failed().getArn() + "\",\"maxReceiveCount\":"
                        + settings.queue().maxReceiveCount() + "}")
                .build());
    }
}
