package harbor.table;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableTtl;
import com.hashicorp.cdktf.providers.aws.iam_role_policy.IamRolePolicy;
import groundplan.kernel.Drawing;
import groundplan.kernel.Kind;
import groundplan.kernel.Scope;
import groundplan.kernel.TerraformName;
import groundplan.kernel.Unit;
import groundplan.kernel.UnitContext;
import groundplan.kernel.UnitPath;
import groundplan.kernel.Wiring;
import groundplan.kms.KmsOutputs;
import groundplan.lambda.DeployedFunction;
import groundplan.lambda.FunctionToDeploy;
import groundplan.lambdaeventbridge.LambdaEventBridgeOutputs;
import groundplan.lambdasqsconsumer.LambdaSqsConsumerOutputs;
import groundplan.parts.Policy;
import groundplan.parts.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.constructs.Construct;

/** A DynamoDB table, and the permissions of the functions that use it. */
public final class TableUnit extends Unit<TableOutputs> {
    /** The name of the kind in settings. */
    public static final Kind<TableSettings, TableOutputs> KIND = new Kind<>(
                    "table",
                    Scope.REGIONAL,
                    "a DynamoDB table and the permissions to use it",
                    TableSettings.class,
                    TableOutputs::of,
                    (app, context, settings, wiring) -> new TableUnit(
                            app,
                            context,
                            settings,
                            wiring,
                            wiring.outputs(context.path(), KmsOutputs.class, settings.kms()),
                            functions(context, settings, wiring)))
            .drawn(new Drawing(Drawing.Category.DATABASE, "DynamoDB table"));

    private static final Map<String, List<String>> ACTIONS = Map.of(
            "read",
            List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"),
            "write",
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:BatchWriteItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:Scan",
                    "dynamodb:UpdateItem"));

    private final DynamodbTable table;

    /** A function that uses the table. */
    private record User(String unit, FunctionToDeploy function, String access) {}

    private TableUnit(
            Construct app,
            UnitContext context,
            TableSettings settings,
            Wiring wiring,
            KmsOutputs keys,
            List<User> functions) {
        super(app, context, wiring);
        this.table = add("main", (scope, id) -> table(DynamodbTable.Builder.create(scope, id), settings, keys));
        functions.forEach(user -> allow(user, keys));
    }

    @Override
    public TableOutputs outputs() {
        return new TableOutputs(table.getName(), table.getArn());
    }

    private DynamodbTable table(DynamodbTable.Builder table, TableSettings settings, KmsOutputs keys) {
        table.name(settings.tableName()
                        .orElseGet(() -> context().name(context().path().unit().replace('/', '-'))))
                .billingMode("PAY_PER_REQUEST")
                .hashKey(settings.partitionKey().name())
                .attribute(Stream.concat(Stream.of(settings.partitionKey()), settings.sortKey().stream())
                        .map(key -> DynamodbTableAttribute.builder()
                                .name(key.name())
                                .type(key.type())
                                .build())
                        .toList())
                .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                        .enabled(true)
                        .kmsKeyArn(keys.dataKeyArn())
                        .build())
                .pointInTimeRecovery(DynamodbTablePointInTimeRecovery.builder()
                        .enabled(settings.pointInTimeRecovery())
                        .build())
                .deletionProtectionEnabled(settings.deletionProtection());
        settings.sortKey().ifPresent(key -> table.rangeKey(key.name()));
        settings.timeToLiveAttribute()
                .ifPresent(attribute -> table.ttl(DynamodbTableTtl.builder()
                        .attributeName(attribute)
                        .enabled(true)
                        .build()));
        return table.build();
    }

    /** Attaches a policy to the function's role. DynamoDB uses the table's key on behalf of whoever reads an item. */
    private void allow(User user, KmsOutputs keys) {
        UnitPath here = context().path();
        UnitContext other = new UnitContext(
                new UnitPath(here.system(), here.environment(), here.region(), user.unit()),
                context().environment());
        Statement items = Statement.allow("Items", ACTIONS.get(user.access()).toArray(String[]::new))
                .on(table.getArn(), table.getArn() + "/index/*")
                .when("ArnEquals", "lambda:SourceFunctionArn", user.function().functionArn());
        Statement key = Statement.allow("Key", "kms:Decrypt", "kms:DescribeKey")
                .on(keys.dataKeyArn())
                .when("StringEquals", "kms:ViaService", "dynamodb." + context().region() + ".amazonaws.com");
        add(TerraformName.of(user.unit()), (scope, id) -> IamRolePolicy.Builder.create(scope, id)
                .name(context().name(here.unit()))
                .role(DeployedFunction.roleName(other))
                .policy(Policy.of(items, key))
                .build());
    }

    private static List<User> functions(UnitContext context, TableSettings settings, Wiring wiring) {
        return Stream.concat(
                        users(context, LambdaSqsConsumerOutputs.class, settings.lambdaSqsConsumers(), wiring),
                        users(context, LambdaEventBridgeOutputs.class, settings.lambdaEventBridges(), wiring))
                .toList();
    }

    private static <O extends Record & FunctionToDeploy> Stream<User> users(
            UnitContext context, Class<O> type, Map<String, String> access, Wiring wiring) {
        return wiring.outputs(context.path(), type, access.keySet()).entrySet().stream()
                .map(function -> new User(function.getKey(), function.getValue(), access.get(function.getKey())));
    }
}
