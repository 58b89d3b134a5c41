package groundplan.github;

import groundplan.kernel.UnitContext;
import groundplan.lambda.FunctionToDeploy;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The permissions to deploy functions, as {@code scripts/shift-function.sh} does: sign the code, publish a version, shift
 * the calls, watch the alarms.
 */
final class FunctionDeployments {
    private final UnitContext context;
    private final List<String> functions = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();
    private final List<String> buckets = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final SortedSet<String> regions = new TreeSet<>();

    FunctionDeployments(UnitContext context) {
        this.context = context;
    }

    /**
     * Adds a function.
     *
     * @param unit its unit, with the region
     */
    void function(String unit, FunctionToDeploy outputs) {
        String region = GithubSettings.region(unit);
        regions.add(region);
        // Versions and aliases are below the function.
        functions.addAll(List.of(outputs.functionArn(), outputs.functionArn() + ":*"));
        outputs.signingProfileArn().ifPresent(profiles::add);
        outputs.codeBucketArn().ifPresent(buckets::add);
        outputs.deploymentName().ifPresent(name -> groups.addAll(CodeDeployAccess.group(context, region, name)));
    }

    /** The statements; none when there is nothing to deploy. */
    List<Statement> statements() {
        if (functions.isEmpty()) {
            return List.of();
        }
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow(
                                "DeployFunctions",
                                "lambda:GetAlias",
                                "lambda:GetFunction",
                                "lambda:GetFunctionCodeSigningConfig",
                                "lambda:GetFunctionConfiguration",
                                "lambda:PublishVersion",
                                "lambda:UpdateAlias",
                                "lambda:UpdateFunctionCode")
                        .on(functions),
                Statement.allow("WatchAlarms", "cloudwatch:DescribeAlarms").on(inRegions("cloudwatch", "alarm:*"))));
        if (!profiles.isEmpty()) {
            statements.addAll(signing());
        }
        if (!groups.isEmpty()) {
            statements.add(CodeDeployAccess.deploying("ShiftFunctions", groups));
        }
        return statements;
    }

    private List<Statement> signing() {
        return List.of(
                Statement.allow("ReadSigning", "lambda:GetCodeSigningConfig")
                        .on(inRegions("lambda", "code-signing-config:*")),
                Statement.allow("Sign", "signer:StartSigningJob").on(profiles),
                Statement.allow("FollowSigning", "signer:DescribeSigningJob")
                        .on(inRegions("signer", "/signing-jobs/*")),
                // List actions support no resource ARN.
                Statement.allow("FindSigning", "signer:ListSigningJobs").on("*"),
                Statement.allow("ListCode", "s3:ListBucket").on(buckets),
                // Signer and Lambda read and write with the permissions of the caller.
                Statement.allow("SignCode", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")
                        .on(buckets.stream().map(bucket -> bucket + "/*").toList()),
                Statement.allow("CodeKey", "kms:Decrypt", "kms:GenerateDataKey")
                        .on(inRegions("kms", "key/*"))
                        .when(
                                "StringLike",
                                "kms:EncryptionContext:aws:s3:arn",
                                buckets.stream()
                                        .flatMap(bucket -> List.of(bucket, bucket + "/*").stream())
                                        .toArray(String[]::new))
                        .when(
                                "StringEquals",
                                "kms:ViaService",
                                regions.stream()
                                        .map(region -> "s3." + region + ".amazonaws.com")
                                        .toArray(String[]::new)));
    }

    private List<String> inRegions(String service, String resource) {
        return regions.stream()
                .map(region -> "arn:aws:" + service + ":" + region + ":" + context.accountId() + ":" + resource)
                .toList();
    }
}
