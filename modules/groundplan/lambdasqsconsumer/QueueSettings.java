package groundplan.lambdasqsconsumer;

import groundplan.kernel.Check;
import groundplan.kernel.Checked;
import groundplan.kernel.Setting;
import java.util.Optional;

/** Settings of a queue, and of its consumption. */
public record QueueSettings(
        @Setting(value = "Name of the queue. Left out: <system>-<environment>-<unit>.", pattern = "[A-Za-z0-9_-]{1,80}")
                Optional<String> name,
        @Setting(
                        value = "Visibility timeout in seconds. Left out: six times the timeout"
                                + " of the function, plus the batching window.",
                        min = 1,
                        max = 43200)
                Optional<Integer> visibilityTimeoutSeconds,
        @Setting(value = "Message retention period in seconds.", byDefault = "345600", min = 60, max = 1209600)
                int messageRetentionSeconds,
        @Setting(
                        value = "Receives of a message before it is moved to the dead-letter queue.",
                        byDefault = "5",
                        min = 1,
                        max = 1000)
                int maxReceiveCount,
        @Setting(
                        value = "Batch size: maximum number of messages per invocation.",
                        byDefault = "10",
                        min = 1,
                        max = 10000)
                int batchSize,
        @Setting(value = "Batching window: seconds to wait for a full batch.", byDefault = "0", min = 0, max = 300)
                int maximumBatchingWindowSeconds,
        @Setting(value = "Maximum concurrency of the function for this queue.", byDefault = "5", min = 2, max = 1000)
                int maximumConcurrency)
        implements Checked {
    private static final int WITHOUT_WAITING = 10;

    @Override
    public void check(Check check) {
        check.that(
                batchSize <= WITHOUT_WAITING || maximumBatchingWindowSeconds > 0,
                "maximum_batching_window_seconds",
                "a batch size above 10 needs a batching window of at least 1 second");
    }
}
