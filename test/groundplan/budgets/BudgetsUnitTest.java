package groundplan.budgets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import groundplan.testing.Synthesized;
import groundplan.testing.UnitJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetsUnitTest {
    private static final UnitJson UNIT = Synthesized.of(
                    """
      kms:
      observability: {}
      budgets:
        budgets:
          monthly: {limit_usd: 1200, tags: {Project: shop}}
        anomalies: {threshold_usd: 50}
        email_addresses: [money@example.com]
        observability: us-east-1/observability
      """)
            .unit("budgets");

    @Test
    void somebodyIsToldBeforeTheBudgetIsSpent() {
        assertEquals(
                "1200",
                UNIT.attribute("aws_budgets_budget.monthly", "limit_amount").asText());
        List<String> told = new ArrayList<>();
        for (JsonNode one : UNIT.attribute("aws_budgets_budget.monthly", "notification")) {
            told.add(one.path("notification_type").asText() + " "
                    + one.path("threshold").asInt());
            assertEquals(
                    "money@example.com", one.at("/subscriber_email_addresses/0").asText());
            assertTrue(one.at("/subscriber_sns_topic_arns/0").asText().endsWith(".warning_topic_arn}"), one::toString);
        }
        assertEquals(List.of("ACTUAL 50", "ACTUAL 80", "ACTUAL 100", "FORECASTED 100"), told);
        assertEquals(
                "user:Project$shop",
                UNIT.attribute("aws_budgets_budget.monthly", "cost_filter.0.values.0")
                        .asText());
    }

    @Test
    void costsThatNobodyExpectedAreToldToTopicsAtOnceAndMailedDaily() {
        assertEquals(
                "SERVICE",
                UNIT.attribute("aws_ce_anomaly_monitor.services", "monitor_dimension")
                        .asText());
        assertEquals(
                "IMMEDIATE",
                UNIT.attribute("aws_ce_anomaly_subscription.topic", "frequency").asText());
        assertEquals(
                "DAILY",
                UNIT.attribute("aws_ce_anomaly_subscription.mails", "frequency").asText());
        assertEquals(
                "50",
                UNIT.attribute("aws_ce_anomaly_subscription.mails", "threshold_expression.dimension.values.0")
                        .asText());
    }

    @Test
    void aBudgetThatTellsNobodyIsRefused() {
        List<String> problems = Synthesized.problems("budgets: {budgets: {monthly: {limit_usd: 5}}}");
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("there is nobody to notify"), problems.get(0));
    }

    @Test
    void anAccountHasOneMonitorOfServicesWhichUnitsMayShare() {
        String two =
                """
      budgets:
        budgets: {monthly: {limit_usd: 100}}
        email_addresses: [money@example.com]
      more:
        kind: budgets
        budgets: {yearly: {limit_usd: 1000, time_unit: ANNUALLY}}
        email_addresses: [money@example.com]
      """;
        List<String> problems = Synthesized.problems(two);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(
                problems.get(0)
                                .contains("shop/dev/_global/more has a cost anomaly monitor of AWS services that"
                                        + " shop/dev/_global/budgets has as well")
                        && problems.get(0)
                                .endsWith("in account 123456789012: set monitor_arn, or enabled to false, in all"
                                        + " but one of them"),
                problems.get(0));
        String arn = "arn:aws:ce::123456789012:anomalymonitor/0b1c2d3e-1111-2222-3333-444455556666";
        UnitJson sharing = Synthesized.of(two + "  anomalies: {monitor_arn: \"" + arn + "\"}\n")
                .unit("more");
        assertEquals(
                arn,
                sharing.attribute("aws_ce_anomaly_subscription.mails", "monitor_arn_list.0")
                        .asText());
        assertTrue(
                sharing.addresses().stream().noneMatch(address -> address.startsWith("aws_ce_anomaly_monitor")),
                () -> sharing.addresses().toString());
    }
}
