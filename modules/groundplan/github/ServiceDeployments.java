package groundplan.github;

import groundplan.ecs.EcsOutputs;
import groundplan.ecs.EcsServiceOutputs;
import groundplan.ecs.EcsTaskOutputs;
import groundplan.kernel.UnitContext;
import groundplan.parts.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The permissions to deploy ECS services and to run tasks on demand: for all units together, each resource by its ARN.
 */
final class ServiceDeployments {
    private final UnitContext context;
    private final List<String> services = new ArrayList<>();
    private final List<String> families = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final List<String> turned = new ArrayList<>();
    private final List<String> run = new ArrayList<>();
    private final SortedSet<String> deployed = new TreeSet<>();
    private final SortedSet<String> clusters = new TreeSet<>();
    private final SortedSet<String> running = new TreeSet<>();
    private final List<String> logs = new ArrayList<>();

    ServiceDeployments(UnitContext context) {
        this.context = context;
    }

    /**
     * The services of a cluster.
     *
     * @param unit its unit
     * @param tasks those whose task definitions are also run on demand, with another command
     */
    void cluster(String unit, EcsOutputs outputs, Collection<String> tasks) {
        String region = GithubSettings.region(unit);
        Map<String, String> named = new TreeMap<>(outputs.taskFamilies());
        new TreeMap<>(outputs.serviceNames()).values().forEach(name -> service(region, outputs.clusterName(), name));
        named.values().forEach(family -> families.add(family(region, family)));
        roles.addAll(new TreeMap<>(outputs.taskRoleArns()).values());
        roles.addAll(new TreeMap<>(outputs.executionRoleArns()).values());
        tasks.stream()
                .sorted()
                .forEach(service -> once(
                        region,
                        outputs.clusterName(),
                        outputs.clusterArn(),
                        named.get(service),
                        outputs.logGroupNames().get(service)));
    }

    /** A service in a separate unit. */
    void service(String unit, EcsServiceOutputs outputs) {
        String region = GithubSettings.region(unit);
        service(region, outputs.clusterName(), outputs.serviceName());
        families.add(family(region, outputs.taskFamily()));
        roles.addAll(List.of(outputs.taskRoleArn(), outputs.executionRoleArn()));
        outputs.deploymentName().ifPresent(name -> turned.addAll(CodeDeployAccess.group(context, region, name)));
    }

    /** A task that is run on demand. */
    void task(String unit, EcsTaskOutputs outputs) {
        String region = GithubSettings.region(unit);
        families.add(family(region, outputs.taskFamily()));
        roles.addAll(List.of(outputs.taskRoleArn(), outputs.executionRoleArn()));
        once(region, outputs.clusterName(), outputs.clusterArn(), outputs.taskFamily(), outputs.logGroupName());
    }

    /** The statements; none when there is nothing to deploy. */
    List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        if (!services.isEmpty()) {
            statements.add(Statement.allow("Deploy", "ecs:DescribeServices", "ecs:UpdateService")
                    .on(services));
            // Listing services supports no resource ARN.
            statements.add(Statement.allow("FindServices", "ecs:ListServices")
                    .on("*")
                    .when("ArnEquals", "ecs:cluster", deployed.toArray(String[]::new)));
        }
        if (!families.isEmpty()) {
            statements.addAll(List.of(
                    Statement.allow("Versions", "ecs:RegisterTaskDefinition", "ecs:TagResource")
                            .on(families),
                    // Describing a task definition supports no resource ARN.
                    Statement.allow("ReadVersions", "ecs:DescribeTaskDefinition")
                            .on("*"),
                    Statement.allow("PassTaskRoles", "iam:PassRole")
                            .on(roles)
                            .when("StringEquals", "iam:PassedToService", "ecs-tasks.amazonaws.com")));
        }
        if (!turned.isEmpty()) {
            statements.add(CodeDeployAccess.deploying("Turn", turned));
        }
        if (!run.isEmpty()) {
            List<String> tasks = List.copyOf(running);
            statements.addAll(List.of(
                    Statement.allow("RunTasks", "ecs:RunTask")
                            .on(run)
                            .when("ArnEquals", "ecs:cluster", clusters.toArray(String[]::new)),
                    // Tasks get the tags of their task definition.
                    Statement.allow("TagTasks", "ecs:TagResource")
                            .on(tasks)
                            .when("StringEquals", "ecs:CreateAction", "RunTask"),
                    Statement.allow("DescribeTasks", "ecs:DescribeTasks").on(tasks),
                    Statement.allow("ReadLogs", "logs:GetLogEvents").on(logs)));
        }
        return statements;
    }

    private void service(String region, String cluster, String name) {
        deployed.add(arn("ecs", region, "cluster/" + cluster));
        services.add(arn("ecs", region, "service/" + cluster + "/" + name));
    }

    private void once(String region, String cluster, String clusterArn, String family, String logGroup) {
        run.add(family(region, family));
        clusters.add(clusterArn);
        running.add(arn("ecs", region, "task/" + cluster + "/*"));
        logs.add(arn("logs", region, "log-group:" + logGroup + ":log-stream:*"));
    }

    private String family(String region, String family) {
        return arn("ecs", region, "task-definition/" + family + ":*");
    }

    private String arn(String service, String region, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + context.accountId() + ":" + resource;
    }
}
