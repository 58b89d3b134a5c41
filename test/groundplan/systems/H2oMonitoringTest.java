package groundplan.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groundplan.testing.FullSynthesis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text says of H2O's dashboards and alarms, held against what is generated. */
class H2oMonitoringTest {
    private static final String WATCH = "h2o/prod/us-east-1/observability";

    @ParameterizedTest(name = "{0} {1} above {2} for {3} minutes")
    @CsvSource({
        "prod, ecs_backend_cpu_warning, 80, 5", "prod, ecs_backend_memory_warning, 85, 5",
        "prod, database_connections_warning, 80, 5", "dev, ecs_backend_cpu_warning, 80, 5",
        "dev, ecs_backend_memory_warning, 85, 5", "dev, database_connections_warning, 80, 5"
    })
    void figuresThatMustLast(String environment, String alarm, String threshold, String minutes) {
        String unit = "h2o/" + environment + "/us-east-1/observability";
        String address = "aws_cloudwatch_metric_alarm." + alarm;
        Generated.is(unit, address, "comparison_operator", "GreaterThanThreshold");
        Generated.is(unit, address, "threshold", threshold);
        Generated.is(unit, address, "evaluation_periods", minutes);
    }

    @ParameterizedTest(name = "{0}: error rate above 1 % for 5 minutes")
    @ValueSource(strings = {"dev", "prod"})
    void aHighErrorRateIsAnAlarm(String environment) {
        String unit = "h2o/" + environment + "/us-east-1/observability";
        String address = "aws_cloudwatch_metric_alarm.ecs_error_rate_critical";
        Generated.is(unit, address, "threshold", "1");
        FullSynthesis.unit(unit)
                .resource(address)
                .findValues("period")
                .forEach(period -> assertEquals(300, period.asInt()));
    }

    @Test
    @DisplayName("slow queries: above 1 s on average; and each statement of more than a second is counted")
    void slowQueriesAreAnAlarm() {
        Generated.is(WATCH, "aws_cloudwatch_metric_alarm.database_query_time_warning", "threshold", "1");
        Generated.is(
                WATCH,
                "aws_cloudwatch_log_metric_filter.slow_queries",
                "log_group_name",
                "/aws/rds/instance/${data.terraform_remote_state.database.outputs.identifier}/postgresql");
    }

    @Test
    @DisplayName("three dashboards: ECS, RDS and the application, with the time that the AI takes")
    void theThreeDashboards() {
        assertEquals(Set.of("ecs", "main", "rds"), Generated.names(WATCH, "aws_cloudwatch_dashboard"));
        shows("ecs", "CPUUtilization", "MemoryUtilization", "RunningTaskCount", "DesiredTaskCount", "target tracking");
        shows("rds", "DatabaseConnections", "db.SQL.total_query_time", "FreeStorageSpace");
        shows("main", "TargetResponseTime", "HTTPCode_Target_5XX_Count", "AIGenerationDuration");
    }

    @Test
    @DisplayName("Slack hears of everything")
    void slackHearsOfEverything() {
        assertEquals(
                "[\"${aws_sns_topic.critical.arn}\",\"${aws_sns_topic.warning.arn}\"]",
                FullSynthesis.unit(WATCH)
                        .attribute("aws_chatbot_slack_channel_configuration.c0h2oprodu", "sns_topic_arns")
                        .toString());
    }

    private static void shows(String dashboard, String... words) {
        String body = FullSynthesis.unit(WATCH)
                .attribute("aws_cloudwatch_dashboard." + dashboard, "dashboard_body")
                .asText();
        for (String word : List.of(words)) {
            assertTrue(body.contains(word), "dashboard " + dashboard + " does not show " + word);
        }
    }
}
