package groundplan.controls;

import groundplan.kernel.OutputDeclaration;
import groundplan.settings.UnitModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows 72 and 90: a unit that watches others has the alarms that these need, and each tells somebody. */
final class WatchRules {
    /** What must be told of each thing that a kind of unit publishes under a name, as the metrics' names. */
    private static final Map<String, List<String>> BY_OUTPUT = Map.ofEntries(
            Map.entry("ecs service_names", List.of("CPUUtilization", "MemoryUtilization")),
            Map.entry(
                    "ecs load_balancer_arn_suffix",
                    List.of("HTTPCode_(Target|ELB)_5XX_Count", "(Un)?HealthyHostCount")),
            Map.entry("ecs-alb-service service_name", List.of("CPUUtilization", "MemoryUtilization")),
            Map.entry(
                    "ecs-alb-service load_balancer_arn_suffix",
                    List.of("HTTPCode_(Target|ELB)_5XX_Count", "(Un)?HealthyHostCount")),
            Map.entry("ecs-nlb-service service_name", List.of("CPUUtilization", "MemoryUtilization")),
            Map.entry("ecs-nlb-service load_balancer_arn_suffix", List.of("(Un)?HealthyHostCount")),
            Map.entry("lambda-http-api function_name", List.of("Errors")),
            Map.entry("lambda-http-api api_id", List.of("5xx")),
            Map.entry("lambda-event-bridge dead_letter_queue_name", List.of("ApproximateNumberOfMessagesVisible")),
            Map.entry("lambda-sqs-consumer dead_letter_queue_name", List.of("ApproximateNumberOfMessagesVisible")),
            Map.entry("rds instance_identifiers", List.of("CPUUtilization", "DatabaseConnections")),
            Map.entry("rds identifier", List.of("CPUUtilization", "DatabaseConnections")),
            // Only an instance has a disk that fills up.
            Map.entry("rds allocated_storage_gib", List.of("FreeStorageSpace")),
            Map.entry("elasticache node_ids", List.of("DatabaseMemoryUsagePercentage|FreeableMemory", "Evictions")));

    private static final Set<String> KINDS =
            BY_OUTPUT.keySet().stream().map(output -> output.split(" ")[0]).collect(Collectors.toSet());
    /** What must be told of the audit trail, as a piece of the pattern that looks for it. */
    private static final List<String> MATTERS = List.of(
            "$.userIdentity.type = \"Root\"",
            "MFAUsed",
            "Failed authentication",
            "UnauthorizedOperation",
            "PutRolePolicy",
            "AttachUserPolicy",
            "CreatePolicyVersion",
            "StopLogging",
            "DeleteTrail",
            "StopConfigurationRecorder",
            "DeleteDeliveryChannel",
            "ScheduleKeyDeletion",
            "DisableKey",
            "PutBucketPolicy",
            "AuthorizeSecurityGroupIngress",
            "ReplaceNetworkAclEntry",
            "AttachInternetGateway",
            "ReplaceRoute",
            "DeleteVpc",
            "CreateVpcPeeringConnection");

    private WatchRules() {}

    static final List<Rule> ALL = List.of(
            Rule.inProd(
                    72,
                    "what is watched has the alarms that it needs",
                    inspection -> each(inspection, KINDS, (read, watcher) -> read.outputs().stream()
                            .filter(output -> ofItself(read, output))
                            .forEach(output -> BY_OUTPUT
                                    .getOrDefault(read.kind().name() + " " + output.name(), List.of())
                                    .forEach(metric -> references(inspection, read, output)
                                            .filter(thing -> !watched(inspection, thing, metric))
                                            .forEach(thing -> inspection.require(
                                                    false, watcher, "has no alarm on " + metric + " of " + thing)))))),
            Rule.everywhere(
                    90,
                    "what happens to the account's security is told",
                    inspection -> each(
                            inspection,
                            Set.of("cloudtrail"),
                            (read, watcher) -> MATTERS.forEach(matter -> inspection.require(
                                    inspection
                                            .others("aws_cloudwatch_log_metric_filter")
                                            .filter(filter ->
                                                    filter.text("pattern").contains(matter))
                                            .anyMatch(filter -> told(inspection, filter)),
                                    watcher,
                                    "tells nobody of " + matter)))));

    /** A cluster of databases has no figures of its own, but those of its instances. */
    private static boolean ofItself(UnitModel<?, ?> read, OutputDeclaration output) {
        return !output.name().equals("identifier")
                || read.outputs().stream().noneMatch(other -> other.name().equals("instance_identifiers"));
    }

    /** Does something with each unit of some kinds that a watching unit reads. */
    private static void each(Inspection inspection, Set<String> kinds, BiConsumer<UnitModel<?, ?>, Resource> look) {
        UnitModel<?, ?> unit = inspection.document().unit();
        if (unit.kind().name().equals("observability")) {
            unit.reads().values().stream()
                    .filter(read -> kinds.contains(read.kind().name()))
                    .forEach(read -> inspection.part(
                            "unit", inspection.document().json(), watcher -> look.accept(read, watcher)));
        }
    }

    private static Stream<String> references(Inspection inspection, UnitModel<?, ?> read, OutputDeclaration output) {
        String name = "${data.terraform_remote_state."
                + read.path().wireName(inspection.document().unit().path()) + ".outputs." + output.name();
        return output.keys().isEmpty()
                ? Stream.of(name + "}")
                : output.keys().stream()
                        .map(key -> name + (Character.isDigit(key.charAt(0)) ? "[" + key + "]" : "." + key) + "}");
    }

    private static boolean watched(Inspection inspection, String thing, String metric) {
        return inspection
                .others("aws_cloudwatch_metric_alarm")
                .anyMatch(alarm -> acts(alarm)
                        && alarm.body().toString().contains(thing)
                        && alarm.body().findValuesAsText("metric_name").stream()
                                .anyMatch(name -> name.matches(metric)));
    }

    private static boolean told(Inspection inspection, Resource filter) {
        return inspection
                .others("aws_cloudwatch_metric_alarm")
                .anyMatch(alarm -> acts(alarm)
                        && alarm.text("metric_name").equals(filter.text("metric_transformation.name"))
                        && alarm.text("namespace").equals(filter.text("metric_transformation.namespace")));
    }

    private static boolean acts(Resource alarm) {
        return !alarm.isFalse("actions_enabled")
                && alarm.blocks("alarm_actions").stream()
                        .anyMatch(action -> !action.asText().isBlank());
    }
}
