package groundplan.github;

import groundplan.amplify.AmplifyOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The permissions of the deploy role: what the deployment scripts do, on the given repositories, services, functions and
 * sites.
 */
final class Deployments {
    private final UnitContext context;
    private final GithubSettings settings;
    private final GithubReads reads;

    Deployments(UnitContext context, GithubSettings settings, GithubReads reads) {
        this.context = context;
        this.settings = settings;
        this.reads = reads;
    }

    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        reads.ecr().ifPresent(outputs -> statements.addAll(images(outputs)));
        ServiceDeployments services = new ServiceDeployments(context);
        reads.ecs()
                .ifPresent(outputs -> services.cluster(
                        settings.ecs().orElseThrow(), outputs, settings.deploy().tasks()));
        reads.services().forEach(services::service);
        reads.tasks().forEach(services::task);
        statements.addAll(services.statements());
        FunctionDeployments functions = new FunctionDeployments(context);
        reads.functions().forEach(functions::function);
        statements.addAll(functions.statements());
        reads.cloudfront().ifPresent(outputs -> statements.addAll(site(outputs)));
        reads.amplify().ifPresent(outputs -> statements.addAll(application(outputs)));
        return statements;
    }

    private static List<Statement> images(EcrOutputs outputs) {
        return List.of(
                // The registry's authorization token has no ARN.
                Statement.allow("SignIn", "ecr:GetAuthorizationToken").on("*"),
                Statement.allow(
                                "Push",
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:BatchGetImage",
                                "ecr:CompleteLayerUpload",
                                "ecr:DescribeImages",
                                "ecr:GetDownloadUrlForLayer",
                                "ecr:InitiateLayerUpload",
                                "ecr:PutImage",
                                "ecr:UploadLayerPart")
                        .on(sorted(outputs.repositoryArns())));
    }

    private List<Statement> site(CloudfrontOutputs outputs) {
        List<Statement> statements = new ArrayList<>(List.of(
                // List actions support no resource ARN.
                Statement.allow("FindDistribution", "cloudfront:ListDistributions")
                        .on("*"),
                Statement.allow("Invalidate", "cloudfront:CreateInvalidation", "cloudfront:GetInvalidation")
                        .on(outputs.distributionArn())));
        List<String> buckets = sorted(outputs.bucketArns());
        if (!buckets.isEmpty()) {
            statements.add(Statement.allow("ListSite", "s3:ListBucket").on(buckets));
            // A copy between the buckets copies tags too.
            statements.add(Statement.allow(
                            "FillSite",
                            "s3:DeleteObject",
                            "s3:GetObject",
                            "s3:GetObjectTagging",
                            "s3:PutObject",
                            "s3:PutObjectTagging")
                    .on(each(buckets, bucket -> bucket + "/*")));
            outputs.bucketKeyArn()
                    .ifPresent(key -> statements.add(Statement.allow("SiteKey", "kms:Decrypt", "kms:GenerateDataKey")
                            .on(key)
                            .when(
                                    "StringEquals",
                                    "kms:ViaService",
                                    "s3." + context.environment().region() + ".amazonaws.com")));
        }
        return statements;
    }

    private static List<Statement> application(AmplifyOutputs outputs) {
        String branch = outputs.appArn() + "/branches/" + outputs.branchName();
        return List.of(
                // List actions support no resource ARN.
                Statement.allow("FindApplication", "amplify:ListApps").on("*"),
                Statement.allow(
                                "DeployApplication",
                                "amplify:CreateDeployment",
                                "amplify:GetJob",
                                "amplify:StartDeployment")
                        .on(branch, branch + "/deployments/*", branch + "/jobs/*"));
    }

    private static List<String> each(Collection<String> names, Function<String, String> arn) {
        return names.stream().map(arn).toList();
    }

    private static List<String> sorted(Map<String, String> byName) {
        return List.copyOf(new TreeMap<>(byName).values());
    }
}
