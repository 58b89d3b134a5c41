package groundplan.parts;

import groundplan.kernel.UnitContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Permissions of the roles to plan and apply an environment with, in addition to AWS managed policies. */
public final class EnvironmentAccess {
    /** The AWS managed policy that {@link #plan} complements. */
    public static final String PLAN_POLICY = "ReadOnlyAccess";

    /** The AWS managed policy that {@link #apply} complements; it does not cover IAM. */
    public static final String APPLY_POLICY = "PowerUserAccess";

    /** The host of the account's OIDC provider for GitHub. */
    public static final String GITHUB = "token.actions.githubusercontent.com";

    private static final String CONFIG_ROLES = "aws-service-role/config.amazonaws.com/";
    private static final String CONFIG_ROLE = CONFIG_ROLES + "AWSServiceRoleForConfig";

    /** The services that roles of the environment may be passed to. */
    private static final String[] PASSED_TO = {
        "amplify.amazonaws.com",
        "apigateway.amazonaws.com",
        "backup.amazonaws.com",
        "chatbot.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "codedeploy.amazonaws.com",
        "config.amazonaws.com",
        "ec2.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "ecs.amazonaws.com",
        "eks-fargate-pods.amazonaws.com",
        "eks.amazonaws.com",
        "events.amazonaws.com",
        "lambda.amazonaws.com",
        "monitoring.rds.amazonaws.com",
        "pods.eks.amazonaws.com",
        "rds.amazonaws.com",
        "s3.amazonaws.com",
        "scheduler.amazonaws.com",
        "states.amazonaws.com",
        "vpc-flow-logs.amazonaws.com"
    };

    private final UnitContext context;
    private final Prefix prefix;

    public EnvironmentAccess(UnitContext context) {
        this.context = context;
        this.prefix = new Prefix(context);
    }

    /**
     * Denies reading the data in the environment's services; the states stay readable.
     *
     * @param bucketArns buckets whose objects must not be read
     */
    public List<Statement> plan(Collection<String> bucketArns) {
        List<Statement> statements = new ArrayList<>(StateAccess.reading(context));
        // A plan also evaluates the ephemeral random passwords; the action supports no resource ARN.
        statements.add(Statement.allow("GenerateRandomValues", "secretsmanager:GetRandomPassword")
                .on("*"));
        statements.add(noItems());
        statements.add(Statement.deny("NoMessages", "sqs:ReceiveMessage").on(prefix.any("sqs", prefix.names())));
        statements.add(Statement.deny(
                        "NoLogs", "logs:FilterLogEvents", "logs:GetLogEvents", "logs:GetLogRecord", "logs:StartQuery")
                .on(prefix.any("logs", "log-group:*")));
        statements.add(
                Statement.deny("NoSecrets", "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue")
                        .on(prefix.any("secretsmanager", "secret:*")));
        List<String> objects = bucketArns.stream().map(arn -> arn + "/*").toList();
        if (!objects.isEmpty()) {
            statements.add(Statement.deny("NoObjects", "s3:GetObject", "s3:GetObjectVersion")
                    .on(objects));
        }
        return statements;
    }

    /** The lock table is read to lock a state and to release it; whatever its name is, it holds nobody's data. */
    private Statement noItems() {
        Statement none = Statement.deny(
                "NoData", "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan");
        return StateAccess.lockTable(context)
                .map(locks -> none.exceptOn(List.of(locks)))
                .orElseGet(() -> none.on("*"));
    }

    /** The environment's own roles and policies. */
    public List<Statement> apply() {
        String roles = prefix.iam("role");
        Statement grants = Statement.allow(
                        "GrantRoles",
                        "iam:CreateRole",
                        "iam:PutRolePolicy",
                        "iam:DeleteRolePolicy",
                        "iam:AttachRolePolicy",
                        "iam:DetachRolePolicy",
                        "iam:PutRolePermissionsBoundary")
                .on(roles);
        return List.of(
                // With it, a role created for a service can do no more than the role that creates it.
                context.boundaryArn()
                        .map(boundary -> grants.when("StringEquals", "iam:PermissionsBoundary", boundary))
                        .orElse(grants),
                Statement.allow(
                                "Roles",
                                "iam:DeleteRole",
                                "iam:UpdateRole",
                                "iam:UpdateRoleDescription",
                                "iam:UpdateAssumeRolePolicy",
                                "iam:TagRole",
                                "iam:UntagRole")
                        .on(roles),
                Statement.allow(
                                "ReadRoles",
                                "iam:GetRole",
                                "iam:GetRolePolicy",
                                "iam:ListAttachedRolePolicies",
                                "iam:ListInstanceProfilesForRole",
                                "iam:ListRolePolicies",
                                "iam:ListRoleTags")
                        .on(roles),
                Statement.allow(
                                "Policies",
                                "iam:CreatePolicy",
                                "iam:CreatePolicyVersion",
                                "iam:DeletePolicy",
                                "iam:DeletePolicyVersion",
                                "iam:GetPolicy",
                                "iam:GetPolicyVersion",
                                "iam:ListPolicyVersions",
                                "iam:TagPolicy",
                                "iam:UntagPolicy")
                        .on(prefix.iam("policy")),
                Statement.allow(
                                "InstanceProfiles",
                                "iam:AddRoleToInstanceProfile",
                                "iam:CreateInstanceProfile",
                                "iam:DeleteInstanceProfile",
                                "iam:GetInstanceProfile",
                                "iam:RemoveRoleFromInstanceProfile",
                                "iam:TagInstanceProfile")
                        .on(prefix.iam("instance-profile")),
                // The account's policy has no ARN. Only the account unit writes it; all other plans read it.
                Statement.allow("ReadPasswordPolicy", "iam:GetAccountPasswordPolicy")
                        .on("*"),
                Statement.allow("ReadProvider", "iam:GetOpenIDConnectProvider").on(prefix.iam("oidc-provider", GITHUB)),
                // The account unit creates the service-linked role of AWS Config, which has the environment's tags.
                Statement.allow("ServiceRoles", "iam:GetRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateRole")
                        .on(prefix.iam("role", CONFIG_ROLES + "*")),
                // The recorder of AWS Config is given the service-linked role, which nobody else can assume.
                Statement.allow("PassServiceRoles", "iam:PassRole")
                        .on(roles, prefix.iam("role", CONFIG_ROLE))
                        .when("StringEquals", "iam:PassedToService", PASSED_TO));
    }
}
