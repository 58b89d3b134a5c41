package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEphemeralStorage;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionTracingConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A function with its own role, encrypted log, and a queue for the events that it failed on. Everything is named
 * {@code <type>.<name>}. A small one of our own travels inside the Terraform JSON: there is nothing to build or to upload.
 */
public final class Function {
    private static final int FOURTEEN_DAYS = 1_209_600;

    private final Unit<?> unit;
    private final String name;
    private final LambdaFunction function;
    private final SqsQueue failed;
    private final LogGroup log;

    Function(FunctionPlan plan) {
        this.unit = plan.unit;
        this.name = plan.name;
        this.log = new LogGroup(unit, name, "/aws/lambda/" + plan.physical, plan.retentionDays, plan.keys.logs());
        this.failed = unit.add(name + "_failed", (scope, id) -> SqsQueue.Builder.create(scope, id)
                .name(plan.physical + "-failed")
                .kmsMasterKeyId(plan.keys.notifications())
                .messageRetentionSeconds(FOURTEEN_DAYS)
                .build());
        List<Statement> rights =
                FunctionRights.of(unit, plan.physical, log.arn(), failed.getArn(), plan.keys, plan.network.isPresent());
        rights.addAll(plan.permissions);
        ServiceRole role = new ServiceRole(unit, name, "lambda.amazonaws.com", plan.description).allow(rights);
        if (plan.network.isPresent()) {
            role.attach("service-role/AWSLambdaENIManagementAccess");
        }
        this.function = unit.add(name, (scope, id) -> function(LambdaFunction.Builder.create(scope, id), plan, role));
        function.addOverride("logging_config", List.of(Map.of("log_format", "JSON", "log_group", log.name())));
    }

    private LambdaFunction function(LambdaFunction.Builder builder, FunctionPlan plan, ServiceRole role) {
        builder.functionName(plan.physical)
                .description(plan.description)
                .role(role.arn())
                .architectures(List.of(plan.size.architecture()))
                .timeout(plan.size.timeoutSeconds())
                .memorySize(plan.size.memoryMib())
                .reservedConcurrentExecutions(plan.reservedConcurrency)
                .tracingConfig(
                        LambdaFunctionTracingConfig.builder().mode("Active").build())
                .deadLetterConfig(LambdaFunctionDeadLetterConfig.builder()
                        .targetArn(failed.getArn())
                        .build())
                .kmsKeyArn(plan.keys.data())
                .dependsOn(dependencies(role));
        plan.code.runBy(builder);
        if (plan.size.temporaryMib() > Size.SMALL.temporaryMib()) {
            builder.ephemeralStorage(LambdaFunctionEphemeralStorage.builder()
                    .size(plan.size.temporaryMib())
                    .build());
        }
        if (!plan.environment.isEmpty()) {
            builder.environment(LambdaFunctionEnvironment.builder()
                    .variables(plan.environment)
                    .build());
        }
        plan.network.ifPresent(place -> builder.vpcConfig(LambdaFunctionVpcConfig.builder()
                .subnetIds(place.subnetIds())
                .securityGroupIds(List.of(place.securityGroupId()))
                .build()));
        plan.signing.ifPresent(builder::codeSigningConfigArn);
        if (plan.versions) {
            builder.publish(true);
        }
        if (plan.codeOfOthers) {
            builder.lifecycle(TerraformResourceLifecycle.builder()
                    .ignoreChanges(plan.code.arguments())
                    .build());
        }
        return builder.build();
    }

    /**
     * The keys of a function, by ARN.
     *
     * @param data of its code and its environment
     * @param logs of its log
     * @param notifications of the queue with its failed events
     */
    public record Keys(String data, String logs, String notifications) {}

    /** Where in a network a function runs. */
    public record Place(List<String> subnetIds, String securityGroupId) {}

    /**
     * How large a function is.
     *
     * @param architecture of its processor: {@code arm64} or {@code x86_64}
     * @param memoryMib its memory in MiB, and its share of a processor with it
     * @param timeoutSeconds after which it is ended
     * @param temporaryMib of its folder /tmp, in MiB
     */
    public record Size(String architecture, int memoryMib, int timeoutSeconds, int temporaryMib) {
        /** The smallest, for half a minute. */
        public static final Size SMALL = new Size("arm64", 128, 30, 512);
    }

    /**
     * Begins a small function of our own, whose code goes into the unit's bucket for code.
     *
     * @param name the resources' name in Terraform; the function is called {@code <system>-<environment>-<unit>-<name>}
     * @param code what it runs
     * @param bucket the unit's bucket for code, encrypted with the data key
     * @param keys the keys of its code and environment, log and queue
     */
    public static FunctionPlan plan(Unit<?> unit, String name, FunctionCode code, Bucket bucket, Keys keys) {
        return plan(unit, name, code.place(unit, name, bucket, keys.data()), keys);
    }

    /** Begins a function whose code is in its place already. Parameters as above. */
    public static FunctionPlan plan(Unit<?> unit, String name, PlacedCode code, Keys keys) {
        return new FunctionPlan(unit, name, code, keys);
    }

    /** Lets a service invoke it for one thing. */
    public LambdaPermission invokedBy(String caller, String service, String sourceArn) {
        return unit.add(name + "_" + caller, (scope, id) -> permission(scope, id, service)
                .sourceArn(sourceArn)
                .build());
    }

    /** Lets a service invoke it for anything of this account, where the service does not say for what. */
    public LambdaPermission invokedByAccount(String caller, String service) {
        return unit.add(name + "_" + caller, (scope, id) -> permission(scope, id, service)
                .sourceAccount(unit.context().accountId())
                .build());
    }

    private LambdaPermission.Builder permission(Construct scope, String id, String service) {
        return LambdaPermission.Builder.create(scope, id)
                .functionName(function.getFunctionName())
                .action("lambda:InvokeFunction")
                .principal(service);
    }

    /** The function itself. */
    public LambdaFunction resource() {
        return function;
    }

    /** The function's ARN. */
    public String arn() {
        return function.getArn();
    }

    /** The function's name, the dimension of its metrics. */
    public String functionName() {
        return function.getFunctionName();
    }

    /** The queue with the events that it failed on. */
    public SqsQueue failed() {
        return failed;
    }

    /** The name of that queue. */
    public String failedQueueName() {
        return failed.getName();
    }

    /** The name of its log group. */
    public String logGroupName() {
        return log.name();
    }

    private List<ITerraformDependable> dependencies(ServiceRole role) {
        // Without these, the first run may find no right to log, and Lambda would make an unencrypted group of its own.
        List<ITerraformDependable> first = new ArrayList<>(role.granted());
        first.add(log.resource());
        return first;
    }
}
