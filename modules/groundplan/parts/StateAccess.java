package groundplan.parts;

import groundplan.kernel.StateSettings;
import groundplan.kernel.UnitContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Permissions that a plan needs on the Terraform states: read those of its environment, and lock them meanwhile. */
final class StateAccess {
    private StateAccess() {}

    static List<Statement> reading(UnitContext context) {
        StateSettings state = context.environment().state();
        String region = context.environment().stateRegion();
        String bucket = "arn:aws:s3:::" + state.bucket();
        String states = bucket + "/" + context.path().environment() + "/*";
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.allow("States", "s3:GetObject").on(states));
        statements.add(Statement.allow("ListStates", "s3:ListBucket").on(bucket));
        if (state.useLockfile()) {
            statements.add(Statement.allow("LockFiles", "s3:PutObject", "s3:DeleteObject")
                    .on(states + ".tflock"));
        }
        state.lockTable().ifPresent(table -> {
            statements.add(Statement.allow(
                            "Locks",
                            "dynamodb:DescribeTable",
                            "dynamodb:GetItem",
                            "dynamodb:PutItem",
                            "dynamodb:DeleteItem")
                    .on(lockTable(context).orElseThrow()));
            statements.add(Statement.allow("LocksKey", "kms:Decrypt")
                    .on(keys(context, region))
                    .when("StringEquals", "kms:EncryptionContext:aws:dynamodb:tableName", table)
                    .when("StringEquals", "kms:ViaService", "dynamodb." + region + ".amazonaws.com"));
        });
        // The state's key belongs to another unit or is the bucket's default: it is identified by what it encrypts.
        statements.add(Statement.allow("StatesKey", actions(state))
                .on(keys(context, region))
                .when("StringLike", "kms:EncryptionContext:aws:s3:arn", bucket, states)
                .when("StringEquals", "kms:ViaService", "s3." + region + ".amazonaws.com"));
        return statements;
    }

    /** The ARN of the table with the locks; empty where states are locked with files only. */
    static Optional<String> lockTable(UnitContext context) {
        return context.environment()
                .state()
                .lockTable()
                .map(table -> "arn:aws:dynamodb:" + context.environment().stateRegion() + ":" + context.accountId()
                        + ":table/" + table);
    }

    private static String[] actions(StateSettings state) {
        return state.useLockfile() ? new String[] {"kms:Decrypt", "kms:GenerateDataKey"} : new String[] {"kms:Decrypt"};
    }

    private static String keys(UnitContext context, String region) {
        return "arn:aws:kms:" + region + ":" + context.accountId() + ":key/*";
    }
}
