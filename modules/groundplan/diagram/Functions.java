package groundplan.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions with an alias, what invokes them, and what they use. Built-in maintenance functions have no alias and are
 * left out.
 */
final class Functions {
    /** What every function needs to run; showing it would add nothing. */
    private static final Set<String> PLUMBING = Set.of(
            "aws_kms_key",
            "aws_vpc",
            "aws_subnet",
            "aws_iam_role",
            "aws_cloudwatch_log_group",
            "aws_lambda_function",
            "aws_sqs_queue",
            "aws_security_group");

    private final Parts parts;
    private final Sketch sketch;
    private final Networks networks;

    Functions(Parts parts, Sketch sketch, Networks networks) {
        this.parts = parts;
        this.sketch = sketch;
        this.networks = networks;
    }

    void draw() {
        for (Part alias : parts.of("aws_lambda_alias")) {
            for (Part function : parts.referred(alias, "aws_lambda_function")) {
                sketch.element(
                        networks.boxOf(function),
                        Look.compute,
                        "Lambda function",
                        function.text("function_name"),
                        List.of(function.text("memory_size") + " MiB", limit(function)),
                        List.of(function, alias));
                uses(function);
            }
        }
        parts.of("aws_apigatewayv2_api").forEach(this::api);
        parts.of("aws_lambda_event_source_mapping")
                .forEach(mapping -> parts.referred(mapping, mapping.json().path("event_source_arn"))
                        .ifPresent(queue -> {
                            sketch.element(
                                    sketch.region(queue.region()),
                                    Look.compute,
                                    "SQS queue",
                                    queue.text("name"),
                                    List.of(),
                                    List.of(queue));
                            called(queue, mapping, "batches of " + mapping.text("batch_size"));
                        }));
        parts.of("aws_cloudwatch_event_target").stream()
                .filter(target -> !parts.referred(target, "aws_lambda_alias").isEmpty())
                .forEach(target -> parts.referred(target, "aws_cloudwatch_event_rule")
                        .forEach(rule -> {
                            sketch.element(
                                    sketch.region(rule.region()),
                                    Look.compute,
                                    "EventBridge rule",
                                    rule.text("name"),
                                    List.of(rule.text("schedule_expression")),
                                    List.of(rule));
                            called(rule, target);
                        }));
    }

    private void api(Part api) {
        List<Part> names = parts.referring("aws_apigatewayv2_api_mapping", api).stream()
                .flatMap(mapping -> parts.referred(mapping, "aws_apigatewayv2_domain_name").stream())
                .toList();
        List<String> details = new ArrayList<>(
                names.stream().map(name -> name.text("domain_name")).toList());
        details.add(Wording.count(parts.referring("aws_apigatewayv2_route", api).size(), "route"));
        String element = sketch.element(
                sketch.region(api.region()),
                Look.network,
                "HTTP API",
                api.text("name"),
                details,
                Stream.concat(Stream.of(api), names.stream()).toList());
        sketch.link(sketch.outsider("users", "Clients", "Users"), element, Flow.traffic, "HTTPS 443");
        parts.referring("aws_apigatewayv2_integration", api).forEach(integration -> called(api, integration));
    }

    /** Adds the edge from a caller to the function behind the alias that the integration refers to. */
    private void called(Part caller, Part connection, String... labels) {
        parts.referred(connection, "aws_lambda_alias")
                .forEach(alias -> sketch.link(caller, alias, Flow.traffic, labels));
    }

    private void uses(Part function) {
        for (Part role : parts.referred(function, "aws_iam_role")) {
            parts.referring("aws_iam_role_policy", role).stream()
                    .filter(policy -> parts.referred(policy, policy.json().path("role"))
                            .filter(role::equals)
                            .isPresent())
                    .flatMap(policy -> parts.referred(policy).stream())
                    .filter(part -> !PLUMBING.contains(part.type()))
                    .forEach(part -> sketch.link(function, part, Flow.data));
        }
        for (Part group : parts.referred(function, "aws_security_group")) {
            parts.of("aws_vpc_security_group_ingress_rule").stream()
                    .filter(rule -> parts.referred(rule, rule.json().path("referenced_security_group_id"))
                            .filter(group::equals)
                            .isPresent())
                    .forEach(rule -> parts.referred(rule, rule.json().path("security_group_id")).stream()
                            .flatMap(server -> Stream.of(
                                            Stream.of(server),
                                            parts.referring("aws_db_instance", server).stream(),
                                            parts.referring("aws_rds_cluster", server).stream())
                                    .flatMap(found -> found))
                            .forEach(server -> sketch.link(function, server, Flow.data)));
        }
    }

    private static String limit(Part function) {
        String reserved = function.text("reserved_concurrent_executions");
        return reserved.equals("-1") ? "no reserved concurrency" : "at most " + reserved + " at once";
    }
}
