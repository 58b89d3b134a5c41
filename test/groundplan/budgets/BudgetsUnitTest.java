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
}
