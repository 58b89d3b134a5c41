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
 * A Lambda function with its own role, an encrypted log group, and a queue for failed events. Everything is named
 * {@code <type>.<name>}. The code of a small built-in function is embedded in the Terraform JSON: there is nothing to
 * build or to upload.
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
                .reservedConcurrentExecutions(plan.reservedConcurrency())
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
     * The KMS keys of a function, by ARN.
     *
     * @param data for its code and its environment variables
     * @param logs for its log group
     * @param notifications for its failed-events queue
     */
    public record Keys(String data, String logs, String notifications) {}

    /** The VPC configuration of a function. */
    public record Place(List<String> subnetIds, String securityGroupId) {}

    /**
     * The size of a function.
     *
     * @param architecture of its processor: {@code arm64} or {@code x86_64}
     * @param memoryMib its memory in MiB, which also determines its share of the CPU
     * @param timeoutSeconds its timeout in seconds
     * @param temporaryMib the size of /tmp in MiB
     */
    public record Size(String architecture, int memoryMib, int timeoutSeconds, int temporaryMib) {
        /** The smallest size, with a timeout of 30 seconds. */
        public static final Size SMALL = new Size("arm64", 128, 30, 512);
    }

    /**
     * Starts the definition of a small built-in function, whose code is stored in the unit's bucket for code.
     *
     * @param name the resources' name in Terraform; the function is called {@code <system>-<environment>-<unit>-<name>}
     * @param code its code
     * @param bucket the unit's bucket for code, encrypted with the data key
     * @param keys the KMS keys of its code and environment, log group and queue
     */
    public static FunctionPlan plan(Unit<?> unit, String name, FunctionCode code, Bucket bucket, Keys keys) {
        return plan(unit, name, code.place(unit, name, bucket, keys.data()), keys);
    }

    /** Starts the definition of a function whose code is already stored. Parameters as above. */
    public static FunctionPlan plan(Unit<?> unit, String name, PlacedCode code, Keys keys) {
        return new FunctionPlan(unit, name, code, keys);
    }

    /** Allows a service to invoke it on behalf of one resource. */
    public LambdaPermission invokedBy(String caller, String service, String sourceArn) {
        return unit.add(name + "_" + caller, (scope, id) -> permission(scope, id, service)
                .sourceArn(sourceArn)
                .build());
    }

    /**
     * Allows a service to invoke it for any resource of this account, where the service does not state the resource.
     */
    public LambdaPermission invokedByAccount(String caller, String service) {
        return unit.add(name + "_" + caller, (scope, id) -> permission(scope, id, service)
                .sourceAccount(unit.context().accountId())
                .build());
    }

    private LambdaPermission.Builder permission(Construct scope, String id, String service) {
        return LambdaPermission.Builder.create(scope, id)
                .functionName(function.getId())
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

    /** The function's id, which is its name: for what belongs to the function and has to be created anew with it. */
    public String id() {
        return function.getId();
    }

    /** The function's name, the dimension of its metrics. */
    public String functionName() {
        return function.getFunctionName();
    }

    /** The queue for its failed events. */
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
        // Without these, the first invocation might lack permission to log, and Lambda would create an unencrypted
        // log group.
        List<ITerraformDependable> first = new ArrayList<>(role.granted());
        first.add(log.resource());
        return first;
    }
}
