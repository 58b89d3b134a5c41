package groundplan.boundary;

import groundplan.kernel.UnitContext;
import groundplan.parts.Prefix;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the boundary allows: the services that environments consist of, in the environment's regions, and IAM as far as
 * an environment needs it.
 */
final class Limits {
    /** The services that environments consist of. */
    private static final List<String> SERVICES = List.of(
            "access-analyzer",
            "acm",
            "amplify",
            "apigateway",
            "application-autoscaling",
            "autoscaling",
            "backup",
            "backup-storage",
            "budgets",
            "ce",
            "cloudfront",
            "cloudtrail",
            "cloudwatch",
            "codedeploy",
            "cognito-idp",
            "config",
            "dynamodb",
            "ec2",
            "ecr",
            "ecs",
            "eks",
            "elasticache",
            "elasticfilesystem",
            "elasticloadbalancing",
            "events",
            "guardduty",
            "kms",
            "lambda",
            "logs",
            "rds",
            "rds-db",
            "route53",
            "s3",
            "scheduler",
            "secretsmanager",
            "securityhub",
            "servicediscovery",
            "signer",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "states",
            "synthetics",
            "tag",
            "wafv2",
            "xray");

    /** Chat notifications belong to no region; these are the regions in which they are managed. */
    private static final String[] CHAT_REGIONS = {"us-east-2", "us-west-2", "eu-west-1", "ap-southeast-1"};

    private static final String[] CHANGING_ROLES = {
        "iam:AttachRolePolicy",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole"
    };

    private final UnitContext context;
    private final BoundarySettings settings;
    private final Prefix prefix;

    Limits(UnitContext context, BoundarySettings settings) {
        this.context = context;
        this.settings = settings;
        this.prefix = new Prefix(context);
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("Services", services()).on("*").when("StringEquals", "aws:RequestedRegion", regions()),
                Statement.allow("Chat", "chatbot:*").on("*").when("StringEquals", "aws:RequestedRegion", CHAT_REGIONS),
                Statement.allow(
                                "IamOfTheEnvironment",
                                "iam:*Role*",
                                "iam:*Policy*",
                                "iam:*Policies",
                                "iam:*InstanceProfile*")
                        .on(prefix.iam("role"), prefix.iam("policy"), prefix.iam("instance-profile")),
                Statement.allow(
                                "IamReading",
                                "iam:GetOpenIDConnectProvider",
                                "iam:ListOpenIDConnectProviderTags",
                                "iam:GetPolicy",
                                "iam:GetPolicyVersion",
                                "iam:ListPolicyVersions")
                        .on(prefix.iam("oidc-provider", "*"), "arn:aws:iam::aws:policy/*"),
                Statement.allow("ReadPasswordPolicy", "iam:GetAccountPasswordPolicy")
                        .on("*"),
                Statement.allow(
                                "ServiceLinkedRoles",
                                "iam:CreateServiceLinkedRole",
                                "iam:GetRole",
                                "iam:PassRole",
                                "iam:TagRole",
                                "iam:UntagRole",
                                "iam:UpdateRole")
                        .on(prefix.iam("role", "aws-service-role/*")),
                Statement.deny(
                                "NoPeople",
                                "iam:*User*",
                                "iam:*AccessKey*",
                                "iam:*LoginProfile*",
                                "iam:*Group*",
                                "iam:*MFADevice*",
                                "iam:*SAMLProvider*",
                                "iam:DeleteAccountPasswordPolicy",
                                "iam:UpdateAccountPasswordPolicy",
                                "iam:*AccountAlias",
                                "organizations:*",
                                "account:*",
                                "aws-portal:*",
                                "billing:*",
                                "payments:*",
                                "sso:*",
                                "identitystore:*")
                        .on("*"),
                // Otherwise the next run could use a role without the boundary.
                Statement.deny(
                                "DenyChangesOfBoundary",
                                "iam:CreatePolicyVersion",
                                "iam:DeletePolicy",
                                "iam:DeletePolicyVersion",
                                "iam:SetDefaultPolicyVersion",
                                "iam:DeleteRolePermissionsBoundary")
                        .on(context.boundary(), prefix.iam("role")),
                Statement.deny("DenyChangesOfWorkflowRoles", CHANGING_ROLES)
                        .on(prefix.iam("role", context.name("github-*"))),
                Statement.deny(
                                "DenyDisablingAuditServices",
                                "cloudtrail:DeleteTrail",
                                "cloudtrail:StopLogging",
                                "config:DeleteConfigurationRecorder",
                                "config:DeleteDeliveryChannel",
                                "config:StopConfigurationRecorder",
                                "guardduty:DeleteDetector",
                                "guardduty:DisassociateFromAdministratorAccount",
                                "securityhub:DisableSecurityHub")
                        .on("*"),
                // The environment's own trail is a unit of it; trails of others are none of its business.
                Statement.deny(
                                "DenyChangesOfOtherTrails",
                                "cloudtrail:PutEventSelectors",
                                "cloudtrail:PutInsightSelectors",
                                "cloudtrail:UpdateTrail")
                        .exceptOn(List.of(prefix.any("cloudtrail", "trail/" + prefix.names())))));
        statements.addAll(new Separation(context).statements());
        // If Terraform assumes roles of its own: jobs assume them, and must not change them either.
        context.environment().assumeRole().ifPresent(roles -> {
            String[] both = Stream.of(roles.applyRoleArn(), roles.planRoleArn())
                    .distinct()
                    .toArray(String[]::new);
            statements.add(
                    Statement.allow("AssumeTerraformRoles", "sts:AssumeRole").on(both));
            statements.add(Statement.deny("DenyChangesOfTerraformRoles", CHANGING_ROLES)
                    .on(both));
        });
        return statements;
    }

    private String[] services() {
        return Stream.concat(SERVICES.stream(), settings.services().stream())
                .distinct()
                .map(service -> service + ":*")
                .toArray(String[]::new);
    }

    private String[] regions() {
        SortedSet<String> regions = new TreeSet<>(settings.regions());
        regions.add(context.environment().region());
        regions.add(context.environment().stateRegion());
        regions.add(UnitContext.GLOBAL_REGION);
        return regions.toArray(String[]::new);
    }
}
