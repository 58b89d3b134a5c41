package groundplan.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The monitoring of the environment, and who is notified. */
final class Watchers {
    /** The security services of an account. */
    private static final Map<String, String> GUARDS = new TreeMap<>(Map.of(
            "aws_guardduty_detector",
            "GuardDuty",
            "aws_securityhub_account",
            "Security Hub",
            "aws_config_configuration_recorder",
            "Config",
            "aws_accessanalyzer_analyzer",
            "Access Analyzer"));

    private final Parts parts;
    private final Sketch sketch;

    Watchers(Parts parts, Sketch sketch) {
        this.parts = parts;
        this.sketch = sketch;
    }

    void draw() {
        parts.of("aws_sns_topic")
                .forEach(topic -> sketch.element(
                        sketch.region(topic.region()),
                        Look.watch,
                        "SNS topic",
                        topic.text("name"),
                        told(topic),
                        List.of(topic)));
        alarms();
        for (Part trail : parts.of("aws_cloudtrail")) {
            sketch.element(
                    sketch.region(trail.region()),
                    Look.watch,
                    "CloudTrail",
                    trail.text("name"),
                    List.of(trail.flag("is_multi_region_trail") ? "all regions" : "this region"),
                    List.of(trail));
            parts.referred(trail, trail.json().path("s3_bucket_name"))
                    .ifPresent(bucket -> sketch.link(trail, bucket, Flow.copy, "logs"));
            parts.referred(trail, trail.json().path("sns_topic_name"))
                    .ifPresent(topic -> sketch.link(trail, topic, Flow.copy));
        }
        guards();
    }

    private List<String> told(Part topic) {
        List<String> told = new ArrayList<>();
        parts.referring("aws_sns_topic_subscription", topic)
                .forEach(one -> told.add(
                        one.text("protocol").equals("email")
                                ? one.text("endpoint")
                                : one.text("protocol").equals("lambda")
                                        ? parts.referred(one, one.json().path("endpoint"))
                                                .map(function -> function.text("function_name"))
                                                .orElse("function")
                                        : one.text("protocol")));
        parts.referring("aws_chatbot_slack_channel_configuration", topic)
                .forEach(one -> told.add("Slack " + one.text("slack_channel_id")));
        return told.stream().map(one -> "tells " + one).toList();
    }

    private void alarms() {
        Map<String, List<Part>> regions = Stream.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_dashboard")
                .flatMap(type -> parts.of(type).stream())
                .collect(Collectors.groupingBy(Part::region, TreeMap::new, Collectors.toList()));
        regions.forEach((region, all) -> {
            List<Part> alarms =
                    all.stream().filter(part -> part.type().endsWith("_alarm")).toList();
            String element = sketch.element(
                    sketch.region(region),
                    Look.watch,
                    "CloudWatch",
                    alarms.isEmpty() ? "Dashboards" : Wording.count(alarms.size(), "alarm"),
                    List.of(Wording.count(all.size() - alarms.size(), "dashboard")),
                    all);
            Map<Part, Long> told = alarms.stream()
                    .flatMap(alarm -> parts.referred(alarm.unit(), alarm.json().path("alarm_actions")).stream())
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            told.forEach((topic, count) -> sketch.shown(topic)
                    .ifPresent(id -> sketch.link(element, id, Flow.guard, Wording.count(count.intValue(), "alarm"))));
        });
    }

    private void guards() {
        Map<String, List<Part>> regions = GUARDS.keySet().stream()
                .flatMap(type -> parts.of(type).stream())
                .collect(Collectors.groupingBy(Part::region, TreeMap::new, Collectors.toList()));
        regions.forEach((region, all) -> sketch.element(
                sketch.region(region),
                Look.watch,
                "Account",
                "Account guards",
                Wording.lines(
                        "",
                        all.stream()
                                .map(part -> GUARDS.get(part.type()))
                                .sorted()
                                .distinct()
                                .toList()),
                all));
    }
}
