package groundplan.github;

import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import groundplan.storage.StorageOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the roles may do beyond AWS's own policies. */
final class Permissions {
  /** The services that an environment hands roles to. */
  private static final String[] PASSED_TO = {"amplify.amazonaws.com", "apigateway.amazonaws.com", "backup.amazonaws.com",
      "chatbot.amazonaws.com", "cloudtrail.amazonaws.com", "codedeploy.amazonaws.com", "config.amazonaws.com",
      "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "ecs.amazonaws.com", "eks.amazonaws.com", "events.amazonaws.com",
      "lambda.amazonaws.com", "monitoring.rds.amazonaws.com", "rds.amazonaws.com", "s3.amazonaws.com",
      "scheduler.amazonaws.com", "states.amazonaws.com", "vpc-flow-logs.amazonaws.com"};

  private final UnitContext context;
  private final Prefix prefix;

  Permissions(UnitContext context, Prefix prefix) {
    this.context = context;
    this.prefix = prefix;
  }

  /** Beside ReadOnlyAccess: the states, and none of what the environment's users entrust to it. */
  List<Statement> plan(Optional<StorageOutputs> storage) {
    List<Statement> statements = new ArrayList<>(StateAccess.reading(context));
    // A plan tries out the random values that an apply would make; they name no resource.
    statements.add(Statement.allow("TryRandom", "secretsmanager:GetRandomPassword").on("*"));
    statements.add(Statement.deny("NoData", "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan")
        .on(prefix.any("dynamodb", "table/" + prefix.names())));
    statements.add(Statement.deny("NoMessages", "sqs:ReceiveMessage").on(prefix.any("sqs", prefix.names())));
    statements.add(Statement.deny("NoLogs", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetLogRecord",
        "logs:StartQuery")
        .on(prefix.any("logs", "log-group:*")));
    statements.add(Statement.deny("NoSecrets", "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue")
        .on(prefix.any("secretsmanager", "secret:*")));
    List<String> objects = storage.stream().flatMap(outputs -> new TreeMap<>(outputs.bucketArns()).values().stream())
        .map(arn -> arn + "/*").toList();
    if (!objects.isEmpty()) {
      statements.add(Statement.deny("NoObjects", "s3:GetObject", "s3:GetObjectVersion").on(objects));
    }
    return statements;
  }

  /** Beside PowerUserAccess, which leaves IAM out: the environment's own roles and policies. */
  List<Statement> apply() {
    String roles = prefix.iam("role");
    Statement grants = Statement.allow("GrantRoles", "iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy",
        "iam:AttachRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary").on(roles);
    return List.of(
        // With it, a role that is made for a service can do no more than the role that makes it.
        context.boundaryArn().map(boundary -> grants.when("StringEquals", "iam:PermissionsBoundary",
            boundary)).orElse(grants),
        Statement.allow("Roles", "iam:DeleteRole", "iam:UpdateRole", "iam:UpdateRoleDescription",
            "iam:UpdateAssumeRolePolicy", "iam:TagRole", "iam:UntagRole").on(roles),
        Statement.allow("ReadRoles", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies",
            "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "iam:ListRoleTags").on(roles),
        Statement.allow("Policies", "iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
            "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions", "iam:TagPolicy", "iam:UntagPolicy")
            .on(prefix.iam("policy")),
        Statement.allow("InstanceProfiles", "iam:AddRoleToInstanceProfile", "iam:CreateInstanceProfile",
            "iam:DeleteInstanceProfile", "iam:GetInstanceProfile", "iam:RemoveRoleFromInstanceProfile",
            "iam:TagInstanceProfile").on(prefix.iam("instance-profile")),
        // The account's own has no ARN. Who sets up an account writes it; everybody else's plans read it.
        Statement.allow("ReadPasswordPolicy", "iam:GetAccountPasswordPolicy").on("*"),
        Statement.allow("ReadProvider", "iam:GetOpenIDConnectProvider").on(prefix.iam("oidc-provider", Trust.HOST)),
        Statement.allow("HandOver", "iam:PassRole").on(roles).when("StringEquals", "iam:PassedToService", PASSED_TO));
  }
}
