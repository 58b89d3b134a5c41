package groundplan.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetInputTransformer;
import groundplan.kernel.Name;
import groundplan.kernel.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An EventBridge rule whose events are published to a topic as a message.
 *
 * @param name its name in Terraform
 * @param description what the events mean, as a sentence; also the title of the message
 * @param pattern the event pattern
 * @param paths the parts of an event that the message uses, as JSON paths by name
 * @param sentence the message, with the names of the paths in angle brackets
 */
record EventRule(
        String name, String description, Map<String, Object> pattern, Map<String, String> paths, String sentence) {
    /** Sorted: the same settings always give the same text. */
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Creates {@code aws_cloudwatch_event_rule.<name>} and its target, the topic. */
    void publishTo(Topic topic, Unit<?> unit) {
        CloudwatchEventRule rule = unit.add(name, (scope, id) -> CloudwatchEventRule.Builder.create(scope, id)
                .name(unit.context().name(name.replace('_', '-'), Name.ROLE))
                .description(description)
                .eventPattern(json(pattern))
                .build());
        // A form that Slack displays, that is readable in a mail, and that the notifier parses.
        String title =
                unit.context().path().system() + " " + unit.context().path().environment() + ": "
                        + description.substring(0, 1).toLowerCase(Locale.ROOT) + description.substring(1);
        String form = json(Map.of(
                "version", "1.0", "source", "custom", "content", Map.of("title", title, "description", sentence)));
        unit.add(name, (scope, id) -> CloudwatchEventTarget.Builder.create(scope, id)
                .rule(rule.getId())
                .targetId("topic")
                .arn(topic.arn())
                .inputTransformer(CloudwatchEventTargetInputTransformer.builder()
                        .inputPaths(new TreeMap<>(paths))
                        .inputTemplate(form)
                        .build())
                .build());
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
