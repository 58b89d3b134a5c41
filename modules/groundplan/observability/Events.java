package groundplan.observability;

import com.hashicorp.cdktf.providers.aws.db_event_subscription.DbEventSubscription;
import groundplan.account.AccountOutputs;
import groundplan.ecr.EcrOutputs;
import groundplan.ecs.EcsOutputs;
import groundplan.kernel.Unit;
import groundplan.rds.RdsOutputs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Notifications of events: scaling limits, failed deployments, and events of RDS. */
final class Events {
    /** The GuardDuty severity scale: low below 4, medium below 7, high from 7. */
    private static final int MEDIUM = 4;

    private final Unit<?> unit;
    private final EventSettings settings;
    private final Map<Severity, Topic> topics;

    Events(Unit<?> unit, EventSettings settings, Map<Severity, Topic> topics) {
        this.unit = unit;
        this.settings = settings;
        this.topics = topics;
    }

    /** Whether EventBridge publishes anything to the topic of this severity. */
    static boolean any(EventSettings settings, Watched watched, Severity severity) {
        List<String> told = new ArrayList<>(List.of(settings.scaledToMax(), settings.failedDeployments()));
        if (!watched.repositories().isEmpty()) {
            told.add(settings.vulnerableImages());
        }
        watched.account().flatMap(AccountOutputs::detectorId).ifPresent(on -> told.add(settings.threats()));
        watched.account().flatMap(AccountOutputs::securityHubArn).ifPresent(on -> told.add(settings.failedControls()));
        watched.account().flatMap(AccountOutputs::analyzerArn).ifPresent(on -> told.add(settings.externalAccess()));
        return told.contains(severity.key());
    }

    /** @param alone whether the unit has a single service of a cluster that may have others */
    void cluster(String name, EcsOutputs outputs, boolean alone) {
        String services = "service/" + outputs.clusterName() + "/";
        List<String> own = List.copyOf(new TreeMap<>(outputs.serviceNames()).values());
        topic(settings.scaledToMax())
                .ifPresent(topic -> rule(
                        name + "_scaled_to_max",
                        "A service reached its maximum number of tasks",
                        Map.of(
                                "source",
                                List.of("aws.application-autoscaling"),
                                "detail-type",
                                List.of("Application Auto Scaling Scaling Activity State Change"),
                                "detail",
                                Map.of(
                                        "resourceId",
                                        alone
                                                ? own.stream()
                                                        .map(service -> services + service)
                                                        .toList()
                                                : List.of(Map.of("prefix", services)))),
                        Map.of(
                                "service",
                                "$.detail.resourceId",
                                "before",
                                "$.detail.oldDesiredCapacity",
                                "now",
                                "$.detail.newDesiredCapacity",
                                "limit",
                                "$.detail.maxCapacity"),
                        "<service> scaled from <before> to <now> tasks; the maximum is <limit>",
                        topic));
        topic(settings.failedDeployments())
                .ifPresent(topic -> rule(
                        name + "_failed_deployment",
                        "A deployment failed",
                        Map.of(
                                "source",
                                List.of("aws.ecs"),
                                "detail-type",
                                List.of("ECS Deployment State Change"),
                                "resources",
                                alone
                                        ? own.stream()
                                                .map(service -> unit.context().arn("ecs", services + service))
                                                .toList()
                                        : List.of(
                                                Map.of("prefix", unit.context().arn("ecs", services))),
                                "detail",
                                Map.of("eventName", List.of("SERVICE_DEPLOYMENT_FAILED"))),
                        Map.of("service", "$.resources[0]", "reason", "$.detail.reason"),
                        "Deployment of <service> failed: <reason>",
                        topic));
    }

    /** @param names the CodeDeploy applications of the services and functions that it deploys */
    void deployments(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        topic(settings.failedDeployments())
                .ifPresent(topic -> rule(
                        "failed_shift",
                        "A deployment was rolled back",
                        Map.of(
                                "source",
                                List.of("aws.codedeploy"),
                                "detail-type",
                                List.of("CodeDeploy Deployment State-change Notification"),
                                "detail",
                                Map.of("application", names, "state", List.of("FAILURE", "STOP"))),
                        Map.of(
                                "application",
                                "$.detail.application",
                                "deployment",
                                "$.detail.deploymentId",
                                "state",
                                "$.detail.state"),
                        "Deployment <deployment> of <application> ended as <state>",
                        topic));
    }

    void databases(Collection<RdsOutputs> databases) {
        List<String> instances = databases.stream()
                .filter(database -> !database.engine().aurora())
                .flatMap(database -> Stream.concat(
                        Stream.of(database.identifier()), database.replicaIdentifiers().values().stream()))
                .toList();
        List<String> members = databases.stream()
                .flatMap(database -> database.instanceIdentifiers().values().stream())
                .toList();
        List<String> clusters = databases.stream()
                .filter(database -> database.engine().aurora())
                .map(RdsOutputs::identifier)
                .toList();
        List<String> all = Stream.concat(instances.stream(), members.stream()).toList();
        topic(settings.databaseFailures()).ifPresent(topic -> {
            subscribe("database_failures", "db-instance", all, List.of("failover", "failure", "low storage"), topic);
            subscribe(
                    "cluster_failures",
                    "db-cluster",
                    clusters,
                    List.of("failover", "failure", "global-failover"),
                    topic);
        });
        topic(settings.databaseChanges()).ifPresent(topic -> {
            subscribe("database_changes", "db-instance", all, List.of("configuration change", "maintenance"), topic);
            subscribe("cluster_changes", "db-cluster", clusters, List.of("configuration change", "maintenance"), topic);
        });
    }

    void repositories(Collection<EcrOutputs> repositories) {
        if (repositories.isEmpty()) {
            return;
        }
        List<String> arns = repositories.stream()
                .flatMap(unit -> unit.repositoryArns().values().stream())
                .sorted()
                .toList();
        topic(settings.vulnerableImages())
                .ifPresent(topic -> rule(
                        "vulnerable_image",
                        "An image has critical vulnerabilities",
                        Map.of(
                                "source",
                                List.of("aws.ecr"),
                                "detail-type",
                                List.of("ECR Image Scan"),
                                "resources",
                                arns,
                                "detail",
                                Map.of(
                                        "finding-severity-counts",
                                        Map.of("CRITICAL", List.of(Map.of("numeric", List.of(">", 0)))))),
                        Map.of(
                                "repository",
                                "$.detail.repository-name",
                                "digest",
                                "$.detail.image-digest",
                                "count",
                                "$.detail.finding-severity-counts.CRITICAL"),
                        "<repository> <digest>: <count> critical findings",
                        topic));
    }

    /** The findings of the account's security services, each if it is enabled. */
    void account(AccountOutputs account) {
        account.detectorId()
                .flatMap(on -> topic(settings.threats()))
                .ifPresent(topic -> rule(
                        "threat",
                        "GuardDuty found a threat",
                        Map.of(
                                "source",
                                List.of("aws.guardduty"),
                                "detail-type",
                                List.of("GuardDuty Finding"),
                                "detail",
                                Map.of("severity", List.of(Map.of("numeric", List.of(">=", MEDIUM))))),
                        Map.of("title", "$.detail.title", "severity", "$.detail.severity", "type", "$.detail.type"),
                        "<type>, severity <severity>: <title>",
                        topic));
        account.securityHubArn()
                .flatMap(on -> topic(settings.failedControls()))
                .ifPresent(topic -> rule(
                        "failed_control",
                        "A resource failed a security control",
                        Map.of(
                                "source",
                                List.of("aws.securityhub"),
                                "detail-type",
                                List.of("Security Hub Findings - Imported"),
                                "detail",
                                Map.of(
                                        "findings",
                                        Map.of(
                                                "Compliance",
                                                Map.of("Status", List.of("FAILED")),
                                                "RecordState",
                                                List.of("ACTIVE"),
                                                "Workflow",
                                                Map.of("Status", List.of("NEW")),
                                                "Severity",
                                                Map.of("Label", List.of("CRITICAL", "HIGH"))))),
                        Map.of(
                                "title",
                                "$.detail.findings[0].Title",
                                "resource",
                                "$.detail.findings[0].Resources[0].Id"),
                        "<resource>: <title>",
                        topic));
        account.analyzerArn()
                .flatMap(on -> topic(settings.externalAccess()))
                .ifPresent(topic -> rule(
                        "external_access",
                        "A resource is accessible from outside the account",
                        Map.of(
                                "source",
                                List.of("aws.access-analyzer"),
                                "detail-type",
                                List.of("Access Analyzer Finding"),
                                "detail",
                                Map.of("status", List.of("ACTIVE"))),
                        Map.of("resource", "$.detail.resource", "type", "$.detail.resourceType"),
                        "<type> <resource>",
                        topic));
    }

    private void subscribe(String name, String type, List<String> sources, List<String> categories, Topic topic) {
        if (!sources.isEmpty()) {
            unit.add(name, (scope, id) -> DbEventSubscription.Builder.create(scope, id)
                    .name(unit.context().name(name.replace('_', '-')))
                    .snsTopic(topic.arn())
                    .sourceType(type)
                    .sourceIds(sources)
                    .eventCategories(categories)
                    .enabled(true)
                    .build());
        }
    }

    private void rule(
            String name,
            String description,
            Map<String, Object> pattern,
            Map<String, String> paths,
            String sentence,
            Topic topic) {
        new EventRule(name, description, pattern, paths, sentence).publishTo(topic, unit);
    }

    private Optional<Topic> topic(String severity) {
        return topics.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(severity))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
