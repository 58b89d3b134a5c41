package groundplan.github;

import groundplan.amplify.AmplifyOutputs;
import groundplan.cloudfront.CloudfrontOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the role of deployments may do: what the scripts do, with the repositories, services and sites that are named. */
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
    reads.ecs().ifPresent(outputs ->
        statements.addAll(services(outputs, GithubSettings.region(settings.ecs().orElseThrow()))));
    reads.cloudfront().ifPresent(outputs -> statements.addAll(site(outputs)));
    reads.amplify().ifPresent(outputs -> statements.addAll(application(outputs)));
    return statements;
  }

  private static List<Statement> images(EcrOutputs outputs) {
    return List.of(
        // Signing in is to the registry as a whole and has no ARN.
        Statement.allow("SignIn", "ecr:GetAuthorizationToken").on("*"),
        Statement.allow("Push", "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
            "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage",
            "ecr:UploadLayerPart").on(sorted(outputs.repositoryArns())));
  }

  private List<Statement> services(EcsOutputs outputs, String region) {
    Map<String, String> families = new TreeMap<>(outputs.taskFamilies());
    List<String> roles = new ArrayList<>(sorted(outputs.taskRoleArns()));
    roles.addAll(sorted(outputs.executionRoleArns()));
    List<Statement> statements = new ArrayList<>(List.of(
        Statement.allow("Deploy", "ecs:DescribeServices", "ecs:UpdateService").on(each(sorted(outputs.serviceNames()),
            name -> arn("ecs", region, "service/" + outputs.clusterName() + "/" + name))),
        Statement.allow("Versions", "ecs:RegisterTaskDefinition", "ecs:TagResource").on(each(families.values(),
            family -> arn("ecs", region, "task-definition/" + family + ":*"))),
        // Reading one has no resource to name.
        Statement.allow("ReadVersions", "ecs:DescribeTaskDefinition").on("*"),
        Statement.allow("HandOver", "iam:PassRole").on(roles)
            .when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")));
    List<String> tasks = settings.deploy().tasks().stream().sorted().toList();
    if (!tasks.isEmpty()) {
      String running = arn("ecs", region, "task/" + outputs.clusterName() + "/*");
      statements.addAll(List.of(
          Statement.allow("RunTasks", "ecs:RunTask").on(each(tasks,
              service -> arn("ecs", region, "task-definition/" + of(service, families) + ":*")))
              .when("ArnEquals", "ecs:cluster", outputs.clusterArn()),
          // They carry the tags of their definition.
          Statement.allow("TagTasks", "ecs:TagResource").on(running).when("StringEquals", "ecs:CreateAction", "RunTask"),
          Statement.allow("WatchTasks", "ecs:DescribeTasks").on(running),
          Statement.allow("ReadLogs", "logs:GetLogEvents").on(each(tasks,
              service -> arn("logs", region, "log-group:" + of(service, outputs.logGroupNames()) + ":log-stream:*")))));
    }
    return statements;
  }

  private List<Statement> site(CloudfrontOutputs outputs) {
    List<Statement> statements = new ArrayList<>(List.of(
        // A list has no resource to name.
        Statement.allow("FindDistribution", "cloudfront:ListDistributions").on("*"),
        Statement.allow("Invalidate", "cloudfront:CreateInvalidation", "cloudfront:GetInvalidation")
            .on(outputs.distributionArn())));
    List<String> buckets = sorted(outputs.bucketArns());
    if (!buckets.isEmpty()) {
      statements.add(Statement.allow("ListSite", "s3:ListBucket").on(buckets));
      // A copy between the buckets takes the tags along.
      statements.add(Statement.allow("FillSite", "s3:DeleteObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject",
          "s3:PutObjectTagging").on(each(buckets, bucket -> bucket + "/*")));
      outputs.bucketKeyArn().ifPresent(key -> statements.add(Statement.allow("SiteKey", "kms:Decrypt", "kms:GenerateDataKey")
          .on(key).when("StringEquals", "kms:ViaService", "s3." + context.environment().region() + ".amazonaws.com")));
    }
    return statements;
  }

  private static List<Statement> application(AmplifyOutputs outputs) {
    String branch = outputs.appArn() + "/branches/" + outputs.branchName();
    return List.of(
        // A list has no resource to name.
        Statement.allow("FindApplication", "amplify:ListApps").on("*"),
        Statement.allow("DeployApplication", "amplify:CreateDeployment", "amplify:GetJob", "amplify:StartDeployment")
            .on(branch, branch + "/deployments/*", branch + "/jobs/*"));
  }

  /** What the service has of these; the settings may name one that there is not. */
  private String of(String service, Map<String, String> values) {
    if (!values.containsKey(service)) {
      throw new IllegalArgumentException(context.path() + " runs tasks of the service '" + service + "', which "
          + settings.ecs().orElseThrow() + " has not; it has " + new TreeMap<>(values).keySet());
    }
    return values.get(service);
  }

  private String arn(String service, String region, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + context.accountId() + ":" + resource;
  }

  private static List<String> each(Collection<String> names, Function<String, String> arn) {
    return names.stream().map(arn).toList();
  }

  private static List<String> sorted(Map<String, String> byName) {
    return List.copyOf(new TreeMap<>(byName).values());
  }
}
