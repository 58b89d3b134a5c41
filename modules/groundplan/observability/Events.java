package groundplan.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetInputTransformer;
import com.hashicorp.cdktf.providers.aws.db_event_subscription.DbEventSubscription;
import groundplan.ecs.EcsOutputs;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import groundplan.rds.RdsOutputs;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What happens once and is no figure: limits of scaling, failed deployments, and what RDS has to say. */
final class Events {
  /** Sorted: the same settings give the same text. */
  private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Unit<?> unit;
  private final AlarmSettings.Events settings;
  private final Map<Severity, Topic> topics;

  Events(Unit<?> unit, AlarmSettings.Events settings, Map<Severity, Topic> topics) {
    this.unit = unit;
    this.settings = settings;
    this.topics = topics;
  }

  /** Whether EventBridge tells the topic of this severity something. */
  static boolean any(AlarmSettings.Events settings, Severity severity) {
    return List.of(settings.scaledToMax(), settings.failedDeployments()).contains(severity.key());
  }

  void cluster(String name, EcsOutputs outputs) {
    topic(settings.scaledToMax()).ifPresent(topic -> rule(name + "_scaled_to_max",
        "A service reached the most tasks it may have",
        Map.of("source", List.of("aws.application-autoscaling"),
            "detail-type", List.of("Application Auto Scaling Scaling Activity State Change"),
            "detail", Map.of("resourceId", List.of(Map.of("prefix", "service/" + outputs.clusterName() + "/")))),
        Map.of("service", "$.detail.resourceId", "before", "$.detail.oldDesiredCapacity",
            "now", "$.detail.newDesiredCapacity", "limit", "$.detail.maxCapacity"),
        "<service> grew from <before> to <now> tasks and may not grow beyond <limit>", topic));
    topic(settings.failedDeployments()).ifPresent(topic -> rule(name + "_failed_deployment", "A deployment failed",
        Map.of("source", List.of("aws.ecs"), "detail-type", List.of("ECS Deployment State Change"),
            "resources", List.of(Map.of("prefix", unit.context().arn("ecs", "service/" + outputs.clusterName() + "/"))),
            "detail", Map.of("eventName", List.of("SERVICE_DEPLOYMENT_FAILED"))),
        Map.of("service", "$.resources[0]", "reason", "$.detail.reason"),
        "Deployment of <service> failed: <reason>", topic));
  }

  void databases(Collection<RdsOutputs> databases) {
    if (databases.isEmpty()) {
      return;
    }
    List<String> instances = databases.stream().map(RdsOutputs::identifier).toList();
    topic(settings.databaseFailures()).ifPresent(topic ->
        subscribe("database_failures", instances, List.of("failover", "failure", "low storage"), topic));
    topic(settings.databaseChanges()).ifPresent(topic ->
        subscribe("database_changes", instances, List.of("configuration change", "maintenance"), topic));
  }

  private void subscribe(String name, List<String> instances, List<String> categories, Topic topic) {
    unit.add(name, (scope, id) -> DbEventSubscription.Builder.create(scope, id)
        .name(unit.context().name(name.replace('_', '-'))).snsTopic(topic.arn()).sourceType("db-instance")
        .sourceIds(instances).eventCategories(categories).enabled(true).build());
  }

  private void rule(String name, String description, Map<String, Object> pattern, Map<String, String> paths, String sentence,
      Topic topic) {
    CloudwatchEventRule rule = unit.add(name, (scope, id) -> CloudwatchEventRule.Builder.create(scope, id)
        .name(unit.context().name(name.replace('_', '-'), Name.ROLE)).description(description)
        .eventPattern(json(pattern)).build());
    // The form that Slack shows, that a person can read in a mail, and that the notifier knows.
    String title = unit.context().path().system() + " " + unit.context().path().environment() + ": "
        + description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1);
    String form = json(Map.of("version", "1.0", "source", "custom",
        "content", Map.of("title", title, "description", sentence)));
    unit.add(name, (scope, id) -> CloudwatchEventTarget.Builder.create(scope, id)
        .rule(rule.getName()).targetId("topic").arn(topic.arn())
        .inputTransformer(CloudwatchEventTargetInputTransformer.builder().inputPaths(new TreeMap<>(paths))
            .inputTemplate(form).build())
        .build());
  }

  private Optional<Topic> topic(String severity) {
    return topics.entrySet().stream().filter(entry -> entry.getKey().key().equals(severity)).map(Map.Entry::getValue)
        .findFirst();
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
