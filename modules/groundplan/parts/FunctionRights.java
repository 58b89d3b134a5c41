package groundplan.parts;

import groundplan.kernel.Unit;
import java.util.ArrayList;
import java.util.List;

/** Permissions that every function needs: write its log and its traces, store failed events, and start. */
final class FunctionRights {
    private FunctionRights() {}

    /**
     * The statements of a function's role.
     *
     * @param physical the function's name at AWS
     * @param logArn its log group
     * @param failedArn the queue for its failed events
     * @param keys the keys of its environment variables and of that queue
     * @param networked whether it runs in a VPC
     */
    static List<Statement> of(
            Unit<?> unit, String physical, String logArn, String failedArn, Function.Keys keys, boolean networked) {
        String arn = unit.context().arn("lambda", "function:" + physical);
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("Log", "logs:CreateLogStream", "logs:PutLogEvents")
                        .on(logArn + ":*"),
                // X-Ray supports no resource ARNs.
                Statement.allow("Trace", "xray:PutTraceSegments", "xray:PutTelemetryRecords")
                        .on("*"),
                Statement.allow("SendFailedEvents", "sqs:SendMessage").on(failedArn),
                Statement.allow("EncryptFailedEvents", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(keys.notifications())
                        .when(
                                "StringEquals",
                                "kms:ViaService",
                                "sqs." + unit.context().region() + ".amazonaws.com"),
                Statement.allow("ReadEnvironment", "kms:Decrypt")
                        .on(keys.data())
                        .when("StringEquals", "kms:EncryptionContext:aws:lambda:FunctionArn", arn)));
        if (networked) {
            // Lambda needs the role's permission to create network interfaces; the function's own code does not.
            statements.add(Statement.deny(
                            "NotTheCode",
                            "ec2:CreateNetworkInterface",
                            "ec2:DeleteNetworkInterface",
                            "ec2:AssignPrivateIpAddresses",
                            "ec2:UnassignPrivateIpAddresses",
                            "ec2:DescribeNetworkInterfaces")
                    .on("*")
                    .when("ArnEquals", "lambda:SourceFunctionArn", arn));
        }
        return statements;
    }
}
