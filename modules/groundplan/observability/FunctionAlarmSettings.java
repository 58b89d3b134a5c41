package groundplan.observability;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;

/** Thresholds of the alarms of a function, and of the API or the queue in front of it. */
public record FunctionAlarmSettings(
        @Setting(value = "Share of failed invocations, in percent.", byDefault = "{warning: 1, critical: 5}")
                Threshold errorRatePercent,
        @Setting(value = "95th percentile of the duration, in seconds.", byDefault = "{}") Threshold durationP95Seconds,
        @Setting(value = "Number of invocations that were throttled.", byDefault = "{warning: 0}") Threshold throttles,
        @Setting(
                        value = "Share of the API's requests with a server error (5xx), in percent.",
                        byDefault = "{warning: 1, critical: 5}")
                Threshold apiErrorRatePercent,
        @Setting(value = "95th percentile of the API's response time, in seconds.", byDefault = "{warning: 1}")
                Threshold apiLatencyP95Seconds,
        @Setting(value = "Age of the oldest message in the queue, in seconds.", byDefault = "{warning: 300}")
                Threshold queueAgeSeconds,
        @Setting(value = "Number of messages and events in the dead-letter queue.", byDefault = "{warning: 0}")
                Threshold deadLetters)
        implements Checked {
    private static final int LONGEST_RUN = 900;
    private static final int OLDEST_MESSAGE = 14 * 24 * 3600;

    @Override
    public void check(Check check) {
        errorRatePercent.checkRising("error_rate_percent", check);
        durationP95Seconds.checkRising("duration_p95_seconds", check);
        durationP95Seconds.checkReached(
                "duration_p95_seconds", LONGEST_RUN, "Lambda ends a function after " + LONGEST_RUN + " seconds", check);
        throttles.checkRising("throttles", check);
        apiErrorRatePercent.checkRising("api_error_rate_percent", check);
        apiLatencyP95Seconds.checkRising("api_latency_p95_seconds", check);
        queueAgeSeconds.checkRising("queue_age_seconds", check);
        queueAgeSeconds.checkReached(
                "queue_age_seconds", OLDEST_MESSAGE, "SQS deletes a message after 14 days at the latest", check);
        deadLetters.checkRising("dead_letters", check);
    }
}
