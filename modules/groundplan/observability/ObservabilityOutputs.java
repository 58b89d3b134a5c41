package groundplan.observability;

import groundplan.kernel.OutputSource;
import groundplan.kernel.Shape;

/**
 * What the watching unit publishes.
 *
 * @param criticalTopicArn the topic that wakes somebody
 * @param warningTopicArn the topic that is read on the next working day
 * @param dashboardName the dashboard
 */
public record ObservabilityOutputs(String criticalTopicArn, String warningTopicArn, String dashboardName) {
    static ObservabilityOutputs of(ObservabilitySettings settings, OutputSource from) {
        return new ObservabilityOutputs(
                from.value("critical_topic_arn", Shape.TOPIC_ARN, "Topic of critical matters."),
                from.value("warning_topic_arn", Shape.TOPIC_ARN, "Topic of warnings."),
                from.value("dashboard_name", Shape.NAME, "Name of the dashboard."));
    }
}
