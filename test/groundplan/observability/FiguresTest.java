package groundplan.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures that are computed, learned, taken from logs, or sent by the application. */
class FiguresTest {
    private static final String MORE =
            """
      wide:
        kind: rds
        instance_class: db.r6g.large
        storage: {allocated_storage: 100}
        database:
          engine_version: "16.10"
          db_name: wide
          parameters: {max_connections: "1600"}
          master_password: {}
          read_replicas: {reader: {}}
      site:
        kind: cloudfront
        origins:
          hosting: {bucket: {}}
        behaviors:
          pages: {origin: hosting}
        viewers:
          aliases: [sign.example.com]
          dns: dns
          require_web_acl: false
          blocked_countries: [KP]
        storage: us-east-1/storage
      """;
    private static final String WATCHING =
            """
      observability:
        watch:
          ecs: [ecs]
          databases: [rds, wide]
          caches: [elasticache]
          distributions: [site]
        custom_metrics:
          report_time:
            namespace: shop/reports
            metric_name: ReportTime
            description: time of a report, in seconds
            statistic: p95
            dimensions: {Environment: dev}
            threshold: {warning: 30, minutes: 10}
        log_metrics:
          slow_queries:
            description: statements that took longer than a second
            database: {rds: wide}
            pattern: '"duration: "'
          failed-orders:
            description: orders that failed
            service: {name: sign}
            pattern: '{ $.event = "order_failed" }'
            value: $.count
            threshold: {critical: 5, minutes: 1}
        alarms:
          load_balancer:
            healthy_targets: {warning: 2, critical: 1, minutes: 3}
            connection_errors_percent: {warning: 1}
            unusual_requests: {warning: 2.5, minutes: 15}
          service:
            disk_percent: {warning: 85}
          database:
            connections_percent: {warning: 80}
            query_seconds: {warning: 1}
            replica_lag_seconds: {warning: 60}
          edge:
            distribution:
              error_rate_percent: {critical: 5}
        dashboard: [application]
        dashboards:
          places: [services, databases, caches, edge]
      """;
    private static final Synthesized ENV = Synthesized.of(Example.REST + MORE + WATCHING);
    private static final UnitJson UNIT = ENV.unit("observability");

    @Test
    @DisplayName("too few healthy targets: below 2 a warning, below 1 critical, and a group without figures has none")
    void lowHealthyHosts() {
        for (Map.Entry<String, Integer> entry :
                Map.of("warning", 2, "critical", 1).entrySet()) {
            String address = alarm("ecs_sign_healthy_targets_" + entry.getKey());
            assertEquals(
                    "HealthyHostCount", UNIT.attribute(address, "metric_name").asText());
            assertEquals(
                    "LessThanThreshold",
                    UNIT.attribute(address, "comparison_operator").asText());
            assertEquals(entry.getValue(), UNIT.attribute(address, "threshold").asInt());
            assertEquals(3, UNIT.attribute(address, "evaluation_periods").asInt());
            assertEquals(
                    "breaching", UNIT.attribute(address, "treat_missing_data").asText());
        }
    }

    @Test
    @DisplayName("unusual numbers of requests, spikes and drops, lie outside of the band that CloudWatch has learned")
    void unusualRequests() {
        String address = alarm("ecs_unusual_requests_warning");
        assertEquals(
                "LessThanLowerOrGreaterThanUpperThreshold",
                UNIT.attribute(address, "comparison_operator").asText());
        assertEquals("usual", UNIT.attribute(address, "threshold_metric_id").asText());
        assertFalse(UNIT.has(address, "threshold"), "a band is no threshold");
        JsonNode figure = query(address, "figure");
        assertEquals("RequestCount", figure.at("/metric/metric_name").asText());
        assertEquals(900, figure.at("/metric/period").asInt());
        assertEquals(
                "ANOMALY_DETECTION_BAND(figure, 2.5)",
                query(address, "usual").path("expression").asText());
        assertTrue(
                figure.path("return_data").asBoolean()
                        && query(address, "usual").path("return_data").asBoolean(),
                "CloudWatch compares the two that are returned");
        assertTrue(
                UNIT.attribute(address, "alarm_description")
                        .asText()
                        .endsWith("more than 2.5 standard deviations from what is usual within 15 minutes"),
                UNIT.resource(address).toString());
    }

    @Test
    @DisplayName("network errors: connections to targets that failed, in percent of the requests")
    void connectionErrors() {
        String address = alarm("ecs_connection_errors_warning");
        assertEquals(
                List.of("RequestCount", "TargetConnectionErrorCount", "TargetTLSNegotiationErrorCount"),
                UNIT.resource(address).findValuesAsText("metric_name").stream()
                        .sorted()
                        .toList());
        assertEquals("100 * failed / IF(served > failed, served, failed)", returned(address));
    }

    @Test
    @DisplayName("disk usage: what a service's tasks use of what they have")
    void diskUsage() {
        String address = alarm("ecs_sign_disk_warning");
        assertEquals("100 * used / reserved", returned(address));
        assertEquals(85, UNIT.attribute(address, "threshold").asInt());
    }

    @Test
    @DisplayName("connections in percent of the most: as the parameters say, else as the database itself says")
    void connectionShare() {
        String counted = alarm("wide_connection_share_warning");
        assertEquals("100 * open / ${data.terraform_remote_state.wide.outputs.max_connections}", returned(counted));
        String asked = alarm("rds_connection_share_warning");
        assertEquals("100 * open / most", returned(asked));
        JsonNode most = query(asked, "most");
        assertEquals(
                "DB_PERF_INSIGHTS('RDS', '${data.terraform_remote_state.rds.outputs.resource_id}', "
                        + "'db.User.max_connections.avg')",
                most.path("expression").asText());
        assertEquals(60, most.path("period").asInt(), "a figure of its own has a period of its own");
        assertEquals(
                "DatabaseConnections",
                query(asked, "open").at("/metric/metric_name").asText());
    }

    @Test
    @DisplayName("slow queries: their average time over five minutes, above one second")
    void slowQueries() {
        String address = alarm("rds_query_time_warning");
        assertEquals("spent / finished / 1000", returned(address));
        assertTrue(query(address, "spent").path("expression").asText().contains("'db.SQL.total_query_time.avg'"));
        assertTrue(query(address, "finished").path("expression").asText().contains("'db.SQL.queries_finished.avg'"));
        assertEquals(300, query(address, "spent").path("period").asInt());
        assertEquals(1, UNIT.attribute(address, "threshold").asInt());
    }

    @Test
    @DisplayName("a read replica is watched like its database, and for its lag")
    void replicas() {
        String replica = "${data.terraform_remote_state.wide.outputs.replica_identifiers.reader}";
        assertEquals(
                replica,
                UNIT.attribute(alarm("wide_reader_lag_warning"), "dimensions.DBInstanceIdentifier")
                        .asText());
        assertEquals(
                "ReplicaLag",
                UNIT.attribute(alarm("wide_reader_lag_warning"), "metric_name").asText());
        assertEquals(
                replica,
                UNIT.attribute(alarm("wide_reader_cpu_warning"), "dimensions.DBInstanceIdentifier")
                        .asText());
        assertTrue(
                UNIT.attribute("aws_db_event_subscription.database_failures", "source_ids")
                        .toString()
                        .contains(replica),
                "aws_db_event_subscription.database_failures source_ids");
        assertTrue(body("places").contains("\"" + replica + "\""), "the dashboard does not show the replica");
    }

    @Test
    @DisplayName("figures of the application have an alarm and a graph")
    void customMetrics() {
        String address = alarm("own_report_time_warning");
        assertEquals("shop/reports", UNIT.attribute(address, "namespace").asText());
        assertEquals("ReportTime", UNIT.attribute(address, "metric_name").asText());
        assertEquals("p95", UNIT.attribute(address, "extended_statistic").asText());
        assertEquals("dev", UNIT.attribute(address, "dimensions.Environment").asText());
        assertEquals(600, UNIT.attribute(address, "period").asInt());
        assertTrue(body("main").contains("time of a report, in seconds"), "the dashboard does not show ReportTime");
    }

    @Test
    @DisplayName("figures are taken from the logs of services and databases")
    void logMetrics() {
        String slow = "aws_cloudwatch_log_metric_filter.slow_queries";
        assertEquals(
                "/aws/rds/instance/${data.terraform_remote_state.wide.outputs.identifier}/postgresql",
                UNIT.attribute(slow, "log_group_name").asText());
        assertEquals(
                "shop/dev",
                UNIT.attribute(slow, "metric_transformation.namespace").asText());
        assertEquals("1", UNIT.attribute(slow, "metric_transformation.value").asText());
        assertFalse(UNIT.addresses().contains(alarm("own_slow_queries_warning")), "nobody asked for an alarm");
        String failed = "aws_cloudwatch_log_metric_filter.failed_orders";
        assertEquals(
                "${data.terraform_remote_state.ecs.outputs.log_group_names.sign}",
                UNIT.attribute(failed, "log_group_name").asText());
        assertEquals(
                "$.count", UNIT.attribute(failed, "metric_transformation.value").asText());
        assertEquals(
                "failed_orders",
                UNIT.attribute(alarm("own_failed_orders_critical"), "metric_name")
                        .asText());
    }

    @Test
    @DisplayName("distributions are shown from everywhere, and compared in us-east-1")
    void distributions() {
        assertEquals(
                "${data.terraform_remote_state.site.outputs.distribution_id}",
                UNIT.attribute(alarm("site_error_rate_critical"), "dimensions.DistributionId")
                        .asText());
        assertEquals(
                "Global",
                UNIT.attribute(alarm("site_error_rate_critical"), "dimensions.Region")
                        .asText());
        Map<String, String> regions = new TreeMap<>();
        UNIT.policy("aws_cloudwatch_dashboard.places", "dashboard_body")
                .path("widgets")
                .forEach(widget -> regions.put(
                        widget.at("/properties/title").asText(),
                        widget.at("/properties/region").asText()));
        assertEquals("us-east-1", regions.get("site: requests"));
    }

    @Test
    @DisplayName("a further dashboard has the sections that it is given")
    void furtherDashboards() {
        assertEquals(
                "shop-dev-places",
                UNIT.attribute("aws_cloudwatch_dashboard.places", "dashboard_name")
                        .asText());
        for (String shown : List.of(
                "# Services",
                "# Databases",
                "# Caches",
                "# Edge",
                "DesiredTaskCount",
                "RunningTaskCount",
                "EphemeralStorageUtilized",
                "ReplicaLag",
                "DBLoad",
                "db.SQL.total_query_time",
                "CacheHitRate",
                "BytesDownloaded")) {
            assertTrue(body("places").contains(shown), "aws_cloudwatch_dashboard.places does not show " + shown);
        }
        assertFalse(body("main").contains("# Services"), "aws_cloudwatch_dashboard.main shows what the other is for");
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        problem("dashboards: {overview: [cost]}", "this is the name of the main dashboard");
        problem("log_metrics: {lost: {description: x, pattern: y}}", "set one of service, unit and database");
        problem(
                "alarms: {load_balancer: {healthy_targets: {warning: 1, critical: 2}}}",
                "must be above critical (2.0)");
        problem("alarms: {load_balancer: {unusual_requests: {warning: 0}}}", "every minute would be an anomaly");
        problem(
                "custom_metrics: {lost: {namespace: a, metric_name: b, description: c, statistic: mean}}",
                "is not of the form");
        // An alarm takes a percentile with two decimals at most.
        problem(
                "custom_metrics: {lost: {namespace: a, metric_name: b, description: c, statistic: p99.999}}",
                "is not of the form");
    }

    @Test
    void aServiceThatIsNotThereHasNoLog() {
        List<String> refused = Synthesized.problems(Example.REST
                + "observability:\n  log_metrics:\n    lost: {description: x, service: {name: sing}, pattern: y}\n");
        assertTrue(refused.toString().contains("did you mean 'sign'?"), refused.toString());
    }

    private static void problem(String settings, String expected) {
        List<String> problems = Synthesized.problems("kms: {}\nobservability:\n  " + settings + "\n");
        assertTrue(
                problems.stream().anyMatch(problem -> problem.contains(expected)),
                expected + " is not among " + problems);
    }

    private static String alarm(String name) {
        return "aws_cloudwatch_metric_alarm." + name;
    }

    private static String body(String dashboard) {
        return UNIT.attribute("aws_cloudwatch_dashboard." + dashboard, "dashboard_body")
                .asText();
    }

    private static JsonNode query(String address, String id) {
        for (JsonNode query : UNIT.attribute(address, "metric_query")) {
            if (query.path("id").asText().equals(id)) {
                return query;
            }
        }
        throw new AssertionError(address + " has no query " + id + ": " + UNIT.resource(address));
    }

    /** The formula that is compared. */
    private static String returned(String address) {
        List<String> formulas = new ArrayList<>();
        UNIT.attribute(address, "metric_query").forEach(query -> {
            if (query.path("return_data").asBoolean()) {
                formulas.add(query.path("expression").asText());
            }
        });
        assertEquals(1, formulas.size(), address + " must return one figure");
        return formulas.get(0);
    }
}
