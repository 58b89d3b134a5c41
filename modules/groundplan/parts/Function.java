package groundplan.parts;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunction;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionEnvironment;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionTracingConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function.LambdaFunctionVpcConfig;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A small function of our own: its code travels inside the Terraform JSON, so that there is nothing to build or to upload.
 * It has its own role, encrypted log, and a queue for the events that it failed on. Everything is named
 * {@code <type>.<name>}.
 */
public final class Function {
  private static final int FOURTEEN_DAYS = 1_209_600;

  private final Unit<?> unit;
  private final String name;
  private final LambdaFunction function;
  private final SqsQueue failed;
  private final LogGroup log;

  private Function(Plan plan) {
    this.unit = plan.unit;
    this.name = plan.name;
    String physical = physicalName(unit, name);
    this.log = new LogGroup(unit, name, "/aws/lambda/" + physical, plan.retentionDays, plan.keys.logs());
    this.failed = unit.add(name + "_failed", (scope, id) -> SqsQueue.Builder.create(scope, id)
        .name(physical + "-failed").kmsMasterKeyId(plan.keys.notifications())
        .messageRetentionSeconds(FOURTEEN_DAYS).build());
    ServiceRole role = new ServiceRole(unit, name, "lambda.amazonaws.com", plan.description).allow(statements(plan));
    if (plan.network.isPresent()) {
      role.attach("service-role/AWSLambdaENIManagementAccess");
    }
    S3Object code = unit.add(name, (scope, id) -> S3Object.Builder.create(scope, id)
        .bucket(plan.bucket.name()).key(name + ".zip").contentBase64(plan.code.base64()).sourceHash(plan.code.sha256())
        .contentType("application/zip").serverSideEncryption("aws:kms").kmsKeyId(plan.keys.data())
        .dependsOn(plan.bucket.ready()).build());
    this.function = unit.add(name, (scope, id) -> {
      LambdaFunction.Builder builder = LambdaFunction.Builder.create(scope, id)
          .functionName(physical).description(plan.description).role(role.arn())
          .s3Bucket(code.getBucket()).s3Key(code.getKey()).sourceCodeHash(plan.code.sha256())
          .handler(plan.code.handler()).runtime("python3.13").architectures(List.of("arm64"))
          .timeout(plan.timeoutSeconds).memorySize(128)
          .reservedConcurrentExecutions(plan.reservedConcurrency)
          .tracingConfig(LambdaFunctionTracingConfig.builder().mode("Active").build())
          .deadLetterConfig(LambdaFunctionDeadLetterConfig.builder().targetArn(failed.getArn()).build())
          .kmsKeyArn(plan.keys.data())
          .dependsOn(dependencies(role));
      if (!plan.environment.isEmpty()) {
        builder.environment(LambdaFunctionEnvironment.builder().variables(plan.environment).build());
      }
      plan.network.ifPresent(place -> builder.vpcConfig(LambdaFunctionVpcConfig.builder()
          .subnetIds(place.subnetIds()).securityGroupIds(List.of(place.securityGroupId())).build()));
      return builder.build();
    });
    function.addOverride("logging_config", List.of(Map.of("log_format", "JSON", "log_group", log.name())));
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
   * Begins a function.
   *
   * @param name the resources' name in Terraform; the function is called {@code <system>-<environment>-<unit>-<name>}
   * @param code what it runs
   * @param bucket the unit's bucket for code, encrypted with the data key
   * @param keys the keys of its code and environment, log and queue
   */
  public static Plan plan(Unit<?> unit, String name, FunctionCode code, Bucket bucket, Keys keys) {
    return new Plan(unit, name, code, bucket, keys);
  }

  /** What a function will be like. */
  public static final class Plan {
    private final Unit<?> unit;
    private final String name;
    private final FunctionCode code;
    private final Bucket bucket;
    private final Keys keys;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Statement> permissions = new ArrayList<>();
    private String description = "";
    private int retentionDays = 365;
    private int reservedConcurrency = 2;
    private int timeoutSeconds = 30;
    private Optional<Place> network = Optional.empty();

    private Plan(Unit<?> unit, String name, FunctionCode code, Bucket bucket, Keys keys) {
      this.unit = unit;
      this.name = name;
      this.code = code;
      this.bucket = bucket;
      this.keys = keys;
    }

    /** Says what the function is for. */
    public Plan description(String text) {
      this.description = text;
      return this;
    }

    /** Keeps its log for these days. Default: 365. */
    public Plan retention(int days) {
      this.retentionDays = days;
      return this;
    }

    /** How many run at once at most; -1 takes from what the account has left. Default: 2. */
    public Plan reservedConcurrency(int executions) {
      this.reservedConcurrency = executions;
      return this;
    }

    /** Ends it after these seconds. Default: 30. */
    public Plan timeout(int seconds) {
      this.timeoutSeconds = seconds;
      return this;
    }

    /** Sets a variable of its environment: never a secret, but a secret's ARN. */
    public Plan variable(String key, String value) {
      environment.put(key, value);
      return this;
    }

    /** Lets it do more than write its log, its trace and its failed events. */
    public Plan allow(List<Statement> statements) {
      permissions.addAll(statements);
      return this;
    }

    /** Runs it inside a network. Default: outside of any. */
    public Plan in(Optional<Place> place) {
      this.network = place;
      return this;
    }

    /** Creates the function. */
    public Function create() {
      return new Function(this);
    }
  }

  /** Lets a service invoke it for one thing. */
  public LambdaPermission invokedBy(String caller, String service, String sourceArn) {
    return unit.add(name + "_" + caller, (scope, id) -> permission(scope, id, service).sourceArn(sourceArn).build());
  }

  /** Lets a service invoke it for anything of this account, where the service does not say for what. */
  public LambdaPermission invokedByAccount(String caller, String service) {
    return unit.add(name + "_" + caller, (scope, id) ->
        permission(scope, id, service).sourceAccount(unit.context().accountId()).build());
  }

  private LambdaPermission.Builder permission(Construct scope, String id, String service) {
    return LambdaPermission.Builder.create(scope, id).functionName(function.getFunctionName())
        .action("lambda:InvokeFunction").principal(service);
  }

  /** The function's ARN. */
  public String arn() {
    return function.getArn();
  }

  /** The function's name, the dimension of its metrics. */
  public String functionName() {
    return function.getFunctionName();
  }

  /** The name of the queue with the events that it failed on. */
  public String failedQueueName() {
    return failed.getName();
  }

  /** With the unit in it, like the role's: two units may have a function of the same purpose. */
  private static String physicalName(Unit<?> unit, String name) {
    return unit.context().name(unit.context().path().unit().replace('/', '-') + "-" + name.replace('_', '-'), Name.ROLE);
  }

  private List<ITerraformDependable> dependencies(ServiceRole role) {
    // Without these, the first run may find no right to log, and Lambda would make an unencrypted group of its own.
    List<ITerraformDependable> first = new ArrayList<>(role.granted());
    first.add(log.resource());
    return first;
  }

  private List<Statement> statements(Plan plan) {
    String arn = unit.context().arn("lambda", "function:" + physicalName(unit, name));
    List<Statement> statements = new ArrayList<>(List.of(
        Statement.allow("Log", "logs:CreateLogStream", "logs:PutLogEvents").on(log.arn() + ":*"),
        // X-Ray knows no resources to name.
        Statement.allow("Trace", "xray:PutTraceSegments", "xray:PutTelemetryRecords").on("*"),
        Statement.allow("KeepFailed", "sqs:SendMessage").on(failed.getArn()),
        Statement.allow("EncryptFailed", "kms:Decrypt", "kms:GenerateDataKey").on(plan.keys.notifications())
            .when("StringEquals", "kms:ViaService", "sqs." + unit.context().region() + ".amazonaws.com"),
        Statement.allow("ReadEnvironment", "kms:Decrypt").on(plan.keys.data())
            .when("StringEquals", "kms:EncryptionContext:aws:lambda:FunctionArn", arn)));
    if (plan.network.isPresent()) {
      // Lambda needs the role's right to make network interfaces; the code that runs has no use for it.
      statements.add(Statement.deny("NotTheCode", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses", "ec2:DescribeNetworkInterfaces").on("*")
          .when("ArnEquals", "lambda:SourceFunctionArn", arn));
    }
    statements.addAll(plan.permissions);
    return statements;
  }
}
