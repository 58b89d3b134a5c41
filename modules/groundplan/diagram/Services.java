package groundplan.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services, their callers, and what they use. */
final class Services {
    /** What every service needs to run; showing it would add nothing. */
    private static final Set<String> PLUMBING =
            Set.of("aws_kms_key", "aws_vpc", "aws_subnet", "aws_iam_role", "aws_cloudwatch_log_group");

    private final Parts parts;
    private final Sketch sketch;
    private final Networks networks;

    Services(Parts parts, Sketch sketch, Networks networks) {
        this.parts = parts;
        this.sketch = sketch;
        this.networks = networks;
    }

    void draw() {
        parts.of("aws_ecs_service").forEach(this::service);
        parts.of("aws_ecs_service").forEach(this::uses);
        parts.of("aws_lb_listener").forEach(listener -> leads(listener, listener));
        parts.of("aws_lb_listener_rule")
                .forEach(rule -> parts.referred(rule, "aws_lb_listener").forEach(one -> leads(rule, one)));
        discovery();
    }

    private void service(Part service) {
        String tier = networks.boxOf(service);
        String box = parts.referred(service, "aws_ecs_cluster").stream()
                .findFirst()
                .map(cluster -> sketch.box(
                        tier, Sketch.id(cluster.id()), Box.Place.cluster, "ECS cluster " + cluster.text("name")))
                .orElse(tier);
        List<Part> all = new ArrayList<>(List.of(service));
        List<String> details = new ArrayList<>();
        parts.referred(service, "aws_ecs_task_definition").forEach(task -> {
            all.add(task);
            details.add(Wording.size(task.number("cpu", 0), task.number("memory", 0)));
        });
        details.add(tasks(service) + capacity(service));
        String title = parts.referred(service, "aws_ecs_task_definition").stream()
                .findFirst()
                .map(task -> task.text("family"))
                .orElse(service.text("name"));
        String cluster = parts.referred(service, "aws_ecs_cluster").stream()
                .map(one -> one.text("name") + "-")
                .findFirst()
                .orElse("");
        sketch.element(
                box,
                Look.compute,
                "ECS service",
                title.startsWith(cluster) ? title.substring(cluster.length()) : title,
                details,
                all);
    }

    private String tasks(Part service) {
        String range = parts.referring("aws_appautoscaling_target", service).stream()
                .map(target -> ", " + target.text("min_capacity") + " to " + target.text("max_capacity"))
                .findFirst()
                .orElse("");
        return Wording.count(service.number("desired_count", 1), "task") + range;
    }

    private static String capacity(Part service) {
        Map<String, Integer> weights = new TreeMap<>();
        Part.items(service.json().path("capacity_provider_strategy"))
                .forEach(one -> weights.put(
                        one.path("capacity_provider").asText(),
                        one.path("weight").asInt()));
        int spot = weights.getOrDefault("FARGATE_SPOT", 0);
        int all = weights.values().stream().mapToInt(Integer::intValue).sum();
        return spot == 0 ? "" : spot == all ? ", Spot" : ", " + spot + " of " + all + " Spot";
    }

    private void uses(Part service) {
        for (Part part : described(service)) {
            if (!PLUMBING.contains(part.type()) && !part.type().equals("aws_ecs_service")) {
                boolean image = part.type().equals("aws_ecr_repository");
                sketch.link(
                        service, part, image ? Flow.copy : Flow.data, image ? new String[] {"images"} : new String[0]);
            }
        }
    }

    /** The resources that the service, its tasks, their roles, and its own rules refer to. */
    private Set<Part> described(Part service) {
        Set<Part> found = new LinkedHashSet<>();
        for (Part task : parts.referred(service, "aws_ecs_task_definition")) {
            found.addAll(parts.referred(task));
            parts.referred(task, "aws_iam_role").forEach(role -> parts.referring("aws_iam_role_policy", role).stream()
                    // Other policies may refer to the role too, for example to pass it.
                    .filter(policy -> parts.referred(policy, policy.json().path("role"))
                            .filter(role::equals)
                            .isPresent())
                    .forEach(policy -> found.addAll(parts.referred(policy))));
        }
        for (Part group : parts.referred(service, "aws_security_group")) {
            if (parts.referring("aws_ecs_service", group).size() == 1) {
                parts.of("aws_vpc_security_group_ingress_rule").stream()
                        .filter(rule -> parts.referred(rule, rule.json().path("referenced_security_group_id"))
                                .filter(group::equals)
                                .isPresent())
                        .forEach(rule -> parts.referred(rule, rule.json().path("security_group_id"))
                                .ifPresent(found::add));
            }
        }
        return found;
    }

    private void leads(Part rule, Part listener) {
        List<String> conditions = new ArrayList<>();
        for (JsonNode condition : Part.items(rule.json().path("condition"))) {
            condition
                    .properties()
                    .forEach(field -> conditions.add(Part.items(Part.at(field.getValue(), "values")).stream()
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", "))));
        }
        for (Part group : parts.referred(rule, "aws_lb_target_group")) {
            for (Part service : parts.referring("aws_ecs_service", group)) {
                String[] labels = Stream.concat(
                                Stream.of(String.join("", conditions)), Stream.of("port " + group.text("port")))
                        .filter(text -> !text.isEmpty())
                        .toArray(String[]::new);
                parts.referred(listener, "aws_lb")
                        .forEach(balancer -> sketch.link(balancer, service, Flow.traffic, labels));
            }
        }
    }

    /** Services call each other by names of a private DNS zone, which are text in their environment variables. */
    private void discovery() {
        Map<String, Part> names = new TreeMap<>();
        for (Part service : parts.of("aws_ecs_service")) {
            for (Part entry : parts.referred(service, "aws_service_discovery_service")) {
                parts.referred(entry, "aws_service_discovery_private_dns_namespace")
                        .forEach(namespace -> names.put(entry.text("name") + "." + namespace.text("name"), service));
            }
        }
        for (Part service : parts.of("aws_ecs_service")) {
            String variables = parts.referred(service, "aws_ecs_task_definition").stream()
                    .map(task -> task.text("container_definitions"))
                    .collect(Collectors.joining());
            names.forEach((name, other) -> {
                if (Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(name))
                        .matcher(variables)
                        .find()) {
                    sketch.link(service, other, Flow.traffic);
                }
            });
        }
    }
}
