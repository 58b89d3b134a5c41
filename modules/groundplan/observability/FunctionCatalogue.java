package groundplan.observability;

import static groundplan.observability.Watch.Silence.FINE;

import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a function, and of the API or the queue in front of it. Without invocations there is no data. */
final class FunctionCatalogue {
    private FunctionCatalogue() {}

    /**
     * A function.
     *
     * @param unit the unit's name in resource names
     * @param name the unit's name in descriptions
     */
    static List<Watch> function(String unit, String name, WatchedFunction function, FunctionAlarmSettings alarms) {
        List<Watch> watches = new ArrayList<>(List.of(
                new Watch(
                        unit + "_error_rate",
                        "share of failed invocations of " + name + ", in percent",
                        alarms.errorRatePercent(),
                        Side.ABOVE,
                        Over.ALL_MINUTES,
                        FINE,
                        FunctionMetrics.errorRate(function),
                        FunctionMetrics.ERROR_RATE),
                seconds(
                        unit + "_duration_p95",
                        "95th percentile of the duration of " + name,
                        alarms.durationP95Seconds(),
                        FunctionMetrics.function(function, "Duration", "p95")),
                Watch.of(
                        unit + "_throttles",
                        "throttled invocations of " + name,
                        alarms.throttles(),
                        Over.ALL_MINUTES,
                        FINE,
                        FunctionMetrics.function(function, "Throttles", "Sum"))));
        function.apiId().ifPresent(api -> {
            watches.add(new Watch(
                    unit + "_api_error_rate",
                    "share of requests to " + name + " that end in a 5xx, in percent",
                    alarms.apiErrorRatePercent(),
                    Side.ABOVE,
                    Over.ALL_MINUTES,
                    FINE,
                    FunctionMetrics.apiErrorRate(api),
                    FunctionMetrics.ERROR_RATE));
            watches.add(seconds(
                    unit + "_api_latency_p95",
                    "95th percentile of the response time of " + name,
                    alarms.apiLatencyP95Seconds(),
                    FunctionMetrics.api(api, "Latency", "p95")));
        });
        function.queueName()
                .ifPresent(queue -> watches.add(Watch.of(
                        unit + "_queue_age",
                        "age of the oldest message in the queue of " + name + ", in seconds",
                        alarms.queueAgeSeconds(),
                        Over.EACH_MINUTE,
                        FINE,
                        FunctionMetrics.queue(queue, "ApproximateAgeOfOldestMessage"))));
        function.deadLetterQueueName()
                .ifPresent(queue -> watches.add(Watch.of(
                        unit + "_dead_letters",
                        "messages in the dead-letter queue of " + name,
                        alarms.deadLetters(),
                        Over.EACH_MINUTE,
                        FINE,
                        FunctionMetrics.queue(queue, "ApproximateNumberOfMessagesVisible"))));
        return watches;
    }

    /** The metric is in milliseconds, and the threshold in seconds. */
    private static Watch seconds(String name, String sentence, Threshold threshold, Metric metric) {
        return new Watch(
                name,
                sentence + ", in seconds",
                threshold,
                Side.ABOVE,
                Over.ALL_MINUTES,
                FINE,
                new TreeMap<>(Map.of("milliseconds", metric)),
                Watch.terms("seconds", "milliseconds / 1000"));
    }
}
