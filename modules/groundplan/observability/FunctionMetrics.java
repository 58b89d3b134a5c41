package groundplan.observability;

import java.util.Map;
import java.util.TreeMap;

/** CloudWatch metrics of functions, HTTP APIs and queues. */
final class FunctionMetrics {
    /** The share of failed invocations, in percent. */
    static final Map<String, String> ERROR_RATE = Watch.terms(
            "made", "FILL(calls, 0)",
            "failed", "FILL(errors, 0)",
            "rate", "100 * failed / IF(made > failed, made, IF(failed > 0, failed, 1))");

    private FunctionMetrics() {}

    static Metric function(WatchedFunction function, String name, String statistic) {
        return Metric.of("AWS/Lambda", name, statistic, Map.of("FunctionName", function.functionName()));
    }

    /** The metrics of {@link #ERROR_RATE}. */
    static Map<String, Metric> errorRate(WatchedFunction function) {
        return new TreeMap<>(Map.of(
                "calls", function(function, "Invocations", "Sum"), "errors", function(function, "Errors", "Sum")));
    }

    static Metric api(String id, String name, String statistic) {
        return Metric.of("AWS/ApiGateway", name, statistic, Map.of("ApiId", id));
    }

    /** The same for requests to an API: its own errors, and those of the function. */
    static Map<String, Metric> apiErrorRate(String id) {
        return new TreeMap<>(Map.of("calls", api(id, "Count", "Sum"), "errors", api(id, "5xx", "Sum")));
    }

    static Metric queue(String queue, String name) {
        return Metric.of("AWS/SQS", name, "Maximum", Map.of("QueueName", queue));
    }
}
