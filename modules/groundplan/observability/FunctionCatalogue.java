package groundplan.observability;

import static groundplan.observability.Watch.Silence.FINE;

import groundplan.observability.Watch.Over;
import groundplan.observability.Watch.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be watched of a function, and of the API or the queue in front of it. Without calls there are no figures. */
final class FunctionCatalogue {
    private FunctionCatalogue() {}

    /**
     * A function.
     *
     * @param unit the unit's name in addresses
     * @param name the unit's name in sentences
     */
    static List<Watch> function(String unit, String name, WatchedFunction function, FunctionAlarmSettings alarms) {
        List<Watch> watches = new ArrayList<>(List.of(
                new Watch(
                        unit + "_error_rate",
                        "share of calls of " + name + " that fail, in percent",
                        alarms.errorRatePercent(),
                        Side.ABOVE,
                        Over.ALL_MINUTES,
                        FINE,
                        FunctionMetrics.errorRate(function),
                        FunctionMetrics.ERROR_RATE),
                seconds(
                        unit + "_duration_p95",
                        "time of the slowest 5 in 100 calls of " + name,
                        alarms.durationP95Seconds(),
                        FunctionMetrics.function(function, "Duration", "p95")),
                Watch.of(
                        unit + "_throttles",
                        "calls of " + name + " that were turned away",
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
                    "response time of the slowest 5 in 100 requests to " + name,
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

    /** The figure is in milliseconds, and the threshold in seconds. */
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
