package groundplan.observability;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * The outputs of an observability unit.
 *
 * @param criticalTopicArn the topic for what needs immediate action
 * @param warningTopicArn the topic for what can wait until the next working day
 * @param dashboardName the dashboard
 */
public record ObservabilityOutputs(String criticalTopicArn, String warningTopicArn, String dashboardName) {
    static ObservabilityOutputs of(ObservabilitySettings settings, OutputSource from) {
        return new ObservabilityOutputs(
                from.value("critical_topic_arn", Shape.TOPIC_ARN, "ARN of the critical topic."),
                from.value("warning_topic_arn", Shape.TOPIC_ARN, "ARN of the warning topic."),
                from.value("dashboard_name", Shape.NAME, "Name of the dashboard."));
    }
}
