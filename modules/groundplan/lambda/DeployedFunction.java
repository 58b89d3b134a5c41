package groundplan.lambda;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.s3_object.S3Object;
import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import groundplan.kernel.Name;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.parts.Bucket;
import groundplan.parts.CodeDeployment;
import groundplan.parts.CodeSigning;
import groundplan.parts.Firewall;
import groundplan.parts.Function;
import groundplan.parts.FunctionCode;
import groundplan.parts.PlacedCode;
import groundplan.parts.ServiceRole;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.List;
import java.util.Optional;

/**
 * A function of the system's own, in a VPC and with an alias. Everything is named {@code <type>.function}; its
 * placeholder and the archives that Terraform signs are in the bucket {@code aws_s3_bucket.code}.
 */
public final class DeployedFunction {
    private static final String NAME = "function";

    private final Unit<?> unit;
    private final FunctionSettings settings;
    private final FunctionReads reads;
    private final Firewall firewall;
    private final Optional<CodeSigning> signing;
    private Optional<Bucket> codeBucket = Optional.empty();
    private final Function function;
    private final LiveAlias alias;

    /** @param rights permissions of the function's role, in addition to those derived from its settings */
    public DeployedFunction(Unit<?> unit, FunctionSettings settings, FunctionReads reads, List<Statement> rights) {
        this.unit = unit;
        this.settings = settings;
        this.reads = reads;
        this.firewall = firewall();
        this.signing = settings.code().signed() ? Optional.of(new CodeSigning(unit, NAME)) : Optional.empty();
        FunctionEnvironment environment = new FunctionEnvironment(unit.context(), settings, reads);
        FunctionSettings.Runtime runtime = settings.runtime();
        var plan = Function.plan(unit, NAME, code(), reads.functionKeys())
                .description(settings.description())
                .retention(settings.logRetentionInDays())
                .sized(new Function.Size(
                        runtime.architecture(),
                        runtime.memorySizeMib(),
                        runtime.timeoutSeconds(),
                        runtime.ephemeralStorageMib()))
                .reservedConcurrency(runtime.reservedConcurrentExecutions())
                .signed(signing.map(CodeSigning::configArn))
                .allow(environment.statements())
                .allow(rights)
                .versions()
                .in(Optional.of(new Function.Place(
                        List.copyOf(reads.network().privateSubnetIds().values()), firewall.id())));
        environment.variables().forEach(plan::variable);
        plan.named(physicalName());
        if (settings.deployment().byPipeline()) {
            plan.codeOfOthers();
        }
        this.function = plan.create();
        this.alias = new LiveAlias(unit, NAME, physicalName(), function, settings.deployment());
    }

    /** The function's AWS name. */
    public String physicalName() {
        return settings.functionName().orElseGet(() -> unit.context()
                .name(unit.context().path().unit().replace('/', '-') + "-" + NAME, Name.ROLE));
    }

    /**
     * The name of the role of a unit's function, for a policy that another unit attaches to it.
     *
     * @param context the unit with the function
     */
    public static String roleName(UnitContext context) {
        return ServiceRole.nameOf(context, NAME);
    }

    /** Allows a service to invoke the alias on behalf of one resource. */
    public LambdaPermission invokedBy(String caller, String service, String sourceArn) {
        return unit.add(NAME + "_" + caller, (scope, id) -> LambdaPermission.Builder.create(scope, id)
                .functionName(function.id())
                .qualifier(alias.name())
                .action("lambda:InvokeFunction")
                .principal(service)
                .sourceArn(sourceArn)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .replaceTriggeredBy(List.of(alias.address() + ".id"))
                        .build())
                .build());
    }

    /** The function's name, the dimension of its metrics. */
    public String functionName() {
        return function.functionName();
    }

    /** The function's ARN. */
    public String functionArn() {
        return function.arn();
    }

    /** The ARN of the alias, which callers invoke. */
    public String aliasArn() {
        return alias.arn();
    }

    /** The name of the alias. */
    public String aliasName() {
        return alias.name();
    }

    /** The invocation ARN of the alias for API Gateway. */
    public String invokeArn() {
        return alias.invokeArn();
    }

    /** The function's security group. */
    public String securityGroupId() {
        return firewall.id();
    }

    /** The name of its log group. */
    public String logGroupName() {
        return function.logGroupName();
    }

    /** The queue for its failed events. */
    public SqsQueue failed() {
        return function.failed();
    }

    /** The name of its CodeDeploy application and deployment group; absent without CodeDeploy. */
    public Optional<String> deploymentName() {
        return alias.shift().map(CodeDeployment::groupName);
    }

    /** The profile that its code is signed with; absent without code signing. */
    public Optional<String> signingProfileArn() {
        return signing.map(CodeSigning::profileArn);
    }

    /** The bucket in which its code is signed; absent without code signing. */
    public Optional<String> codeBucketArn() {
        return signing.flatMap(with -> codeBucket).map(Bucket::arn);
    }

    private Firewall firewall() {
        Firewall made = new Firewall(
                unit,
                TerraformName.of(unit.context().path().unit()),
                reads.network().vpcId(),
                "Function of " + unit.context().path().unit());
        reads.databases()
                .forEach((name, database) ->
                        made.connectTo(TerraformName.of(name), database.securityGroupId(), database.port()));
        settings.connections().egress().forEach((way, egress) -> made.egress(way, egress.cidr(), egress.port()));
        return made;
    }

    private PlacedCode code() {
        FunctionSettings.Runtime runtime = settings.runtime();
        CodeSettings code = settings.code();
        if (code.image().isPresent()) {
            CodeSettings.Image image = code.image().get();
            return new PlacedCode.Image(
                    reads.repositories().orElseThrow().repositoryUrls().get(image.repository())
                            + image.digest()
                                    .map(digest -> "@" + digest)
                                    .orElseGet(() -> ":" + image.tag().orElseThrow()));
        }
        this.codeBucket = code.placeholder() || signing.isPresent()
                ? Optional.of(Bucket.plan(unit, "code")
                        .named(bucketName())
                        .key(reads.keys().dataKeyArn())
                        .logsTo(reads.storage().map(StorageOutputs::logsBucketName))
                        // Signed objects are in no state, so the bucket would not be empty on destroy; Lambda has its
                        // own copies.
                        .forceDestroy(true)
                        .create())
                : Optional.empty();
        PlacedCode.Archive archive = code.s3()
                .map(object -> new PlacedCode.Archive(
                        object.bucket(),
                        object.key(),
                        Optional.of(object.objectVersion()),
                        Optional.empty(),
                        runtime.handler(),
                        runtime.runtime()))
                .orElseGet(() -> placeholder(codeBucket.orElseThrow()));
        return signing.<PlacedCode>map(with -> with.sign(archive, codeBucket.orElseThrow()))
                .orElse(archive);
    }

    private PlacedCode.Archive placeholder(Bucket bucket) {
        FunctionCode code = FunctionCode.python(getClass(), "placeholder.py");
        S3Object object = code.upload(unit, "placeholder", bucket, reads.keys().dataKeyArn());
        return new PlacedCode.Archive(
                object.getBucket(),
                object.getKey(),
                Optional.of(object.getVersionId()),
                Optional.empty(),
                code.handler(),
                settings.runtime().runtime());
    }

    private String bucketName() {
        return unit.context().wideBucketName(unit.context().path().unit().replace('/', '-') + "-code");
    }
}
