package groundplan.lambdasqsconsumer;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Settings of a queue, and of how it is worked off. */
public record QueueSettings(
        @Setting(value = "Name of the queue. Left out: <system>-<environment>-<unit>.", pattern = "[A-Za-z0-9_-]{1,80}")
                Optional<String> name,
        @Setting(
                        value =
                                "Seconds for which a message is out of sight while it is worked on. Left out: six times the timeout"
                                        + " of the function, and the wait for a batch.",
                        min = 1,
                        max = 43200)
                Optional<Integer> visibilityTimeoutSeconds,
        @Setting(value = "Seconds for which a message waits at most.", byDefault = "345600", min = 60, max = 1209600)
                int messageRetentionSeconds,
        @Setting(
                        value = "Attempts at a message, before it goes to the dead-letter queue.",
                        byDefault = "5",
                        min = 1,
                        max = 1000)
                int maxReceiveCount,
        @Setting(value = "Messages that the function gets at once.", byDefault = "10", min = 1, max = 10000)
                int batchSize,
        @Setting(value = "Seconds to wait for a full batch.", byDefault = "0", min = 0, max = 300)
                int maximumBatchingWindowSeconds,
        @Setting(value = "Runs of the function at once at most, for this queue.", byDefault = "5", min = 2, max = 1000)
                int maximumConcurrency)
        implements Checked {
    private static final int WITHOUT_WAITING = 10;

    @Override
    public void check(Check check) {
        check.that(
                batchSize <= WITHOUT_WAITING || maximumBatchingWindowSeconds > 0,
                "maximum_batching_window_seconds",
                "more than 10 messages are only found by waiting for them: at least 1");
    }
}
