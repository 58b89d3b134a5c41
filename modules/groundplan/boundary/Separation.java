package groundplan.boundary;

import groundplan.kernel.OtherEnvironments;
import groundplan.kernel.UnitContext;
import groundplan.parts.Prefix;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the boundary denies, so that of environments that share an account none can read or change what another one keeps. */
final class Separation {
    private static final String[] SECRETS = {
        "secretsmanager:Delete*",
        // BatchGetSecretValue needs it too, for each secret.
        "secretsmanager:GetSecretValue",
        "secretsmanager:Put*",
        // Replicate, restore, and remove from replication.
        "secretsmanager:Re*",
        "secretsmanager:RotateSecret",
        "secretsmanager:Update*"
    };

    private final UnitContext context;
    private final Prefix prefix;

    Separation(UnitContext context) {
        this.context = context;
        this.prefix = new Prefix(context);
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        statements.add(
                Statement.deny("DenyOtherSecrets", SECRETS).exceptOn(List.of(secret(prefix.names()), managed())));
        if (!context.others().names().isEmpty()) {
            databases(statements);
            parameters(statements);
            states(statements);
        }
        return statements;
    }

    private String secret(String name) {
        return prefix.any("secretsmanager", "secret:" + name);
    }

    /** RDS names the secrets that it manages by an id. */
    private String managed() {
        return secret("rds!*");
    }

    /** RDS tags a secret that it manages with the ARN of its database; settings may give that any name. */
    private void databases(List<Statement> statements) {
        List<String> prefixes = context.others().names().stream()
                // The prefix of prod's names is one of prod-eu's names too.
                .filter(other -> !context.path().environment().startsWith(other + "-"))
                .map(other -> context.path().system() + "-" + other + "-*")
                .toList();
        if (!prefixes.isEmpty()) {
            statements.add(managed("DenySecretsOfOtherInstances", "primaryDBInstanceArn", "db:", prefixes));
            statements.add(managed("DenySecretsOfOtherClusters", "primaryDBClusterArn", "cluster:", prefixes));
        }
    }

    private Statement managed(String sid, String tag, String type, List<String> names) {
        // What RDS manages can be changed through RDS only.
        return Statement.deny(sid, "secretsmanager:GetSecretValue")
                .on(managed())
                .when(
                        "StringLike",
                        "aws:ResourceTag/aws:rds:" + tag,
                        names.stream()
                                .map(name -> prefix.any("rds", type + name))
                                .toArray(String[]::new));
    }

    private void parameters(List<Statement> statements) {
        String paths = "parameter/" + context.path().system() + "/";
        statements.add(Statement.deny("DenyOtherParameters", "ssm:*Parameter*")
                .on(context.others().names().stream()
                        .map(other -> prefix.any("ssm", paths + other + "/*"))
                        .toList()));
        // Whoever may read a path may read everything below it, even what a policy denies.
        statements.add(Statement.deny("DenyOtherPaths", "ssm:GetParametersByPath")
                .exceptOn(List.of(
                        prefix.any("ssm", paths + context.path().environment()),
                        prefix.any("ssm", paths + context.path().environment() + "/*"),
                        "arn:aws:ssm:*::parameter/*")));
    }

    private void states(List<Statement> statements) {
        OtherEnvironments others = context.others();
        statements.add(Statement.deny("DenyOtherStates", "s3:*").on(others.unread()));
        if (!others.states().equals(others.unread())) {
            statements.add(Statement.deny(
                            "DenyWritingOtherStates", "s3:Delete*", "s3:Put*", "s3:Replicate*", "s3:RestoreObject")
                    .on(others.states()));
        }
        // Through an access point, objects have other ARNs.
        statements.add(Statement.deny("DenyAccessPoints", "s3:CreateAccessPoint*", "s3:CreateMultiRegionAccessPoint")
                .on("*"));
        // The bucket's policy could let others in, and its lifecycle delete states: both belong to the owner.
        if (context.environment().state().owner().stream()
                .anyMatch(owner -> !owner.equals(context.path().environment()))) {
            statements.add(Statement.deny("DenyChangesOfStateBucket", "s3:Delete*", "s3:Put*")
                    .on("arn:aws:s3:::" + context.environment().state().bucket()));
        }
    }
}
